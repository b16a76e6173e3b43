"""What a build takes of other boards: what `board pull` kept. Nothing here asks anybody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.board.board import Board
from generator.board.elsewhere import KEPT_DAYS, is_too_old, with_elsewhere
from generator.checking.foreign_listing import ForeignListings
from generator.checking.workspace import Workspace, read_schema
from generator.model.network import NetworkBoard
from generator.reading.pulled_files import read_pulled

log = logging.getLogger("board.build")


def with_pulled(board: Board, work: Workspace) -> tuple[Board, bool]:
    """`board` with the listings of the boards that the settings pull, and whether all are there."""
    wanted = [item for item in board.settings.network if item.pull]
    kept = [*_kept(work.root, wanted, board)]
    is_complete = len(kept) == len(wanted)
    if not kept:
        return board, is_complete
    read = ForeignListings(read_schema("listing"), read_schema("employer"), work.vocabularies)
    return with_elsewhere(board, kept, read), is_complete


def _kept(
    root: Path, wanted: list[NetworkBoard], board: Board
) -> Iterator[tuple[NetworkBoard, Iterator[Any]]]:
    for item in wanted:
        pulled = read_pulled(root, item)
        if pulled is None:
            log.warning("nothing is known of %s: run `board pull`.", item.name)
        elif is_too_old(pulled.day, board.today):
            log.warning(
                "%s did not answer for more than %d days, so its listings are left out.",
                item.name,
                KEPT_DAYS,
            )
        else:
            yield item, pulled.items
