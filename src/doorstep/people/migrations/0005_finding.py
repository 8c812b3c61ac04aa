"""The walks of finding a person: each is one bounded stretch of one index.

They are functions so that their plans are made once for a session (under row-level security a plan
costs more than the walk), and so that each walk can forbid the two steps that read all matches
before the first is shown: the bitmap and the sort. They run with the rights and the scope of who
asks. ``low`` and ``high`` bound the text, ``lo`` and ``hi`` the place codes, ``but`` is a community
that another walk covers.
"""

from django.db import migrations

from doorstep.platform.db.rls import PlainSql

FOUND = """TABLE (
    id bigint, place varchar, name varchar, name_key varchar, name_pinyin varchar, gender varchar,
    birth_year smallint, birth_month smallint, status varchar, status_on date)"""

COLUMNS = (
    "r.id, r.place, r.name, r.name_key, r.name_pinyin, r.gender, r.birth_year, r.birth_month, "
    "r.status, r.status_on"
)

FUNCTION = """
CREATE FUNCTION {name}({arguments}) RETURNS {found} LANGUAGE plpgsql STABLE
SET enable_bitmapscan = off SET enable_seqscan = off
SET enable_sort = off SET enable_incremental_sort = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
{body}
END $$;
"""

QUERY = """    RETURN QUERY SELECT {columns} FROM people_resident r
    WHERE {where}
    {order}LIMIT most;
"""

# name → (column walked, condition); by the reading, name_pinyin narrows the walk along initials.
TEXTS = {
    "name": ("name_key", "r.name_key >= low AND r.name_key < high"),
    "pinyin": ("name_pinyin", "r.name_pinyin >= low AND r.name_pinyin < high"),
    "initials": (
        "name_initials, r.name_pinyin",
        "r.name_initials >= low AND r.name_initials < high "
        "AND r.name_pinyin >= reading_low AND r.name_pinyin < reading_high "
        "AND starts_with(r.name_key, name_start)",
    ),
}
TEXT_ARGUMENTS = (
    "low text, high text, reading_low text, reading_high text, name_start text, lo text, "
    " hi text, but text, most integer"
)
# Each with the order of the index it has to take, for the same reason.
EXACT = {
    "name": "r.name_key = low",
    "pinyin": "r.name_pinyin = low",
    "initials": "r.name_initials = low AND r.name_pinyin >= reading_low "
    "AND r.name_pinyin < reading_high AND starts_with(r.name_key, name_start)",
}

EXACT_ORDER = {"name": "r.place", "pinyin": "r.place", "initials": "r.name_pinyin, r.place"}

NUMBERS = {
    "phone_tail": "r.phone_tail = value",
    "phone": "r.phone_whole = value",
    "id_tail": "r.id_tail = value",
    "id_number": "r.id_whole = value",
}
CONTACTS = {"phone_tail": "phone_tail", "phone": "phone_whole"}
IN_PLACE = "r.place >= lo AND r.place < hi AND r.community <> but"


def _function(name: str, arguments: str, body: str) -> str:
    return FUNCTION.format(name=name, arguments=arguments, found=FOUND, body=body)


def _query(where: str, order: str = "") -> str:
    ordered = f"ORDER BY {order} " if order else ""
    return QUERY.format(columns=COLUMNS, where=where, order=ordered)


def _text_walks() -> dict[str, str]:
    """In a community, across the communities of a subdistrict, and wide."""
    made = {}
    for by, (column, within) in TEXTS.items():
        made[f"people_by_{by}_in_community"] = _query(
            f"r.community = left(lo, 12) AND {within} AND r.place >= lo AND r.place < hi",
            f"r.{column}",
        )
        # The exact name is asked for by itself to come first; then the walk skips from one
        # community to the next, each time to the first name that fits.
        made[f"people_by_{by}_in_subdistrict"] = _query(
            f"{EXACT[by]} AND {IN_PLACE}", EXACT_ORDER[by]
        ) + _query(
            f"r.community >= lo AND r.community < hi AND r.community <> but AND {within}",
            f"r.community, r.{column}",
        )
        made[f"people_by_{by}_wide"] = _query(f"{within} AND {IN_PLACE}", f"r.{column}, r.place")
    return {name: _function(name, TEXT_ARGUMENTS, body) for name, body in made.items()}


def _number_walks() -> dict[str, str]:
    made = {}
    for by, within in NUMBERS.items():
        body = _query(f"{within} AND {IN_PLACE}", "" if by == "id_number" else "r.place")
        if by in CONTACTS:
            body += QUERY.format(
                columns=COLUMNS,
                where=f"r.id IN (SELECT p.resident_id FROM people_contactphone p "
                f"WHERE p.{CONTACTS[by]} = value AND p.place >= lo AND p.place < hi) AND {IN_PLACE}",
                order="",
            )
        name = f"people_by_{by}"
        made[name] = _function(name, "value bytea, lo text, hi text, but text, most integer", body)
    return made


WALKS = {**_text_walks(), **_number_walks()}


class Migration(migrations.Migration):
    dependencies = [("people", "0004_duty")]

    operations = [PlainSql(sql, f"DROP FUNCTION {name}") for name, sql in WALKS.items()]
