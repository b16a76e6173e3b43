"""Who may change what: reasons why a maintainer of the board has to look.

| what changes | who may |
|---|---|
| a listing or a logo | the employer's `maintainers`, as on the base branch |
| `maintainers`, `verified`; name and website of a verified employer | the board's maintainers |
| a new employer's folder; an employer.yml deleted, or missing on the base branch | the same |
| any file outside listings/ | the same |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.reading.tree import EMPLOYER_FILE, FOLDER
from generator.reviewing.changes import FileChange
from generator.reviewing.owner import Owner, is_one_of

# What decides how pull requests are judged.
_RULES = ("generator", "schema", "mkdocs.yml", "requirements.txt", "pyproject.toml")

# Characters that stand for each other in common typefaces.
_CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "-": None})
_AT_LEAST = 4  # `abc` and `abd` are two companies


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a maintainer must look: a stable `code`, the words for it, and the files."""

    code: str
    text: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Ownership:
    """What is known of the employers' folders: `base` before, `head` after the pull request.

    An owner is None where employer.yml is missing or can't be read. `folders` are all of the
    base branch, also those the pull request leaves alone.
    """

    folders: frozenset[str]
    base: Mapping[str, Owner | None]
    head: Mapping[str, Owner | None]


def reasons(changes: Iterable[FileChange], claims: Ownership, author: str) -> tuple[Reason, ...]:
    """Why the author alone may not do this; empty if they may. In order of the code."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for change in changes:
        for code, text in _of_file(change, claims, author):
            found[code, text].append(change.path)
    return tuple(Reason(code, text, tuple(paths)) for (code, text), paths in sorted(found.items()))


_Words = Iterator[tuple[str, str]]


def _of_file(change: FileChange, claims: Ownership, author: str) -> _Words:
    folder = change.employer
    if not folder:
        yield _outside(change.path)
    elif folder not in claims.folders:
        yield from _new_folder(change, folder, claims)
    else:
        yield from _known_folder(change, folder, claims, author)


def _outside(path: str) -> tuple[str, str]:
    top = PurePosixPath(path).parts[0]
    if top == ".github":
        return (
            "workflow",
            "It changes the workflows that run on this repository. They did not run from here: "
            "the checks are those of the board's own branch.",
        )
    if top in _RULES:
        return (
            "rules",
            "It changes the board's own rules or program. This answer was made with those of the "
            "board's own branch.",
        )
    return "outside-listings", f"It changes files outside {FOLDER}/."


def _new_folder(change: FileChange, folder: str, claims: Ownership) -> _Words:
    yield "new-employer", f"`{folder}` is a new employer: somebody has to make sure who it is."
    if other := look_alike(folder, claims.folders):
        yield "look-alike", f"The name `{folder}` can be taken for `{other}`, which is another."
    owner = claims.head.get(folder)
    if owner and owner.verified and change.path.endswith(f"/{EMPLOYER_FILE}"):
        yield "verified-changed", "It sets `verified`, which only the board does."


def _known_folder(change: FileChange, folder: str, claims: Ownership, author: str) -> _Words:
    owner = claims.base.get(folder)
    if owner is None:
        yield "no-owner", f"`{folder}` has no readable {EMPLOYER_FILE} yet, so nobody owns it."
    elif not is_one_of(author, owner.maintainers):
        yield (
            "not-yours",
            f"Your account is not one of the `maintainers` of `{folder}`. If you work there, "
            "say so below.",
        )
    if owner and change.path == f"{FOLDER}/{folder}/{EMPLOYER_FILE}":
        yield from _employer(change, folder, owner, claims.head.get(folder))


def _employer(change: FileChange, folder: str, before: Owner, after: Owner | None) -> _Words:
    if change.new is None:
        yield "employer-deleted", f"It deletes the employer `{folder}`."
    if after is None:
        return  # deleted, or it can't be read: an error that has to be mended first
    if sorted(before.maintainers) != sorted(after.maintainers):
        yield "maintainers-changed", f"It changes who may change `{folder}` (`maintainers`)."
    if before.verified != after.verified:
        yield "verified-changed", "It sets or removes `verified`, which only the board does."
    if before.verified and (before.name, before.website) != (after.name, after.website):
        yield (
            "identity-changed",
            f"`{folder}` is verified under another name or website: the proof has to be renewed.",
        )


def look_alike(name: str, known: Iterable[str]) -> str:
    """The one of `known` that `name` could be taken for; empty if none."""
    skeleton = _skeleton(name)
    for other in sorted(known):
        if other != name and _close(skeleton, _skeleton(other)):
            return other
    return ""


def _skeleton(name: str) -> str:
    return name.casefold().replace("rn", "m").replace("vv", "w").translate(_CONFUSED)


def _close(one: str, other: str) -> bool:
    """Equal, or one letter added, dropped, replaced or swapped with its neighbour."""
    if one == other:
        return True
    if min(len(one), len(other)) < _AT_LEAST or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True  # one is the other with a letter at its end
    rest, other_rest = one[start:], other[start:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or other_rest[1:] in (rest, rest[1:]) or rest[1:] == other_rest
