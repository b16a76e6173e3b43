"""The files that machines read, one format a file.

An output is a function: it gets a `Publication` (the board, and its feeds made once) and
yields artifacts. It reads no file and no clock, and imports no other output. To add a format,
write `generator/outputs/<name>.py` with such a function and add it to `OUTPUTS`: one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.artifact import Artifact
from generator.feed import Publication
from generator.outputs.api import api, api_listings
from generator.outputs.atom import atom
from generator.outputs.csv import csv
from generator.outputs.icalendar import icalendar
from generator.outputs.jobs_xml import jobs_xml
from generator.outputs.json_feed import json_feed
from generator.outputs.llms import llms
from generator.outputs.openapi import openapi
from generator.outputs.opml import opml
from generator.outputs.robots import robots
from generator.outputs.rss import rss

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
