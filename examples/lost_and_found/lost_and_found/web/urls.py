"""Addresses of lost and found."""

from django.urls import path

from lost_and_found.web import views

urlpatterns = [
    path("finds/", views.find_list, name="finds"),
    path("finds/<int:find>/hand-over/", views.hand_over, name="find_hand_over"),
]
