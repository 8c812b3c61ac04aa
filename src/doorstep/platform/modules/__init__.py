"""The module registry: the one public interface that built-in and foreign modules share.

A module is a Django app with a ``manifest.py``; installed packages are found by the entry-point
group ``doorstep.modules``. It is turned on per place.
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
    "permissions_of",
    "registry",
]
