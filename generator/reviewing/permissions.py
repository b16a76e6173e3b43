"""Who may change what. Anything else needs a review by a maintainer of the board.

| what changes | who may change it |
|---|---|
| a listing or a logo | the employer's `maintainers`, as on the base branch |
| `maintainers`, `verified`; name and website of a verified employer | the board's maintainers |
| a new employer's folder; an employer deleted, or missing on the base branch | the same |
| any file outside listings/ | the same |

An employer is in employer.yml, or in a listing while there is no employer.yml. It is the same
employer, whichever file it is in: moving it changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.reading.tree import FOLDER
from generator.reviewing.changes import FileChange
from generator.reviewing.owner import FolderOwner, Owner, is_one_of

# The files that decide how pull requests are reviewed.
_BOARD_PROGRAM = (
    "generator",
    "overrides",
    "schema",
    "mkdocs.yml",
    "requirements.txt",
    "pyproject.toml",
)
# Where hosts keep what they run: GitHub, GitLab, Forgejo and Gitea.
_WORKFLOWS = (".github", ".gitlab", ".gitlab-ci.yml", ".forgejo", ".gitea")

# Characters that look alike in common typefaces; the idea is that of skeletons in Unicode's UTS 39.
_LOOK_ALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "-": None})
_MIN_LENGTH = 4  # Shorter names, such as `abc` and `abd`, often differ in one letter.


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a maintainer must review: a stable `code`, a sentence, and the paths of the files."""

    code: str
    text: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Ownership:
    """The owners of employers' folders before (`base`) and after (`head`) the pull request.

    `base` and `head` have only the folders that the pull request changes; `folders` are all of the
    base branch.
    """

    folders: frozenset[str]
    base: Mapping[str, FolderOwner]
    head: Mapping[str, FolderOwner]


def review_reasons(
    changes: Iterable[FileChange], ownership: Ownership, author: str
) -> tuple[Reason, ...]:
    """Why a maintainer of the board must review, sorted by code; empty if nobody has to."""
    paths_by_reason: dict[tuple[str, str], list[str]] = defaultdict(list)
    for change in changes:
        for code, text in _reasons_for_file(change, ownership, author):
            paths_by_reason[code, text].append(change.path)
    return tuple(
        Reason(code, text, tuple(paths)) for (code, text), paths in sorted(paths_by_reason.items())
    )


def history_reasons(merge_bases: Collection[str], conflicts: Collection[str]) -> Iterator[Reason]:
    """Why a maintainer must look at how the pull request and the board have come together."""
    if len(merge_bases) > 1:
        yield Reason(
            "several-merge-bases",
            "It and the board have merged each other before, so a merge may bring back what was "
            "changed since. What is listed here is what a merge would change.",
            (),
        )
    if conflicts:
        text = "It changes what the board has changed too, so it can't be merged as it is."
        yield Reason("conflict", text, tuple(sorted(conflicts)))


def unsound_tree(error: Exception) -> Reason:
    """Why nothing of the pull request was read."""
    text = f"It was not read, because Git would not make such a commit: {error}"
    return Reason("unsound-tree", text, ())


_CodesAndTexts = Iterator[tuple[str, str]]


def _reasons_for_file(change: FileChange, ownership: Ownership, author: str) -> _CodesAndTexts:
    folder = change.employer
    if not folder:
        yield _outside_listings(change.path)
    elif folder not in ownership.folders:
        yield from _in_new_folder(change, folder, ownership)
    else:
        yield from _in_existing_folder(change, folder, ownership, author)


def _outside_listings(path: str) -> tuple[str, str]:
    top = PurePosixPath(path).parts[0]
    if top in _WORKFLOWS:
        return (
            "workflow",
            "It changes the workflows that run on this repository. They did not run from here: "
            "the checks are those of the board's own branch.",
        )
    if top in _BOARD_PROGRAM:
        return (
            "rules",
            "It changes the board's own rules or program. This answer was made with those of the "
            "board's own branch.",
        )
    return "outside-listings", f"It changes files outside {FOLDER}/."


def _in_new_folder(change: FileChange, folder: str, ownership: Ownership) -> _CodesAndTexts:
    yield "new-employer", f"`{folder}` is a new employer: somebody has to make sure who it is."
    if other := _look_alike(folder, ownership.folders):
        yield "look-alike", f"The name `{folder}` can be taken for `{other}`, which is another."
    head = ownership.head[folder]
    if head.owner and head.owner.verified and change.path in head.files:
        yield "verified-changed", "It sets `verified`, which only the board does."


def _in_existing_folder(
    change: FileChange, folder: str, ownership: Ownership, author: str
) -> _CodesAndTexts:
    base, head = ownership.base[folder], ownership.head[folder]
    owner = base.owner
    if owner is None:
        yield "no-owner", f"No file of `{folder}` says clearly yet who it is, so nobody owns it."
    elif not is_one_of(author, owner.maintainers):
        yield (
            "not-yours",
            f"Your account is not one of the `maintainers` of `{folder}`. If you work there, "
            "say so below.",
        )
    if owner and change.path in base.files | head.files:
        yield from _employer_changes(folder, owner, head)


def _employer_changes(folder: str, before: Owner, head: FolderOwner) -> _CodesAndTexts:
    if not head.files:
        yield "employer-deleted", f"It deletes the employer `{folder}`."
    after = head.owner
    if after is None:
        return  # It can't be parsed, or is not clear: that is an error, to be fixed first.
    if sorted(before.maintainers) != sorted(after.maintainers):
        yield "maintainers-changed", f"It changes who may change `{folder}` (`maintainers`)."
    if before.verified != after.verified:
        yield "verified-changed", "It sets or removes `verified`, which only the board does."
    if before.verified and (before.name, before.website) != (after.name, after.website):
        yield (
            "identity-changed",
            f"`{folder}` is verified under another name or website: the proof has to be renewed.",
        )


def _look_alike(name: str, known: Iterable[str]) -> str:
    """The first of the `known` names that `name` could be mistaken for; empty if there is none."""
    skeleton = _skeleton(name)
    for other in sorted(known):
        if other != name and _is_similar(skeleton, _skeleton(other)):
            return other
    return ""


def _skeleton(name: str) -> str:
    """Names that look the same have the same skeleton."""
    return name.casefold().replace("rn", "m").replace("vv", "w").translate(_LOOK_ALIKES)


def _is_similar(one: str, other: str) -> bool:
    """Whether the Damerau-Levenshtein distance is at most one.

    That is: one letter added, removed, replaced or swapped with its neighbour.
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _MIN_LENGTH or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True  # One is the other with a letter added at the end.
    rest, other_rest = one[start:], other[start:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or other_rest[1:] in (rest, rest[1:]) or rest[1:] == other_rest
