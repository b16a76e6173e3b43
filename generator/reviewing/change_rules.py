"""What only shows when before and after are compared: addresses that would break, listings that
become another, names that differ in capitals from one on the board.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher

from generator.board.board import State, state_of
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity
from generator.reading.tree import EMPLOYER_FILE, FOLDER, Blob
from generator.reviewing.changes import ORDINARY, FileChange
from generator.reviewing.events import Event, What

_ANOTHER = 0.5


def of_files(
    changes: Iterable[FileChange],
    files: Mapping[str, Blob],
    known: Mapping[str, Blob],
    stale: Iterable[str],
) -> Iterator[Problem]:
    """Faults of names and kinds. `files` are all as they would be, `known` as they are."""
    changes = tuple(changes)
    yield from _twins(changes, files, known)
    for change in changes:
        if change.new and change.path.startswith(f"{FOLDER}/"):
            yield from _kind(change.path, change.new)
    for path in stale:
        yield _at(
            path,
            "change/out-of-date",
            "this file was changed on the board too, meanwhile.",
            "Press “Update branch” below, or take the board's newest version and make your "
            "change again.",
        )


def _kind(path: str, blob: Blob) -> Iterator[Problem]:
    if any(part.startswith(".") for part in path.split("/")):
        yield _at(
            path,
            "change/hidden-file",
            "the name starts with a dot, which hides the file.",
            "Remove it.",
        )
    if blob.mode == "100755":
        yield _at(
            path,
            "change/program",
            "the file is marked as a program.",
            "Upload it as an ordinary file (`chmod 644`).",
        )
    elif blob.mode not in (ORDINARY, "120000", "160000"):
        yield _at(
            path,
            "change/program",
            f"the file has the unusual mode {blob.mode}.",
            "Upload it as an ordinary file (`chmod 644`).",
        )


def _twins(
    changes: Iterable[FileChange], files: Mapping[str, Blob], known: Mapping[str, Blob]
) -> Iterator[Problem]:
    """Two names that are one on Windows and macOS, folders too: the new one is at fault."""
    old = {prefix for path in known for prefix in _prefixes(path)}
    spellings: dict[str, list[str]] = defaultdict(list)
    for prefix in sorted({prefix for path in files for prefix in _prefixes(path)} - old):
        spellings[prefix.casefold()].append(prefix)
    for prefix in old:
        if prefix.casefold() in spellings:
            spellings[prefix.casefold()].insert(0, prefix)
    places = {prefix: change.path for change in changes for prefix in _prefixes(change.path)}
    for first, *others in spellings.values():
        for prefix in others:
            if prefix.rpartition("/")[0] != first.rpartition("/")[0]:
                continue  # their folders are twins, which says it all
            message = f"`{_code(prefix)}` and `{_code(first)}` differ in capitals only."
            fix = f"Use `{_code(first)}` if you mean the same, else another name."
            yield _at(places.get(prefix, prefix), "change/twin", message, fix)


def _prefixes(path: str) -> Iterator[str]:
    parts = path.split("/")
    for end in range(1, len(parts) + 1):
        yield "/".join(parts[:end])


def of_events(
    found: Iterable[Event], listings: Mapping[str, Listing], day: date
) -> Iterator[Problem]:
    """Faults of what happens. `listings` are all of the board as it would be, by id."""
    found = tuple(found)
    deleted = [event.id for event in found if event.what is What.DELETED and not event.is_listing]
    for event in found:
        if event.is_listing:
            yield from _listing(event, day, set(deleted))
        elif event.what is What.DELETED:
            yield from _employer(event, found, listings, day)


def _listing(event: Event, day: date, deleted: set[str]) -> Iterator[Problem]:
    before, after = event.before, event.after
    if event.what is What.DELETED:
        if isinstance(before, Listing) and before.employer_id not in deleted:
            yield from _deleted(event, before, day)
        return
    if not isinstance(after, Listing):
        return
    if event.what is What.NEW and after.status != "open":
        yield _at(
            event.path,
            "change/new-but-closed",
            f"nobody could apply: this new listing says `status: {after.status}`.",
            "Remove that line.",
        )
    if event.what is What.RENAMED and event.former not in after.aliases:
        yield _renamed(event)
    if isinstance(before, Listing):
        yield from _reused(event, before, after, day)


def _deleted(event: Event, before: Listing, day: date) -> Iterator[Problem]:
    if state_of(before, day) is State.OPEN:
        yield _at(
            event.path,
            "change/deleted-open",
            "a listing is closed, not deleted: people have saved its address.",
            "Put the file back and add the line `status: withdrawn` (or `status: filled`).",
        )


def _renamed(event: Event) -> Problem:
    return _at(
        event.path,
        "change/renamed",
        f"this listing was `{event.former}`: links to its old address would break.",
        f"Give the file its old name, or add the line `aliases: [{event.former}]`.",
    )


def _reused(event: Event, before: Listing, after: Listing, day: date) -> Iterator[Problem]:
    if state_of(before, day) is State.OPEN:
        return
    if state_of(after, day) is State.OPEN:
        if SequenceMatcher(None, before.title, after.title).ratio() < _ANOTHER:
            yield _at(
                event.path,
                "change/reused",
                f"this file was another project, “{_code(before.title)}”, which is closed.",
                "Put the old text back, and the new project into a new file.",
            )
    elif event.what is What.CHANGED and set(event.fields) - {"status", "aliases"}:
        yield _at(
            event.path,
            "change/closed-but-edited",
            "this listing is closed, so few will see the change.",
            "To offer it again, set a new `deadline` and remove `status`.",
            Severity.HINT,
        )


def _employer(
    event: Event, found: Iterable[Event], listings: Mapping[str, Listing], day: date
) -> Iterator[Problem]:
    lost = [
        item.before.id
        for item in found
        if item.what is What.DELETED
        and isinstance(item.before, Listing)
        and item.before.employer_id == event.id
        and state_of(item.before, day) is State.OPEN
    ]
    left = [identifier for identifier in listings if identifier.startswith(f"{event.id}/")]
    if lost or left:
        names = ", ".join(f"`{identifier}`" for identifier in sorted({*lost, *left})[:5])
        yield _at(
            event.path,
            "change/deleted-employer",
            f"`{event.id}` still has listings: {names}.",
            f"Put {EMPLOYER_FILE} back; close the listings with `status: withdrawn`.",
        )


def too_many(number: int, most: int) -> Problem:
    """Said instead of everything else."""
    return _at(
        FOLDER,
        "change/too-many",
        f"this changes {number:,} files; at most {most:,} are looked at together.",
        "Split it into smaller ones.",
    )


def _at(
    path: str, rule: str, message: str, fix: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(Place(path), rule, message, fix, severity)


def _code(text: str) -> str:
    """Somebody's own words inside a sentence, which marks code by backticks."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text).replace("`", "'")[:120]
