"""Shapes on the API."""

from ninja import Schema


class ItemOut(Schema):
    """A service item."""

    code: str
    title: str
    department: str
