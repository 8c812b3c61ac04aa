"""Work that runs by the clock."""

from __future__ import annotations

from datetime import datetime

from doorstep.people.operations.close_account import purge_unverified
from doorstep.platform.jobs import recurring


@recurring(cron="20 3 * * *", name="people.purge_unverified")
def purge(at: datetime) -> None:
    """Drop accounts whose phone never answered, and old tries to sign in."""
    purge_unverified(at=at)
