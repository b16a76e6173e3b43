"""Keeps the dates in the examples of hand-written pages current.

A code block below `<!-- dates: 2026-11-23 -->` was written for that day. When the site is built on
a later day, its dates move forward by whole weeks, as those of sample listings do. The line itself
is not published.
"""

from __future__ import annotations

import re
from datetime import date

from generator.checking.sample_dates import move_dates

_MARKED = re.compile(
    r"^[ \t]*<!-- dates: (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) -->\n\n?"
    r"(?P<block>(?P<fence>[ \t]*(?:`{3,}(?!`)|~{3,}(?!~)))[^\n]*\n.*?\n(?P=fence)[ \t]*$)",
    re.MULTILINE | re.DOTALL,
)


def with_current_dates(markdown: str, today: date) -> str:
    """`markdown` with the dates in its marked code blocks moved to `today`. Others stay."""

    def moved(match: re.Match[str]) -> str:
        try:
            written = date.fromisoformat(match["day"])
        except ValueError:
            return match[0]
        return move_dates(match["block"], written, today)

    return _MARKED.sub(moved, markdown)
