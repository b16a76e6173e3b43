"""The parts of the board that can be followed, and the feeds that a page announces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.board.board import Board
from generator.model.collection import Collection
from generator.model.listing import Listing
from generator.model.safe_text import one_line


class SliceKind(StrEnum):
    """What a slice is a slice by."""

    BOARD = "board"
    EMPLOYER = "employer"
    CATEGORY = "category"
    INDUSTRY = "industry"
    SKILL = "skill"
    COLLECTION = "collection"


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the board that can be followed. `path` is its folder: `skills/excel/`, or empty."""

    path: str
    kind: SliceKind
    label: str
    open: tuple[Listing, ...]  # newest first
    closed: tuple[Listing, ...]


def slices(board: Board) -> Iterator[Slice]:
    """The whole board, then each employer, category, industry, skill and collection, used or not.

    A word that nobody uses today has its feed too: people follow it for tomorrow.
    """
    now, past = _members(board, board.open), _members(board, board.closed)
    words = board.vocabularies
    yield Slice("", SliceKind.BOARD, board_name(board), board.open, board.closed)
    names = [
        (SliceKind.EMPLOYER, "employers", [(e.id, e.name) for e in board.employers.values()]),
        (
            SliceKind.CATEGORY,
            "categories",
            [(t.id, t.label) for t in words.categories.terms.values()],
        ),
        (
            SliceKind.INDUSTRY,
            "industries",
            [(t.id, t.label) for t in words.industries.terms.values()],
        ),
        (SliceKind.SKILL, "skills", [(t.id, t.label) for t in words.skills.terms.values()]),
    ]
    for kind, folder, items in names:
        for identifier, label in items:
            key = (kind, identifier)
            path = f"{folder}/{identifier}/"
            label = one_line(label) or identifier
            yield Slice(path, kind, label, tuple(now[key]), tuple(past[key]))
    yield from _collections(board)


def _collections(board: Board) -> Iterator[Slice]:
    for item in board.settings.collections:

        def chosen(listings: tuple[Listing, ...], item: Collection = item) -> tuple[Listing, ...]:
            return tuple(one for one in listings if item.has(one, board.industry_of(one)))

        label = one_line(item.label) or item.id
        yield Slice(item.url, SliceKind.COLLECTION, label, chosen(board.open), chosen(board.closed))


class Alternate(NamedTuple):
    """A feed that a page announces: `<link rel="alternate" type=… title=… href=…>`."""

    title: str
    type: str
    href: str


# What pages announce: what it is called, its media type, its file.
FORMATS = (
    ("RSS", "application/rss+xml", "feed.xml"),
    ("Atom", "application/atom+xml", "atom.xml"),
    ("JSON Feed", "application/feed+json", "feed.json"),
)


def alternates(board: Board, path: str) -> tuple[Alternate, ...]:
    """The feeds that the page at `path` announces, with addresses relative to it.

    `path` is the page's folder (`skills/excel/`, `listings/acme/survey/`, empty for home).
    A slice's page announces its own feeds first; every page, the board's.
    """
    top = "../" * path.count("/")
    name = board_name(board)
    label = _label_at(board, path)
    own = tuple(Alternate(f"{label} – {name} ({f})", kind, file) for f, kind, file in FORMATS)
    whole = tuple(Alternate(f"{name} ({f})", kind, top + file) for f, kind, file in FORMATS)
    return own + whole if label else whole


def board_name(board: Board) -> str:
    """The board's name, on one line."""
    return one_line(board.settings.name) or board.settings.url


def title_of(board: Board, part: Slice) -> str:
    """What a feed of `part` is called."""
    name = board_name(board)
    return name if part.kind is SliceKind.BOARD else f"{part.label} – {name}"


def description_of(board: Board, part: Slice) -> str:
    """What is in a feed of `part`, in one sentence."""
    name = board_name(board)
    if part.kind is SliceKind.BOARD:
        return one_line(board.settings.description) or f"Every open microinternship on {name}"
    if part.kind is SliceKind.EMPLOYER:
        return f"Open microinternships at {part.label}, from {name}"
    if part.kind is SliceKind.COLLECTION:
        own = {item.url: item.description for item in board.settings.collections}
        return one_line(own[part.path]) or f"{part.label}: open microinternships, from {name}"
    return f"Open microinternships in {part.label}, from {name}"


def _label_at(board: Board, path: str) -> str:
    folder, _, identifier = path.rstrip("/").partition("/")
    words = board.vocabularies
    if folder == "employers" and identifier in board.employers:
        return one_line(board.employers[identifier].name)
    shelf = {"skills": words.skills, "categories": words.categories, "industries": words.industries}
    if folder == "collections":
        labels = {item.id: item.label for item in board.settings.collections}
        return one_line(labels.get(identifier, ""))
    found = shelf[folder].terms.get(identifier) if folder in shelf else None
    return one_line(found.label) if found else ""


def _members(
    board: Board, listings: tuple[Listing, ...]
) -> defaultdict[tuple[SliceKind, str], list[Listing]]:
    groups: defaultdict[tuple[SliceKind, str], list[Listing]] = defaultdict(list)
    for item in listings:
        groups[SliceKind.EMPLOYER, item.employer_id].append(item)
        groups[SliceKind.CATEGORY, item.category].append(item)
        groups[SliceKind.INDUSTRY, board.industry_of(item)].append(item)
        for skill in dict.fromkeys(item.skills):
            groups[SliceKind.SKILL, skill].append(item)
    return groups
