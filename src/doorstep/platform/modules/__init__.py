"""The module registry: the one public interface that built-in and foreign modules share.

A module is a Django app with a ``manifest.py``; installed packages are found by the entry-point
group ``doorstep.modules``. It is turned on per place; ``…_on_offer`` are what is on for the reader.
"""

from doorstep.platform.modules.contributions import (
    CaseKind,
    Clock,
    Finder,
    Hit,
    Manifest,
    Nav,
    Panel,
)
from doorstep.platform.modules.offers import (
    finders_on_offer,
    kind_on_offer,
    kinds_on_offer,
    navigation_on_offer,
    panels_on_offer,
)
from doorstep.platform.modules.registry import Registry, permissions_of, registry

__all__ = [
    "CaseKind",
    "Clock",
    "Finder",
    "Hit",
    "Manifest",
    "Nav",
    "Panel",
    "Registry",
    "finders_on_offer",
    "kind_on_offer",
    "kinds_on_offer",
    "navigation_on_offer",
    "panels_on_offer",
    "permissions_of",
    "registry",
]
