"""Reads a page or a file of a stranger's web server whole, over a few redirects.

Everything is limited: the redirects, the bytes and the time (`reading.web`).
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.reading.web import Web, WebError

_MAX_REDIRECTS = 5
_SECONDS = 30.0  # for all redirects
_MEANINGS = {
    401: "it is only for people who sign in (status 401).",
    403: "the server refuses programs, or people who have not signed in (status 403).",
    404: "there is no such page (status 404).",
    410: "the page was removed (status 410).",
    429: "the server had too many requests (status 429): try again later.",
}


class StatusError(WebError):
    """The server answers with another status than 200."""

    def __init__(self, status: int) -> None:
        super().__init__(_MEANINGS.get(status, f"it answers with status {status}."))
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was read, and the address that it was read from after all redirects."""

    url: str
    content: bytes


def fetch(web: Web, url: str, most: int) -> Fetched:
    """Read what is at `url`. Raises WebError, also if it has more than `most` bytes.

    It is a StatusError if that is the server's answer.
    """
    end = web.deadline(_SECONDS)
    for _ in range(_MAX_REDIRECTS + 1):
        answer = web.ask(url, most, until=end)
        if answer.location:
            url = answer.location
            continue
        if answer.status != 200:
            raise StatusError(answer.status)
        if len(answer.body) > most:
            raise WebError(f"it is larger than {most // (1024 * 1024)} MiB.")
        return Fetched(url, answer.body)
    raise WebError("it redirects visitors in circles.")
