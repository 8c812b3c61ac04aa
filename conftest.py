"""What every test may use; the database fixtures take the place of pytest-django's own."""

from doorstep.platform.testing import (  # noqa: F401
    database_copy,
    database_environment,
    django_db_setup,
    owner_db,
)
