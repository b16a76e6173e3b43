"""The token that proves that an employer controls its website.

Only people who control the website can publish a line there that names the board and the
employer's folder. The token is not secret: it can be shown in public, and is always the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

_WELL_KNOWN_PATH = "/.well-known/microinternships.txt"  # RFC 8615


def ownership_token(board_url: str, employer: str) -> str:
    """One line of text: `microinternships board=board.example employer=acme`."""
    parts = urlsplit(board_url)
    board = f"{parts.hostname or ''}{parts.path.rstrip('/')}"
    return f"microinternships board={board} employer={employer}"


def token_url(host: str) -> str:
    """The URL of the file that has the token."""
    return f"https://{host}{_WELL_KNOWN_PATH}"


def contains_token(token: str, lines: Iterable[str]) -> bool:
    """Whether one of `lines` is the token, whatever the spaces around and between its parts."""
    return any(line.split() == token.split() for line in lines)
