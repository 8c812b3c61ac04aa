"""The Django field for a sealed value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from doorstep.platform.sealed.boxes import seal, unseal
from doorstep.platform.sealed.masks import mask


class Sealed:
    """A sealed value in hand. Prints masked; ``reveal`` is for operations that leave a mark."""

    __slots__ = ("_box", "_label", "kind")

    def __init__(self, box: bytes, label: str, kind: str) -> None:
        self._box, self._label, self.kind = box, label, kind

    def reveal(self) -> str:
        """Return the clear value. Only the platform and operations may call this."""
        return unseal(self._box, self._label)

    @property
    def masked(self) -> str:
        """The value as everyone may see it, e.g. ``138****1234``."""
        return mask(self.kind, self.reveal())

    @property
    def box(self) -> bytes:
        return self._box

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"<Sealed {self.kind}>"


class SealedTextField(models.BinaryField):
    """Text sealed in a ``bytea``. Assign text (or None); reading gives :class:`Sealed` (or None).

    ``kind``: phone, id_number, birth or text; it decides the mask.
    """

    def __init__(self, *args: Any, kind: str = "text", **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kind": self.kind}

    @property
    def label(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value), self.label, self.kind)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Sealed):
            value = value.box
        elif isinstance(value, str):
            value = seal(value, self.label)
        return super().get_db_prep_value(value, connection, prepared)
