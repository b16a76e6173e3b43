"""Asks GitHub, and the site itself. Every request is optional and has a time limit."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.hosts import gh as github_api
from generator.hosts.gh import GhError, GhMissingError, GhSignedOutError
from generator.reading.web import Web, WebError
from generator.upkeep import dead_links
from generator.upkeep.doctor.facts import Gh, Given, HostFacts
from generator.upkeep.doctor.github import questions
from generator.upkeep.doctor.labels import Label, label_data
from generator.upkeep.doctor.settings import is_placeholder

_SECONDS = 10.0  # for one request
_ALL_SECONDS = 45.0  # for all of them
_STATE = Path(".cache/links.json")
_IS_THERE = 422  # GitHub's answer to a second label of a name
_MOST_BYTES = 4 * 1024 * 1024


def host_facts(root: Path, given: Given, today: date, web: Web, *, offline: bool) -> HostFacts:
    """Facts that the host and the site tell. With `offline`, nobody is asked."""
    dead = _dead_links(root)
    if offline:
        return HostFacts(today=today, dead_links=dead)
    gh, error, answers, refusals = _github(given)
    status, site_error = _site(given, web)
    return HostFacts(today, gh, error, answers, refusals, status, site_error, dead)


def _github(given: Given) -> tuple[Gh, str, dict[str, Any], dict[str, int]]:
    """Whether `gh` works, what it said if not, its answers, and the status of each refusal."""
    answers: dict[str, Any] = {}
    refusals: dict[str, int] = {}
    if given.host != "github" or is_placeholder(given.repo_url):
        return Gh.NOT_ASKED, "", answers, refusals
    server, name = server_and_name(given)
    first, *others = questions(given)
    end = time.monotonic() + _ALL_SECONDS
    try:
        answers[first] = github_api.ask(server, name, first, _SECONDS)
    except GhMissingError as error:
        return Gh.MISSING, str(error), answers, refusals
    except GhSignedOutError as error:
        return Gh.SIGNED_OUT, str(error), answers, refusals
    except GhError as error:
        return Gh.FAILED, str(error), answers, {first: error.status}
    if not isinstance(answers[first], dict):
        return Gh.FAILED, "GitHub's answer is no description of a repository.", {}, refusals
    for path in others:
        if time.monotonic() > end:
            break
        try:
            answers[path] = github_api.ask(server, name, path, _SECONDS)
        except GhError as error:
            refusals[path] = error.status
    return Gh.WORKS, "", answers, refusals


def server_and_name(given: Given) -> tuple[str, str]:
    """`github.com` and `owner/name` of the board's repository."""
    parts = urlsplit(given.repo_url)
    return parts.hostname or "", parts.path.strip("/")


def _site(given: Given, web: Web) -> tuple[int | None, str]:
    """The HTTP status of the site's home page, or why there is none."""
    if not given.site_url.startswith("https://") or is_placeholder(given.site_url):
        return None, ""
    try:
        return web.ask(given.site_url, 1024).status, ""
    except (WebError, ValueError) as error:
        return None, str(error)


def _dead_links(root: Path) -> int | None:
    """How many links are dead by the last `board links` on this machine; None if unknown."""
    try:
        with open(root / _STATE, encoding="utf-8", errors="replace") as file:
            failures = dead_links.from_json(file.read(_MOST_BYTES))
    except OSError:
        return None
    return sum(failure.is_dead for failure in failures.values())


def make_label(given: Given, label: Label) -> None:
    """Make a label on GitHub, if it is not there. Raises GhError."""
    server, name = server_and_name(given)
    try:
        github_api.create(server, name, "labels", label_data(label), _SECONDS)
    except GhError as error:
        if error.status != _IS_THERE:
            raise
