"""Months of life, lived through the real operations: people ask, colleagues answer, some rate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from django.utils import timezone

from doorstep.casework.public import (
    MOVES,
    Asked,
    Case,
    Move,
    Settled,
    accept_case,
    ask_asker,
    close_case,
    end_assignment,
    escalate_case,
    fire_clocks,
    kind_of,
    open_case,
    rate_case,
    reply_to_asker,
    resolve_case,
    return_case,
    suspend_case,
)
from doorstep.demo.cast import Cast, Day, Story, make_cast, stories
from doorstep.demo.heroes import SUN_PHONE
from doorstep.demo.towns import Town
from doorstep.kernel.actor import Actor
from doorstep.kernel.scope import Scope
from doorstep.people.public import Resident
from doorstep.platform import trail
from doorstep.platform.scope import scoped
from doorstep.platform.sealed import blind

Report = Callable[[str, int, int], None]
_MOODS = {5: "办得快，谢谢！", 4: "还可以。", 3: "", 2: "催了两次才有人来。", 1: "没解决问题。"}


def live_through(
    town: Town, workers: Mapping[str, Sequence[int]], *, seed: int, progress: Report
) -> None:
    """Live ``town.days`` days. Each story is one transaction and is told once, so that a town that
    was cut short is finished by calling this again."""
    now, total = timezone.now(), round(town.days * town.cases_a_day)
    cast = make_cast(workers)
    for number in range(total):
        rng, key = Random(f"life:{seed}:{number}"), f"demo:{seed}:{number}"
        with scoped(Scope.everywhere("demo: life")):
            if not Case.objects.filter(idempotency_key=key).exists():
                # The nearer to today the more: a desk has its hands full with this week.
                began = now - timedelta(days=town.days * (1 - (number + 0.5) / total) ** 1.7)
                _live_one(cast, Day(_office(began, rng), now, rng), key)
        progress("Days of life", number + 1, total)
    with scoped(Scope.everywhere("demo: Sun Guihua")):
        _sun_asks(town, cast, now, seed)
    fire_clocks(by=Actor.system("demo"), at=timezone.now())
    with scoped(Scope.everywhere("demo: seal")):
        while trail.seal_trail():
            pass


def _office(moment: datetime, rng: Random) -> datetime:
    local = moment.astimezone(timezone.get_default_timezone())
    return local.replace(hour=rng.randrange(9, 19), minute=rng.randrange(60)).astimezone(UTC)


def _live_one(cast: Cast, day: Day, key: str) -> None:
    rng = day.rng
    story = rng.choices(stories(), [s["weight"] for s in stories()])[0]
    community = rng.choice(list(cast.workers))
    crew = cast.workers[community]
    worker = crew[0] if rng.random() < 0.4 else rng.choice(crew)
    resident, place = rng.choice(cast.residents[community])
    if day.at >= day.now:
        day.at = day.now - timedelta(minutes=rng.randrange(5, 90))
    spot = story.get("spot") if rng.random() < 0.45 else None
    case = open_case(
        kind=story["kind"],
        place=place,
        words=rng.choice(story["words"]),
        answers=story["answers"],
        asked=Asked(resident=resident),
        channel=rng.choices(("desk", "app", "phone", "visit"), (5, 3, 2, 1))[0],
        settled=Settled(outcome=spot) if spot else None,
        idempotency_key=key,
        by=worker,
        at=day.at,
    )
    asker = Actor(kind="resident", name="", persons=(resident,), via="demo")
    if spot:
        _rate(case.number, asker, story, day)
    else:
        _work(case.number, cast.holder_of(case, worker, rng), asker, story, day)


def _work(number: str, worker: Actor, asker: Actor, story: Story, day: Day) -> None:
    """Let the worker do it; some stories end on the way, as they do."""
    # What is older than a fortnight has been finished by now, whatever turns it took.
    fate = day.rng.uniform(0 if day.is_within(14) else 0.24, 1)
    if fate < (0.22 if day.is_within(5) else 0.02) or not day.later(0.2, 6):
        return
    accept_case(number=number, by=worker, at=day.at)
    if fate < 0.07 and day.later(1, 5):
        return_case(number=number, reason="物业说属于户内，请重新派单。", by=worker, at=day.at)
        return
    if not day.later(1, 30 if day.is_within(5) else 20):
        return
    reply_to_asker(number=number, text=story["reply"], by=worker, at=day.at)
    if _turns(number, worker, fate, day) or not day.later(20, 110):
        return
    _help_done(number, day.at)
    resolve_case(number=number, text=story["done"], by=worker, at=day.at)
    if not day.later(1, 30):
        return
    close_case(number=number, by=_closer(number, worker), at=day.at)
    _rate(number, asker, story, day)


def _goes_higher(number: str) -> bool:
    case = Case.objects.get(number=number)
    return case.level != kind_of(case.kind_id).ladder[-1]


def _closer(number: str, worker: Actor) -> Actor:
    """An officer may do the work but not close the case; the desk then does."""
    holder = Case.objects.values_list("holder_place", flat=True).get(number=number)
    return (
        worker if worker.can(MOVES[Move.CLOSE].permission, holder) else Actor.system("demo: desk")
    )


def _help_done(number: str, at: datetime) -> None:
    """Let whoever was called in to help say that it is done."""
    helping = Actor.system("demo: helpers")
    for part in Case.objects.get(number=number).assignments.filter(ended_at=None):
        end_assignment(
            number=number,
            assignment=part.pk,
            outcome="done",
            report="已到场协助",
            by=helping,
            at=at,
        )


def _turns(number: str, worker: Actor, fate: float, day: Day) -> bool:
    """Let it take another turn; say whether it rests there."""
    if fate < 0.12 and day.later(2, 10):
        ask_asker(number=number, question="您哪天在家？回我一个时间。", by=worker, at=day.at)
        return True
    if fate < 0.17 and _goes_higher(number) and day.later(2, 30):
        escalate_case(number=number, reason="涉及总管改造，社区解决不了。", by=worker, at=day.at)
        return True
    if fate < 0.20 and day.later(2, 30):
        until = max(day.at, day.now) + timedelta(days=10)
        suspend_case(number=number, until=until, reason="等配件到货", by=worker, at=day.at)
        return True
    return fate < 0.23


def _rate(number: str, asker: Actor, story: Story, day: Day) -> None:
    if not kind_of(story["kind"]).rated or day.rng.random() > 0.62 or not day.later(1, 30):
        return
    score = day.rng.choices((5, 4, 3, 2, 1), (62, 24, 7, 4, 3))[0]
    words = story.get("bad", _MOODS[score]) if score <= 2 else _MOODS[score]
    rate_case(number=number, score=score, words=words, by=asker, at=day.at)


def _sun_asks(town: Town, cast: Cast, now: datetime, seed: int) -> None:
    """Sun Guihua's courtyard leaks: the case that the tutorial and the pages speak of."""
    key = f"demo:{seed}:sun"
    if Case.objects.filter(idempotency_key=key).exists():
        return
    sun = Resident.objects.get(phone_whole=blind("phone", SUN_PHONE))
    worker = cast.workers[town.main][0]
    day = Day(now - timedelta(hours=26), now, Random(f"sun:{seed}"))
    case = open_case(
        kind="leak",
        place=sun.place,
        words="天井漏水，一下雨就往里滴，墙角都发黑了。",
        answers={"from": "roof"},
        asked=Asked(resident=sun.pk),
        channel="desk",
        idempotency_key=key,
        by=worker,
        at=day.at,
    )
    accept_case(number=case.number, by=worker, at=day.at + timedelta(hours=1))
    reply_to_asker(
        number=case.number,
        text="孙阿姨，师傅明早9点来看屋面，请家里留人。",
        by=worker,
        at=day.at + timedelta(hours=3),
    )
