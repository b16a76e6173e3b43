"""Feeds without a format: the data from which RSS, Atom, JSON Feed and calendars are written.

There is a feed for the whole board and one for each slice of it. A listing is in about eight feeds
(the board's, its employer's, its category's, its industry's and each of its skills'), so its
`Entry` is made once and shared, and each format renders it once.

Only the board's feed has every open listing, in pages. The feed of a slice has its newest 50 on one
page: eight complete feeds in each format would be most of a large site. Entries of the board's feed
therefore have the terms by which a program can filter them (`Category`).

The entries of a feed are the **open** listings, newest first. Recently closed listings are in
`Feed.closed`, for formats that can cancel an entry (calendars).

A title is plain text in all formats (RSS Best Practices Profile, section 3.1; RFC 4287, section
3.1.1.1; JSON Feed 1.1). But the readers that most people use disagree: Feedbin, FreshRSS and
others take the title in RSS for HTML and remove what looks like a tag, and where one shows `&lt;`
as `<`, another shows it as it is. So a title has no character that they read differently: see
`text_or_html`.
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
from generator.board.feed_names import description_of, formats_of, title_of
from generator.board.history import CLOSED_DAYS, NO_HISTORY, History, next_history, with_history
from generator.board.ids_and_dates import (
    NO_ENTRY_YET,
    closes_at,
    entry_id,
    id_prefix,
    midnight,
    modified_at,
)
from generator.board.slices import FOLDERS, Slice, SliceKind
from generator.board.wording import Fact, facts, in_one_line
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.safe_text import escape, one_line, text_or_html
from generator.rendering.entry_text import html_of, text_of
from generator.rendering.pagination import PAGE_SIZE, chunks

LATER_PAGE_SIZE = 200  # entries on each later page of the board's feed: programs read them


class Category(NamedTuple):
    """What a listing can be filtered by: a term's or the employer's id, and its label for people.

    `folder` says what it is: the folder of its page, such as `skills`.
    """

    folder: str
    term: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One listing, ready for any format: clean text, absolute URLs, dates with a time zone.

    All is worked out when it is asked for: a build that takes over most files needs few entries.
    """

    board: Board = field(repr=False)
    listing: Listing
    id: str  # a tag URI that never changes: see board/ids_and_dates.py
    updated: datetime

    @property
    def employer(self) -> Employer:
        """The listing's employer."""
        return self.board.employer_of(self.listing)

    @property
    def state(self) -> State:
        """Whether one can apply, and if not, why."""
        return self.board.state(self.listing)

    @property
    def industry(self) -> str:
        """The id of its industry."""
        return self.board.industry_of(self.listing)

    @property
    def url(self) -> str:
        """The address of its page; of the page at its origin, if it is another board's."""
        if self.listing.origin:
            return self.listing.origin.url
        return self.board.settings.url + self.listing.url

    @property
    def feed_language(self) -> str:
        """The language of the feed: a BCP 47 tag."""
        return self.board.settings.language

    @cached_property
    def language(self) -> str:
        """The language of the listing's texts; empty if it is that of the feed."""
        language = self.board.text_language(self.listing)
        return "" if language == self.feed_language else language

    @cached_property
    def title(self) -> str:
        """The title in one line."""
        return one_line(self.listing.title) or self.listing.id

    @cached_property
    def author(self) -> str:
        """The employer's name in one line."""
        return one_line(self.employer.name) or self.employer.id

    @cached_property
    def summary(self) -> str:
        """The summary in one line."""
        return one_line(self.listing.summary) or self.listing.id

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """Its category, industry, skills and employer, in this order."""
        return _categories(self.board, self.listing, self.industry)

    @cached_property
    def published(self) -> datetime:
        """The first moment of the day on which it was posted."""
        return midnight(self.listing.posted, self.board.settings.zone)

    @cached_property
    def closes(self) -> datetime:
        """The end of its deadline."""
        return closes_at(self.listing, self.board.settings.zone)

    @cached_property
    def reader_title(self) -> str:
        """The title as feed readers show it, each of them the same."""
        return text_or_html(self.title)

    @cached_property
    def line(self) -> str:
        """Pay, hours, place and deadline in one line of plain text."""
        return in_one_line(self.listing)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What a student decides by, the most important first."""
        return facts(self.listing, self.skills)

    @property
    def skills(self) -> tuple[str, ...]:
        """The labels of the skills needed."""
        folder = FOLDERS[SliceKind.SKILL]
        return tuple(item.label for item in self.categories if item.folder == folder)

    @property
    def tags(self) -> tuple[str, ...]:
        """The labels of category, industry and skills, each once."""
        return tuple(dict.fromkeys(item.label for item in self.categories[:-1]))

    @cached_property
    def escaped(self) -> Mapping[str, str]:
        """Texts escaped for XML, by name: those that all XML formats need, at any level of detail.

        Escaped together, in one call: that is much faster than one call for each.
        """
        values = [self.id, self.reader_title, self.url, self.author, self.summary, self.line]
        for category in self.categories:
            values += category[1:]
        escaped = escape("\0".join(values)).split("\0")  # clean text has no NUL
        return dict(zip(_names(len(self.categories)), escaped, strict=True)) | {
            "published": self.published.isoformat(),
            "updated": self.updated.isoformat(),
        }

    @cached_property
    def html(self) -> str:
        """The whole listing as safe HTML."""
        languages = (self.feed_language, self.language) if self.language else None
        return html_of(self.listing, self.facts, self.url, languages)

    @cached_property
    def text(self) -> str:
        """The whole listing as plain text."""
        return text_of(self.listing, self.facts)


class Detail(StrEnum):
    """How much of each listing a page of a feed has."""

    FULL = "full"  # the whole listing
    SHORT = "short"  # summary, pay, hours, place and deadline
    TERMS = "terms"  # summary, and the terms to filter by


class FeedPage(NamedTuple):
    """One page of a feed, written to one file. Pages are numbered from 1 to `last`."""

    number: int
    last: int
    entries: tuple[Entry, ...]
    updated: datetime
    detail: Detail

    def name(self, stem: str, suffix: str) -> str:
        """Its file name: `feed.xml`, `feed-2.xml`."""
        return file_name(stem, suffix, self.number)


@dataclass(frozen=True)
class Feed:
    """A slice as a feed. `updated` is when a listing was last added to it, edited or closed."""

    slice: Slice
    id: str
    title: str
    description: str
    language: str
    home: str  # the URL of the slice's page
    entries: tuple[Entry, ...]  # open, newest first
    closed: tuple[Entry, ...]  # closed in the last `CLOSED_DAYS`, latest deadline first
    updated: datetime

    @property
    def path(self) -> str:
        """Its folder, relative to the site's root: `skills/excel/`, empty for the board's feed."""
        return self.slice.path

    @property
    def is_whole_board(self) -> bool:
        """Whether it is the board's feed, the only one with more than one page."""
        return self.slice.kind is SliceKind.BOARD

    @property
    def is_complete(self) -> bool:
        """Whether its first page has every open listing of the slice."""
        return len(self.entries) <= PAGE_SIZE

    @cached_property
    def pages(self) -> tuple[FeedPage, ...]:
        """Its pages, newest first (paged feeds, RFC 5005, section 3). At least one page.

        Page 1 has the newest 50: full listings in the board's feed, short ones in others. Later
        pages, which only the board's feed has, are for programs that want the complete set.
        """
        first, rest = self.entries[:PAGE_SIZE], self.entries[PAGE_SIZE:]
        later = chunks(rest, LATER_PAGE_SIZE) if self.is_whole_board else ()
        last = 1 + len(later)
        detail = Detail.FULL if self.is_whole_board else Detail.SHORT
        return (
            FeedPage(1, last, first, self.updated, detail),
            *(
                FeedPage(number, last, tuple(part), max(e.updated for e in part), Detail.TERMS)
                for number, part in enumerate(later, start=2)
            ),
        )


class FeedEntries(NamedTuple):
    """What feeds are made from, by the listing's id: its entry, and when it last changed.

    `updated` has every listing, `entries` those that are open or closed recently.
    """

    entries: Mapping[str, Entry]
    updated: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Publication:
    """What every format is written from: the board, its feeds and its history."""

    board: Board
    feeds: tuple[Feed, ...]  # the board's first, then in the order of its slices
    modified: Mapping[str, datetime]  # when each listing last changed, by id
    history: History
    schemas: Mapping[str, bytes]  # the published files of schema/, by name
    _rendered: dict[tuple[str, ...], dict[str, bytes]] = field(default_factory=dict, compare=False)

    def feeds_in(self, name: str) -> tuple[Feed, ...]:
        """The feeds that the board has in the format `name` (board/feed_names.py)."""
        settings = self.board.settings
        kinds = {
            kind
            for kind in SliceKind
            if any(item.name == name for item in formats_of(settings, kind))
        }
        return tuple(feed for feed in self.feeds if feed.slice.kind in kinds)

    def with_only(self, feed: Feed) -> Publication:
        """The same with one feed alone. It shares the cache of rendered entries."""
        return replace(self, feeds=(feed,))

    def rendered_entries(self, *variant: str) -> dict[str, bytes]:
        """A cache of rendered entries, by id, which the caller fills.

        `variant` names the format and the level of detail: each has a cache of its own.
        """
        return self._rendered.setdefault(variant, {})


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
        if state is State.OPEN or _last_open_day(board, item) >= since:
            entries[item.id] = Entry(board, item, entry_id(item, prefix), moment)
    return FeedEntries(entries, updated)


def feed_of(board: Board, part: Slice, listed: FeedEntries) -> Feed:
    """`part` as a feed. `listed` has the board's entries."""
    settings = board.settings
    entries, updated = listed
    moments = (updated[item.id] for item in (*part.open, *part.closed))
    return Feed(
        slice=part,
        id=f"{id_prefix(settings)}feed/{part.path.rstrip('/')}",
        title=text_or_html(title_of(board, part)),
        description=description_of(board, part),
        language=settings.language,
        home=settings.url + part.path,
        entries=tuple(entries[item.id] for item in part.open),
        closed=tuple(entries[item.id] for item in part.closed if item.id in entries),
        updated=max(moments, default=NO_ENTRY_YET),
    )


@cache
def _names(categories: int) -> tuple[str, ...]:
    """The names of the texts in `Entry.escaped`, in its order."""
    pairs = ((f"term{number}", f"label{number}") for number in range(categories))
    return ("id", "title", "url", "author", "summary", "line", *chain.from_iterable(pairs))


def file_name(stem: str, suffix: str, number: int) -> str:
    """`feed.xml`, `feed-2.xml`: the file name of page `number` of a feed."""
    return f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}"


def _categories(board: Board, listing: Listing, industry: str) -> tuple[Category, ...]:
    """The category, the industry, the skills and the employer, in this order."""
    words = board.vocabularies
    employer = board.employer_of(listing)
    found = [
        (SliceKind.CATEGORY, listing.category, words.categories.label(listing.category)),
        (SliceKind.INDUSTRY, industry, words.industries.label(industry)),
        *(
            (SliceKind.SKILL, skill, words.skills.label(skill))
            for skill in dict.fromkeys(listing.skills)
        ),
        (SliceKind.EMPLOYER, employer.id, employer.name or employer.id),
    ]
    return tuple(Category(FOLDERS[kind], term, one_line(label)) for kind, term, label in found)


def _last_open_day(board: Board, listing: Listing) -> date:
    """The last day on which a closed listing was open; its deadline if that is not known."""
    closed = board.closed_on(listing)
    return closed - timedelta(days=1) if closed else listing.deadline
