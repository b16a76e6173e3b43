"""The formats for machines, one module for each.

A format is a function: it gets a `Publication` (the board with its feeds) and yields artifacts. It
reads no file and no clock, and imports no other format. To add one, write such a function in
`generator/rendering/formats/<name>.py` and add it to `FEED_OUTPUTS` or `BOARD_OUTPUTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication
from generator.rendering.formats.api import api
from generator.rendering.formats.atom import atom
from generator.rendering.formats.csv import csv
from generator.rendering.formats.embed_lists import embed_lists
from generator.rendering.formats.icalendar import icalendar
from generator.rendering.formats.jobs_xml import jobs_xml
from generator.rendering.formats.json_feed import json_feed
from generator.rendering.formats.llms import llms
from generator.rendering.formats.openapi import openapi
from generator.rendering.formats.opml import opml
from generator.rendering.formats.post_form import post_form
from generator.rendering.formats.robots import robots
from generator.rendering.formats.rss import rss

Output = Callable[[Publication], Iterator[Artifact]]

# Formats that write a file for each feed, from nothing but the feed and its entries.
FEED_OUTPUTS: tuple[Output, ...] = (rss, atom, json_feed, icalendar, embed_lists)
# Formats that need the whole board.
BOARD_OUTPUTS: tuple[Output, ...] = (opml, jobs_xml, csv, api, openapi, llms, robots, post_form)
# Those of them that show neither today's date nor what happened lately.
WITHOUT_DAY: tuple[Output, ...] = (jobs_xml, csv)
