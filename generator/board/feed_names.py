"""The titles and descriptions of feeds, and in which formats a part of the board has them."""

from __future__ import annotations

from typing import NamedTuple

from generator.board.board import Board
from generator.board.slices import FOLDERS, Slice, SliceKind
from generator.model.safe_text import one_line
from generator.model.settings import Settings


class Alternate(NamedTuple):
    """A feed that a page announces: `<link rel="alternate" type=… title=… href=…>`."""

    title: str
    type: str
    href: str


class FeedFormat(NamedTuple):
    """A file that people can follow: its name in the setting `slice_feeds`, and what it is."""

    name: str
    label: str
    type: str
    file: str


FEEDS = (
    FeedFormat("rss", "RSS", "application/rss+xml", "feed.xml"),
    FeedFormat("atom", "Atom", "application/atom+xml", "atom.xml"),
    FeedFormat("json", "JSON Feed", "application/feed+json", "feed.json"),
)
FORMATS = (*FEEDS, FeedFormat("calendar", "Calendar", "text/calendar", "deadlines.ics"))


def formats_of(settings: Settings, kind: SliceKind) -> tuple[FeedFormat, ...]:
    """The formats in which slices of this kind can be followed; the whole board has all."""
    if kind is SliceKind.BOARD:
        return FORMATS
    if FOLDERS[kind] not in settings.slice_feeds_for:
        return ()
    return tuple(item for item in FORMATS if item.name in settings.slice_feeds)


def alternates(board: Board, part: Slice | None, root: str) -> tuple[Alternate, ...]:
    """The feeds that a page announces, with addresses relative to the page.

    The page of a slice (`part`) announces the slice's own feeds first; every page announces the
    board's. `root` is the path from the page to the site's root: `../../`, or empty for the home
    page.
    """
    name = board.name
    whole = tuple(Alternate(f"{name} ({f.label})", f.type, root + f.file) for f in FEEDS)
    if part is None:
        return whole
    title, formats = title_of(board, part), formats_of(board.settings, part.kind)
    own = (Alternate(f"{title} ({f.label})", f.type, f.file) for f in formats if f in FEEDS)
    return (*own, *whole)


def title_of(board: Board, part: Slice) -> str:
    """The title of the feeds of `part`."""
    return board.name if part.kind is SliceKind.BOARD else f"{part.label} – {board.name}"


def description_of(board: Board, part: Slice) -> str:
    """The description of the feeds of `part`, in one sentence."""
    name = board.name
    match part.kind:
        case SliceKind.BOARD:
            fallback = f"Every open microinternship on {name}"
            return one_line(board.settings.description) or fallback
        case SliceKind.EMPLOYER:
            return f"Open microinternships at {part.label}, from {name}"
        case SliceKind.COLLECTION:
            return one_line(part.about) or f"{part.label}: open microinternships, from {name}"
        case _:
            return f"Open microinternships in {part.label}, from {name}"
