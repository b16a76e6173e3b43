"""The owner of an employer's folder, from its employer.yml.

Reads less strictly than `Employer`: a new rule may make an old file invalid, but must not take the
folder away from its owner. Only a file that can't be parsed at all has no owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.reading.source import parse

# GitHub's rule for user names; those of apps end in `[bot]`.
_LOGIN = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9])*(\[bot\])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who the employer is, and the GitHub names of those who may change its folder."""

    maintainers: tuple[str, ...] = ()
    verified: bool = False
    name: str = ""
    website: str = ""


def owner_from(content: bytes, file: str) -> Owner | None:
    """The owner in the content of an employer.yml; None if it can't be parsed."""
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
    """Whether `login` is in `names`, ignoring case, as GitHub does. Invalid names never match."""
    if not _LOGIN.fullmatch(login):
        return False
    return login.lower() in {name.lower() for name in names if _LOGIN.fullmatch(name)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
