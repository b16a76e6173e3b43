"""Checks whether links work, without straining anyone's server. Uses the network.

Each host gets one request at a time, with a pause between two requests. A host that is slow or
silent uses up its own time, not that of others; and a run ends in time whatever servers do.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.reading.deadline import Deadline
from generator.reading.web import Answer, Web, WebError

PAUSE_SECONDS = 1.0
_MAX_LINKS = 5000
_MAX_HOSTS_AT_ONCE = 8
_MAX_REDIRECTS = 5
_MAX_BYTES = 1024
# The page exists, but the server refuses this client, this method or this many requests (RFC 9110;
# 429: RFC 6585; 451: RFC 7725). LinkedIn answers programs with 999.
_ALIVE_STATUSES = {401, 402, 403, 405, 406, 407, 429, 451, 999}


@dataclass(frozen=True)
class Budget:
    """Seconds that may be spent. Pauses count for the run, but not for a host.

    The workflow that checks links has 30 minutes, so that a run has time left to report.
    """

    link: float = 30.0  # all of its redirects
    host: float = 120.0  # all of its links
    run: float = 20 * 60.0


def check_links(
    urls: Iterable[str],
    web: Web,
    pause: float = PAUSE_SECONDS,
    budget: Budget = Budget(),
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, str]:
    """The error of each URL, empty if the link works. `pause` is in seconds.

    A URL that is not in the result was not asked: it was not among the first 5,000, or the time of
    its host or of the run was over. Time goes by the clock of `web`.
    """
    urls_by_host: dict[str, list[str]] = defaultdict(list)
    for url in list(urls)[:_MAX_LINKS]:
        urls_by_host[host_of(url)].append(url)
    run = _Run(web, pause, budget, sleep, web.deadline(budget.run))
    with ThreadPoolExecutor(_MAX_HOSTS_AT_ONCE) as pool:
        results = pool.map(run.check_host, urls_by_host.values())
        return {url: error for result in results for url, error in result.items()}


def host_of(url: str) -> str:
    """The host of a URL; empty if it has none or is none, such as `https://[`."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@dataclass(frozen=True)
class _Run:
    web: Web
    pause: float
    budget: Budget
    sleep: Callable[[float], None]
    end: Deadline

    def check_host(self, urls: list[str]) -> dict[str, str]:
        errors: dict[str, str] = {}
        spent = 0.0
        for url in urls:
            if spent >= self.budget.host or self.end.is_over:
                break
            if errors:
                self.sleep(self.pause)
            start = self.web.clock()
            errors[url] = self._link_error(url)
            spent += self.web.clock() - start
        return errors

    def _link_error(self, url: str) -> str:
        """Why the link does not work; empty if it does."""
        end = self.web.deadline(self.budget.link)
        try:
            for _ in range(_MAX_REDIRECTS + 1):
                answer = self._ask(url, end)
                if not answer.location:
                    return _status_error(answer)
                if not answer.location.startswith("https://"):
                    return ""  # The server works. `Web` would refuse to follow it to plain HTTP.
                url = answer.location
        except WebError as error:
            return str(error)
        return "it redirects visitors in circles."

    def _ask(self, url: str, end: Deadline) -> Answer:
        """Try HEAD, which costs the server least. Some servers don't support it: then try GET."""
        answer = self.web.ask(url, _MAX_BYTES, "HEAD", end)
        return answer if answer.status < 400 else self.web.ask(url, _MAX_BYTES, until=end)


def _status_error(answer: Answer) -> str:
    if answer.status < 400 or answer.status in _ALIVE_STATUSES:
        return ""
    return f"it answers with status {answer.status}."
