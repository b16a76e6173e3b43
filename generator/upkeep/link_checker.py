"""Asks each address whether it is there, politely: each host one question at a time, with a pause.

Uses the network. A server that lets no programs in (401, 403, 429, 999) is there.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from generator.reading.web import Answer, Web, WebError

MOST = 5000
PAUSE = 1.0
_HOSTS_AT_ONCE = 8
_MOST_REDIRECTS = 5
_MOST_BYTES = 1024
_THERE = {401, 402, 403, 405, 406, 407, 429, 451, 999}


def ask_all(urls: Iterable[str], web: Web, pause: float = PAUSE) -> dict[str, str]:
    """Why each address failed; empty if it is there."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in list(urls)[:MOST]:
        hosts[urlsplit(url).hostname or ""].append(url)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        found: list[Mapping[str, str]] = list(
            pool.map(lambda group: _ask_host(group, web, pause), hosts.values())
        )
    return {url: why for answers in found for url, why in answers.items()}


def _ask_host(urls: list[str], web: Web, pause: float) -> dict[str, str]:
    answers = {}
    for number, url in enumerate(urls):
        if number:
            time.sleep(pause)
        answers[url] = failure(url, web)
    return answers


def failure(url: str, web: Web) -> str:
    """Why the address failed; empty if it is there."""
    try:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = _ask(url, web)
            if not answer.location:
                return _judged(answer)
            if not answer.location.startswith("https://"):
                return ""  # it answers; where it leads, over http, is not for us to follow
            url = answer.location
    except WebError as error:
        return str(error)
    return "it sends visitors round in circles."


def _ask(url: str, web: Web) -> Answer:
    """HEAD costs the server least; some answer it wrongly, so a bad answer is asked again."""
    answer = web.ask(url, _MOST_BYTES, "HEAD")
    return answer if answer.status < 400 else web.ask(url, _MOST_BYTES)


def _judged(answer: Answer) -> str:
    if answer.status < 400 or answer.status in _THERE:
        return ""
    return f"it answers with status {answer.status}."
