"""Casework: one aggregate a file."""

from doorstep.casework.models.assignment import Assignment
from doorstep.casework.models.case import Case
from doorstep.casework.models.clock import Clock, ClockStep
from doorstep.casework.models.ending import Closing, Rating
from doorstep.casework.models.file import CaseFile
from doorstep.casework.models.kind import CaseKind
from doorstep.casework.models.notice import CaseAsker, Notice
from doorstep.casework.models.pause import Extension, Suspension
from doorstep.casework.models.routing import RoutingRule
from doorstep.casework.models.template import ReplyTemplate
from doorstep.casework.models.timeline import TimelineEntry

__all__ = [
    "Assignment",
    "Case",
    "CaseAsker",
    "CaseFile",
    "CaseKind",
    "Clock",
    "ClockStep",
    "Closing",
    "Extension",
    "Notice",
    "Rating",
    "ReplyTemplate",
    "RoutingRule",
    "Suspension",
    "TimelineEntry",
]
