"""Tables of the platform. One aggregate a file."""

from doorstep.platform.models.facts import FactDelivery, StoredFact
from doorstep.platform.models.files import StoredFile
from doorstep.platform.models.idempotency import IdempotentAnswer
from doorstep.platform.models.modules import ModuleSwitch
from doorstep.platform.models.trail import TrailAnchor, TrailEntry, TrailLink

__all__ = [
    "FactDelivery",
    "IdempotentAnswer",
    "ModuleSwitch",
    "StoredFact",
    "StoredFile",
    "TrailAnchor",
    "TrailEntry",
    "TrailLink",
]
