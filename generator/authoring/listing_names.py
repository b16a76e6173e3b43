"""All ids of a listing: the one it has now, and those it had before it was renamed."""

from __future__ import annotations

from generator.checking.workspace import Workspace
from generator.model.hidden import Hidden
from generator.reading.source import parse
from generator.reading.tree import FOLDER
from generator.reading.tree import identifier as listing_id


def listing_names(work: Workspace, identifier: str) -> tuple[str, ...]:
    """The names of the listing that has this id or had it: first its id now, then its `aliases`.

    Only `identifier` if there is no such listing.
    """
    path = f"{FOLDER}/{identifier}.yml"
    if path in work.tree.listings:
        return (identifier, *_aliases(path, work.read(path)))
    for path in work.tree.listings:
        content = work.read(path)
        # Most files do not have the text at all, and need not be parsed.
        if identifier.encode("utf-8", "replace") in content:
            aliases = _aliases(path, content)
            if identifier in aliases:
                return (listing_id(path), *aliases)
    return (identifier,)


def hidden_entries(work: Workspace, identifier: str) -> dict[str, Hidden]:
    """What listings/hidden.yml says of this listing, by the names it has there: usually one."""
    names = listing_names(work, identifier) if work.hidden else ()
    return {name: work.hidden[name] for name in names if name in work.hidden}


def hidden_by_issue(work: Workspace, number: int) -> tuple[str, ...]:
    """The listings, by their ids now, that an issue was the reason to hide."""
    found = (name for name, entry in work.hidden.items() if entry.issue == number)
    return tuple(dict.fromkeys(listing_names(work, name)[0] for name in found))


def _aliases(path: str, content: bytes) -> tuple[str, ...]:
    """Its former ids; none if the file can't be read, which the check reports."""
    source, _ = parse(content, path)
    found = source.data.get("aliases") if source else None
    return tuple(name for name in found if isinstance(name, str)) if isinstance(found, list) else ()
