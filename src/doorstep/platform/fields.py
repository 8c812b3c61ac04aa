"""Fields that several apps share."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models

PLACE_CODE = RegexValidator(r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12}|\d{15}|\d{18}|\d{22})$")


class PlaceCodeField(models.CharField):
    """A place code (see ``doorstep.kernel.places``), compared byte by byte.

    ``COLLATE "C"`` makes a subtree one range of the index; no foreign key, so that a database
    sharded by place takes the same schema.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 22)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, PLACE_CODE]
