"""Sealed fields: encrypted at rest, found by a blind index, shown masked, opened with a purpose.

Keys live in a file outside the database (``keys.py``); ``boxes.py`` seals and opens; ``fields.py``
is the Django field; ``opening.py`` is the one way to see a sealed value, and it leaves a mark.
"""

from doorstep.platform.sealed.boxes import SealBroken, blind, tail
from doorstep.platform.sealed.fields import Sealed, SealedTextField
from doorstep.platform.sealed.opening import PurposeMissing, open_sealed

__all__ = [
    "PurposeMissing",
    "SealBroken",
    "Sealed",
    "SealedTextField",
    "blind",
    "open_sealed",
    "tail",
]
