"""Tag URIs (RFC 4151): ids that never change, made of the address of the board that gives them."""

from __future__ import annotations

from urllib.parse import urlsplit

TAG_YEAR = "2026"  # a constant, and no date of a listing


def tag_prefix(url: str) -> str:
    """The start of every id of the board at `url`, for example `tag:board.example,2026:`.

    It includes the board's path, if it has one: there may be many boards on one host.
    """
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        pass
    return f"tag:{host},{TAG_YEAR}:{parts.path.strip('/') + '/' if parts.path.strip('/') else ''}"
