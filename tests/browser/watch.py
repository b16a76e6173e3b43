"""Looks over a page's shoulder: what goes wrong in a browser without anybody noticing.

It only listens. That no other host is reached is the browser's own doing (`ALONE`): to stop each
request and let it go on would cost as much again as the page, and turn off the cache.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

_OURS = {"127.0.0.1", "localhost"}
# To the browser of the tests no other host has an address.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
_INLINE = {"data", "blob", "about"}


class Watch:
    """Collects complaints of pages; `judge` fails the test if there are any."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def over(self, page: Page) -> None:
        """Watch `page` from now on."""
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note("error", str(error)))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def judge(self) -> None:
        """Fail if a page complained."""
        if self.complaints:
            pytest.fail("The browser complains:\n" + "\n".join(self.complaints), pytrace=False)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _INLINE and address.hostname not in _OURS:
            self._note("another host", request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(message.type, message.text)

    def _failed(self, request: Request) -> None:
        # A request that leaving the page cut short is nobody's fault.
        if request.failure != "net::ERR_ABORTED":
            self._note("failed", f"{request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(str(response.status), response.url)

    def _note(self, kind: str, text: str) -> None:
        self.complaints.append(f"{kind}: {text}")
