"""Requests to a host's REST API in JSON, with a token that nobody gets to see.

Only https is spoken, except to this machine. Redirects are refused, so that the token goes to no
other server. Time and size are limited, and every failure is one line without the token.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from generator.model.errors import BoardError
from generator.model.json_text import load_json
from generator.model.safe_text import visible

_AGENT = "microinternships-board"
_SECONDS = 30.0  # for one answer, from the first byte sent to the last one read
_MAX_BYTES = 20 * 1024 * 1024
_MAX_PAGES = 50
_MAX_SHOWN = 160
_PIECE = 64 * 1024
_HERE = ("127.0.0.1", "localhost")


class HostError(BoardError):
    """A request to the host failed; the message says why, in one line."""


@dataclass(frozen=True)
class Rest:
    """A client of the API at `base`, such as `https://gitlab.com/api/v4/projects/7`.

    `headers` are sent with every request, and never shown: they have the token. `name` is the
    host's, for messages.
    """

    name: str
    base: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base)
        except ValueError:
            parts = urlsplit("")
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
        if not is_safe or not parts.hostname or parts.username or parts.password:
            raise HostError(f"the address of {self.name} must begin with https://.")

    def get(self, path: str) -> Any:
        """The data at `path`, such as `merge_requests/1`. Raises HostError."""
        return self._ask("GET", path, None)

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Send a change and return what the host answers. Raises HostError."""
        return self._ask(method, path, body)

    def pages(self, path: str, size: str) -> Iterator[dict[str, Any]]:
        """The items of a list, from all its pages. `size` is the query for a page's size.

        A host may make pages smaller than that, so only an empty one ends the list, or the same one
        again: some lists have no pages. Raises HostError, also for a list that does not end.
        """
        before: list[Any] = []
        for number in range(1, _MAX_PAGES + 1):
            items = self.get(f"{path}{'&' if '?' in path else '?'}{size}&page={number}")
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise HostError(f"{self.name}: GET {_shown(path)}: the answer is no list.")
            if not items or items == before:
                return
            yield from items
            before = items
        raise HostError(f"{self.name}: GET {_shown(path)}: the list has too many pages.")

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        what = f"{self.name}: {method} {_shown(path)}"
        content = b"" if body is None else json.dumps(body).encode()
        try:
            status, answer = self._exchange(method, path, content)
        except ssl.SSLCertVerificationError:
            raise HostError(f"{what}: the server's certificate is not valid.") from None
        except TimeoutError:
            raise HostError(f"{what}: no answer within {_SECONDS:.0f} seconds.") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise HostError(f"{what}: no answer ({type(error).__name__}).") from None
        if len(answer) > _MAX_BYTES:
            raise HostError(f"{what}: the answer is too large.")
        if not 200 <= status < 300:
            raise HostError(f"{what}: status {status}{_advice(status)}.")
        if not answer.strip():
            return None
        try:
            return load_json(answer)
        except ValueError:
            raise HostError(f"{what}: the answer is no JSON.") from None

    def _exchange(self, method: str, path: str, content: bytes) -> tuple[int, bytes]:
        """The answer's status, and at most `_MAX_BYTES` + 1 bytes of it."""
        parts = urlsplit(self.base)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
        sent = {"User-Agent": _AGENT, "Accept": "application/json", "Connection": "close"}
        if content:
            sent["Content-Type"] = "application/json"
        end = time.monotonic() + _SECONDS
        with closing(connection):
            target = f"{parts.path.rstrip('/')}/{path}".rstrip("/")
            connection.request(method, target, content or None, {**sent, **self.headers})
            with connection.getresponse() as response:
                answer = b""
                while len(answer) <= _MAX_BYTES and (piece := response.read1(_PIECE)):
                    answer += piece
                    if time.monotonic() > end:  # a server that sends a byte now and then
                        raise TimeoutError
                return response.status, answer


def _advice(status: int) -> str:
    if 300 <= status < 400:
        return " (a redirect, which is not followed: is the address right?)"
    return {
        401: " (is the token right, and not expired?)",
        403: " (the token lacks a right)",
        404: " (not there, or the token may not see it)",
        429: " (too many requests: try again later)",
    }.get(status, "")


def _shown(path: str) -> str:
    name = path.partition("?")[0]
    return visible(name)[:_MAX_SHOWN] or "/"
