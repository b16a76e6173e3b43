"""The board, or a slice of it, as feeds: format-neutral, made once, from which every format is
written.

A listing stands in about eight slices (the board, its employer, its category, its industry,
each of its skills), so its `Entry` is made once and shared, and each format renders it once.

Feeds hold what is **open**, newest first: who shows a feed shows work a student can get. What
closed is in `Feed.closed`, for the formats that can say so (calendars).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from generator.board.board import Board, State
from generator.board.feed_names import description_of, title_of
from generator.board.history import CLOSED_DAYS, NO_HISTORY, History, next_history, with_history
from generator.board.ids_and_dates import (
    NO_ENTRY_YET,
    closes_at,
    id_prefix,
    midnight,
    modified_at,
    original_id,
)
from generator.board.slices import Slice, SliceKind
from generator.board.wording import Fact, facts, in_one_line
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.safe_text import escape, one_line
from generator.rendering.entry_text import html_of, text_of

PAGE_SIZE = 50


class Category(NamedTuple):
    """A word of one of the vocabularies: its id, and what people read."""

    term: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One listing, ready for any format: clean text, absolute addresses, zoned dates."""

    listing: Listing
    employer: Employer
    state: State
    industry: str
    id: str
    url: str
    title: str
    author: str
    summary: str
    categories: tuple[Category, ...]  # category, industry, skills
    published: datetime
    updated: datetime
    closes: datetime

    @cached_property
    def line(self) -> str:
        """Pay, hours, place and deadline in one line of plain text."""
        return in_one_line(self.listing)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What a student decides on, the most wanted first."""
        skills = set(self.listing.skills)
        return facts(self.listing, (c.label for c in self.categories if c.term in skills))

    @cached_property
    def escaped(self) -> Mapping[str, str]:
        """The texts that every XML format needs in every form, escaped once for all of them."""
        values = [self.id, self.title, self.url, self.author, self.summary, self.line]
        for category in self.categories:
            values += category
        found = escape("\0".join(values)).split("\0")  # clean text has no NUL
        return dict(zip(_names(len(self.categories)), found, strict=True)) | {
            "published": self.published.isoformat(),
            "updated": self.updated.isoformat(),
        }

    @cached_property
    def html(self) -> str:
        """The whole listing as safe HTML."""
        return html_of(self.listing, self.facts, self.url)

    @cached_property
    def text(self) -> str:
        """The whole listing as plain text."""
        return text_of(self.listing, self.facts)


class Form(StrEnum):
    """How much of a listing a page of a feed says."""

    WHOLE = "whole"  # all of it
    SHORT = "short"  # what a student decides on
    BRIEF = "brief"  # that it is there, and where


class FeedPage(NamedTuple):
    """A part of a feed, as it is written to one file. The first of `last` is number 1."""

    number: int
    last: int
    entries: tuple[Entry, ...]
    updated: datetime
    form: Form

    def name(self, stem: str, suffix: str) -> str:
        """`feed.xml`, `feed-2.xml`, ...: page 1 has the name that people follow."""
        return file_name(stem, suffix, self.number)


@dataclass(frozen=True)
class Feed:
    """A slice as a feed. `updated` moves when an entry comes, changes or closes."""

    slice: Slice
    id: str
    title: str
    description: str
    language: str
    home: str  # the slice's page
    entries: tuple[Entry, ...]
    closed: tuple[Entry, ...]
    updated: datetime

    @property
    def path(self) -> str:
        """The folder, relative to the site's root."""
        return self.slice.path

    @cached_property
    def pages(self) -> tuple[FeedPage, ...]:
        """FeedPage 1 has the newest; together they have all (paged feeds, RFC 5005 section 3).

        The board's own first page has whole listings, the slices' first pages short ones, and
        later pages, which only a program reads that wants the complete set, brief ones. Whole
        listings everywhere would be half a gigabyte on a board with 10,000 open listings.
        """
        parts = [self.entries[at : at + PAGE_SIZE] for at in range(0, len(self.entries), PAGE_SIZE)]
        last = max(1, len(parts))
        return tuple(
            FeedPage(number, last, part, self._updated(number, part), self._form(number))
            for number, part in enumerate(parts or [()], start=1)
        )

    def _updated(self, number: int, part: tuple[Entry, ...]) -> datetime:
        return self.updated if number == 1 else max(entry.updated for entry in part)

    def _form(self, number: int) -> Form:
        if number > 1:
            return Form.BRIEF
        return Form.WHOLE if self.slice.kind is SliceKind.BOARD else Form.SHORT


class FeedEntries(NamedTuple):
    """What feeds are made of, by listing id: entries, and when each listing last changed."""

    entries: Mapping[str, Entry]
    updated: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Publication:
    """What every output gets: the board, its feeds made once, and what it remembers.

    `modified`: when each listing last changed, by id. `schemas`: the files of schema/ that are
    published beside the data, by name.
    """

    board: Board
    feeds: tuple[Feed, ...]
    modified: Mapping[str, datetime]
    history: History
    schemas: Mapping[str, bytes]
    _made: dict[tuple[str, ...], dict[str, bytes]] = field(default_factory=dict, compare=False)

    def of(self, feed: Feed) -> Publication:
        """The same with one feed alone, for the formats that write each by itself."""
        return replace(self, feeds=(feed,))

    def made(self, *names: str) -> dict[str, bytes]:
        """The entries that a format, and a form of it, has rendered so far, by id."""
        return self._made.setdefault(names, {})


def publication_of(
    board: Board, history: History | None = None, schemas: Mapping[str, bytes] | None = None
) -> Publication:
    """The board with all its feeds.

    `history` is the history up to today; without it, the board is taken as built for the first
    time.
    """
    history = next_history(NO_HISTORY, board) if history is None else history
    board = with_history(board, history)
    listed = feed_entries_of(board, history)
    feeds = tuple(feed_of(board, part, listed) for part in board.slices)
    return Publication(board, feeds, listed.updated, history, schemas or {})


def feed_entries_of(board: Board, history: History) -> FeedEntries:
    """When each listing last changed, and the entries of those that a feed may mention."""
    zone, prefix = board.settings.zone, id_prefix(board.settings)
    edits = history.edits(zone)
    since = board.today - timedelta(days=CLOSED_DAYS)
    updated: dict[str, datetime] = {}
    entries: dict[str, Entry] = {}
    for item in board.listings:
        state = board.state(item)
        moment = updated[item.id] = modified_at(item, state, zone, edits)
        if state is State.OPEN or _ended(board, item) >= since:
            entries[item.id] = entry_of(board, item, prefix, moment)
    return FeedEntries(entries, updated)


def entry_of(board: Board, listing: Listing, prefix: str, updated: datetime) -> Entry:
    """`listing` as an entry. `prefix` is `id_prefix` of the board's settings."""
    zone = board.settings.zone
    employer, state = board.employer_of(listing), board.state(listing)
    industry = board.industry_of(listing)
    return Entry(
        listing=listing,
        employer=employer,
        state=state,
        industry=industry,
        id=f"{prefix}listing/{original_id(listing)}",
        url=board.settings.url + listing.url,
        title=one_line(listing.title) or listing.id,
        author=one_line(employer.name) or employer.id,
        summary=one_line(listing.summary) or listing.id,
        categories=_categories(board, listing, industry),
        published=midnight(listing.posted, zone),
        updated=updated,
        closes=closes_at(listing, zone),
    )


def feed_of(board: Board, part: Slice, listed: FeedEntries) -> Feed:
    """`part` as a feed. `listed` has the board's entries."""
    settings = board.settings
    entries, updated = listed
    moments = (updated[item.id] for item in (*part.open, *part.closed))
    return Feed(
        slice=part,
        id=f"{id_prefix(settings)}feed/{part.path.rstrip('/')}",
        title=title_of(board, part),
        description=description_of(board, part),
        language=settings.language,
        home=settings.url + part.path,
        entries=tuple(entries[item.id] for item in part.open),
        closed=tuple(entries[item.id] for item in part.closed if item.id in entries),
        updated=max(moments, default=NO_ENTRY_YET),
    )


@cache
def _names(categories: int) -> tuple[str, ...]:
    pairs = ((f"term{number}", f"label{number}") for number in range(categories))
    return ("id", "title", "url", "author", "summary", "line", *chain.from_iterable(pairs))


def file_name(stem: str, suffix: str, number: int) -> str:
    """`feed.xml`, `feed-2.xml`: the name of page `number` of a feed."""
    return f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}"


def _categories(board: Board, listing: Listing, industry: str) -> tuple[Category, ...]:
    words = board.vocabularies
    found = {
        listing.category: words.categories.label(listing.category),
        industry: words.industries.label(industry),
        **{skill: words.skills.label(skill) for skill in listing.skills},
    }
    return tuple(Category(term, one_line(label)) for term, label in found.items())


def _ended(board: Board, listing: Listing) -> date:
    """The last day it was on offer; the deadline where nobody saw it close."""
    closed = board.closed_on(listing)
    return closed - timedelta(days=1) if closed else listing.deadline
