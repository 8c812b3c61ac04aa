"""Addresses of casework."""

from __future__ import annotations

from django.urls import path

from doorstep.casework.web.views import (
    cases,
    extras,
    moves,
    overview,
    reply_templates,
    routing,
    work,
)

urlpatterns = [
    path("work/", work.work, name="work"),
    path("work/left/", work.left, name="work_left"),
    path("work/export.<str:form>", work.export, name="work_export"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/acceptance/undo/", moves.undo_acceptance, name="case_acceptance_undo"),
    path("cases/<str:number>/files/", extras.files, name="case_files"),
    path("cases/<str:number>/rating/", extras.rating, name="case_rating"),
    path(
        "cases/<str:number>/assignments/<int:assignment_id>/outcome/",
        extras.outcome,
        name="case_assignment_outcome",
    ),
    *moves.MOVE_PATHS,
    path("routing/", routing.rules, name="routing"),
    path("routing/explanation/", routing.explain_case, name="routing_explanation"),
    path("routing/new/", routing.rule, name="routing_rule_new"),
    path("routing/<int:rule_id>/", routing.rule, name="routing_rule"),
    path("reply-templates/", reply_templates.templates, name="reply_templates"),
    path("overview/", overview.overview, name="overview"),
]
