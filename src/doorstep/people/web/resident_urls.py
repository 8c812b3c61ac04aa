"""Addresses of residents. A state change is a resource."""

from __future__ import annotations

from django.urls import path

from doorstep.people.web.views import resident_edit, resident_marks, residents

urlpatterns = [
    path("people/", residents.residents, name="residents"),
    path("people/new/", resident_edit.new_resident, name="resident_new"),
    path("people/<int:resident_id>/", residents.person, name="person"),
    path("people/<int:resident_id>/edit/", resident_edit.edit_resident, name="resident_edit"),
    path("people/<int:resident_id>/move/", resident_edit.move, name="resident_move"),
    path("people/<int:resident_id>/death/", resident_edit.death, name="resident_death"),
    path("people/<int:resident_id>/openings/", resident_marks.openings, name="person_openings"),
    path(
        "people/<int:resident_id>/sealed/<str:field>/",
        resident_marks.sealed_again,
        name="person_sealed",
    ),
    path("people/<int:resident_id>/tags/", resident_marks.tags, name="person_tags"),
    path("people/tags/<int:tag_id>/end/", resident_marks.tag_end, name="person_tag_end"),
    path("people/<int:resident_id>/relations/", resident_marks.relations, name="person_relations"),
    path("people/<int:resident_id>/consents/", resident_marks.consents, name="person_consents"),
    path(
        "people/consents/<int:consent_id>/withdrawal/",
        resident_marks.consent_withdrawal,
        name="consent_withdrawal",
    ),
]
