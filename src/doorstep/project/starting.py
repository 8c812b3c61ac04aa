"""Starting quickly."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load the program without looking for garbage: two thousand modules make none, and looking
    took a quarter of every process's start. What was loaded is never looked through again either.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
