"""The front door: residents by phone code, staff by password and second factor, or the city's
identity provider."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from doorstep.kernel.errors import NotFound
from doorstep.people.accounts import limits
from doorstep.people.accounts.actors import CHOSEN_PLACE, address_of
from doorstep.people.accounts.factors import picture_of
from doorstep.people.accounts.openid import IdentityProviderSilent
from doorstep.people.accounts.recent import SignInAgain
from doorstep.people.accounts.sms import ConsoleSms, sms_door
from doorstep.people.accounts.stages import FACTORS, EnrolSecondFactorStage
from doorstep.people.operations.enrol_account_totp import enrol_account_totp
from doorstep.people.operations.note_account_signin import actor_at_the_door, note_account_signin
from doorstep.people.web.signin_forms import PhoneForm, StaffSignInForm
from doorstep.platform.web.access import page


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Return where to go afterwards, as the form or the address says; only places of our own."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    good = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if good else default


def _context(request: HttpRequest) -> dict[str, Any]:
    oidc = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return {
        "next": safe_next(request, ""),
        "identity_providers": oidc,
        "console_sms": settings.DEMO and isinstance(sms_door(), ConsoleSms),
    }


@require_GET
@page(public=True)
def choose(request: HttpRequest) -> HttpResponse:
    """Ask who is at the door."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(safe_next(request))
    return render(request, "people/signin/choose.html", _context(request))


class StartsAgain:
    """Coming to a first step drops a sign-in that stopped half way, so that "that is not my
    number" works; otherwise allauth would lead back to the step that is waiting."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            clear_login(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class StaffView(StartsAgain, LoginView):
    """Login name and password; the second factor comes next."""

    form_class = StaffSignInForm
    template_name = "people/signin/staff.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_context(self.request)}


class ResidentView(StartsAgain, RequestLoginCodeView):
    """The phone number."""

    form_class = PhoneForm
    template_name = "people/signin/resident.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_context(self.request)}


class CodeView(ConfirmLoginCodeView):
    """The code from the message."""

    template_name = "people/signin/code.html"

    def _phone(self) -> str:
        return str(self._process.state.get("phone", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        phone = self._phone()
        shown = {"phone_end": phone[-4:], "phone": "", "minutes": 5}
        return {**super().get_context_data(**kwargs), **_context(self.request), **shown}

    def form_invalid(self, form: Any) -> HttpResponse:
        note_account_signin(
            name=self._phone(),
            account=self._process.user,
            method=limits.CODE,
            succeeded=False,
            address=address_of(self.request),
            at=timezone.now(),
        )
        return super().form_invalid(form)

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        limits.check_codes(phone=self._phone(), address=address_of(self.request), at=timezone.now())
        return super()._resend_form_valid(form)


class SecondFactorView(AuthenticateView):
    """The code of the second factor, or a recovery code."""

    template_name = "people/signin/second_factor.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        limits.check_tries(
            name=self.stage.login.user.login,
            address=address_of(request),
            method=limits.SECOND_FACTOR,
            at=timezone.now(),
        )
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        _note_second_factor(self.request, self.stage.login.user)
        return super().form_invalid(form)


def _note_second_factor(request: HttpRequest, user: Any) -> None:
    note_account_signin(
        name=user.login,
        account=user,
        method=limits.SECOND_FACTOR,
        succeeded=False,
        address=address_of(request),
        at=timezone.now(),
    )


@require_http_methods(["GET", "POST"])
@page(public=True)
@login_stage_required(stage=EnrolSecondFactorStage.key, redirect_urlname="account_login")
def enrol(request: HttpRequest) -> HttpResponse:
    """Enrol a second factor before the door opens; then show the recovery codes once."""
    stage = request._login_stage  # type: ignore[attr-defined]
    user = stage.login.user
    if is_mfa_enabled(user, FACTORS):
        return stage.exit() if request.method == "POST" else _codes_were_shown(request)
    form = ActivateTOTPForm(user=user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = actor_at_the_door(user, via="enrolment", address=address_of(request))
        codes = enrol_account_totp(account=user, secret=form.secret, by=by, at=timezone.now())
        clear_totp_secret(request)
        record_authentication(request, user, "mfa", type="totp")
        return render(request, "people/signin/recovery_codes.html", {"codes": codes})
    picture = picture_of(user, form.secret)
    context = {"form": form, "secret": form.secret, "picture": picture, "account": user}
    return render(request, "people/signin/enrol.html", context)


def _codes_were_shown(request: HttpRequest) -> HttpResponse:
    return render(request, "people/signin/recovery_codes.html", {"codes": []})


@require_http_methods(["GET", "POST"])
@page(signed_in=True)
def again(request: HttpRequest) -> HttpResponse:
    """Confirm who is there, then go on."""
    user: Any = request.user
    if not user.is_authenticated:
        raise SignInAgain
    if not is_mfa_enabled(user, FACTORS):
        return render(request, "people/signin/again_residents.html", _context(request))
    if request.method == "POST":
        limits.check_tries(
            name=user.login,
            address=address_of(request),
            method=limits.SECOND_FACTOR,
            at=timezone.now(),
        )
    form = ReauthenticateForm(user=user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        return HttpResponseRedirect(safe_next(request))
    if request.method == "POST":
        _note_second_factor(request, user)
    return render(request, "people/signin/again.html", {**_context(request), "form": form})


@page(public=True)
def openid_login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send a colleague to the identity provider."""
    try:
        return openid.login(request, provider_id)
    except (RequestException, ConnectionError) as error:
        raise IdentityProviderSilent from error


@page(public=True)
def openid_callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take a colleague back from the identity provider."""
    try:
        return openid.callback(request, provider_id)
    except (RequestException, ConnectionError) as error:
        raise IdentityProviderSilent from error


@require_POST
@page(public=True)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request, show_message=False)
    return HttpResponseRedirect("/signin/")


@require_POST
@page(signed_in=True)
def place_choice(request: HttpRequest) -> HttpResponse:
    """Work for one of several places, or (empty) for all of them; kept for this session."""
    place = request.POST.get("place", "")
    held = getattr(request, "granted_places", ())
    if place and place not in held:
        raise NotFound
    request.session[CHOSEN_PLACE] = place
    return HttpResponseRedirect(safe_next(request))


@require_GET
@page(public=True)
def closed(request: HttpRequest) -> HttpResponse:
    """Say that this account is closed."""
    return render(request, "people/signin/closed.html")


@require_GET
@page(public=True)
def unlinked(request: HttpRequest) -> HttpResponse:
    """Say that the identity provider knows them but we don't."""
    return render(request, "people/signin/unlinked.html", _context(request))


@require_GET
@page(public=True)
def console_sms(request: HttpRequest) -> HttpResponse:
    """Show the last messages of the console door: the "phone" of a demonstration."""
    door = sms_door()
    if not settings.DEMO or not isinstance(door, ConsoleSms):
        raise NotFound
    return render(request, "people/signin/console_sms.html", {"messages_sent": door.last()})
