"""Makes the table of limits in docs/security.md from the constants in the code."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module
from operator import attrgetter

from tests.support.paths import ROOT

PAGE = ROOT / "docs/security.md"
_PLACE = re.compile(r"(<!-- made: limits -->\n).*?(<!-- /made -->)", re.DOTALL)
# What is limited, the constant, its unit, and what happens beyond.
_LIMITS = (
    ("a listing or an employer.yml", "reading.source:MAX_BYTES", "bytes", "refused unread"),
    ("nesting in it", "reading.source:MAX_DEPTH", "levels", "refused"),
    ("mkdocs.yml, a schema, a vocabulary", "checking.workspace:_MOST_CONFIG", "bytes", "refused"),
    ("a logo", "reading.tree:MAX_LOGO_BYTES", "bytes", "refused"),
    ("the name of a file", "reading.tree:MAX_NAME", "characters", "refused"),
    ("a file in overrides/", "reading.overrides:MAX_BYTES", "bytes", "refused"),
    ("problems shown of a file", "model.problem_limit:MOST_IN_A_FILE", "problems", "counted"),
    ("problems shown in a review", "model.problem_limit:MOST_IN_A_REVIEW", "problems", "counted"),
    ("files of a commit", "reading.git_tree:MAX_FILES", "files", "a maintainer checks it"),
    ("files that a pull request changes", "reviewing.verdict:MAX_FILES", "files", "none is read"),
    ("the answer on a pull request", "reviewing.comment:MAX_COMMENT_BYTES", "bytes", "shortened"),
    ("an issue", "authoring.issue_body:MAX_ISSUE", "characters", "refused"),
    ("one command of Git", "reading.git:_SECONDS", "seconds", "the command stops with one line"),
    ("a file of the site's own history", "board.history:MAX_BYTES", "bytes", "ignored"),
    ("a request to another server", "reading.web:_SECONDS", "seconds", "reported as failing"),
    ("a link with its redirects", "upkeep.link_checker:Budget.link", "seconds", "as above"),
    ("all links to one host", "upkeep.link_checker:Budget.host", "seconds", "the rest is left out"),
    ("one run of `board links`", "upkeep.link_checker:Budget.run", "seconds", "as above"),
    ("links of one run", "upkeep.link_checker:_MAX_LINKS", "links", "the rest is left out"),
    ("a page that `board import` reads", "authoring.importing.read_postings:MOST_PAGE", "bytes",
     "refused"),
    ("the answer of a job board's API", "authoring.importing.read_postings:MOST_API", "bytes",
     "refused"),
    ("a page with its redirects", "reading.web_page:_SECONDS", "seconds", "refused"),
    ("the first day of a date", "model.dates:FIRST_DAY", "", "refused"),
    ("the last day of a date", "model.dates:LAST_DAY", "", "refused"),
    ("waiting for another build", "building.swap:_LONGEST_WAIT", "seconds", "the build stops"),
)  # fmt: skip


def limits_table() -> str:
    """The table as Markdown. Raises AttributeError for a constant that is gone."""
    lines = ["| What | Limit | Beyond it |", "|---|---|---|"]
    for what, constant, unit, beyond in _LIMITS:
        module, _, name = constant.partition(":")
        value = attrgetter(name)(import_module(f"generator.{module}"))
        lines.append(f"| {what} | {_shown(value, unit)} | {beyond} |")
    return "\n".join(lines) + "\n"


def page() -> str:
    """docs/security.md with the table as the code has it now."""
    text = PAGE.read_text(encoding="utf-8")
    return _PLACE.sub(lambda found: found[1] + "\n" + limits_table() + "\n" + found[2], text)


def _shown(value: float | date, unit: str) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if unit != "bytes":
        return f"{value:,g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"
    for size, name in ((1024**2, "MiB"), (1024, "KiB")):
        if value >= size and value % size == 0:
            return f"{value // size:,.0f} {name}"
    return f"{value:,.0f} bytes"
