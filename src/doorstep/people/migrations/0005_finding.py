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
    birth_year smallint, birth_month smallint, status varchar, status_on date, how text)"""

COLUMNS = (
    "r.id, r.place, r.name, r.name_key, r.name_pinyin, r.gender, r.birth_year, r.birth_month, "
    "r.status, r.status_on"
)

FUNCTION = """
CREATE FUNCTION {name}({arguments}) RETURNS {found} LANGUAGE plpgsql STABLE ROWS 20
SET enable_bitmapscan = off SET enable_seqscan = off
SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_sort = off SET enable_incremental_sort = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    got integer; had integer := 0; others bigint[];
BEGIN
{body}
END $$;
"""

QUERY = """    RETURN QUERY SELECT {columns}, '{how}' FROM people_resident r
    WHERE {where}
    {order}LIMIT {most};
"""

# name → (column walked, condition). The reading narrows a walk along initials: across a district as
# a condition of the index, in a smaller place as a filter, where it would only make more steps.
TEXTS = {
    "name": ("name_key", "r.name_key >= low AND r.name_key < high"),
    "pinyin": ("name_pinyin", "r.name_pinyin >= low AND r.name_pinyin < high"),
    "initials": (
        "name_initials",
        "r.name_initials >= low AND r.name_initials < high "
        "AND starts_with(r.name_pinyin, reading) AND starts_with(r.name_key, name_start)",
    ),
}
WIDE = {
    "name": ("name_key", TEXTS["name"][1]),
    "pinyin": ("name_pinyin", TEXTS["pinyin"][1]),
    "initials": (
        "name_initials, r.name_pinyin",
        "r.name_initials >= low AND r.name_initials < high "
        "AND r.name_pinyin >= reading AND r.name_pinyin < reading || '{' "
        "AND starts_with(r.name_key, name_start)",
    ),
}
TEXT_ARGUMENTS = (
    "low text, high text, reading text, name_start text, lo text, hi text, but text, most integer"
)
IN_PLACE = "r.place >= lo AND r.place < hi AND r.community <> but"
# Further phones are few: who has one is asked first, by itself, and mostly that is the end of it.
CONTACTS = """    others := ARRAY(SELECT p.resident_id FROM people_contactphone p
        WHERE p.{column} = {value} AND p.place >= lo AND p.place < hi
            AND left(p.place, 12) <> but LIMIT most * 2);
    IF others <> '{{}}' THEN
{query}    END IF;
"""
# What is still wanted after the walks before, but always half of it, so that both kinds are seen.
REST = "greatest(most - had, most / 2)"
COUNT = "    GET DIAGNOSTICS got = ROW_COUNT; had := had + got;\n"


def _function(name: str, arguments: str, body: str) -> str:
    return FUNCTION.format(name=name, arguments=arguments, found=FOUND, body=body)


def _query(how: str, where: str, order: str = "", most: str = "most") -> str:
    ordered = f"ORDER BY {order} " if order else ""
    return QUERY.format(columns=COLUMNS, how=how, where=where, order=ordered, most=most)


def _contacts(how: str, column: str, value: str, most: str = "most") -> str:
    query = _query(how, f"r.id = ANY(others) AND {IN_PLACE}", most=most) + COUNT
    return CONTACTS.format(column=column, value=value, query=query)


def _text_walks() -> dict[str, str]:
    """In a community, across the communities of a subdistrict, and wide."""
    made = {}
    for by, (column, within) in TEXTS.items():
        made[f"people_by_{by}_in_community"] = _query(
            by,
            f"r.community = left(lo, 12) AND {within} AND r.place >= lo AND r.place < hi",
            f"r.{column}",
        )
        made[f"people_by_{by}_in_subdistrict"] = _skipping(by, column, within)
    for by, (column, within) in WIDE.items():
        made[f"people_by_{by}_wide"] = _query(
            by, f"{within} AND {IN_PLACE}", f"r.{column}, r.place"
        )
    return {name: _function(name, TEXT_ARGUMENTS, body) for name, body in made.items()}


def _skipping(by: str, column: str, within: str) -> str:
    """Skip from one community to the next, each time to the first name that fits. When that fills
    the list, the exact name is asked for by itself, so that it isn't left out."""
    among = "r.community >= lo AND r.community < hi AND r.community <> but AND "
    walk = _query(by, among + within, f"r.community, r.{column}")
    if by == "initials":
        return walk
    exact = _query(by, f"r.{column} = low AND {IN_PLACE}", "r.place")
    return f"{walk}{COUNT}    IF had >= most THEN\n{exact}    END IF;\n"


def _number_walks() -> dict[str, str]:
    """By the blind indexes; a further phone counts like the main one."""
    phone = _query("phone", f"r.phone_whole = value AND {IN_PLACE}", "r.place")
    more = _contacts("phone", "phone_whole", "value")
    tails = (
        _query("phone_tail", f"r.phone_tail = phone_end AND {IN_PLACE}", "r.place")
        + COUNT
        + _contacts("phone_tail", "phone_tail", "phone_end", most=REST)
        + _query("id_tail", f"r.id_tail = card_end AND {IN_PLACE}", "r.place", REST)
    )
    whole = "value bytea, lo text, hi text, but text, most integer"
    both = "phone_end bytea, card_end bytea, lo text, hi text, but text, most integer"
    card = _query("id_number", f"r.id_whole = value AND {IN_PLACE}")
    return {
        "people_by_phone": _function("people_by_phone", whole, phone + more),
        "people_by_id_number": _function("people_by_id_number", whole, card),
        "people_by_tail": _function("people_by_tail", both, tails),
    }


def _address_walks() -> dict[str, str]:
    """Along the homes whose key begins so, and from each to who is there. ``homes``: how many are
    looked at, because many are empty."""
    arguments = "low text, high text, lo text, hi text, homes integer, most integer"
    made = {}
    for by, column in {"lane": "lane_key", "room": "room_key"}.items():
        body = f"""    RETURN QUERY SELECT {COLUMNS}, 'address' FROM (
        SELECT d.code FROM places_dwelling d
        WHERE d.{column} >= low AND d.{column} < high AND d.code >= lo AND d.code < hi
        ORDER BY d.{column}, d.code LIMIT homes) home
    JOIN people_resident r ON r.place = home.code LIMIT most;
"""
        made[f"people_at_{by}"] = _function(f"people_at_{by}", arguments, body)
    return made


WALKS = {**_text_walks(), **_number_walks(), **_address_walks()}


class Migration(migrations.Migration):
    dependencies = [("people", "0004_duty"), ("places", "0002_rules")]

    operations = [PlainSql(sql, f"DROP FUNCTION {name}") for name, sql in WALKS.items()]
