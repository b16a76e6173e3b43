"""The owner of an employer's folder: from its employer.yml or, without one, from its listings.

Reads less strictly than `Employer`: a new rule may make an old file invalid, but must not take the
folder away from its owner. Only a file that can't be parsed at all has no owner.

Of listings that carry the employer, all must name the same owner; otherwise there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.hosts.pull_request import LOGIN
from generator.model.employer import INLINE
from generator.reading.source import parse
from generator.reading.tree import EMPLOYER_FILE, FOLDER


@dataclass(frozen=True, slots=True)
class Owner:
    """Who the employer is, and the account names of those who may change its folder."""

    maintainers: tuple[str, ...] = ()
    verified: bool = False
    verification: str = ""  # when and how, as it is written; empty if that is not said
    name: str = ""
    website: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class FolderOwner:
    """The owner of a folder, None if nobody is, and the paths of the files that say so."""

    owner: Owner | None
    files: frozenset[str]


def folder_owner(folder: str, contents: Mapping[str, bytes]) -> FolderOwner:
    """The owner of an employer's folder. `contents` are its employer.yml and listings, by path."""
    own = f"{FOLDER}/{folder}/{EMPLOYER_FILE}"
    if own in contents:
        source, _ = parse(contents[own], own)
        return FolderOwner(_owner(source.data) if source else None, frozenset([own]))
    owners: dict[str, Owner | None] = {}
    for path, content in contents.items():
        source, _ = parse(content, path)
        if source and INLINE in source.data:
            owners[path] = _owner(source.data[INLINE])
    owner, *others = dict.fromkeys(owners.values()) or [None]
    return FolderOwner(None if others else owner, frozenset(owners))


def _owner(data: Any) -> Owner | None:
    if not isinstance(data, Mapping):
        return None
    names, verified = data.get("maintainers"), data.get("verified", False)
    return Owner(
        maintainers=tuple(name for name in names if isinstance(name, str))
        if isinstance(names, list)
        else (),
        verified=verified is not False,
        verification="" if isinstance(verified, bool) else repr(verified),
        name=_text(data.get("name")),
        website=_text(data.get("website")),
        country=_text(data.get("country")),
    )


def is_one_of(login: str, names: Iterable[Any]) -> bool:
    """Whether `login` is one of `names`. Whatever is no account's name never matches.

    GitHub, GitLab and Forgejo all take names that differ in the case of letters for one account,
    and account names are ASCII there. Nothing else is ignored: `a-b`, `a_b` and `a.b` are three.
    """
    return _is_login(login) and login.lower() in _accounts(names)


def are_same(names: Iterable[Any], others: Iterable[Any]) -> bool:
    """Whether both name the same accounts; what is no account's name is compared as it is."""
    return _accounts(names) == _accounts(others)


def _accounts(names: Iterable[Any]) -> set[Any]:
    return {name.lower() if _is_login(name) else f"not an account: {name}" for name in names}


def _is_login(name: Any) -> bool:
    return isinstance(name, str) and LOGIN.fullmatch(name) is not None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
