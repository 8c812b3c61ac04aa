"""What casework itself plugs in: permissions, who has them, and the kind that follows up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from doorstep.casework.operations.sync_case_kinds import sync_case_kinds
from doorstep.casework.permissions import EDIT_RULES, PERMISSIONS, ROLE_GRANTS, SEE, SEE_BOARD
from doorstep.casework.web.finder import find
from doorstep.casework.web.panels import calendar_consequences, dwelling_open, person_open
from doorstep.platform.modules import CaseKind, Clock, Finder, Manifest, Nav, Panel

# A bad rating is verified, mended and called back within 15 working days (GB/T 39735).
FOLLOW_UP = CaseKind(
    code="follow-up",
    title={"zh": "差评回访", "en": "Follow-up of a bad rating"},
    aliases=("回访", "差评"),
    category="community",
    icon="phone-call",
    ladder=("community", "subdistrict", "district"),
    reply_clock=Clock(2),
    resolve_clock=Clock(15),
    on_the_spot=False,
    rated=True,
    # Whoever was rated works in the same community and must not learn who rated them.
    visibility="sensitive",
    form={
        "type": "object",
        "additionalProperties": False,
        "required": ["case", "score"],
        "properties": {
            "case": {"type": "string", "title": "Case", "x-title": {"zh": "工单", "en": "Case"}},
            "score": {
                "type": "integer",
                "minimum": 1,
                "maximum": 5,
                "title": "Rating",
                "x-title": {"zh": "评价", "en": "Rating"},
            },
        },
    },
    route=({"to": {"level": "community", "role": "secretary"}},),
    replies={
        "open": {
            "zh": "{form_of_address}，您给的评价我们看到了，书记会在 {due} 前亲自给您回电。",
            "en": "{form_of_address}, we have seen your rating. The secretary will call by {due}.",
        }
    },
    needs_place=False,
)


MANIFEST = Manifest(
    code="casework",
    title=_("Casework"),
    permissions=PERMISSIONS,
    role_grants=ROLE_GRANTS,
    case_kinds=(FOLLOW_UP,),
    navigation=(
        Nav("desk", _("My work"), "work", "list-checks", order=10, permission=SEE),
        Nav("desk", _("Overview"), "overview", "chart-column", order=40, permission=SEE_BOARD),
        Nav("desk", _("Routing"), "routing", "route", order=60, permission=EDIT_RULES),
    ),
    panels=(
        Panel(slot="person.open", render=person_open, order=10, permission=SEE),
        Panel(slot="dwelling.open", render=dwelling_open, order=10, permission=SEE),
        Panel(slot="calendar.consequences", render=calendar_consequences, permission=SEE),
    ),
    finders=(Finder(code="cases", find=find, order=20, permission=SEE),),
    movable_tables=(
        ("casework_case", "place"),
        ("casework_case", "holder_place"),
        ("casework_clock", "place"),
        ("casework_clockstep", "place"),
        ("casework_assignment", "place"),
        ("casework_assignment", "unit_place"),
        ("casework_suspension", "place"),
        ("casework_extension", "place"),
        ("casework_caseasker", "place"),
        ("casework_notice", "place"),
        ("casework_routingrule", "place"),
        ("casework_replytemplate", "place"),
    ),
    sync=sync_case_kinds,
)
