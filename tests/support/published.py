"""What the tests of data share: everything that a board publishes, by path."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from generator.board.board import Board, board_of
from generator.board.history import History
from generator.checking.run import check_all
from generator.checking.workspace import open_workspace
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication, publication_of
from generator.rendering.formats import BOARD_OUTPUTS, FEED_OUTPUTS
from generator.rendering.formats.api import api_listings
from generator.rendering.pages.page_template import HtmlPage
from tests.support.paths import ROOT, TODAY

SCHEMAS = {path.name: path.read_bytes() for path in sorted((ROOT / "schema").glob("*.json"))}


def artifacts(publication: Publication) -> Iterator[Artifact]:
    """The files of all formats, and the JSON file of each listing."""
    for output in (*FEED_OUTPUTS, *BOARD_OUTPUTS):
        yield from output(publication)
    write = api_listings(publication)
    for listing in publication.board.listings:
        yield from write(listing)


def published(board: Board, record: History | None = None) -> dict[str, bytes]:
    """Every file of every output."""
    found = [*artifacts(publication_of(board, record, SCHEMAS))]
    files = {artifact.path: artifact.content for artifact in found}
    assert len(files) == len(found)
    return files


def answers(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The JSON files of the API, read, by path below `api/v1/`."""
    return {
        path.removeprefix("api/v1/"): json.loads(content)
        for path, content in files.items()
        if path.startswith("api/v1/") and path.endswith(".json")
    }


@cache
def samples() -> Publication:
    """The board of this repository, checked and built as the site is."""
    work = open_workspace(ROOT)
    today = date.fromisoformat(TODAY)
    return publication_of(
        board_of(check_all(work, today).checked, work.context(today)), None, work.schema_files
    )


def write_files(folder: Path, files: Iterable[Artifact]) -> None:
    """Put `files` below `folder`, for a server."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def bare(page: HtmlPage) -> Artifact:
    """A page of a board without the theme around it; of that, it has the icon alone."""
    head = f'<head>{page.head}<link rel="icon" href="data:,"></head>'
    html = f"<!doctype html><html lang=en>{head}<body><main>{page.content}</main>"
    return Artifact(page.file, html.encode())
