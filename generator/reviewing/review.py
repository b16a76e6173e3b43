"""Reviews a pull request by reading both of its sides from Git's objects. Nothing is checked out.

The rules, schemas and vocabularies are those of the running board. The pull request's own versions
are only data, like everything else in it. What is checked is the result of a merge, made as the
host's button makes it: the tip of the base branch against the tree that it would become.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.authoring.format import formatted
from generator.checking.check import CheckContext, Checked, check_file
from generator.checking.hidden_check import MAX_BYTES as MAX_HIDDEN
from generator.checking.hidden_check import read_hidden
from generator.checking.run import check_all
from generator.checking.workspace import Workspace, hidden_schema, open_workspace
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity
from generator.model.problem_limit import limited, limited_review
from generator.reading import git, git_tree
from generator.reading.source import MAX_BYTES, parse
from generator.reading.tree import (
    EMPLOYER_FILE,
    FOLDER,
    HIDDEN_FILE,
    MAX_LOGO_BYTES,
    Tree,
    tree_of,
)
from generator.reviewing import change_rules
from generator.reviewing.by_hand import by_hand
from generator.reviewing.changes import (
    FileChange,
    Files,
    differences,
    employer_of,
    entries,
)
from generator.reviewing.events import Event, Side, events
from generator.reviewing.owner import FolderOwner, folder_owner, is_one_of
from generator.reviewing.permissions import (
    Ownership,
    has_left,
    has_new_identity,
    history_reasons,
    review_reasons,
    unsound_tree,
)
from generator.reviewing.routine import Edits, Routine, routine
from generator.reviewing.suggestions import MOST_TRIES, Suggestion, suggestions
from generator.reviewing.verdict import MAX_FILES, Review, alias_reasons, failed_check_reasons

_MAX_SETTINGS_BYTES = 1024 * 1024


@dataclass(frozen=True)
class ReviewResult:
    """A review, and the context that is needed to show it."""

    review: Review
    context: CheckContext


def review_pull_request(
    root: Path, base: str, head: str, author: str, day: date | None = None
) -> ReviewResult:
    """Review what the commit `head` changes on the branch `base`.

    `author` is an account's name; `day` is today if it is not given. Raises `GitError` or
    `WorkspaceError` if a commit or the board's settings can't be read.
    """
    git_tree.require_top(root)
    work = open_workspace(root)
    context = work.context(work.today(day))
    commits = git.commit(root, base), git.commit(root, head)
    try:
        review = _review(_compare(work, *commits, context), author)
    except git_tree.UnsoundTreeError as error:
        review = Review(*commits, author, 0, reasons=(unsound_tree(error),))
    return ReviewResult(review, context)


def _review(comparison: _Comparison, author: str) -> Review:
    by_maintainer = is_one_of(author, comparison.board_maintainers)
    base, head, files = comparison.base, comparison.head, len(comparison.changes)
    reasons = tuple(history_reasons(comparison.merge_bases, comparison.merge.conflicts))
    if not by_maintainer:
        reasons += review_reasons(comparison.changes, comparison.ownership, author)
    if files > MAX_FILES:
        problem = change_rules.too_many_files(files, MAX_FILES)
        return Review(base, head, author, files, reasons=reasons, problems=(problem,))
    if not by_maintainer:
        reasons += tuple(alias_reasons(comparison.events))
    reasons += tuple(failed_check_reasons(comparison.problems))
    return Review(
        base,
        head,
        author,
        files,
        comparison.events,
        reasons,
        comparison.problems,
        tuple(comparison.suggestions()),
        comparison.employer_names,
        comparison.routine(author),
        () if by_maintainer else tuple(by_hand(comparison.events, comparison.unproven)),
    )


def _compare(work: Workspace, base: str, head: str, context: CheckContext) -> _Comparison:
    """Compare `base` with what a merge makes of it. Raises UnsoundTreeError."""
    root = work.root
    merge_bases = git.merge_bases(root, base, head)
    base_files, head_files = git_tree.tree(root, base), git_tree.tree(root, head)
    merge = git_tree.merge(root, base, head)
    after = git_tree.tree(root, merge.tree)
    for path in merge.conflicts:  # there is no merged version: the author's is judged
        after.pop(path, None)
        if path in head_files:
            after[path] = head_files[path]
    changes = differences(base_files, after)
    return _Comparison(work, base, head, merge_bases, merge, base_files, after, changes, context)


@dataclass(frozen=True)
class _Comparison:
    """The board before and after a pull request. Files are read when they are needed.

    `base`, `head` and `merge_bases` are hashes of commits. `base_files` is the whole tree of
    `base`, `merged_files` the one that a merge would make of it.
    """

    work: Workspace
    base: str
    head: str
    merge_bases: tuple[str, ...]
    merge: git_tree.Merge
    base_files: Files
    merged_files: Files
    changes: tuple[FileChange, ...]
    context: CheckContext

    @cached_property
    def board_maintainers(self) -> tuple[str, ...]:
        """`extra.board.maintainers` of mkdocs.yml on the base branch; empty if unreadable."""
        contents = self._read({"mkdocs.yml"}, self.base_files, _MAX_SETTINGS_BYTES)
        source, _ = parse(contents.get("mkdocs.yml", b""), "mkdocs.yml", relaxed=True)
        value: Any = source.data if source else {}
        for key in ("extra", "board", "maintainers"):
            value = value.get(key) if isinstance(value, Mapping) else None
        return tuple(value) if isinstance(value, list) else ()

    @cached_property
    def ownership(self) -> Ownership:
        """Who owns the changed folders."""
        folders = frozenset(folder for path in self.base_files if (folder := employer_of(path)))
        base = self._owners(self.base_files, self._changed_folders)
        head = self._owners(self.merged_files, self._changed_folders)
        known = self._owners(self.base_files, folders) if has_new_identity(base, head) else {}
        hidden = frozenset(name.partition("/")[0] for name in self.work.hidden)
        return Ownership(folders, base, head, known, hidden)

    @property
    def _left_files(self) -> frozenset[str]:
        """The files of employers from whom all maintainers are taken away."""
        base, head = self.ownership.base, self.ownership.head
        return frozenset(
            file
            for folder, new in head.items()
            if new.owner and (old := base[folder].owner) and has_left(old, new.owner)
            for file in new.files
        )

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happens to each listing and employer."""
        before = self._side(self._checked_before, self._base_data)
        after = self._side(self._checked_after, self._merged_data)
        return events(self.changes, before, after, self.context.today)

    def routine(self, author: str) -> Routine:
        """What the pull request does, if it is nothing but closing and extending listings."""
        return routine(
            self.events,
            self.changes,
            Edits(self._base_data, self._merged_data),
            {
                folder
                for folder, found in self.ownership.base.items()
                if found.owner and is_one_of(author, found.owner.maintainers)
            },
            self.context,
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of the changed files, and those that they cause in the employers' others.

        At most 1,000, and one that says how many more.
        """
        changed = {change.path for change in self.changes}
        known = {_without_line(problem) for problem in self._checked_before.problems}
        problems = [
            problem
            for problem in self._checked_after.problems
            # `change/twin` reports these better: it knows which of the two names is new.
            if problem.rule != "file/case-twin"
            and (
                problem.place.file in changed
                or problem.place.file == FOLDER  # a rule failed that compares files
                or (self._is_in_changed_folder(problem) and _without_line(problem) not in known)
            )
        ]
        listings = {listing.id: listing for listing in self._checked_after.listings}
        problems += change_rules.file_problems(
            self.changes,
            self.base_files,
            self.merged_files,
            self.merge.conflicts,
        )
        problems += change_rules.event_problems(self.events, listings, self.context.today)
        problems += self._hidden_problems()
        problems = [*change_rules.without_maintainers(problems, self._left_files)]
        problems += self._style_hints(problems)
        return limited_review(limited(problems), Place(FOLDER))

    def _hidden_problems(self) -> tuple[Problem, ...]:
        """What is wrong with listings/hidden.yml, if it changes: it would stop the next build."""
        if HIDDEN_FILE not in {change.path for change in self.changes if change.new}:
            return ()
        found = self._read({HIDDEN_FILE}, self.merged_files, MAX_HIDDEN)
        return read_hidden(found.get(HIDDEN_FILE, b""), hidden_schema())[1]

    def _style_hints(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """A hint for each new or changed YAML file that `board fmt` would change.

        Files with errors have none, nor has a listing that is closed: nobody reads it again.
        """
        left_out = {problem.place.file for problem in problems if _is_grave(problem)}
        left_out |= {event.path for event in self.events if _is_closed(event.after)}
        for change in self.changes:
            content = self._merged_contents.contents.get(change.path)
            if content is None or not change.path.endswith(".yml") or change.path in left_out:
                continue
            is_employer = change.path.endswith(f"/{EMPLOYER_FILE}")
            schema = self.work.employer_schema if is_employer else self.work.listing_schema
            vocabularies = self.context.vocabularies
            if formatted(content, change.path, schema.definition, vocabularies) != content:
                yield change_rules.another_style(change.path)

    def suggestions(self) -> Iterator[Suggestion]:
        """Suggestions for the problems of YAML files."""
        tries = iter(range(MOST_TRIES))
        for path in dict.fromkeys(problem.place.file for problem in self.problems):
            content = self._merged_contents.contents.get(path)
            if content is None or not path.endswith(".yml") or len(content) > MAX_BYTES:
                continue
            problems = [problem for problem in self.problems if problem.place.file == path]
            yield from self._suggestions(path, content, problems, tries)

    def _suggestions(
        self, path: str, content: bytes, problems: Iterable[Problem], tries: Iterator[int]
    ) -> Iterator[Suggestion]:
        def recheck(corrected: bytes) -> tuple[Problem, ...]:
            return check_file(path, corrected, self.context).problems

        yield from suggestions(content.decode("utf-8-sig", "replace"), problems, recheck, tries)

    @property
    def employer_names(self) -> dict[str, str]:
        """The names of the employers whose folders change, by id."""
        return {
            employer.id: employer.name
            for employer in self._checked_after.employers
            if employer.id in self._changed_folders
        }

    @property
    def unproven(self) -> frozenset[str]:
        """The ids of the employers that nobody has verified, as a merge would leave them."""
        return frozenset(item.id for item in self._checked_after.employers if not item.verified)

    @cached_property
    def _merged_contents(self) -> _CommitFiles:
        return _CommitFiles(self.work.root, self.merged_files)

    @cached_property
    def _changed_folders(self) -> frozenset[str]:
        return frozenset(change.employer for change in self.changes if change.employer)

    def _is_in_changed_folder(self, problem: Problem) -> bool:
        # A problem's place may be the folder itself: then the folder is its employer.
        return employer_of(f"{problem.place.file}/x") in self._changed_folders

    @cached_property
    def _checked_before(self) -> Checked:
        """The changed folders only, which is faster than the whole board."""
        files = {
            path: blob
            for path, blob in self.base_files.items()
            if employer_of(path) in self._changed_folders
        }
        return check_all(self.work, self.context.today, _CommitFiles(self.work.root, files)).checked

    @cached_property
    def _checked_after(self) -> Checked:
        """The whole board, because some rules compare listings of all employers."""
        added = frozenset(change.path for change in self.changes if not change.old)
        return check_all(self.work, self.context.today, self._merged_contents, added).checked

    def _side(self, checked: Checked, data: Mapping[str, Mapping[str, Any]]) -> Side:
        inline = {item.id: item for item in checked.employers if item.inline_in}
        own = (item for item in checked.employers if not item.inline_in)
        items: tuple[Listing | Employer, ...] = (*checked.listings, *own)
        return Side({item.file: item for item in items}, data, inline)

    def _owners(self, files: Files, folders: frozenset[str]) -> dict[str, FolderOwner]:
        """The owner of each of `folders`. Reads the same files as a check does, all at once."""
        own = {folder: f"{FOLDER}/{folder}/{EMPLOYER_FILE}" for folder in folders}
        tree = tree_of(entries({p: blob for p, blob in files.items() if employer_of(p) in folders}))
        listings = (path for path in tree.listings if own[employer_of(path)] not in files)
        contents: dict[str, dict[str, bytes]] = {folder: {} for folder in folders}
        for path, content in self._read((*tree.employers, *listings), files, MAX_BYTES).items():
            contents[employer_of(path)][path] = content
        for folder, path in own.items():
            if path in files:  # a link or a submodule names no owner
                contents[folder].setdefault(path, b"")
        return {folder: folder_owner(folder, contents[folder]) for folder in folders}

    @cached_property
    def _base_data(self) -> Mapping[str, Mapping[str, Any]]:
        return self._data(self.base_files)

    @cached_property
    def _merged_data(self) -> Mapping[str, Mapping[str, Any]]:
        return self._data(self.merged_files)

    def _data(self, files: Files) -> Mapping[str, Mapping[str, Any]]:
        """The data of the changed YAML files, by path; without those that can't be parsed."""
        paths = (change.path for change in self.changes if change.path.endswith(".yml"))
        return _ParsedFiles(self._read_plain_files(paths, files))

    def _read_plain_files(self, paths: Iterable[str], files: Files) -> dict[str, bytes]:
        """Reads no symbolic links and no submodules, which could claim to be a listing."""
        plain = {path for path in paths if path in files and files[path].mode.startswith("100")}
        return self._read(plain, files, MAX_BYTES)

    def _read(self, paths: Iterable[str], files: Files, max_bytes: int) -> dict[str, bytes]:
        blobs = {path: files[path] for path in paths if path in files}
        return git_tree.contents(self.work.root, blobs, max_bytes)


class _ParsedFiles(Mapping[str, Mapping[str, Any]]):
    """The data of files, by path. Each is parsed when asked for: hostile ones are large in memory.

    What can't be parsed is left out.
    """

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def __getitem__(self, path: str) -> Mapping[str, Any]:
        source, _ = parse(self._contents[path], path)
        if source is None:
            raise KeyError(path)
        return source.data

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._contents if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class _CommitFiles:
    """The board's files in a commit (`BoardFiles`), all read at once from Git's objects."""

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

    def _contents(self, paths: Iterable[str], max_bytes: int) -> dict[str, bytes]:
        return git_tree.contents(self.root, {path: self.files[path] for path in paths}, max_bytes)


def _is_grave(problem: Problem) -> bool:
    """Whether a file's style does not matter beside this problem, or is a part of it."""
    return problem.severity is Severity.ERROR or problem.rule == "vocabulary/alias"


def _is_closed(item: Listing | Employer | None) -> bool:
    return isinstance(item, Listing) and item.status != "open"


def _without_line(problem: Problem) -> tuple[str, str, str]:
    """What stays the same when lines above the problem change."""
    return (problem.place.file, problem.rule, problem.message)
