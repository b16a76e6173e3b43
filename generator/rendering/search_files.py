"""All files of the search on /browse/: words, spellings and columns."""

from __future__ import annotations

from collections.abc import Iterator

from generator.board.board import Board
from generator.rendering.artifact import Artifact
from generator.rendering.search_data import columns, match_columns
from generator.rendering.search_text import indexed_text, term_names
from generator.rendering.word_index import index_files, spellings, word_index


def search_files(board: Board) -> Iterator[Artifact]:
    """Every file that a search needs beside the API's. Nothing if there is no open listing."""
    if not board.open:
        return
    postings = word_index(indexed_text(board, listing) for listing in board.open)
    parts, directory = index_files(postings)
    yield from parts
    yield spellings(postings, term_names(board))
    yield columns(board, directory)
    yield match_columns(board)
