"""Addresses of places."""

from __future__ import annotations

from django.urls import path

from doorstep.places.web.views import divisions, places, stations

urlpatterns = [
    path("stations/", stations.stations_page, name="stations"),
    path("stations/<str:code>/", stations.station, name="station"),
    path("places/imports/", divisions.imports, name="division_imports"),
    path("places/imports/<int:upload_id>/", divisions.preview, name="division_preview"),
    path("places/imports/<int:upload_id>/loading/", divisions.load, name="division_load"),
    path("places/changes/", divisions.change, name="division_change"),
    path("places/changes/<int:change_id>/undoing/", divisions.undo, name="division_undo"),
    path("places/", places.my_places, name="places"),
    path("places/<str:code>/", places.place, name="place"),
]
