"""Who hears which fact. The one table; nothing else subscribes."""

from __future__ import annotations

from doorstep.kernel.facts import Fact
from doorstep.platform.facts import Listener

LISTENERS: dict[type[Fact], tuple[Listener, ...]] = {}
