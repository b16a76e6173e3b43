"""The page of `board doctor`, for people and for programs. Pure."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model.numbers import count
from generator.reporting.json import to_json
from generator.reporting.text import Paint, printable, without_colour
from generator.upkeep.doctor.finding import Finding, State

_WIDTH = 80
_VERSION = 1  # of the JSON
_MARKS = {
    State.OK: ("ok", "green"),
    State.FIX: ("fix", "red"),
    State.LOOK: ("look", "yellow"),
    State.UNKNOWN: ("?", "cyan"),
}
_TITLES = {
    "settings": "Settings and listings", "files": "Files", "programs": "Programs", "git": "Git",
}  # fmt: skip
_INDENT = " " * 8
_CODE = re.compile(r"`[^`]+`")
_KEPT = "\xa0"  # for the time of wrapping: a command stays on one line


def text(
    findings: Sequence[Finding], host_title: str, paint: Paint = without_colour
) -> Iterator[str]:
    """The lines of the page, at most 80 columns wide unless a word or an address is wider."""
    for group, members in groupby(findings, key=lambda finding: finding.group):
        yield paint(_TITLES.get(group, host_title), "bold")
        for finding in members:
            yield from _lines(finding, paint)
        yield ""
    yield summary(findings)


def _lines(finding: Finding, paint: Paint) -> Iterator[str]:
    word, colour = _MARKS[finding.state]
    first, *others = _wrapped(finding.message)
    yield f"  {paint(word, colour)}{' ' * (len(_INDENT) - 2 - len(word))}{first.lstrip()}"
    yield from others
    yield from _wrapped(finding.action)
    if finding.address:
        yield _INDENT + printable(finding.address)


def _wrapped(words: str) -> list[str]:
    joined = _CODE.sub(lambda match: match[0].replace(" ", _KEPT), printable(words))
    lines = textwrap.wrap(
        joined, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return [line.replace(_KEPT, " ") for line in lines]


def summary(findings: Sequence[Finding]) -> str:
    """One line: `3 things to fix, 4 to check yourself, 1 that can't be known here.`."""
    fixes, looks = number(findings, State.FIX), number(findings, State.LOOK)
    parts = [f"{count(fixes, 'thing')} to fix"] if fixes else ["Nothing to fix"]
    if looks:
        parts.append(f"{looks} to check yourself")
    if unknown := number(findings, State.UNKNOWN):
        parts.append(f"{unknown} that can't be known here")
    return ", ".join(parts) + "."


def number(findings: Sequence[Finding], state: State) -> int:
    """How many findings have this state."""
    return sum(finding.state is state for finding in findings)


def json(findings: Sequence[Finding]) -> str:
    """One JSON object and a line break; docs/run/doctor.md documents it."""
    return to_json({
        "version": _VERSION,
        "findings": [
            {
                "check": finding.check,
                "state": finding.state.value,
                "message": finding.message,
                "action": finding.action,
                "address": finding.address,
            }
            for finding in findings
        ],
        "summary": {state.value: number(findings, state) for state in State},
    })  # fmt: skip
