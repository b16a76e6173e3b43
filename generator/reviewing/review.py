"""Reads both sides of a pull request from Git's objects and has them judged.

The rules, the schemas and the vocabularies are those of the running board; the pull request's
own are data like anything else in it. What is checked is the board as it would be: the tip of
the base branch with the pull request's changes, however old the pull request is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from generator.checking.check import CheckContext, Checked, check_file
from generator.checking.run import check_all
from generator.checking.workspace import Workspace, open_workspace
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Problem, in_order
from generator.reading import git, git_tree
from generator.reading.source import MAX_BYTES, parse
from generator.reading.tree import EMPLOYER_FILE, FOLDER, MAX_LOGO_BYTES, Blob, Tree, tree_of
from generator.reviewing import change_rules
from generator.reviewing.changes import FileChange, Files, differences, entries, merged, stale
from generator.reviewing.events import Event, Items, events
from generator.reviewing.owner import Owner, is_one_of, owner_from
from generator.reviewing.permissions import Ownership, Reason, reasons
from generator.reviewing.suggestions import Correction, corrections
from generator.reviewing.verdict import MOST_FILES, Review, taken_aliases

_MOST_CONFIG = 1024 * 1024


@dataclass(frozen=True)
class Reviewed:
    """The answer, and what is needed to show it."""

    review: Review
    context: CheckContext


def review(root: Path, base: str, head: str, author: str, day: date | None = None) -> Reviewed:
    """Judge what `head` changes. Raises `GitError` or `WorkspaceError` if that can't be known."""
    git_tree.require_top(root)
    work = open_workspace(root)
    context = work.context(work.today(day))
    case = _case(work, git.commit(root, base), git.commit(root, head), context)
    why = () if is_one_of(author, case.board_maintainers) else case.reasons(author)
    if len(case.changes) > MOST_FILES:
        much = (change_rules.too_many(len(case.changes), MOST_FILES),)
        answer = Review(case.base, case.head, author, len(case.changes), (), why, much)
        return Reviewed(answer, context)
    if not is_one_of(author, case.board_maintainers):
        why = (*why, *taken_aliases(case.events))
    problems = case.problems
    answer = Review(
        case.base, case.head, author, len(case.changes), case.events, why, problems,
        tuple(case.corrections(problems)), case.names,
    )  # fmt: skip
    return Reviewed(answer, context)


def _case(work: Workspace, base: str, head: str, context: CheckContext) -> _Case:
    root = work.root
    fork = git.merge_base(root, base, head)
    tip = git_tree.tree(root, base)
    before = tip if fork == base else git_tree.tree(root, fork)
    differing = differences(before, git_tree.tree(root, head))
    # What the base branch has by now is no change any more.
    changes = tuple(change for change in differing if tip.get(change.path) != change.new)
    return _Case(work, base, head, tip, changes, context)


@dataclass(frozen=True)
class _Case:
    """One pull request, read as far as it is asked about. `tip` is the base branch's tree."""

    work: Workspace
    base: str
    head: str
    tip: Files
    changes: tuple[FileChange, ...]
    context: CheckContext

    def reasons(self, author: str) -> tuple[Reason, ...]:
        """Why a maintainer of the board has to look at it."""
        return reasons(self.changes, self._claims, author)

    @cached_property
    def board_maintainers(self) -> tuple[str, ...]:
        """`extra.board.maintainers` as on the base branch; nobody if it can't be read."""
        config = self._read({"mkdocs.yml"}, self.tip, _MOST_CONFIG).get("mkdocs.yml", b"")
        source, _ = parse(config, "mkdocs.yml", relaxed=True)
        found: Any = source.data if source else {}
        for key in ("extra", "board", "maintainers"):
            found = found.get(key) if isinstance(found, Mapping) else None
        return tuple(found) if isinstance(found, list) else ()

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happens to each listing and employer."""
        after = _items(self._checked)
        data = (self._data(self.tip), self._data(self._after))
        return events(self.changes, _items(self._before), after, data, self.context.today)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the changed files, and what they break beside them."""
        changed = {change.path for change in self.changes}
        before = {(item.place.file, item.rule, item.message) for item in self._before.problems}
        found = [
            problem
            for problem in self._checked.problems
            if problem.rule != "file/case-twin"  # `faults` names the file that is new
            and (
                problem.place.file in changed
                or (
                    _folder(f"{problem.place.file}/x") in self._touched
                    and (problem.place.file, problem.rule, problem.message) not in before
                )
            )
        ]
        listings = {listing.id: listing for listing in self._checked.listings}
        found += change_rules.of_files(
            self.changes, self._after, self.tip, stale(self.tip, self.changes)
        )
        found += change_rules.of_events(self.events, listings, self.context.today)
        return in_order(found)

    def corrections(self, problems: tuple[Problem, ...]) -> Iterator[Correction]:
        """Lines as they should have been written."""
        for path in dict.fromkeys(problem.place.file for problem in problems):
            content = self._merged_files.contents.get(path)
            if content is None or not path.endswith(".yml") or len(content) > MAX_BYTES:
                continue
            mine = [problem for problem in problems if problem.place.file == path]
            text = content.decode("utf-8-sig", "replace")
            yield from corrections(text, mine, partial(_recheck, path, self.context))

    @property
    def names(self) -> dict[str, str]:
        """What the employers it is about are called."""
        return {item.id: item.name for item in self._checked.employers if item.id in self._touched}

    @cached_property
    def _after(self) -> dict[str, Blob]:
        return merged(self.tip, self.changes)

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(change.employer for change in self.changes if change.employer)

    @cached_property
    def _merged_files(self) -> _CommitFiles:
        return _CommitFiles(self.work.root, self._after)

    @cached_property
    def _checked(self) -> Checked:
        new = frozenset(change.path for change in self.changes if not change.old)
        return check_all(self.work, self.context.today, self._merged_files, new).checked

    @cached_property
    def _before(self) -> Checked:
        files = {path: blob for path, blob in self.tip.items() if _folder(path) in self._touched}
        before = _CommitFiles(self.work.root, files)
        return check_all(self.work, self.context.today, before).checked

    @cached_property
    def _claims(self) -> Ownership:
        return Ownership(
            folders=frozenset(folder for path in self.tip if (folder := _folder(path))),
            base=self._owners(self.tip),
            head=self._owners(self._after),
        )

    def _owners(self, files: Files) -> dict[str, Owner | None]:
        paths = {folder: f"{FOLDER}/{folder}/{EMPLOYER_FILE}" for folder in self._touched}
        # A link or a submodule in its place says nothing about who owns the folder.
        plain = {path for path in paths.values() if path in files and files[path].mode[:3] == "100"}
        found = self._read(plain, files, MAX_BYTES)
        return {
            folder: owner_from(found[path], path) if path in found else None
            for folder, path in paths.items()
        }

    def _data(self, files: Files) -> dict[str, Mapping[str, Any]]:
        paths = {change.path for change in self.changes if change.path.endswith(".yml")}
        plain = {path for path in paths if path in files and files[path].mode[:3] == "100"}
        read = self._read(plain, files, MAX_BYTES)
        sources = {path: parse(content, path)[0] for path, content in read.items()}
        return {path: source.data for path, source in sources.items() if source}

    def _read(self, paths: Iterable[str], files: Files, most: int) -> dict[str, bytes]:
        wanted = {path: files[path] for path in paths if path in files}
        return git_tree.contents(self.work.root, wanted, most)


@dataclass(frozen=True)
class _CommitFiles:
    """The board's files in a commit, read from Git's objects all at once (`BoardFiles`)."""

    root: Path
    files: Files

    @cached_property
    def tree(self) -> Tree:
        return tree_of(entries(self.files))

    @cached_property
    def contents(self) -> dict[str, bytes]:
        tree = self.tree
        texts = self._contents((*tree.employers, *tree.listings), MAX_BYTES)
        return texts | self._contents(tree.logos, MAX_LOGO_BYTES)

    def read(self, path: str) -> bytes:
        return self.contents[path]

    def stat(self, path: str) -> str:
        return ""

    def _contents(self, paths: Iterable[str], most: int) -> dict[str, bytes]:
        return git_tree.contents(self.root, {path: self.files[path] for path in paths}, most)


def _items(checked: Checked) -> Items:
    found: dict[str, Listing | Employer] = {item.file: item for item in checked.listings}
    return found | {item.file: item for item in checked.employers}


def _folder(path: str) -> str:
    return FileChange(path, None, None).employer


def _recheck(path: str, context: CheckContext, content: bytes) -> tuple[Problem, ...]:
    return check_file(path, content, context).problems
