"""How the last runs of GitHub's workflows ended. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from generator.model.numbers import count
from generator.upkeep.doctor.facts import Given, HostFacts
from generator.upkeep.doctor.finding import Finding, fix, look, ok, unknown
from generator.upkeep.doctor.workflow_needs import Needs

FOLDER = ".github/workflows/"
PUBLISH, _LINKS = "publish.yml", "links.yml"
_MOST_DAYS = 2  # between two publishes, which a schedule starts once a day


def run_questions(given: Given) -> tuple[str, ...]:
    """The paths below the repository that `HostFacts.answers` should have for these checks."""
    return _path(PUBLISH, given), _path(_LINKS, given)


def run_findings(
    host: HostFacts, given: Given, paths: Sequence[str], needs: Needs
) -> Iterator[Finding]:
    """Findings about the workflows that publish and that ask links, if they are in `paths`."""
    if FOLDER + PUBLISH in paths:
        is_daily = FOLDER + PUBLISH in needs.scheduled
        yield _publish(host, given, is_daily=is_daily)
    if FOLDER + _LINKS in paths:
        yield _links(host, given)


def _path(workflow: str, given: Given) -> str:
    branch = quote(given.branch, safe="")
    return f"actions/workflows/{workflow}/runs?branch={branch}&per_page=1"


def _publish(host: HostFacts, given: Given, *, is_daily: bool) -> Finding:
    check, address = "host/publish", f"{given.repo_url}/actions/workflows/{PUBLISH}"
    runs = host.value(_path(PUBLISH, given), "workflow_runs")
    if not isinstance(runs, list):
        return unknown(check, "It is not known when the board was last published.", "", address)
    again = f"Press *Run workflow*, or run `gh workflow run {PUBLISH}`."
    if not runs:
        return fix(check, "The board was never published.", again, address)
    run = runs[0] if isinstance(runs[0], Mapping) else {}
    day = _day(run.get("created_at"))
    when = f" on {day.date().isoformat()}" if day else ""
    conclusion = run.get("conclusion")
    if conclusion is None:
        return look(check, "The board is being published now.", "", address)
    if conclusion != "success":
        action = "Read the log there."
        return fix(check, f"The last publish{when} ended as: {conclusion}.", action, address)
    age = (host.today - day.date()).days if day else 0
    if age > _MOST_DAYS and is_daily:
        message = f"The last publish was {age} days ago: listings do not close by themselves."
        return fix(check, message, again, address)
    return ok(check, f"Published{when}.")


def _links(host: HostFacts, given: Given) -> Finding:
    check, address = "host/links", f"{given.repo_url}/actions/workflows/{_LINKS}"
    runs = host.value(_path(_LINKS, given), "workflow_runs")
    if host.dead_links:
        dead = count(host.dead_links, "address", "addresses")
        message = f"{dead} in open listings failed on two days."
        return look(check, message, "Run `board links --state .cache/links.json` again.")
    if not isinstance(runs, list):
        return unknown(check, "The last result of the link checker is not known.", "", address)
    if not runs:
        return look(check, "The link checker never ran.", "Press *Run workflow*.", address)
    conclusion = runs[0].get("conclusion") if isinstance(runs[0], Mapping) else None
    if conclusion not in ("success", None):
        message = f"The link checker's last run ended as: {conclusion}."
        return look(check, message, "Read the log there.", address)
    return ok(check, "The link checker runs. It opens an issue about dead links.")


def _day(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
