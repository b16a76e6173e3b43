"""Two employers should not have the same project on the board.

Why: one of them may have copied it, to collect applications in the other's name.

Wrong::

    openings: 1
    ---
    id: zed/copied

Right::

    openings: 1
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problem import Severity
from generator.rules.base import Context, Finding, Parts, Rule
from generator.rules.similar import twins


def check(parts: Parts, context: Context) -> Iterator[tuple[str, Finding]]:
    """Open listings of two employers with nearly the same text."""
    for file, other in twins(parts, context.today):
        if parts.listings[file].employer_id != other.employer_id:
            message = f"this is nearly the same text as `{other.id}` of another employer."
            fix = "Write it in your own words; a maintainer will ask whose it is."
            yield file, Finding(("description",), message, fix)


RULE = Rule("duplicate/other-employer", Severity.ERROR, board=check)
