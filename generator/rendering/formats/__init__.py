"""The files that machines read, one format a file.

An output is a function: it gets a `Publication` (the board, and its feeds made once) and
yields artifacts. It reads no file and no clock, and imports no other output. To add a format,
write `generator/outputs/<name>.py` with such a function and add it to `OUTPUTS`: one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication
from generator.rendering.formats.api import api, api_listings
from generator.rendering.formats.atom import atom
from generator.rendering.formats.csv import csv
from generator.rendering.formats.icalendar import icalendar
from generator.rendering.formats.jobs_xml import jobs_xml
from generator.rendering.formats.json_feed import json_feed
from generator.rendering.formats.llms import llms
from generator.rendering.formats.openapi import openapi
from generator.rendering.formats.opml import opml
from generator.rendering.formats.robots import robots
from generator.rendering.formats.rss import rss

Output = Callable[[Publication], Iterator[Artifact]]

# Those that write every feed by itself, from nothing but the feed and its entries.
FEEDS: tuple[Output, ...] = (rss, atom, json_feed, icalendar)
OUTPUTS: tuple[Output, ...] = (
    *FEEDS,
    opml,
    jobs_xml,
    csv,
    api,
    openapi,
    llms,
    robots,
)


def artifacts(publication: Publication) -> Iterator[Artifact]:
    """Everything that all outputs write."""
    for output in OUTPUTS:
        yield from output(publication)
    write = api_listings(publication)
    for listing in publication.board.listings:
        yield from write(listing)
