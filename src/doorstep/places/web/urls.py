"""Addresses of places."""

from __future__ import annotations

from django.urls import path

from doorstep.places.web.views import (
    blocks,
    calendar,
    divisions,
    estates,
    places,
    station_edit,
    stations,
)

urlpatterns = [
    path("stations/", stations.stations_page, name="stations"),
    path("stations/<str:code>/", stations.station, name="station"),
    path("stations/<str:code>/edit/", station_edit.edit_station, name="station_edit"),
    path("stations/<str:code>/hours/", station_edit.hours, name="station_hours"),
    path("blocks/<str:code>/", blocks.block, name="block"),
    path("calendar/", calendar.this_year, name="calendar"),
    path("calendar/<int:year>/", calendar.year_page, name="calendar_year"),
    path("calendar/<int:year>/loading/", calendar.load, name="calendar_load"),
    path("places/imports/", divisions.imports, name="division_imports"),
    path("places/imports/<int:upload_id>/", divisions.preview, name="division_preview"),
    path("places/imports/<int:upload_id>/loading/", divisions.load, name="division_load"),
    path("places/changes/", divisions.change, name="division_change"),
    path("places/changes/<int:change_id>/undoing/", divisions.undo, name="division_undo"),
    path("places/", places.my_places, name="places"),
    path("places/<str:code>/", places.place, name="place"),
    path("places/<str:code>/edit/", estates.edit_estate, name="estate_edit"),
    path("places/<str:code>/dwelling/", estates.edit_dwelling, name="dwelling_edit"),
    path("places/<str:code>/estates/new/", estates.new_estate, name="estate_new"),
    path("places/<str:code>/buildings/new/", estates.new_building, name="building_new"),
    path("places/<str:code>/stations/new/", station_edit.new_station, name="station_new"),
    path("places/<str:code>/blocks/new/", blocks.new_block, name="block_new"),
    path("places/<str:code>/split/", divisions.split, name="division_split"),
]
