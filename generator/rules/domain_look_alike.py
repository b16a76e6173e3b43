"""An employer must not look like another one on the board.

Why: one letter away from a name that students trust is where a fraud would stand.

Wrong::

    website: https://acrne.example
    ---
    id: zed
    name: Zed
    website: https://acme.example

Right::

    website: https://acme.example
    ---
    id: zed
    name: Zed
    website: https://zedworks.example
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.employer import Employer
from generator.problem import Severity
from generator.rules.base import Context, Finding, Parts, Rule
from generator.rules.hosts import host_of, registered

# Pairs of letters that look alike in most typefaces (Unicode TR 39, a part).
_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "-": ""})
_SHORTEST = 4


def check(parts: Parts, context: Context) -> Iterator[tuple[str, Finding]]:
    """Every two employers whose domains differ in one letter, or read the same."""
    seen: dict[str, list[Employer]] = defaultdict(list)
    employers = sorted(parts.employers.values(), key=lambda item: (not item.verified, item.id))
    for employer in employers:
        domain = registered(host_of(employer.website))
        name = domain.split(".")[0]
        if len(name) < _SHORTEST:
            continue
        others = {o.id: o for key in _keys(name) for o in seen[key] if _differ(o, domain)}
        for other in list(others.values())[:1]:
            message = (
                f"`{domain}` looks like `{registered(host_of(other.website))}` of `{other.id}`."
            )
            fix = "Check the spelling; a maintainer must make sure that the two are different."
            yield employer.file, Finding(("website",), message, fix)
        for key in _keys(name):
            seen[key].append(employer)


def _differ(other: Employer, domain: str) -> bool:
    return registered(host_of(other.website)) != domain


def _keys(name: str) -> set[str]:
    """Two names share a key if they differ in one letter only, left out, added or changed."""
    if sum(letter.isdigit() for letter in name) > 1:
        return {name}  # employer-12 and employer-13 are a series, not a fraud
    plain = name.replace("rn", "m").replace("vv", "w").translate(_ALIKE)
    return {plain} | {plain[:at] + plain[at + 1 :] for at in range(len(plain)) if len(plain) > 5}


RULE = Rule("domain/look-alike", Severity.ERROR, board=check)
