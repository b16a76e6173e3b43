"""Every file of the site in batches, each with a key made from all that its files are made from.

A batch whose key is as it was in the build before need not be made again, and batches can be
made by several processes. What every file depends on (the code, the templates, the settings,
the vocabularies, the day, the theme's page) is in the `stamp`; what one depends on beside that
is here: listings, their employers and what the record knows of them. Whoever lets a page show
something more of the board adds it to the page's key; a test changes boards in every way and
compares what comes out with what a build from nothing gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.artifact import Artifact, Batch
from generator.board import Board
from generator.feed import Feed, Publication
from generator.listing import Listing
from generator.outputs import FEEDS, OUTPUTS, Output
from generator.outputs.api import api_listings
from generator.pages import Pages
from generator.pages.pictures import VERSION, facts_of, has_picture, picture, picture_path
from generator.shell import Page, Shell
from generator.slices import Kind

Make = Callable[[], Iterable[Artifact]]


def batches(publication: Publication, shell: Shell, keys: Keys, search: bool) -> Iterator[Batch]:
    """All that is made from the board, and can be made apart."""
    board, made = publication.board, Pages(publication.board, search)

    def stamped(pages: Callable[[], Iterable[Page]]) -> Iterator[Artifact]:
        return map(shell.stamp, pages())

    yield Batch(keys.of("pages", keys.whole), "pages", partial(stamped, made.others))
    for output in OUTPUTS:
        if output not in FEEDS:
            yield Batch(keys.of(output.__name__, keys.whole), "", partial(output, publication))
    yield from _feeds(publication, keys)
    for feed in publication.feeds:
        if feed.slice.kind is not Kind.BOARD:
            make = partial(stamped, partial(made.of_slice, feed.slice))
            yield Batch(keys.of("page", keys.feed(feed)), "pages", make)
    yield from _pictures(board)
    write = api_listings(publication)
    for item in board.listings:
        make = partial(stamped, partial(made.of_listing, item))
        yield Batch(keys.of("page", item.id, keys.page(item)), "", make)
        yield Batch(keys.of("json", keys.listing(item)), "", partial(write, item))


def _pictures(board: Board) -> Iterator[Batch]:
    """Made again only when what they say changes: a day, or a template, is no reason."""
    for item in board.listings:
        if has_picture(board, item):
            key = f"{picture.__module__} {VERSION} {facts_of(board, item)}"
            digest = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
            yield Batch(digest, "", partial(_one, partial(_drawn, board), item))


def _drawn(board: Board, listing: Listing) -> Artifact:
    return Artifact(picture_path(listing), picture(board, listing))


def _feeds(publication: Publication, keys: Keys) -> Iterator[Batch]:
    for output in FEEDS:
        name = output.__name__
        for feed in publication.feeds:
            make = partial(_feed, output, publication, feed)
            yield Batch(keys.of(name, keys.feed(feed)), name, make)


def _feed(output: Output, publication: Publication, feed: Feed) -> Iterable[Artifact]:
    return output(publication.of(feed))


def _one(write: Callable[[Listing], Artifact], listing: Listing) -> Iterator[Artifact]:
    yield write(listing)


class Keys:
    """What the parts of a board are made from, in digits.

    `prints` has a digest of every listing's and employer's file, by path; `stamp` changes with
    whatever all parts are made from.
    """

    def __init__(self, publication: Publication, prints: Mapping[str, str], stamp: str) -> None:
        self._board: Board = publication.board
        self._publication = publication
        self._stamp = stamp
        self._prints = prints
        self._employers = {
            item.id: f"{item.id} {prints[item.file]}" for item in self._board.employers.values()
        }
        self._listings = {item.id: self._listing(item) for item in self._board.listings}
        self._feeds: dict[str, str] = {}
        self.whole = self.of("whole", *self._listings.values(), *self._employers.values())

    def of(self, *parts: str) -> str:
        """A key made from `parts`."""
        text = "\0".join((self._stamp, *parts)).encode()
        return hashlib.blake2b(text, digest_size=16).hexdigest()

    def page(self, listing: Listing) -> str:
        """What its page is made from: the cards below it too."""
        related = self._board.related(listing)
        cards = [self._listings[item.id] for group in related for item in group]
        return "\n".join((self.listing(listing), *cards))

    def listing(self, listing: Listing) -> str:
        """What its own facts are made from; whether it has its former addresses, too."""
        taken = [alias for alias in listing.aliases if alias in self._board.by_id]
        return "\n".join((self._listings[listing.id], *taken))

    def feed(self, feed: Feed) -> str:
        """What a slice's feeds and pages are made from."""
        found = self._feeds.get(feed.path)
        if found is None:
            part = feed.slice
            who = self._employers.get(part.path.partition("/")[2].rstrip("/"), "")
            members = (self._listings[item.id] for item in (*part.open, *part.closed))
            found = self._feeds[feed.path] = self.of(part.path, part.kind, who, *members)
        return found

    def _listing(self, item: Listing) -> str:
        return " ".join(
            (
                item.id,
                self._prints[item.file],
                self._employers[item.employer_id],
                str(self._board.closed_on(item)),
                self._publication.modified[item.id].isoformat(),
            )
        )
