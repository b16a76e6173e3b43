"""Long lists in pages, for feeds, lists and sitemaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

PAGE_SIZE = 50  # entries on a page of a feed
LIST_SIZE = 100  # listings on a page of a list

T = TypeVar("T")


def chunks(items: Sequence[T], size: int = PAGE_SIZE) -> list[Sequence[T]]:
    """`items` in parts of `size`; the last part may be shorter. No parts if there are no items."""
    return [items[start : start + size] for start in range(0, len(items), size)]
