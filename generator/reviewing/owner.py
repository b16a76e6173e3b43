"""What an employer.yml says of itself, read leniently.

Not the typed `Employer`: whoever owns a folder still owns it when a new rule makes the old file
invalid, and a file that can't be read at all has no owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.reading.source import parse

# GitHub's own rule for names, with the ending that apps have.
_LOGIN = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9])*(\[bot\])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who an employer is and who may change its folder."""

    maintainers: tuple[str, ...] = ()
    verified: bool = False
    name: str = ""
    website: str = ""


def owner_from(content: bytes, file: str) -> Owner | None:
    """The owner that the file names; None if it can't be read."""
    source, _ = parse(content, file)
    if source is None:
        return None
    names = source.data.get("maintainers")
    return Owner(
        maintainers=tuple(name for name in names if isinstance(name, str))
        if isinstance(names, list)
        else (),
        verified=source.data.get("verified", False) is not False,
        name=_text(source.data.get("name")),
        website=_text(source.data.get("website")),
    )


def is_one_of(login: str, names: Iterable[str]) -> bool:
    """GitHub's names do not know capitals. Anything that can't be a name is nobody's."""
    if not _LOGIN.fullmatch(login):
        return False
    return login.lower() in {name.lower() for name in names if _LOGIN.fullmatch(name)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
