"""Addresses of signing in and of accounts. Names that start with ``account_``, ``mfa_`` and
``openid_connect_`` are those that django-allauth looks for."""

from __future__ import annotations

from django.urls import path

from doorstep.people.web.views import account, duty, grants, signin
from doorstep.platform.web.access import page

_public = page(public=True)

urlpatterns = [
    path("signin/", signin.choose, name="signin"),
    path("signin/staff/", _public(signin.StaffView.as_view()), name="account_login"),
    path(
        "signin/resident/",
        _public(signin.ResidentView.as_view()),
        name="account_request_login_code",
    ),
    path(
        "signin/resident/code/",
        _public(signin.CodeView.as_view()),
        name="account_confirm_login_code",
    ),
    path(
        "signin/second-factor/",
        _public(signin.SecondFactorView.as_view()),
        name="mfa_authenticate",
    ),
    path("signin/enrol/", signin.enrol, name="signin_enrol"),
    path("signin/again/", signin.again, name="signin_again"),
    path("signin/out/", signin.sign_out, name="account_logout"),
    path("signin/closed/", signin.closed, name="account_inactive"),
    path("signin/unlinked/", signin.unlinked, name="signin_unlinked"),
    path("signin/unlinked/cancelled/", signin.unlinked, name="socialaccount_login_cancelled"),
    path("signin/console-sms/", signin.console_sms, name="signin_console_sms"),
    path("signin/place/", signin.place_choice, name="place_choice"),
    path(
        "signin/oidc/<str:provider_id>/login/",
        signin.openid_login,
        name="openid_connect_login",
    ),
    path(
        "signin/oidc/<str:provider_id>/callback/",
        signin.openid_callback,
        name="openid_connect_callback",
    ),
    path("me/", account.me, name="me"),
    path("me/language/", account.language, name="me_language"),
    path("me/sessions/end/", account.end_sessions, name="me_sessions_end"),
    path("me/tokens/", account.new_token, name="me_tokens"),
    path("me/tokens/<int:token_id>/revocation/", account.revoke, name="me_token_revocation"),
    path("me/recovery-codes/", account.new_recovery_codes, name="me_recovery_codes"),
    path("me/password/", account.password, name="me_password"),
    path("accounts/", grants.accounts, name="accounts"),
    path("accounts/new/", grants.new_account, name="account_new"),
    path("accounts/<int:account_id>/", grants.account_page, name="account"),
    path("accounts/<int:account_id>/grants/", grants.give, name="account_grants"),
    path("accounts/<int:account_id>/closure/", grants.close, name="account_closure"),
    path("accounts/<int:account_id>/factors/reset/", grants.reset_factors, name="account_factors"),
    path("stations/<str:code>/duty/", duty.roster, name="duty"),
    path("duty/<int:duty_id>/ending/", duty.end, name="duty_ending"),
    path("blocks/<str:code>/lead/", duty.lead, name="block_lead"),
    path("grants/<int:grant_id>/withdrawal/", grants.withdraw, name="grant_withdrawal"),
]
