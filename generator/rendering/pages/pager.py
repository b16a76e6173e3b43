"""Long lists in pages: which page it is, the paths of the others, and where each letter begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model.listing import Listing
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pagination import LIST_SIZE, chunks

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """A page of a list: which one it is, and the paths of the others."""

    path: str  # of page 1
    number: int  # from 1
    last: int  # the number of the last page
    later: str = ""  # what the folders of later pages begin with

    def at(self, number: int) -> str:
        """The path of page `number`."""
        return self.path if number == 1 else f"{self.path}{self.later}{number}/"

    @property
    def here(self) -> str:
        """This page's own path."""
        return self.at(self.number)

    @property
    def suffix(self) -> str:
        """The end of the page's title: empty for page 1."""
        return f", page {self.number}" if self.number > 1 else ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list that can be made alone, and what it is made from.

    It depends on its path, on `listings`, on `facts`, on what all pages depend on, and on whether
    the board has listings at all and open ones.
    """

    path: str
    listings: tuple[Listing, ...]  # those that it shows
    facts: str  # all else that it says: counts, the number of pages
    make: Callable[[], HtmlPage]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that leads to the first name that begins with it."""

    label: str
    anchor: str  # the id of the element with that name
    path: str  # of the page with that element
    index: int  # of the name among all


def paged(
    path: str, items: Sequence[T], size: int = LIST_SIZE, later: str = ""
) -> Iterator[tuple[Pager, tuple[T, ...]]]:
    """`items` in pages of `size`; at least one page. `path` is the path of page 1.

    The folders of later pages are `later` and their number, in the folder of page 1. Where the
    items have folders of their own there, `later` keeps them apart.
    """
    parts = chunks(items, size) or [()]
    for number, part in enumerate(parts, start=1):
        yield Pager(path, number, len(parts), later), tuple(part)


def letters(names: Sequence[str], pager: Pager, size: int) -> list[Letter]:
    """The letters that `names` begin with, for a list of them in pages of `size`.

    `names` are in the order of the list. All that does not begin with A to Z is before or behind:
    `0–9`, and `More`.
    """
    found: dict[str, Letter] = {}
    for index, name in enumerate(names):
        first = name[:1].casefold()
        if "a" <= first <= "z":
            label, anchor = first.upper(), f"at-{first}"
        else:
            label, anchor = ("0–9", "at-0") if first < "a" else ("More", "at-more")
        if label not in found:
            found[label] = Letter(label, anchor, pager.at(index // size + 1), index)
    return [*found.values()]
