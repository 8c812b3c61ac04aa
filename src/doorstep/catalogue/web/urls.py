"""Addresses of the catalogue."""

from django.urls import path

from doorstep.catalogue.web.views import items

urlpatterns = [
    path("items/", items.item_list_page, name="items"),
    path("items/<str:code>/", items.item_page, name="item"),
]
