"""Plans the build: every file of the site is in a batch, and every batch has a cache key.

A batch whose key is the same as in the last build is not made again. Several processes can make
batches at once.

A key is a digest of everything the batch is made from. What all files depend on is in
`code_version`: code, templates, settings, vocabularies and the theme's page. What only some files
depend on is added here: listings, their employers, their history, and what the day decides about
them. Only files that show the day itself have today's date in their keys. A page that shows more of
the board needs a key with more in it. A test changes boards and days in every way and compares each
result with a build from scratch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.board.board import Board
from generator.board.slices import Slice, SliceKind
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.rendering.artifact import Artifact, Batch
from generator.rendering.feed import Feed, Publication
from generator.rendering.formats import BOARD_OUTPUTS, FEED_OUTPUTS, WITHOUT_DAY, Output
from generator.rendering.formats.api import api_listings
from generator.rendering.pages.board_icon import board_icon
from generator.rendering.pages.head import is_long_closed
from generator.rendering.pages.jinja import has_own_templates
from generator.rendering.pages.listing import RELATED
from generator.rendering.pages.page_template import HtmlPage, PageTemplate
from generator.rendering.pages.pager import ListPage
from generator.rendering.pages.share_images import (
    BOARD_IMAGE,
    VERSION,
    board_image,
    board_image_facts,
    has_board_image,
    has_share_image,
    share_image,
    share_image_facts,
    share_image_path,
)
from generator.rendering.pages.site_pages import SitePages
from generator.rendering.pages.site_style import SiteStyle
from generator.rendering.pages.under_review import under_review_facts

_PLACE = RELATED.encode()


def batches(
    publication: Publication,
    template: PageTemplate,
    style: SiteStyle,
    keys: Keys,
    search: bool,
    made: Callable[[Batch], Batch],
) -> Iterator[Batch]:
    """Every file that is made from the board. `search`: whether the site has a search index.

    `made` returns a batch of `own_batches`, or one that has its files already.
    """
    board = publication.board
    site_pages = SitePages(board, search, publication.schemas)

    make = partial(_rendered, template, site_pages.board_pages)
    yield Batch(keys.of("pages", keys.whole, keys.day), "pages", make)
    for page in site_pages.list_pages():
        make = partial(_rendered, template, partial(site_pages.list_page, page))
        yield Batch(keys.of("list", keys.list_page(page)), "pages", make)
    make = partial(_insights, template, site_pages)
    yield Batch(keys.of("insights", keys.whole, keys.day), "pages", make)
    yield Batch(keys.of("style", style.digest), "", style.files)
    for output in BOARD_OUTPUTS:
        key = keys.of(output.__name__, keys.whole, "" if output in WITHOUT_DAY else keys.day)
        yield Batch(key, "", partial(output, publication))
    feeds = [feed for feed in publication.feeds if not _is_employers(feed)]
    yield from _feeds(publication, feeds, keys)
    yield from _slices(feeds, site_pages, template, keys)
    yield Batch(keys.of("icon"), "", partial(board_icon, board.settings))
    if has_board_image(board):
        draw = partial(board_image, board)
        yield _share_image(BOARD_IMAGE, board_image_facts(board), draw)
    own = own_batches(publication, template, site_pages, keys)
    yield from map(made, own.others)
    for item, batch in zip(board.listings, own.pages, strict=True):
        whole = partial(_with_related, made(batch).make, partial(site_pages.related, item))
        yield Batch(keys.of("page", batch.key, keys.related(item)), "", whole)
    for item in board.under_review:
        make = partial(_rendered, template, partial(site_pages.under_review, item))
        yield Batch(keys.of("under review", under_review_facts(board, item)), "", make)


@dataclass(frozen=True)
class OwnBatches:
    """The files that depend on the listings of one employer.

    `pages` has a batch for each listing of the board, in their order. In a listing's page the
    place of related listings is empty (`RELATED`), for they may be any employer's. `others` are
    its data, the employers' pages and feeds, and share images.
    """

    pages: tuple[Batch, ...]
    others: tuple[Batch, ...]


def own_batches(
    publication: Publication, template: PageTemplate, site_pages: SitePages, keys: Keys
) -> OwnBatches:
    """What the part of a board can make of its listings without knowing the others."""
    board, write = publication.board, api_listings(publication)

    def page(item: Listing) -> Batch:
        make = partial(_own_pages, template, site_pages, item)
        return Batch(keys.of("own page", item.id, keys.page(item)), "", make)

    data = (
        Batch(keys.of("json", keys.listing(item)), "", partial(write, item))
        for item in board.listings
    )
    feeds = [feed for feed in publication.feeds if _is_employers(feed)]
    employers = (*_feeds(publication, feeds, keys), *_slices(feeds, site_pages, template, keys))
    return OwnBatches(tuple(map(page, board.listings)), (*data, *employers, *_share_images(board)))


def listing_files(
    item: Listing, site_pages: SitePages, template: PageTemplate
) -> Iterator[Artifact]:
    """The page of `item` and those of its former addresses, as `batches` makes them."""
    own = partial(_own_pages, template, site_pages, item)
    return _with_related(own, partial(site_pages.related, item))


def _own_pages(template: PageTemplate, site_pages: SitePages, item: Listing) -> Iterator[Artifact]:
    return _rendered(template, partial(site_pages.listing_pages, item))


def _insights(template: PageTemplate, site_pages: SitePages) -> Iterator[Artifact]:
    """The page and its CSV files, from figures that are worked out once."""
    yield from _rendered(template, site_pages.insights)
    yield from site_pages.insights_data()


def _rendered(
    template: PageTemplate, pages: Callable[[], Iterable[HtmlPage]]
) -> Iterator[Artifact]:
    return map(template.render, pages())


def _with_related(
    make: Callable[[], Iterable[Artifact]], related: Callable[[], str]
) -> Iterator[Artifact]:
    """What `make` makes, with related listings in the page that has a place for them."""
    for artifact in make():
        before, place, after = artifact.content.partition(_PLACE)
        content = b"".join((before, related().encode(), after)) if place else before
        yield replace(artifact, content=content)


def _share_images(board: Board) -> Iterator[Batch]:
    """The listings' share images. Their keys are without `code_version`, so they are kept for long.

    Drawing is slow, and an image depends only on the facts in it.
    """
    for item in board.listings:
        if has_share_image(board, item):
            path, draw = share_image_path(item), partial(share_image, board, item)
            yield _share_image(path, share_image_facts(board, item), draw)


def _share_image(path: str, facts: str, draw: Callable[[], bytes]) -> Batch:
    key = f"{share_image.__module__} {VERSION} {path} {facts}"
    digest = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
    return Batch(digest, "", partial(_image, path, draw))


def _image(path: str, draw: Callable[[], bytes]) -> Iterator[Artifact]:
    yield Artifact(path, draw())


def _is_employers(feed: Feed) -> bool:
    return feed.slice.kind is SliceKind.EMPLOYER


def _slices(
    feeds: Iterable[Feed], site_pages: SitePages, template: PageTemplate, keys: Keys
) -> Iterator[Batch]:
    """The pages of the feeds' slices; the whole board has none."""
    for feed in feeds:
        if feed.slice.kind is not SliceKind.BOARD:
            make = partial(_rendered, template, partial(site_pages.slice_pages, feed.slice))
            line = site_pages.insight_line(feed.slice)
            yield Batch(keys.of("page", keys.slice(feed.slice), line), "pages", make)


def _feeds(publication: Publication, feeds: Iterable[Feed], keys: Keys) -> Iterator[Batch]:
    for output in FEED_OUTPUTS:
        name = output.__name__
        for feed in feeds:
            make = partial(_feed, output, publication, feed)
            yield Batch(keys.of(name, keys.feed(feed)), name, make)


def _feed(output: Output, publication: Publication, feed: Feed) -> Iterable[Artifact]:
    return output(publication.with_only(feed))


class Keys:
    """Makes cache keys.

    `digests` has the digest of every listing's and employer's file, by path. `code_version` is a
    digest of what all files depend on. `whole` is a key of the whole board, `day` of today.
    """

    def __init__(
        self, publication: Publication, digests: Mapping[str, str], code_version: str
    ) -> None:
        self._board: Board = publication.board
        self._publication = publication
        self._code_version = code_version
        self._digests = digests
        self.day = str(self._board.today)
        self._employers = {item.id: self._employer(item) for item in self._board.employers.values()}
        self._employers |= {item.id: repr(item) for item in self._board.elsewhere.values()}
        # A page with no open listing leads elsewhere if there is one.
        self._are_there = f"{bool(self._board.listings)} {bool(self._board.open)}"
        self._listings = {item.id: self._listing(item) for item in self._board.listings}
        self._slices: dict[str, str] = {}
        self._track_records: dict[str, str] = {}
        hidden = sorted(self._board.hidden)
        self.whole = self.of("whole", *self._listings.values(), *self._employers.values(), *hidden)

    def of(self, *parts: str) -> str:
        """A key of `parts` and the code version."""
        text = "\0".join((self._code_version, *parts)).encode()
        return hashlib.blake2b(text, digest_size=16).hexdigest()

    def page(self, listing: Listing) -> str:
        """A part of the key of a listing's page without related listings.

        The page also has the employer's other listings.
        """
        others = self._track_record(listing.employer_id)
        facts = f"{is_long_closed(self._board, listing)} {has_share_image(self._board, listing)}"
        return "\n".join((self.listing(listing), others, facts))

    def related(self, listing: Listing) -> str:
        """A part of the key of a listing's page: the related listings in it."""
        related = self._board.related(listing)
        return "\n".join(self._listings[item.id] for group in related for item in group)

    def _track_record(self, employer_id: str) -> str:
        """What the page of each of an employer's listings says of the others."""
        found = self._track_records.get(employer_id)
        if found is None:
            record = self._board.track_record(employer_id)
            rows = [
                (item.id, item.title, item.pay, item.deadline, self._board.state(item))
                for item in record.latest
            ]
            found = self._track_records[employer_id] = repr((*record[:-1], rows))
        return found

    def listing(self, listing: Listing) -> str:
        """A part of the key of a file that is made from one listing.

        A former address of the listing may belong to another listing now: that changes it too.
        """
        taken = [alias for alias in listing.aliases if alias in self._board.by_id]
        return "\n".join((self._listings[listing.id], *taken))

    def feed(self, feed: Feed) -> str:
        """A part of the keys of a slice's feeds: they mention only what closed recently."""
        return self.of(self.slice(feed.slice), *(entry.id for entry in feed.closed))

    def slice(self, part: Slice) -> str:
        """A part of the keys of a slice's pages and feeds."""
        found = self._slices.get(part.path)
        if found is None:
            employer = self._employers[part.id] if part.kind is SliceKind.EMPLOYER else ""
            members = (self._listings[item.id] for item in (*part.open, *part.closed))
            found = self._slices[part.path] = self.of(
                part.path, part.kind, employer, self._are_there, *members
            )
        return found

    def list_page(self, page: ListPage) -> str:
        """A part of the key of a page of a long list."""
        listings = (self._listings[item.id] for item in page.listings)
        own = f"{self.whole} {self.day}" if has_own_templates() else ""
        return self.of(page.path, self._are_there, page.facts, own, *listings)

    def _employer(self, item: Employer) -> str:
        is_verified = item.verified_on is not None and item.verified_on <= self._board.today
        return f"{item.id} {self._digests[item.file]} {item.verified_on} {is_verified}"

    def _listing(self, item: Listing) -> str:
        return " ".join(
            (
                item.id,
                self._digests[item.file] if item.origin is None else _digest(item),
                self._employers[item.employer_id],
                str(item.posted),  # a sample board moves its dates with the day
                str(self._board.closed_on(item)),
                self._publication.modified[item.id].isoformat(),
            )
        )


def _digest(listing: Listing) -> str:
    """A digest of another board's listing, which has no file."""
    return hashlib.blake2b(repr(listing).encode("utf-8", "replace"), digest_size=16).hexdigest()
