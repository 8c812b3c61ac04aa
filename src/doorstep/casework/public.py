"""The front door of casework: other apps import this and ``events``, nothing else."""

from doorstep.casework.models import (
    Case,
    CaseAsker,
    CaseFile,
    Notice,
    Rating,
    RoutingRule,
    TimelineEntry,
)
from doorstep.casework.models import CaseKind as CaseKindRow
from doorstep.casework.models.labels import (
    CHANNEL_TITLES,
    CLOCK_TITLES,
    LEVEL_TITLES,
    MOVE_TITLES,
    SCORE_TITLES,
    STATE_TITLES,
    STEP_TITLES,
)
from doorstep.casework.operations.accept_case import accept_case
from doorstep.casework.operations.add_file import add_file
from doorstep.casework.operations.ask_asker import ask_asker
from doorstep.casework.operations.cancel_case import cancel_case
from doorstep.casework.operations.close_case import close_case
from doorstep.casework.operations.dispatch_case import dispatch_case
from doorstep.casework.operations.end_assignment import end_assignment
from doorstep.casework.operations.escalate_case import escalate_case
from doorstep.casework.operations.extend_case import extend_case
from doorstep.casework.operations.fire_clocks import fire_clocks
from doorstep.casework.operations.follow_case import follow_case
from doorstep.casework.operations.give_assignment import give_assignment
from doorstep.casework.operations.mark_duplicate import mark_duplicate
from doorstep.casework.operations.notify_askers import deliver_notices, make_notices
from doorstep.casework.operations.open_case import Asked, Settled, open_case
from doorstep.casework.operations.rate_case import rate_case
from doorstep.casework.operations.reassign_case import reassign_case
from doorstep.casework.operations.receive_word_from_asker import receive_word_from_asker
from doorstep.casework.operations.release_cases import release_cases
from doorstep.casework.operations.relocate_case import relocate_case
from doorstep.casework.operations.reopen_case import reopen_case
from doorstep.casework.operations.reply_to_asker import reply_to_asker
from doorstep.casework.operations.resolve_case import resolve_case
from doorstep.casework.operations.resume_case import resume_case
from doorstep.casework.operations.return_case import return_case
from doorstep.casework.operations.save_reply_template import save_reply_template
from doorstep.casework.operations.save_routing_rule import save_routing_rule
from doorstep.casework.operations.settle_case import settle_case
from doorstep.casework.operations.split_case import split_case
from doorstep.casework.operations.suspend_case import suspend_case
from doorstep.casework.operations.sync_case_kinds import sync_case_kinds
from doorstep.casework.permissions import TAKE
from doorstep.casework.rules.routing import RuleData, Target
from doorstep.casework.rules.states import MOVES, OPEN_STATES, Move, State
from doorstep.casework.selectors.cases import access_case, case_by_number
from doorstep.casework.selectors.counts import (
    Counts,
    bad_ratings,
    counts_by_kind,
    counts_by_place,
    place_counts,
)
from doorstep.casework.selectors.kinds import find_kind, kind_of, kinds_on_offer
from doorstep.casework.selectors.lists import (
    CaseFilter,
    Page,
    case_list,
    cases_like,
    cases_of_person,
    followed_by_person,
)
from doorstep.casework.selectors.mine import MyWork, my_work
from doorstep.casework.selectors.pages import CasePage, case_page, moves_open_to
from doorstep.casework.selectors.routing import Rerouted, decide, dry_run_routing
from doorstep.casework.selectors.texts import reply_draft, text_for_asker

__all__ = [
    "CHANNEL_TITLES",
    "CLOCK_TITLES",
    "LEVEL_TITLES",
    "MOVES",
    "MOVE_TITLES",
    "OPEN_STATES",
    "SCORE_TITLES",
    "STATE_TITLES",
    "STEP_TITLES",
    "TAKE",
    "Asked",
    "Case",
    "CaseAsker",
    "CaseFile",
    "CaseFilter",
    "CaseKindRow",
    "CasePage",
    "Counts",
    "Move",
    "MyWork",
    "Notice",
    "Page",
    "Rating",
    "Rerouted",
    "RoutingRule",
    "RuleData",
    "Settled",
    "State",
    "Target",
    "TimelineEntry",
    "accept_case",
    "access_case",
    "add_file",
    "ask_asker",
    "bad_ratings",
    "cancel_case",
    "case_by_number",
    "case_list",
    "case_page",
    "cases_like",
    "cases_of_person",
    "close_case",
    "counts_by_kind",
    "counts_by_place",
    "decide",
    "deliver_notices",
    "dispatch_case",
    "dry_run_routing",
    "end_assignment",
    "escalate_case",
    "extend_case",
    "find_kind",
    "fire_clocks",
    "follow_case",
    "followed_by_person",
    "give_assignment",
    "kind_of",
    "kinds_on_offer",
    "make_notices",
    "mark_duplicate",
    "moves_open_to",
    "my_work",
    "open_case",
    "place_counts",
    "rate_case",
    "reassign_case",
    "receive_word_from_asker",
    "release_cases",
    "relocate_case",
    "reopen_case",
    "reply_draft",
    "reply_to_asker",
    "resolve_case",
    "resume_case",
    "return_case",
    "save_reply_template",
    "save_routing_rule",
    "settle_case",
    "split_case",
    "suspend_case",
    "sync_case_kinds",
    "text_for_asker",
]
