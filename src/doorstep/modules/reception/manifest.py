"""What reception plugs in: the case kinds of a community, and its places in the navigation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from doorstep.casework.public import TAKE
from doorstep.modules.reception.permissions import DESK_USE, PERMISSIONS, ROLE_GRANTS
from doorstep.modules.reception.rules import load_kinds
from doorstep.modules.reception.web.panels import take_panel
from doorstep.platform.modules import CaseKind, Clock, Manifest, Nav, Panel

_LISTS = ("aliases", "ladder", "spot_outcomes", "route", "escalation", "calls")


def case_kind(data: dict[str, Any]) -> CaseKind:
    """Return a kind as read from its file in the shape that modules share."""
    lists = {key: tuple(data[key]) for key in _LISTS}
    clocks = {key: Clock(**data[key]) for key in ("reply_clock", "resolve_clock")}
    return CaseKind(**{**data, **lists, **clocks})


MANIFEST = Manifest(
    code="reception",
    title=_("Reception"),
    permissions=PERMISSIONS,
    role_grants=ROLE_GRANTS,
    case_kinds=tuple(case_kind(data) for data in load_kinds()),
    panels=(Panel(slot="person.open", render=take_panel, order=5, permission=TAKE),),
    navigation=(
        Nav("desk", _("Desk"), "desk", "inbox", order=0, permission=DESK_USE),
        Nav("resident", _("Home"), "home", "house", order=0),
        Nav("resident", _("My matters"), "my_cases", "list-checks", order=10),
        Nav("resident", _("Family"), "family", "users", order=20),
    ),
)
