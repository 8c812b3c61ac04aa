"""Say which models have changed without a migration. Needs no database."""

from __future__ import annotations

import os
import sys
from unittest import mock

import django
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.project.settings")
    django.setup()
    # makemigrations would ask a database whether its history is consistent; there is none here.
    with mock.patch.object(MigrationLoader, "check_consistent_history"):
        try:
            call_command("makemigrations", check=True, dry_run=True, verbosity=1)
        except SystemExit as ended:
            return int(ended.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
