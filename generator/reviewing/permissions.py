"""Who may change what. Anything else needs a review by a maintainer of the board.

| what changes | who may change it |
|---|---|
| a listing or a logo | the employer's `maintainers`, as on the base branch |
| `maintainers`, `verified`, `name`, `website`, `country` of an employer | the board's maintainers |
| a new employer's folder; an employer deleted, or missing on the base branch | the same |
| a file of an employer of whom a listing is hidden; what is hidden | the same |
| any file outside listings/ | the same |

An employer is in employer.yml, or in a listing while there is no employer.yml. It is the same
employer, whichever file it is in: moving it changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from generator.reading.tree import FOLDER, HIDDEN_FILE
from generator.reviewing.changes import FileChange
from generator.reviewing.look_alikes import Names, domain_name
from generator.reviewing.owner import FolderOwner, Owner, are_same, is_one_of

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


_IDENTITY = ("name", "website", "country")  # the fields of `Owner` that say who it is


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a maintainer must review: a stable `code`, a sentence, and the paths of the files."""

    code: str
    text: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Ownership:
    """The owners of employers' folders before (`base`) and after (`head`) the pull request.

    `under_review` are the folders of employers of whom a listing is hidden on the board.
    `base` and `head` have only the folders that the pull request changes; `folders` are all of the
    base branch. `known` are the owners of all folders of the base branch. It may be empty if
    `has_new_identity` is false.
    """

    folders: frozenset[str]
    base: Mapping[str, FolderOwner]
    head: Mapping[str, FolderOwner]
    known: Mapping[str, FolderOwner] = field(default_factory=dict)
    under_review: frozenset[str] = frozenset()

    @cached_property
    def folder_names(self) -> Names:
        """The names of folders."""
        return Names((folder, folder) for folder in self.folders)

    @cached_property
    def names(self) -> Names:
        """The names of employers."""
        return Names((folder, owner.name) for folder, owner in self._owners)

    @cached_property
    def domains(self) -> Names:
        """The domains of employers' websites."""
        return Names((folder, domain_name(owner.website)) for folder, owner in self._owners)

    @property
    def _owners(self) -> Iterator[tuple[str, Owner]]:
        return ((folder, found.owner) for folder, found in self.known.items() if found.owner)


def has_new_identity(base: Mapping[str, FolderOwner], head: Mapping[str, FolderOwner]) -> bool:
    """Whether an employer is new, or has another name or website than before."""
    return any(
        new.owner and _named(new.owner) != _named(base[folder].owner if folder in base else None)
        for folder, new in head.items()
    )


def _named(owner: Owner | None) -> tuple[str, str] | None:
    return (owner.name, owner.website) if owner else None


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
            "This pull request and the board were merged into each other before, so a merge may "
            "undo later changes. This comment lists what a merge would change.",
            (),
        )
    if conflicts:
        text = "It changes lines that have changed on the board too, so it can't be merged yet."
        yield Reason("conflict", text, tuple(sorted(conflicts)))


def unsound_tree(error: Exception) -> Reason:
    """Why nothing of the pull request was read."""
    text = f"We did not read it, because Git itself would never make such a commit: {error}"
    return Reason("unsound-tree", text, ())


_CodesAndTexts = Iterator[tuple[str, str]]


def _reasons_for_file(change: FileChange, ownership: Ownership, author: str) -> _CodesAndTexts:
    folder = change.employer
    if folder in ownership.under_review:
        yield (
            "under-review",
            f"A listing of `{folder}` is hidden while it is under review. Until that is settled, a "
            "maintainer reads every change of this employer.",
        )
    if not folder:
        yield _outside_listings(change.path)
    elif folder not in ownership.folders:
        yield from _in_new_folder(change, folder, ownership)
    else:
        yield from _in_existing_folder(change, folder, ownership, author)


def _outside_listings(path: str) -> tuple[str, str]:
    if path == HIDDEN_FILE:
        return (
            "moderation",
            "It changes what is hidden while it is under review, which only the board's "
            "maintainers may do.",
        )
    top = PurePosixPath(path).parts[0]
    if top in _WORKFLOWS:
        return (
            "workflow",
            "It changes the workflows that run on this repository. The changed workflows did not "
            "run: the checks are those of the board's own branch.",
        )
    if top in _BOARD_PROGRAM:
        return (
            "rules",
            "It changes the board's own rules or program. This comment was made with the current "
            "ones from the board's own branch.",
        )
    return "outside-listings", f"It changes files outside {FOLDER}/."


def _in_new_folder(change: FileChange, folder: str, ownership: Ownership) -> _CodesAndTexts:
    yield "new-employer", f"`{folder}` is a new employer: a maintainer has to confirm who they are."
    if other := ownership.folder_names.like(folder, folder):
        yield "look-alike", f"The name `{folder}` is easy to mistake for `{other}`."
    head = ownership.head[folder]
    if head.owner and change.path in head.files:
        yield from _taken(folder, None, head.owner, ownership)
        if head.owner.verified:
            yield (
                "verified-changed",
                "It sets `verified`, which only the board's maintainers may do.",
            )


def _in_existing_folder(
    change: FileChange, folder: str, ownership: Ownership, author: str
) -> _CodesAndTexts:
    base, head = ownership.base[folder], ownership.head[folder]
    owner = base.owner
    if owner is None:
        yield (
            "no-owner",
            f"No file of `{folder}` clearly says who the employer is, so nobody owns it yet.",
        )
    elif not is_one_of(author, owner.maintainers):
        yield (
            "not-yours",
            f"Your account is not one of the `maintainers` of `{folder}`. If you work there, "
            "please tell us below.",
        )
    if owner and change.path in base.files | head.files:
        yield from _employer_changes(folder, owner, head)
        if head.owner:
            yield from _taken(folder, owner, head.owner, ownership)


def _employer_changes(folder: str, before: Owner, head: FolderOwner) -> _CodesAndTexts:
    if not head.files:
        yield "employer-deleted", f"It deletes the employer `{folder}`."
        return
    after = head.owner
    if after is None:
        text = f"With it, no file of `{folder}` clearly says who it is and who may change it."
        yield "owner-unreadable", text
        return
    if has_left(before, after):
        yield (
            "maintainers-changed",
            f"It removes everyone who may change `{folder}` (`maintainers`). After that, only the "
            "board's maintainers can. They delete the line, or name a person.",
        )
    elif not are_same(before.maintainers, after.maintainers):
        yield "maintainers-changed", f"It changes who may change `{folder}` (`maintainers`)."
    if (before.verified, before.verification) != (after.verified, after.verification):
        yield (
            "verified-changed",
            "It sets or removes `verified`, which only the board's maintainers may do.",
        )
    changed = [name for name in _IDENTITY if getattr(before, name) != getattr(after, name)]
    if changed:
        names = " and ".join(f"`{name}`" for name in changed)
        proof = " It is verified, so they have to prove it again." if before.verified else ""
        yield "identity-changed", f"It changes who `{folder}` is: {names}.{proof}"


def has_left(before: Owner, after: Owner) -> bool:
    """Whether all who could change the folder are gone."""
    return bool(before.maintainers and not after.maintainers)


def _taken(folder: str, before: Owner | None, after: Owner, ownership: Ownership) -> _CodesAndTexts:
    """Whose name and website an employer has taken, though another employer has them."""
    names = (before.name, before.website) if before else ("", "")
    if after.name != names[0] and (other := ownership.names.like(after.name, folder)):
        yield "identity-taken", _taken_text(folder, "name", other, ownership)
    domain = domain_name(after.website)
    if after.website != names[1] and (other := ownership.domains.like(domain, folder)):
        yield "identity-taken", _taken_text(folder, "website", other, ownership)


def _taken_text(folder: str, what: str, other: str, ownership: Ownership) -> str:
    owner = ownership.known[other].owner
    verified = ", which is verified" if owner and owner.verified else ""
    return f"The {what} of `{folder}` is easy to mistake for that of `{other}`{verified}."
