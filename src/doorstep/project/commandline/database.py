"""The database before Django connects: the embedded server, roles, migrations, declared data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from doorstep.platform.db import embedded
from doorstep.platform.db.cluster import is_postgres, postmaster_pid
from doorstep.platform.db.roles import ensure_roles
from doorstep.platform.modules.registry import registry
from doorstep.project.commandline.terminal import Report, console, step

_MIGRATION_LOCK = (
    0x6400_6D67  # two that start at once: one migrates, the other waits and finds it done
)


def data_dir() -> Path:
    """Return the folder of the embedded cluster."""
    return embedded.data_dir_of(settings.VAR_DIR)


def ensure_database(*, quiet: bool = False) -> None:
    """Start or join the embedded server and make roles and database; nothing for another server."""
    if not embedded.is_embedded():
        return
    address = embedded.ensure_server(data_dir())
    ensure_roles(address.dsn(), embedded.DATABASE)
    if not quiet:
        step(address.describe())


def revive_database() -> None:
    """Start the embedded server again when it has died under us (killed, out of memory)."""
    if embedded.is_embedded() and not is_postgres(postmaster_pid(data_dir())):
        console.print("[yellow]The embedded PostgreSQL has died; starting it again.[/yellow]")
        embedded.ensure_server(data_dir())


class _ReportingMigrate(MigrateCommand):
    """Django's migrate, told where to report instead of printing a line for each migration."""

    report: Report
    total = 0
    done = 0

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        if action == "apply_success":
            self.done += 1
            self.report("Database structure", self.done, self.total)


def migrate_database(report: Report) -> int:
    """Apply what is missing, as the owner's role; return how many migrations were applied."""
    connection = connections["owner"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if plan:
                command = _ReportingMigrate()
                command.report, command.total = report, len(plan)
                _run(command)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])
    return len(plan)


def _run(command: MigrateCommand) -> None:
    parser = command.create_parser("doorstep", "migrate")
    options = vars(parser.parse_args(["--database", "owner", "--no-input", "--verbosity", "0"]))
    options.pop("args", None)
    command.execute(**options)


def sync_declarations(report: Report) -> int:
    """Write what each module declares (kinds, tags …) to the database; return how many did."""
    syncing = [manifest for manifest in registry().manifests.values() if manifest.sync]
    for done, manifest in enumerate(syncing, start=1):
        report("Declared data", done, len(syncing))
        if manifest.sync:
            manifest.sync()
    return len(syncing)
