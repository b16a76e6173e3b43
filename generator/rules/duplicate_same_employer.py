"""An employer should not have the same project on the board twice.

Why: it pushes others down. Use `openings` for more than one person.

Wrong::

    openings: 1
    ---
    id: acme/again

Right::

    openings: 2
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problem import Severity
from generator.rules.base import Context, Finding, Parts, Rule
from generator.rules.similar import twins


def check(parts: Parts, context: Context) -> Iterator[tuple[str, Finding]]:
    """Open listings of one employer with nearly the same text."""
    for file, other in twins(parts, context.today):
        if parts.listings[file].employer_id == other.employer_id:
            message = f"this is nearly the same text as `{other.id}`."
            fix = "Close the other one, or set `openings` to the number of people you want."
            yield file, Finding(("description",), message, fix)


RULE = Rule("duplicate/same-employer", Severity.ERROR, board=check)
