"""Rules that compare the board before and after a pull request.

They find addresses that would break, files that are reused for another project, and names that
differ from a name on the board only in upper and lower case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from generator.board.board import State, state_of
from generator.model.employer import INLINE
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity
from generator.model.safe_text import visible
from generator.reading.tree import EMPLOYER_FILE, FOLDER, Blob
from generator.reviewing.changes import (
    EXECUTABLE,
    REGULAR_FILE,
    SUBMODULE,
    SYMBOLIC_LINK,
    FileChange,
    Files,
)
from generator.reviewing.events import Event, EventKind

# Titles less similar than this (difflib's ratio) belong to two different projects.
_SAME_PROJECT = 0.5
# What may change in a closed listing; nothing else is read any more.
_WHEN_CLOSED = {"status", "outcome", "aliases", INLINE}
_MAX_QUOTED = 120
_MAX_IDS_IN_MESSAGE = 5
_MOST_FOLDERS = 50  # in a path: hostile ones have thousands, and each would be a name of its own


def file_problems(
    changes: Iterable[FileChange], before: Files, after: Files, conflicts: Iterable[str]
) -> Iterator[Problem]:
    """Problems of files' names and modes, and of files that the base branch changed too.

    `before` and `after` are the whole tree of the base branch without and with the changes.
    """
    changes = tuple(changes)
    yield from _case_twins(changes, before, after)
    for change in changes:
        if change.new and change.path.startswith(f"{FOLDER}/"):
            yield from _mode_problems(change.path, change.new)
    for path in conflicts:
        yield _problem(
            path,
            "change/out-of-date",
            "this file has changed on the board in the meantime.",
            "Press “Update branch” below, or take the board's newest version and make your "
            "change again.",
        )


def _mode_problems(path: str, blob: Blob) -> Iterator[Problem]:
    if any(part.startswith(".") for part in path.split("/")):
        yield _problem(
            path,
            "change/hidden-file",
            "the name starts with a dot, which hides the file.",
            "Remove it.",
        )
    if blob.mode == EXECUTABLE:
        yield _problem(
            path,
            "change/program",
            "the file is marked as a program.",
            "Upload it as an ordinary file (`chmod 644`).",
        )
    elif blob.mode not in (REGULAR_FILE, SYMBOLIC_LINK, SUBMODULE):
        yield _problem(
            path,
            "change/program",
            f"the file has the unusual mode {blob.mode}.",
            "Upload it as an ordinary file (`chmod 644`).",
        )


def _case_twins(changes: Iterable[FileChange], before: Files, after: Files) -> Iterator[Problem]:
    """Names of files and folders that are the same name on Windows and macOS.

    The problem is at the new name.
    """
    old_names = {name for path in before for name in _with_parents(path)}
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in sorted({name for path in after for name in _with_parents(path)} - old_names):
        spellings[name.casefold()].append(name)
    for name in old_names:
        if name.casefold() in spellings:
            spellings[name.casefold()].insert(0, name)
    changed_path = {name: change.path for change in changes for name in _with_parents(change.path)}
    for first, *others in spellings.values():
        for name in others:
            if name.rpartition("/")[0] != first.rpartition("/")[0]:
                continue  # Their folders are twins too, and have a problem of their own.
            message = f"`{_quoted(name)}` and `{_quoted(first)}` differ in capitals only."
            fix = f"Use `{_quoted(first)}` if you mean the same. If not, choose another name."
            yield _problem(changed_path.get(name, name), "change/twin", message, fix)


def _with_parents(path: str) -> Iterator[str]:
    """`a`, `a/b` and `a/b/c` for `a/b/c`; of a path with very many folders not all of them."""
    parts = path.split("/")
    for end in range(1, min(len(parts), _MOST_FOLDERS)):
        yield "/".join(parts[:end])
    yield path


def event_problems(
    events: Iterable[Event], listings: Mapping[str, Listing], today: date
) -> Iterator[Problem]:
    """Problems of what happens to listings and employers.

    `listings` are those of the whole board with the changes, by id.
    """
    events = tuple(events)
    deletions = [event for event in events if event.kind is EventKind.DELETED]
    deleted_employers = {event.id for event in deletions if not event.is_listing}
    for event in events:
        if event.is_listing:
            yield from _listing_problems(event, today, deleted_employers)
        elif event.kind is EventKind.DELETED:
            yield from _deleted_employer(event, deletions, listings, today)


def _listing_problems(event: Event, today: date, deleted_employers: set[str]) -> Iterator[Problem]:
    before, after = event.before, event.after
    if event.kind is EventKind.DELETED:
        if isinstance(before, Listing) and before.employer_id not in deleted_employers:
            yield from _deleted_listing(event, before, today)
        return
    if not isinstance(after, Listing):
        return
    if event.kind is EventKind.NEW and after.status != "open":
        yield _problem(
            event.path,
            "change/new-but-closed",
            f"nobody could apply, because this new listing has `status: {after.status}`.",
            "Remove that line.",
        )
    if event.kind is EventKind.RENAMED and event.former_id not in after.aliases:
        yield _renamed_without_alias(event)
    if isinstance(before, Listing):
        yield from _changed_after_closing(event, before, after, today)


def _deleted_listing(event: Event, before: Listing, today: date) -> Iterator[Problem]:
    if state_of(before, today) is State.OPEN:
        yield _problem(
            event.path,
            "change/deleted-open",
            "an open listing can't be deleted, because people have saved its address.",
            "Put the file back and close it with the line `status: withdrawn` or `status: filled`.",
        )


def _renamed_without_alias(event: Event) -> Problem:
    return _problem(
        event.path,
        "change/renamed",
        f"this listing used to be `{event.former_id}`: links to its old address would break.",
        f"Give the file its old name, or add the line `aliases: [{event.former_id}]`.",
    )


def _changed_after_closing(
    event: Event, before: Listing, after: Listing, today: date
) -> Iterator[Problem]:
    if state_of(before, today) is State.OPEN:
        return
    if state_of(after, today) is State.OPEN:
        if SequenceMatcher(None, before.title, after.title).ratio() < _SAME_PROJECT:
            yield _problem(
                event.path,
                "change/reused",
                f"this file was another project before, “{_quoted(before.title)}”, now closed.",
                "Put the old text back, and the new project in a new file.",
            )
    elif event.kind is EventKind.CHANGED and set(event.changed_fields) - _WHEN_CLOSED:
        yield _problem(
            event.path,
            "change/closed-but-edited",
            "this listing is closed, so few will see the change.",
            "To offer the project again, set a new `deadline` and remove `status`.",
            Severity.HINT,
        )


def _deleted_employer(
    event: Event, deletions: Iterable[Event], listings: Mapping[str, Listing], today: date
) -> Iterator[Problem]:
    deleted_open = {
        deletion.before.id
        for deletion in deletions
        if isinstance(deletion.before, Listing)
        and deletion.before.employer_id == event.id
        and state_of(deletion.before, today) is State.OPEN
    }
    remaining = {identifier for identifier in listings if identifier.startswith(f"{event.id}/")}
    if affected := sorted(deleted_open | remaining):
        names = ", ".join(f"`{identifier}`" for identifier in affected[:_MAX_IDS_IN_MESSAGE])
        yield _problem(
            event.path,
            "change/deleted-employer",
            f"`{event.id}` still has listings: {names}.",
            f"Put {EMPLOYER_FILE} back, and close the listings with `status: withdrawn`.",
        )


def without_maintainers(problems: Iterable[Problem], files: Collection[str]) -> Iterator[Problem]:
    """The problems, where an empty list of maintainers is no error in `files`.

    Whoever takes away all maintainers means it: a maintainer of the board decides, and leaves the
    line out. Until then, other listings have no employer if the file is a listing that carries it.
    """
    problems = tuple(problems)
    empty = {item for item in problems if item.place.file in files and _is_without(item)}
    others = (item for item in problems if item not in empty)
    broken = {item.place.file for item in others if item.severity is Severity.ERROR}
    named = tuple(f"`{file}`" for file in files if file not in broken)
    for problem in problems:
        if problem in empty:
            yield replace(problem, severity=Severity.HINT, fix="Delete the line.")
        elif problem.rule == "employer/unreadable" and any(n in problem.message for n in named):
            yield replace(problem, severity=Severity.HINT)
        else:
            yield problem


def _is_without(problem: Problem) -> bool:
    return problem.rule == "field/empty" and "maintainers` is" in problem.message


def too_many_files(number: int, limit: int) -> Problem:
    """The only problem of a pull request that changes more than `limit` files."""
    return _problem(
        FOLDER,
        "change/too-many",
        f"this changes {number:,} files; one pull request may change at most {limit:,}.",
        "Split it into smaller pull requests.",
    )


def another_style(path: str) -> Problem:
    """The hint that a file is not as `board fmt` would write it."""
    return _problem(
        path,
        "change/style",
        "the file's order, quotes or spaces differ from the board's usual style.",
        "This is not a mistake, and you don't have to do anything: `board fmt` tidies it.",
        Severity.HINT,
    )


def _problem(
    path: str, rule: str, message: str, fix: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(Place(path), rule, message, fix, severity)


def _quoted(text: str) -> str:
    """Untrusted text that can stand between backticks in a message."""
    return visible(text).replace("`", "'")[:_MAX_QUOTED]
