"""Permissions as validated data: a code that nobody declared is refused when the site starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Permission:
    """``code``: ``<app>.<noun>.<verb>``; ``title``: lazy text for the page of grants."""

    code: str
    title: Any


ROLES: dict[str, tuple[str, str]] = {
    "worker": ("社工", "All-round worker"),
    "block_lead": ("块长", "Block lead"),
    "secretary": ("书记", "Community secretary"),
    "officer": ("下沉执法力量", "Officer"),
    "subdistrict": ("街道工作人员", "Subdistrict staff"),
    "department": ("职能部门", "Department staff"),
    "district": ("区级工作人员", "District staff"),
    "system_admin": ("系统管理员", "System administrator"),
    "security_admin": ("安全管理员", "Security administrator"),
    "auditor": ("审计员", "Auditor"),
}

# The separation of three powers (GB/T 22239-2019, level 3): nobody holds two of these.
SEPARATE_POWERS = frozenset({"system_admin", "security_admin", "auditor"})

TRAIL_SEE = "platform.trail.see"
MODULES_SWITCH = "platform.module.switch"
CONFIG_SEE = "platform.config.see"
