"""Addresses of reception: the desk for staff, the resident's own pages."""

from django.urls import path

from doorstep.modules.reception.web.views import asks, desk, family, find, home, intake, matters

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("find/", find.find, name="find"),
    path("find/suggestions/", find.find_suggestions, name="find_suggestions"),
    path("intake/", intake.intake, name="intake"),
    path("ask/", asks.ask, name="ask"),
    path("ask/proposals/", asks.proposals, name="ask_proposals"),
    path("ask/questions/", asks.questions, name="ask_questions"),
    path("my/", matters.matters, name="my_cases"),
    path("my/<str:number>/", matters.matter, name="my_case"),
    path("my/<str:number>/words/", matters.say, name="my_case_words"),
    path("my/<str:number>/rating/", matters.rate, name="my_case_rating"),
    path("my/<str:number>/reopening/", matters.reopen, name="my_case_reopening"),
    path("my/<str:number>/withdrawal/", matters.withdraw, name="my_case_withdrawal"),
    path("family/", family.family, name="family"),
    path("family/consents/", family.give, name="family_consents"),
    path("family/consents/<int:consent_id>/withdrawal/", family.withdraw, name="family_withdrawal"),
]
