"""The page of a listing that was just saved, for `board serve` to show before the rest of the site.

On a board of thousands, a save changes lists, feeds and data too, and those take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.building.build import PreparedBuild
from generator.building.frame import FrameFiles
from generator.checking.check import check_file
from generator.model.listing import Listing
from generator.model.problem import has_errors
from generator.rendering.artifact import Artifact
from generator.rendering.pages.jinja import own_templates
from generator.rendering.pages.page_template import TEMPLATE_FILE, PageTemplate
from generator.rendering.pages.site_pages import SitePages
from generator.rendering.plan import listing_files


def pages_of_saved(path: str, last: PreparedBuild, frame: FrameFiles) -> Iterator[Artifact]:
    """The files that a build would make of the listing `listings/acme/x.yml`, as it is saved now.

    `last` is the build before, and `frame` what the engine made for it. There are none if the file
    has errors, was not on the board, carries its employer, or is not open: then more than its own
    file decides. Raises `OSError` if it can't be read.
    """
    result = check_file(path, last.work.read(path), last.work.context(last.today))
    item, board = result.item, last.board
    if not isinstance(item, Listing) or result.inline or has_errors(result.problems):
        return
    before = board.by_id.get(item.id)
    if before is None or not (board.is_open(before) and board.is_open(item)):
        return
    listings = tuple(item if each is before else each for each in board.listings)
    board = replace(board, listings=listings)
    pages = SitePages(board, last.options.search, last.work.schema_files)
    template = PageTemplate.from_html(frame[TEMPLATE_FILE].decode("utf-8"))
    with own_templates(last.work.overrides):
        yield from listing_files(item, pages, template)
