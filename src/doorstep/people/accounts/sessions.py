"""Sessions in the database, sealed.

While somebody signs in, a session holds a phone number and the code sent to it, and during
enrolment the secret of the second factor. Django signs sessions but anybody who reads the table
could read them; here the table holds only what the key file opens.
"""

from __future__ import annotations

import base64
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

from doorstep.platform.sealed.boxes import SealBroken, seal, unseal

LABEL = "django_session.session_data"


class SessionStore(DatabaseSessionStore):
    """A database session whose data is sealed."""

    @classmethod
    def get_model_class(cls) -> Any:
        return DatabaseSessionStore.get_model_class()

    def encode(self, session_dict: dict[str, Any]) -> str:
        return base64.b64encode(seal(super().encode(session_dict), LABEL)).decode("ascii")

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return what was sealed; a session that doesn't open is an empty one (signed out)."""
        try:
            return super().decode(unseal(base64.b64decode(session_data), LABEL))
        except (SealBroken, ValueError):
            return {}
