"""Family: who may act for me, and for whom I may act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from doorstep.kernel.errors import DoorstepError
from doorstep.modules.reception.selectors.phone import consents_around
from doorstep.modules.reception.web.forms import ConsentForm
from doorstep.modules.reception.web.present import trusted
from doorstep.people.public import enrol_agent, give_consent, withdraw_consent
from doorstep.platform.web.access import Request, page
from doorstep.platform.web.errors import message_of
from doorstep.platform.web.forms import show_error


@require_GET
@page(resident=True)
def family(request: Request) -> HttpResponse:
    """Show consents in both directions, and the form to give one."""
    return _show(request, ConsentForm())


def _show(request: Request, form: ConsentForm, status: int = 200) -> HttpResponse:
    around = consents_around(request.actor, timezone.now())
    context = {"around": around, "trusted": trusted(around), "form": form}
    return render(request, "reception/family/family.html", context, status=status)


@require_POST
@page(resident=True)
def give(request: Request) -> HttpResponse:
    """Let the owner of a phone act for me."""
    form = ConsentForm(request.POST)
    me = consents_around(request.actor, timezone.now()).me
    if me is None or not form.is_valid():
        return _show(request, form, status=422)
    at = timezone.now()
    try:
        agent = enrol_agent(phone=form.cleaned_data["phone"], at=at)
        give_consent(
            principal_id=me.pk,
            acts=form.cleaned_data["acts"],
            evidence=_("Given on their own phone"),
            agent=agent,
            by=request.actor,
            at=at,
        )
    except DoorstepError as error:
        show_error(form, error)
        return _show(request, form, status=error.status)
    messages.success(request, _("Done. They sign in with that number and act for you."))
    return HttpResponseRedirect(reverse("family"))


@require_POST
@page(resident=True)
def withdraw(request: Request, consent_id: int) -> HttpResponse:
    """End a consent at once."""
    try:
        withdraw_consent(consent_id=consent_id, by=request.actor, at=timezone.now())
    except DoorstepError as error:
        messages.error(request, message_of(error))
    else:
        messages.success(request, _("Ended. It holds from now."))
    return HttpResponseRedirect(reverse("family"))
