"""Work that runs by the clock. Each declares its scopes in the operation it calls."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from doorstep.casework.models import Notice
from doorstep.casework.operations.close_case import close_quiet_cases
from doorstep.casework.operations.fire_clocks import fire_clocks
from doorstep.casework.operations.notify_askers import Deliver, deliver_notices
from doorstep.casework.operations.recompute_provisional_clocks import recompute_provisional_clocks
from doorstep.casework.operations.resume_case import resume_due_cases
from doorstep.kernel.actor import Actor
from doorstep.platform.jobs import recurring

log = structlog.get_logger(__name__)


def console_door(notice: Notice) -> None:
    """Write a notice to the log instead of sending it (demo, tests): its text, nobody's name."""
    log.info("casework.notice", notice=notice.pk, case=notice.case_id, text=notice.text)


def notice_door() -> Deliver:
    """Return the door by which notices leave: setting ``DOORSTEP_NOTICE_DOOR`` (dotted path)."""
    path = getattr(settings, "DOORSTEP_NOTICE_DOOR", "")
    return import_string(path) if path else console_door


@recurring(cron="* * * * *", name="casework.resume_due_cases")
def resume_cases(at: datetime) -> None:
    resume_due_cases(by=Actor.system("casework.resume_due_cases"), at=at)


@recurring(cron="* * * * *", name="casework.fire_clocks")
def fire(at: datetime) -> None:
    fire_clocks(by=Actor.system("casework.fire_clocks"), at=at)


@recurring(cron="* * * * *", name="casework.deliver_notices")
def deliver(at: datetime) -> None:
    deliver_notices(deliver=notice_door(), at=at)


@recurring(cron="17 3 * * *", name="casework.recompute_provisional_clocks")
def recompute(at: datetime) -> None:
    recompute_provisional_clocks(by=Actor.system("casework.recompute_provisional_clocks"), at=at)


@recurring(cron="30 8 * * *", name="casework.close_quiet_cases")
def close_quiet(at: datetime) -> None:
    close_quiet_cases(by=Actor.system("casework.close_quiet_cases"), at=at)
