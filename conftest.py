"""What every test may use; the database fixtures take the place of pytest-django's own."""

from doorstep.platform.testing import (
    database_copy,
    database_environment,
    django_db_setup,
    owner_db,
)
from doorstep.platform.testing_browser import browser, live_server, page, pytest_terminal_summary

__all__ = [
    "browser",
    "database_copy",
    "database_environment",
    "django_db_setup",
    "live_server",
    "owner_db",
    "page",
    "pytest_terminal_summary",
]
