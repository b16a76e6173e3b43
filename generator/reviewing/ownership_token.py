"""Proof that an employer's folder and a website belong to the same people. Pure.

Whoever controls the website can put a line there that names the board and the folder; nobody
else can. The line is no secret, so it can be shown in public and made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

WELL_KNOWN = "/.well-known/microinternships.txt"


def token(board_url: str, employer: str) -> str:
    """The line: `microinternships board=board.example employer=acme`."""
    parts = urlsplit(board_url)
    board = f"{parts.hostname or ''}{parts.path.rstrip('/')}"
    return f"microinternships board={board} employer={employer}"


def address(host: str) -> str:
    """Where the line is looked for."""
    return f"https://{host}{WELL_KNOWN}"


def is_in(wanted: str, lines: Iterable[str]) -> bool:
    """Whether one of `lines` is the token; spaces around it and between its parts do not matter."""
    return any(line.split() == wanted.split() for line in lines)
