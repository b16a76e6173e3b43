"""The addresses of the places: lines of the variable `BOARD_ANNOUNCE`. Pure.

    slack: https://hooks.slack.com/services/…
    students: mailtos://…

If the board has one place, the address alone is enough. Addresses are secrets, so no message here
has any part of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

VARIABLE = "BOARD_ANNOUNCE"
_MOST_LINES = 200
_NAMED = re.compile(r"(?P<name>[A-Za-z0-9_-]+)\s*(?:[:=](?!//)|\s)\s*(?P<address>\S.*)")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Each place's address, and what is wrong with the lines, one sentence each."""

    by_place: Mapping[str, str]
    mistakes: tuple[str, ...]


def parse_addresses(text: str, places: Collection[str]) -> Addresses:
    """The addresses in `text` for `places`, the ids in the settings."""
    found: dict[str, str] = {}
    mistakes = []
    numbered = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines()[:_MOST_LINES], start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if len(numbered) == 1 and len(places) == 1 and not _NAMED.fullmatch(numbered[0][1]):
        return Addresses({next(iter(places)): numbered[0][1]}, ())
    for number, line in numbered:
        match = _NAMED.fullmatch(line)
        where = f"{VARIABLE}, line {number}:"
        if not match:
            mistakes.append(f"{where} write the place's id, a colon and the address.")
        elif match["name"] not in places:
            mistakes.append(
                f"{where} `extra.board.announce` in mkdocs.yml has no place with this id."
            )
        elif match["name"] in found:
            mistakes.append(f"{where} the place {match['name']} has an address already.")
        else:
            found[match["name"]] = match["address"].strip().strip("'\"")
    return Addresses(found, tuple(mistakes))
