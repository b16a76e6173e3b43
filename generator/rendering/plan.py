"""Every file of the site in batches, each with a key made from all that its files are made from.

A batch whose key is the same as in the last build is not made again. Several processes can make
batches at once. What every file depends on (code, templates, settings, vocabularies, the day,
the theme's page) is in `code_version`. What one file depends on besides is here: listings, their
employers and their history. If a page shows something more of the board, add it to the page's
key: a test changes boards in every way and compares the result with a build from nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.board.board import Board
from generator.board.slices import SliceKind
from generator.model.listing import Listing
from generator.rendering.artifact import Artifact, Batch
from generator.rendering.feed import Feed, Publication
from generator.rendering.formats import FEEDS, OUTPUTS, Output
from generator.rendering.formats.api import api_listings
from generator.rendering.pages.page_template import HtmlPage, PageTemplate
from generator.rendering.pages.share_images import (
    VERSION,
    facts_of,
    has_picture,
    picture,
    picture_path,
)
from generator.rendering.pages.site_pages import SitePages

Make = Callable[[], Iterable[Artifact]]


def batches(
    publication: Publication, template: PageTemplate, keys: Keys, search: bool
) -> Iterator[Batch]:
    """All that is made from the board, and can be made apart."""
    board, made = publication.board, SitePages(publication.board, search)

    def rendered(pages: Callable[[], Iterable[HtmlPage]]) -> Iterator[Artifact]:
        return map(template.render, pages())

    yield Batch(keys.of("pages", keys.whole), "pages", partial(rendered, made.others))
    for output in OUTPUTS:
        if output not in FEEDS:
            yield Batch(keys.of(output.__name__, keys.whole), "", partial(output, publication))
    yield from _feeds(publication, keys)
    for feed in publication.feeds:
        if feed.slice.kind is not SliceKind.BOARD:
            make = partial(rendered, partial(made.of_slice, feed.slice))
            yield Batch(keys.of("page", keys.feed(feed)), "pages", make)
    yield from _pictures(board)
    write = api_listings(publication)
    for item in board.listings:
        make = partial(rendered, partial(made.of_listing, item))
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
    """Cache keys: a key changes with everything that its files are made from.

    `digests` has a digest of every listing's and employer's file, by path. `code_version`
    changes with what all files depend on.
    """

    def __init__(
        self, publication: Publication, digests: Mapping[str, str], code_version: str
    ) -> None:
        self._board: Board = publication.board
        self._publication = publication
        self._code_version = code_version
        self._digests = digests
        self._employers = {
            item.id: f"{item.id} {digests[item.file]}" for item in self._board.employers.values()
        }
        self._listings = {item.id: self._listing(item) for item in self._board.listings}
        self._feeds: dict[str, str] = {}
        self.whole = self.of("whole", *self._listings.values(), *self._employers.values())

    def of(self, *parts: str) -> str:
        """A key made from `parts`."""
        text = "\0".join((self._code_version, *parts)).encode()
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
            who = self._employers[part.id] if part.kind is SliceKind.EMPLOYER else ""
            members = (self._listings[item.id] for item in (*part.open, *part.closed))
            found = self._feeds[feed.path] = self.of(part.path, part.kind, who, *members)
        return found

    def _listing(self, item: Listing) -> str:
        return " ".join(
            (
                item.id,
                self._digests[item.file],
                self._employers[item.employer_id],
                str(self._board.closed_on(item)),
                self._publication.modified[item.id].isoformat(),
            )
        )
