"""Checks whether links work, without straining anyone's server. Uses the network.

Each host gets one request at a time, with a pause between two requests.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from generator.reading.web import Answer, Web, WebError

PAUSE_SECONDS = 1.0
_MAX_LINKS = 5000
_MAX_HOSTS_AT_ONCE = 8
_MAX_REDIRECTS = 5
_MAX_BYTES = 1024
# The page exists, but the server refuses this client, this method or this many requests (RFC 9110;
# 429: RFC 6585; 451: RFC 7725). LinkedIn answers programs with 999.
_ALIVE_STATUSES = {401, 402, 403, 405, 406, 407, 429, 451, 999}


def check_links(urls: Iterable[str], web: Web, pause: float = PAUSE_SECONDS) -> dict[str, str]:
    """The error of each URL, empty if the link works. `pause` is in seconds.

    Only the first 5,000 URLs are checked.
    """
    urls_by_host: dict[str, list[str]] = defaultdict(list)
    for url in list(urls)[:_MAX_LINKS]:
        urls_by_host[urlsplit(url).hostname or ""].append(url)
    with ThreadPoolExecutor(_MAX_HOSTS_AT_ONCE) as pool:
        results = pool.map(lambda group: _check_host(group, web, pause), urls_by_host.values())
        return {url: error for result in results for url, error in result.items()}


def _check_host(urls: list[str], web: Web, pause: float) -> dict[str, str]:
    errors = {}
    for number, url in enumerate(urls):
        if number:
            time.sleep(pause)
        errors[url] = _link_error(url, web)
    return errors


def _link_error(url: str, web: Web) -> str:
    """Why the link does not work; empty if it does."""
    try:
        for _ in range(_MAX_REDIRECTS + 1):
            answer = _ask(url, web)
            if not answer.location:
                return _status_error(answer)
            if not answer.location.startswith("https://"):
                return ""  # The server works. `Web` would refuse to follow it to plain HTTP.
            url = answer.location
    except WebError as error:
        return str(error)
    return "it sends visitors round in circles."


def _ask(url: str, web: Web) -> Answer:
    """Try HEAD, which costs the server least. Some servers don't support it: then try GET."""
    answer = web.ask(url, _MAX_BYTES, "HEAD")
    return answer if answer.status < 400 else web.ask(url, _MAX_BYTES)


def _status_error(answer: Answer) -> str:
    if answer.status < 400 or answer.status in _ALIVE_STATUSES:
        return ""
    return f"it answers with status {answer.status}."
