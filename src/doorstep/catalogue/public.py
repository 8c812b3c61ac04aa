"""The front door of the catalogue."""

from doorstep.catalogue.operations.import_items import import_items
from doorstep.catalogue.rules import ItemRow, read_items
from doorstep.catalogue.selectors import find_items, item_get, item_list

__all__ = ["ItemRow", "find_items", "import_items", "item_get", "item_list", "read_items"]
