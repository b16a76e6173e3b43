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
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


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
    if len(numbered) == 1 and len(places) == 1 and not _named(numbered[0][1])[0]:
        return Addresses({next(iter(places)): numbered[0][1]}, ())
    for number, line in numbered:
        name, address = _named(line)
        where = f"{VARIABLE}, line {number}:"
        if not name:
            mistakes.append(f"{where} write the place's id, a colon and the address.")
        elif name not in places:
            mistakes.append(
                f"{where} `extra.board.announce` in mkdocs.yml has no place with this id."
            )
        elif name in found:
            mistakes.append(f"{where} the place {name} has an address already.")
        else:
            found[name] = address
    return Addresses(found, tuple(mistakes))


def _named(line: str) -> tuple[str, str]:
    """The place and the address in `slack: https://…`; no place if `line` is an address alone.

    `slack = …` and `slack …` are understood too.
    """
    match = _NAME.match(line)
    rest = line[match.end() :] if match else ""
    if not match or rest.startswith("://") or rest[:1] not in (":", "=", " ", "\t"):
        return "", line
    address = rest.strip().removeprefix(":").removeprefix("=")
    return match[0], address.strip().strip("'\"")
