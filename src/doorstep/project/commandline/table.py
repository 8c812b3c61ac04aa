"""Which command lives where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_HERE = "doorstep.project.commandline"


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its file, one line of help, and what has to be there before the file is loaded."""

    module: str
    attribute: str
    help: str
    needs_django: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)


def _entry(file: str, attribute: str, text: str, **options: object) -> Entry:
    return Entry(f"{_HERE}.{file}", attribute, text, **options)  # type: ignore[arg-type]


TABLE: dict[str, Entry] = {
    "demo": _entry(
        "demo", "demo", "Make a town and serve it.  造一座示范小镇并打开网站",
        environment={"DOORSTEP_DEMO": "1"},
    ),
    "code": _entry("code", "code", "Show a demo account's second factor.  示范账号的动态口令"),
    "serve": _entry("serve", "serve", "Run site, live pages and worker.  启动网站"),
    "admins": _entry("admins", "admins", "Make the first two administrators.  开第一批管理员"),
    "worker": _entry("worker", "worker", "Run one worker for background work.  只启动后台任务"),
    "migrate": _entry("migrate", "migrate", "Bring the database up to date.  升级数据库结构"),
    "sync": _entry("sync", "sync", "Write what modules declare to the database.  同步模块数据"),
    "import": _entry("imports", "imports", "Import divisions or service items.  导入区划和事项"),
    "trail": _entry("trail", "trail", "Verify the trail.  核验留痕链"),
    "keys": _entry("keys", "keys", "Rotate the keys of sealed fields.  轮换加密密钥"),
    "backup": _entry("backup", "backup", "Write a backup of the database.  备份数据库"),
    "restore": _entry("backup", "restore", "Restore a backup into an empty database.  恢复备份"),
    "check-config": _entry(
        "check_config", "check_config", "Say what is wrong with the settings.  检查配置"
    ),
    "manage": _entry(
        "manage", "manage", "Django's own commands.  Django 管理命令", needs_django=False
    ),
}  # fmt: skip
