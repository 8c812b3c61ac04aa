"""Everything that the overview of a place and a period is drawn from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from doorstep.casework.models import Rating
from doorstep.casework.models.labels import SCORE_TITLES, STATE_TITLES
from doorstep.casework.permissions import SEE_RATINGS
from doorstep.casework.selectors.counts import bad_ratings, counts_by_kind, counts_by_place
from doorstep.casework.selectors.kinds import kind_of
from doorstep.casework.selectors.lists import CaseFilter, case_list, count_cases
from doorstep.casework.selectors.overview import came_by_day, joint_work_open
from doorstep.casework.web.charts import Bars, bars_of, heat
from doorstep.casework.web.filters import beginning, read_filter, work_url
from doorstep.casework.web.rows import TONES, rows_of
from doorstep.casework.web.wording import role_words
from doorstep.kernel.actor import Actor
from doorstep.kernel.places import LENGTHS
from doorstep.places.public import Building, place_names

LATE_SHOWN: Final = 8
KINDS_SHOWN: Final = 12


class Period:
    """A place and its last ``days`` days up to now, as selectors and as addresses want them."""

    def __init__(self, actor: Actor, place: str, days: int, at: datetime) -> None:
        self.actor, self.place, self.days, self.at = actor, place, days, at
        self.last = timezone.localdate(at)
        self.first = self.last - timedelta(days=days - 1)
        self.since = beginning(self.first)
        self.until = beginning(self.last, days=1)

    @property
    def bounds(self) -> dict[str, Any]:
        return {"since": self.since, "until": self.until}

    def url(self, *, dated: str = "", **said: Any) -> str:
        """Return the address of the list; ``dated``: what has to have happened in the period."""
        days: dict[str, Any] = {"since": self.first, "until": self.last} if dated else {}
        if dated not in ("", "came"):
            days["when"] = dated
        return work_url({"whose": "all", "place": self.place, **said, **days})


def figures(view: Period) -> list[dict[str, Any]]:
    """Return the figures at the top. Each counts exactly what its address lists, because both
    come from one filter."""
    wanted: list[tuple[str, str, str]] = [
        ("came", _("Came in"), view.url(dated="came")),
        ("open", _("Open now"), view.url(open=1)),
        ("late", _("Late now"), view.url(late=1)),
        ("closed", _("Finished"), view.url(dated="closed")),
        ("spot", _("Of these on the spot"), view.url(dated="closed", spot=1)),
        ("reopened", _("Reopened"), view.url(dated="came", reopened=1)),
        ("joint", _("With joint work open"), view.url(joint=1)),
    ]
    if view.actor.can(SEE_RATINGS, view.place):
        wanted.append(("bad", _("Rated badly"), view.url(dated="rated", bad=1)))
    found = [
        {"code": c, "label": label, "url": url, "value": count_of(view, url)}
        for c, label, url in wanted
    ]
    found.insert(3, _on_time(view))
    tones = {"late": "now", "bad": "soon"}
    for figure in found:
        figure["tone"] = tones.get(str(figure["code"]), "") if figure["value"] else ""
    return found


def count_of(view: Period, url: str) -> int:
    """Return how many cases the list at ``url`` shows."""
    return count_cases(view.actor, _kept(url), at=view.at)


def _kept(url: str) -> CaseFilter:
    return read_filter(QueryDict(url.partition("?")[2])).keep


def _on_time(view: Period) -> dict[str, Any]:
    """Return the share of first answers that came in time, of all that were owed by now."""
    in_time_url, late_url = (view.url(dated="came", answered=how) for how in ("in_time", "late"))
    in_time, late = count_of(view, in_time_url), count_of(view, late_url)
    share = round(100 * in_time / (in_time + late)) if in_time + late else None
    return {
        "code": "on_time",
        "label": _("First answers in time"),
        "value": "–" if share is None else share,
        "unit": "" if share is None else "%",
        "url": late_url if late else in_time_url,
        "note": _("%(late)d late of %(all)d") % {"late": late, "all": in_time + late},
    }


def daily_bars(view: Period) -> Bars:
    counted = came_by_day(view.actor, view.place, since=view.since, until=view.until)  # type: ignore[arg-type]
    days: list[date] = [view.first + timedelta(days=n) for n in range(view.days)]
    rows = [
        (
            day,
            counted.get(day, 0),
            work_url({"whose": "all", "place": view.place, "since": day, "until": day}),
        )
        for day in days
    ]
    return bars_of(rows)


def late_now(view: Period) -> dict[str, Any]:
    keep = CaseFilter(place=view.place, late=True)
    found = case_list(view.actor, keep, at=view.at, order="due", limit=LATE_SHOWN)
    rows = rows_of(view.actor, found.cases, at=view.at)
    return {"rows": rows, "url": view.url(late=1), "more": bool(found.cursor)}


def by_kind(view: Period) -> list[dict[str, Any]]:
    language = get_language() or ""
    counted = counts_by_kind(view.actor, view.place, at=view.at, **view.bounds)
    return [
        {
            "title": kind.title_in(language),
            "icon": kind.icon,
            "cells": _cells(view, row, kind=row["kind_id"]),
        }
        for row in heat(counted, ("came", "open", "late"))[:KINDS_SHOWN]
        for kind in [kind_of(row["kind_id"])]
    ]


def by_place(view: Period) -> dict[str, Any]:
    """Return the places one level below, the busiest at once, the others to unfold."""
    counted = counts_by_place(view.actor, view.place, at=view.at, **view.bounds)
    names = part_names({row["part"] for row in counted})
    rows = [
        {
            "title": names[row["part"]],
            "url": f"?place={row['part']}&days={view.days}",
            "cells": _cells(view, row, place=row["part"]),
        }
        for row in heat(counted, ("came", "open", "late"))
    ]
    return {"first": rows[:KINDS_SHOWN], "rest": rows[KINDS_SHOWN:]}


def part_names(codes: set[str]) -> dict[str, str]:
    """Return how people call each place: a division by its name, a building by its address (at most
    two queries)."""
    houses = {code for code in codes if len(code) == LENGTHS["building"]}
    found = Building.objects.filter(code__in=houses).select_related("estate") if houses else []
    said = {
        house.code: f"{house.estate.address or house.estate.name}{house.number}" for house in found
    }
    wider = codes - said.keys()
    names = place_names(wider) if wider else {}
    return {code: said.get(code) or names.get(code) or code for code in codes}


def _cells(view: Period, row: dict[str, Any], **said: Any) -> list[dict[str, Any]]:
    urls = {
        "came": view.url(dated="came", **said),
        "open": view.url(open=1, **said),
        "late": view.url(late=1, **said),
    }
    return [{"value": row[n], "url": urls[n], "heat": row["heat"][n], "what": n} for n in urls]


def judged_badly(view: Period) -> list[dict[str, Any]]:
    """Return bad ratings with what became of them. Whoever handled the case sees neither which
    it was nor her words: the rater stays hidden from the rated."""
    if not view.actor.can(SEE_RATINGS, view.place):
        return []
    found = bad_ratings(view.actor, view.place, limit=10, **view.bounds)
    return [_bad_row(view, rating) for rating in found]


def _bad_row(view: Period, rating: Rating) -> dict[str, Any]:
    case = rating.case
    own = case.handler_id is not None and case.handler_id == view.actor.account_id
    follow_up = next(iter(case.followed_by.all()), None)
    return {
        "own": own,
        "score": SCORE_TITLES[rating.score],
        "words": "" if own else rating.words,
        "at": rating.at,
        "case": None if own else case,
        "kind": "" if own else kind_of(case.kind_id).title_in(get_language() or ""),
        "follow_up": None if own else follow_up,
        "follow_state": STATE_TITLES[follow_up.state] if follow_up else "",
        "follow_tone": TONES[follow_up.state] if follow_up else "",
    }


def joint_work(view: Period) -> dict[str, Any]:
    found = joint_work_open(view.actor, view.place)
    names = place_names({part.unit_place for part in found}) if found else {}
    rows = [
        {"part": part, "unit": f"{names.get(part.unit_place, '')} · {role_words(part.unit_role)}"}
        for part in found
    ]
    return {"rows": rows, "url": view.url(joint=1)}
