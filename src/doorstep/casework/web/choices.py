"""What the forms of a case offer to choose from: units, colleagues, kinds, outcomes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from doorstep.casework.models import Case
from doorstep.casework.rules.routing import LEVELS, Decision, Target, home_of
from doorstep.casework.rules.states import HANDLE, State
from doorstep.casework.selectors.kinds import kind_of, kinds_on_offer
from doorstep.casework.selectors.routing import decide
from doorstep.casework.web.wording import role_words, unit_words
from doorstep.kernel.actor import Actor
from doorstep.people.public import Grant
from doorstep.places.public import place_names
from doorstep.platform.modules import permissions_of

BY_RULES = "rules"
_LEVEL_OF_ROLE = {role: level for level, (_unit, role) in LEVELS.items()} | {
    "secretary": "community",
    "block_lead": "community",
    "department": "district",
}
MOST_COLLEAGUES = 200


class Choices:
    """Choices for one case and one actor; each asks the database only when a form needs it."""

    def __init__(self, actor: Actor, case: Case, at: datetime) -> None:
        self.actor, self.case, self.at = actor, case, at
        self.kind = kind_of(case.kind_id)
        self._decision: Decision | None = None

    @property
    def proposal(self) -> Decision:
        """Where the rules in force would send the case now."""
        if self._decision is None:
            self._decision = decide(self.case, at=self.at)
        return self._decision

    def units_and_colleagues(self, *, by_rules: bool) -> list[tuple[str, Any]]:
        """Return groups of choices: what the rules propose, units of the ladder, colleagues."""
        groups: list[tuple[str, Any]] = []
        if by_rules:
            unit = unit_words(self.proposal.level, self.proposal.holder_role)
            words = _("As the rules say: %(unit)s") % {"unit": unit}
            groups.append((_("Proposal"), [(BY_RULES, words)]))
        groups.append((_("Units"), self._units()))
        groups.append((_("Colleagues"), self._colleagues()))
        return groups

    def _units(self) -> list[tuple[str, str]]:
        ladder = [*self.kind.ladder, *(level for level in LEVELS if level not in self.kind.ladder)]
        homes = {level: home_of(self.case.place, Target(level)) for level in ladder}
        names = place_names({place for place, _role in homes.values()})
        english = (get_language() or "").startswith("en")
        own = {
            level: words.get("en" if english else "zh", "")
            for level, words in self.kind.holders.items()
        }
        return [
            (f"unit:{level}", f"{own.get(level) or unit_words(level)} · {names.get(place, place)}")
            for level, (place, _role) in homes.items()
        ]

    def _colleagues(self) -> list[tuple[str, str]]:
        places = [home_of(self.case.place, Target(level))[0] for level in LEVELS]
        able = [role for role in _LEVEL_OF_ROLE if HANDLE in permissions_of(role)]
        held = Grant.objects.valid(self.at).filter(place__in=set(places), role__in=able)
        found = held.filter(account__is_active=True).select_related("account")
        return [
            (
                f"colleague:{grant.account_id}:{grant.role}:{grant.place}",
                f"{grant.account.name} · {role_words(grant.role)}",
            )
            for grant in found.order_by("place", "role", "account__login")[:MOST_COLLEAGUES]
            if grant.account_id != self.case.handler_id
        ]

    def outcomes(self) -> list[tuple[str, str]]:
        """Return what this kind can end in on the spot."""
        language = "en" if (get_language() or "").startswith("en") else "zh"
        return [(one["code"], one.get(language, one["code"])) for one in self.kind.spot_outcomes]

    def kinds(self) -> list[tuple[str, str]]:
        language = get_language() or ""
        return [(kind.code, kind.title_in(language)) for kind in kinds_on_offer()]

    def open_children(self) -> list[Case]:
        """Return sub-cases that still have to end."""
        return list(self.case.children.open().exclude(state=State.RESOLVED).order_by("id"))

    def extension_unit(self) -> str:
        known = {
            "working_days": _("working days"),
            "working_minutes": _("minutes of office hours"),
            "minutes": _("minutes"),
        }
        return known[self.kind.resolve_clock.unit]


def read_target(value: str) -> Target | None:
    """Return the unit or colleague that a choice stands for; None for what the rules say."""
    kind, _colon, rest = value.partition(":")
    if kind == "unit":
        return Target(rest)
    if kind == "colleague":
        account, role, place = rest.split(":")
        return Target(_LEVEL_OF_ROLE[role], role, place, int(account))
    return None
