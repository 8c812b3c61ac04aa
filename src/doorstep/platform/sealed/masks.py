"""What of a sealed value anyone may see."""

from __future__ import annotations


def mask(kind: str, value: str) -> str:
    """Return ``value`` masked by its ``kind``: 138****1234, 3101**********1234, 1948年."""
    if kind == "phone":
        return f"{value[:3]}****{value[-4:]}" if len(value) >= 11 else f"****{value[-4:]}"
    if kind == "id_number":
        return f"{value[:4]}{'*' * max(len(value) - 8, 4)}{value[-4:]}"
    if kind == "birth":
        return f"{value[:4]}-**-**"
    return "＊＊＊"
