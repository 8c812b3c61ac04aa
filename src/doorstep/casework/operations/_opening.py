"""Writing a new case: decided, numbered, timed, told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from doorstep.casework.events import CaseOpened
from doorstep.casework.models import Assignment, Case, Closing, TimelineEntry
from doorstep.casework.operations import _clocks
from doorstep.casework.operations._moving import Audience, checked_text, make_entry, tell
from doorstep.casework.rules.routing import Decision, home_of
from doorstep.casework.rules.states import Move, State
from doorstep.casework.selectors.routing import decide
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.ids import case_number
from doorstep.places.public import working_calendar
from doorstep.platform import trail
from doorstep.platform.modules import CaseKind


@dataclass(frozen=True, slots=True)
class Settled:
    """That it was done while she stood there: ``outcome`` (a code or short text of the kind's
    list) and the answer she was given."""

    outcome: str
    text: str = ""


@dataclass
class Opening:
    """A case that is about to be; the caller has checked it and opened the transaction."""

    case: Case
    kind: CaseKind
    by: Actor
    at: datetime

    def write(self, settled: Settled | None, handle_myself: bool) -> Case:
        case, calendar = self.case, working_calendar(self.case.place)
        decision = decide(case, at=self.at, calendar=calendar)
        case.level, case.holder_place = decision.level, decision.holder_place
        case.holder_role, case.handler_id = decision.holder_role, decision.account
        case.state = State.DISPATCHED.value
        case.urgent = case.urgent or decision.beside.urgent
        if handle_myself or settled is not None:
            case.state, case.handler_id = State.ACCEPTED.value, self.by.account_id
        plans = {}
        if settled is not None:
            self._settle()
        else:
            plans = _clocks.plans_for(
                self.kind,
                calendar,
                at=self.at,
                answer_owed=case.asker_id is not None,
                beside=decision.beside,
            )
            _clocks.copy_due(case, plans)
        if (first := self._insert()) is not None:
            return first
        if settled is not None:
            self._close(settled)
        else:
            _clocks.start_clocks(case, plans, at=self.at)
            self._assist(decision)
        self._tell(settled, decision.as_data())
        return case

    def _insert(self) -> Case | None:
        """Insert the case; return the earlier one when its key says that it is there already."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('casework_number')")
            serial = cursor.fetchone()[0]
        self.case.number = case_number(self.at.astimezone(SHANGHAI).date(), serial)
        if self.case.idempotency_key is None and self.case.subject_key is None:
            self.case.save(force_insert=True)
            return None
        try:
            with transaction.atomic():
                self.case.save(force_insert=True)
        except IntegrityError:
            return self._earlier()
        return None

    def _earlier(self) -> Case:
        case = self.case
        if case.idempotency_key is not None:
            first = Case.objects.filter(idempotency_key=case.idempotency_key).first()
            if first is not None:
                return first
        first = Case.objects.open().get(kind_id=case.kind_id, subject_key=case.subject_key)
        make_entry(first, "again", by=self.by, at=self.at, text=case.words).save()
        return first

    def _settle(self) -> None:
        case = self.case
        case.state = State.CLOSED.value
        case.replied_at = case.resolved_at = case.closed_at = self.at

    def _close(self, settled: Settled) -> None:
        Closing.objects.create(
            case=self.case,
            place=self.case.place,
            round=1,
            outcome=settled.outcome[:60],
            text=checked_text(settled.text, name="reply"),
            on_the_spot=True,
            at=self.at,
            by_id=self.by.account_id,
        )

    def _assist(self, decision: Decision) -> None:
        """Give joint work to those whom the way names beside the holder."""
        assignments = []
        for target in decision.beside.assist:
            unit, role = home_of(self.case.place, target)
            assignments.append(
                Assignment(
                    case=self.case,
                    place=self.case.place,
                    part=Assignment.Part.ASSIST,
                    task=decision.beside.because.get("zh", "")[:500],
                    unit_place=unit,
                    unit_role=role,
                    given_at=self.at,
                    given_by_id=self.by.account_id,
                )
            )
        if assignments:
            Assignment.objects.bulk_create(assignments)

    def _tell(self, settled: Settled | None, decision: dict[str, Any]) -> None:
        case = self.case
        who: dict[str, Any] = {"by": self.by, "at": self.at}
        opened = make_entry(case, Move.OPEN, **who, to_state=State.NEW, audience=Audience.RESIDENT)
        if settled is not None:
            text = settled.text or settled.outcome
            after = make_entry(
                case, Move.SETTLE, **who, from_state=State.NEW, to_state=case.state,
                audience=Audience.RESIDENT, text=text,
            )  # fmt: skip
        else:
            after = make_entry(
                case, "route", **who, from_state=State.NEW, to_state=case.state, data=decision
            )
        TimelineEntry.objects.bulk_create([opened, after])
        trail.record(
            action="case.open",
            **who,
            subject=case.subject,
            place=case.place,
            detail={"kind": case.kind_id, "state": case.state, "asker": case.asker_id},
        )
        tell(CaseOpened, case, opened, **who, holder_place=case.holder_place, level=case.level)
