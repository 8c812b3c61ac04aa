"""Why something that was entered is refused, in words that tell how to mend it."""

from __future__ import annotations


class RefusedError(ValueError):
    """``message`` is an English text of the catalogue; ``data`` fills its ``{placeholders}``."""

    def __init__(self, message: str, **data: object) -> None:
        self.message = message
        self.data = data
        super().__init__(message.format(**data))
