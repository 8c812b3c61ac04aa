"""CaseKind: which kinds there are, for foreign keys; everything else stands in the registry."""

from __future__ import annotations

from django.db import models


class CaseKind(models.Model):
    """A kind that a module declares, or once declared: old cases keep theirs (``active`` False)."""

    code = models.CharField(max_length=40, primary_key=True, db_collation="C")
    title = models.JSONField()
    category = models.CharField(max_length=40)
    active = models.BooleanField(default=True)

    class Meta:
        app_label = "casework"

    def __str__(self) -> str:
        return self.code
