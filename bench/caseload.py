"""Cases by the million, made inside PostgreSQL: two years of a district's asking.

One in twenty is open; the others were closed within days. Every case has its timeline, open ones
their clocks, closed ones their closing. The quietest community has exactly ``FEW`` cases, for a
page of so many rows. Everything follows from a row's number.
"""

from __future__ import annotations

from typing import Any, Final

import psycopg

from bench import ground
from bench.crowd import IN_COMMUNITY, side_by_side, stretches, without_indexes

FEW: Final = 20
_TABLES: Final = (
    "casework_case", "casework_timelineentry", "casework_closing", "casework_clock",
)  # fmt: skip
_DRAW: Final = "mod(hashint8extended(g, {0}) & 9223372036854775807, {1})"

_CASE: Final = f"""
INSERT INTO casework_case (id, number, kind_id, words, answers, place, place_text, asker_id,
    asked_by_name, channel, state, urgent, sensitive, level, holder_place, holder_role, handler_id,
    reply_due_at, resolve_due_at, reply_provisional, resolve_provisional, next_due_at, created_at,
    replied_at, resolved_at, closed_at, rounds, opened_by_id, version)
SELECT g, to_char(at, 'YYMMDD') || '-' || lpad(mod(g, 1000000)::text, 6, '0'), k.code,
    '楼上漏水，厨房顶一直在滴，晚上更厉害', '{{}}', r.place, '', r.id, '',
    (ARRAY['desk', 'phone', 'app', 'visit'])[1 + {_DRAW.format(1, 4)}],
    CASE WHEN open THEN (ARRAY['dispatched', 'accepted'])[1 + mod(g, 2)] ELSE 'closed' END,
    mod(g, 50) = 0, false, u.level, left(r.place, u.length), 'worker',
    CASE WHEN open AND mod(g, 2) = 0 THEN NULL ELSE %(handler)s::bigint END,
    at + interval '2 days', at + interval '7 days', false, false,
    CASE WHEN open THEN at + interval '7 days' END, at,
    CASE WHEN open THEN NULL ELSE at + interval '1 day' END,
    CASE WHEN open THEN NULL ELSE at + interval '3 days' END,
    CASE WHEN open THEN NULL ELSE at + interval '4 days' END, 1, %(handler)s, 1
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS g
    CROSS JOIN LATERAL (SELECT
        %(until)s::timestamptz - (%(cases)s - g) * (interval '730 days' / %(cases)s) AS at,
        mod(g, 20) = 0 AS open,
        CASE WHEN g <= {FEW} THEN %(people)s - g + 1
             ELSE 1 + {_DRAW.format(2, f"(%(people)s - {IN_COMMUNITY})")} END AS asker) d
    JOIN people_resident r ON r.id = d.asker
    JOIN (SELECT row_number() OVER (ORDER BY code) - 1 AS n, count(*) OVER () AS kinds, code
          FROM casework_casekind) k ON k.n = mod({_DRAW.format(3, 1_000_003)}, k.kinds)
    JOIN (VALUES (0, 'community', 12), (1, 'subdistrict', 9), (2, 'district', 6))
         AS u (n, level, length)
         ON u.n = CASE WHEN mod(g, 100) < 90 THEN 0 WHEN mod(g, 100) < 98 THEN 1 ELSE 2 END
"""
_TIMELINE: Final = """
INSERT INTO casework_timelineentry (case_id, place, at, verb, from_state, to_state, audience, text,
                                    data, actor_kind, actor_id, actor_name)
SELECT c.id, c.place, c.created_at + e.later, e.verb, e.was, e.now, e.audience, e.text, '{}',
       'staff', c.opened_by_id, '王芳'
FROM casework_case c,
     (VALUES ('open', '', 'new', 'resident', '', interval '0'),
             ('route', 'new', 'dispatched', 'staff', '', interval '0'),
             ('accept', 'dispatched', 'accepted', 'resident', '', interval '1 hour'),
             ('close', 'resolved', 'closed', 'resident', '修好了', interval '4 days'))
         AS e (verb, was, now, audience, text, later)
WHERE c.id BETWEEN %(first)s AND %(last)s AND (c.state = 'closed' OR e.verb IN ('open', 'route'))
"""
_CLOSING: Final = """
INSERT INTO casework_closing (case_id, place, round, outcome, text, on_the_spot, at, by_id)
SELECT id, place, 1, 'done', '修好了', mod(id, 5) = 0, closed_at, opened_by_id
FROM casework_case WHERE id BETWEEN %(first)s AND %(last)s AND state = 'closed'
"""
_CLOCK: Final = """
INSERT INTO casework_clock (case_id, place, what, round, started_at, anchor_at, amount, unit,
                            due_at, provisional)
SELECT id, place, 'resolve', 1, created_at, created_at, 5, 'working_days', resolve_due_at, false
FROM casework_case WHERE id BETWEEN %(first)s AND %(last)s AND state <> 'closed'
"""


def fill(database: str, people: int, cases: int) -> None:
    """Fill a database that has ``people`` with ``cases`` of theirs."""
    with ground.superuser(database) as owner:
        found = owner.execute(
            "SELECT id FROM people_account WHERE login = 'bench-worker'"
        ).fetchone()
        shared = {
            "handler": found[0] if found else None, "people": people, "cases": cases,
            "until": ground.TODAY,
        }  # fmt: skip
        with without_indexes(owner, _TABLES):
            for statement in (_CASE, _TIMELINE, _CLOSING, _CLOCK):
                shares = [{"first": a, "last": b, **shared} for a, b in stretches(1, cases)]
                side_by_side(database, statement, shares)
        _number_on(owner, cases)
        for table in _TABLES:
            owner.execute(f"VACUUM (ANALYZE) {table}")


def _number_on(owner: psycopg.Connection[Any], cases: int) -> None:
    owner.execute("SELECT setval(pg_get_serial_sequence('casework_case', 'id'), %s)", [cases])
    owner.execute("SELECT setval('casework_number', %s)", [cases])


def quiet_community(database: str) -> str:
    """Return the community that has only a few cases: that of the last people."""
    with ground.superuser(database) as owner:
        found = owner.execute("SELECT left(place, 12) FROM casework_case WHERE id = 1").fetchone()
    if found is None:
        raise LookupError(f"no cases in {database}")
    return str(found[0])
