"""Residents over JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Path, Query, Router

from doorstep.kernel.actor import Actor
from doorstep.people.http.schemas import (
    ConsentIn,
    ConsentOut,
    FoundOut,
    OpeningIn,
    OpeningOut,
    ResidentAmendIn,
    ResidentIn,
    ResidentOut,
    ResidentPage,
)
from doorstep.people.permissions import (
    CONSENT_RECORD,
    RESIDENT_AMEND,
    RESIDENT_OPEN,
    RESIDENT_REGISTER,
    RESIDENT_SEE,
)
from doorstep.people.public import (
    Consent,
    FoundPerson,
    Opened,
    Resident,
    access_resident,
    agent_account,
    amend_resident,
    consents_of,
    find_people,
    give_consent,
    name_for,
    open_sealed_field,
    register_resident,
    resident_list,
    said_of,
    withdraw_consent,
)
from doorstep.platform.http.router import route

router = Router(tags=["people"])
BIGGEST = 9_000_000_000_000_000_000
Id = Path(..., ge=1, le=BIGGEST)


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def _masked(value: Any) -> str | None:
    return value.masked if value is not None else None


def _out(actor: Actor, resident: Resident, said: dict[str, str]) -> dict[str, Any]:
    today = timezone.localdate()
    name = name_for(actor, resident.name, resident.place)
    return {
        "id": resident.pk,
        "place": resident.place,
        "address": said.get(resident.place, ""),
        "name": name,
        "called": resident.called_on(today, get_language() or "zh")
        if name == resident.name
        else name,
        "gender": resident.gender,
        "age": resident.age_on(today),
        "phone": _masked(resident.phone),
        "id_number": _masked(resident.id_number),
        "residence": resident.residence,
        "relation_to_head": resident.relation_to_head,
        "household": resident.household_id,
        "status": resident.status,
        "status_on": resident.status_on,
        "language": resident.language,
        "needs_note": resident.needs_note,
        "version": resident.version,
    }


def _one(actor: Actor, resident: Resident) -> dict[str, Any]:
    return _out(actor, resident, said_of([resident.place]))


@router.get("/residents", response=ResidentPage, url_name="residents")
@route(permission=RESIDENT_SEE.code)
def residents(
    request: HttpRequest,
    place: str = Query("", max_length=22),
    status: str = Query("", max_length=12),
    cursor: str = Query("", max_length=200),
    limit: int = Query(50, ge=1, le=200),
) -> dict[str, Any]:
    """List residents at or below a place code, in the order of their places."""
    actor = _actor(request)
    found = resident_list(actor, place=place, status=status, cursor=cursor, limit=limit)
    said = said_of(resident.place for resident in found.items)
    return {"items": [_out(actor, r, said) for r in found.items], "next": found.next}


@router.get("/residents/finding", response=list[FoundOut], url_name="residents_finding")
@route(permission=RESIDENT_SEE.code)
def finding(
    request: HttpRequest,
    q: str = Query(..., max_length=100),
    limit: int = Query(20, ge=1, le=100),
    near: str = Query("", max_length=22),
) -> list[FoundPerson]:
    """Find people by name, reading, initials, tail of phone or ID number, or address."""
    return find_people(_actor(request), q, limit, near=near)


@router.post("/residents", response={201: ResidentOut}, url_name="residents_new")
@route(permission=RESIDENT_REGISTER.code)
def register(request: HttpRequest, given: ResidentIn) -> tuple[int, dict[str, Any]]:
    """Enter a resident."""
    details = given.said()
    place, another = details.pop("place"), details.pop("another_person", False)
    made = register_resident(
        place=place,
        details=details,
        another_person=another,
        by=_actor(request),
        at=timezone.now(),
    )
    return 201, _one(_actor(request), made)


@router.get("/residents/{resident_id}", response=ResidentOut, url_name="resident")
@route(permission=RESIDENT_SEE.code, resident=True)
def resident(request: HttpRequest, resident_id: int = Id) -> dict[str, Any]:
    """Return one resident; a resident's own account sees its own record."""
    return _one(_actor(request), access_resident(_actor(request), resident_id))


@router.patch("/residents/{resident_id}", response=ResidentOut, url_name="resident_amend")
@route(permission=RESIDENT_AMEND.code)
def amend(request: HttpRequest, given: ResidentAmendIn, resident_id: int = Id) -> dict[str, Any]:
    """Correct what is sent; ``version`` is the one that was read."""
    details = given.said()
    version = details.pop("version")
    now = amend_resident(
        resident_id=resident_id,
        version=version,
        details=details,
        by=_actor(request),
        at=timezone.now(),
    )
    return _one(_actor(request), now)


@router.post(
    "/residents/{resident_id}/openings", response={201: OpeningOut}, url_name="resident_openings"
)
@route(permission=RESIDENT_OPEN.code, resident=True)
def opening(request: HttpRequest, given: OpeningIn, resident_id: int = Id) -> tuple[int, Opened]:
    """Open a sealed field: phone, id_number, birth, relation:<id> or contact:<id>. It leaves a
    mark with the purpose in the trail."""
    return 201, open_sealed_field(
        resident_id=resident_id,
        field=given.field,
        purpose=given.purpose,
        by=_actor(request),
        at=timezone.now(),
    )


def _consent(consent: Consent) -> dict[str, Any]:
    return {
        "id": consent.pk,
        "principal": consent.principal_id,
        "agent": consent.agent_id,
        "acts": consent.acts,
        "since": consent.since,
        "until": consent.until,
        "withdrawn_at": consent.withdrawn_at,
        "evidence": consent.evidence,
    }


@router.get(
    "/residents/{resident_id}/consents", response=list[ConsentOut], url_name="resident_consents"
)
@route(permission=RESIDENT_SEE.code, resident=True)
def consents(request: HttpRequest, resident_id: int = Id) -> list[dict[str, Any]]:
    """List the consents that a resident has given, withdrawn ones too."""
    return [_consent(c) for c in consents_of(_actor(request), resident_id)]


@router.post(
    "/residents/{resident_id}/consents", response={201: ConsentOut}, url_name="resident_consent"
)
@route(permission=CONSENT_RECORD.code, resident=True)
def consent(
    request: HttpRequest, given: ConsentIn, resident_id: int = Id
) -> tuple[int, dict[str, Any]]:
    """Record a consent."""
    made = give_consent(
        principal_id=resident_id,
        acts=given.acts,
        evidence=given.evidence,
        agent=agent_account(given.agent),
        until=given.until,
        by_guardian=given.by_guardian,
        by=_actor(request),
        at=timezone.now(),
    )
    return 201, _consent(made)


@router.post(
    "/consents/{consent_id}/withdrawal", response=ConsentOut, url_name="api_consent_withdrawal"
)
@route(permission=CONSENT_RECORD.code, resident=True)
def withdrawal(request: HttpRequest, consent_id: int = Id) -> dict[str, Any]:
    """Take a consent back."""
    ended = withdraw_consent(consent_id=consent_id, by=_actor(request), at=timezone.now())
    return _consent(ended)
