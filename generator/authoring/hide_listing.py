"""Takes a listing off the site while it is under review, and puts it back."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date

from generator.authoring.hidden_file import with_hidden, without_hidden
from generator.authoring.listing_files import WrittenFile, listing_file
from generator.authoring.listing_names import hidden_entries
from generator.authoring.new_file import AuthoringError
from generator.checking.hidden_check import MAX_BYTES, read_hidden
from generator.checking.workspace import Workspace, hidden_schema
from generator.model.hidden import Hidden
from generator.reading import files
from generator.reading.tree import HIDDEN_FILE

_MOST_NAMED = 5


def hide_listing(
    work: Workspace, identifier: str, reason: str, today: date, issue: int | None = None
) -> WrittenFile:
    """Add the listing to listings/hidden.yml. Everyone can read the `reason`.

    Raises AuthoringError if there is no such listing, if it is hidden already (also under a former
    id), or if the reason or the number of the issue is not what the file may have.
    """
    listing_file(work, identifier)
    if known := hidden_entries(work, identifier):
        said = already_hidden(identifier, known)
        raise AuthoringError(f"{said} Nothing has to change.")
    schema = hidden_schema()
    entry = Hidden(today, reason, issue)
    content = with_hidden(_content(work), identifier, entry, schema)
    _, problems, _ = read_hidden(content, schema)
    if problems:
        raise AuthoringError(f"{problems[0].message} {problems[0].fix}")
    path = work.root / HIDDEN_FILE
    files.write_whole(path, content)
    return WrittenFile(path, ())


def unhide_listing(work: Workspace, identifier: str) -> WrittenFile:
    """Take the listing out of listings/hidden.yml, under each of its names.

    The file goes with its last entry. The listing need not be on the board. Raises AuthoringError
    if it is not hidden.
    """
    names = [*hidden_entries(work, identifier)]
    if not names:
        raise AuthoringError(f"`{identifier[:200]}` is not hidden. {_hint(work, identifier)}")
    content = _content(work)
    for name in names:
        content = without_hidden(content, name)
    path = work.root / HIDDEN_FILE
    if content:
        files.write_whole(path, content)
        return WrittenFile(path, ())
    path.unlink()
    return WrittenFile(path, (), ("Nothing is hidden now, so the file is gone.",))


def already_hidden(identifier: str, entries: Mapping[str, Hidden]) -> str:
    """A sentence about a listing that has such `entries`, at least one: see `hidden_entries`."""
    name, entry = next(iter(entries.items()))
    former = f" as `{name}`" if name != identifier else ""
    issue = f", from issue #{entry.issue}" if entry.issue else ""
    return f"`{identifier}` is hidden already{former}, since {entry.since}{issue}."


def _hint(work: Workspace, identifier: str) -> str:
    names = [*work.hidden]
    if close := difflib.get_close_matches(identifier[:200], names, n=1):
        return f"Did you mean `{close[0]}`?"
    listed = ", ".join(f"`{name}`" for name in names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"Hidden are {listed}{more}." if names else "Nothing is."


def _content(work: Workspace) -> bytes:
    path = work.root / HIDDEN_FILE
    return files.read(path, MAX_BYTES) if path.is_file() else b""
