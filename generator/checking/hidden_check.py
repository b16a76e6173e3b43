"""Checks listings/hidden.yml, which says what a maintainer took off the site."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from generator.checking.field_words import shortened
from generator.checking.schema import CompiledSchema, check_fields
from generator.model.hidden import Hidden, HiddenListings, hidden_from
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity
from generator.model.problem_limit import limited
from generator.reading.source import Source, parse
from generator.reading.tree import HIDDEN_FILE

_UNKNOWN = "hidden/unknown"
_TOO_MANY = "hidden/too-many"
MAX_BYTES = 512 * 1024  # far more than all entries that it may have


def read_hidden(
    content: bytes, schema: Mapping[str, Any]
) -> tuple[dict[str, Hidden], tuple[Problem, ...], tuple[str, ...]]:
    """The hidden listings, the problems of the file, and its lines where these can be shown.

    With problems there are no hidden listings: the caller must stop, and never show them again.
    """
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024} KiB."
        fix = "Remove what is no longer hidden: `board unhide`."
        return {}, (Problem(Place(HIDDEN_FILE), "file/too-large", message, fix),), ()
    source, problems = parse(content, HIDDEN_FILE, relaxed=True)
    if source is None:
        lines = content.decode("utf-8-sig", "replace").splitlines()
        return {}, problems, tuple(lines)
    problems = _problems(source, schema)
    return {} if problems else hidden_from(source.data), problems, tuple(source.text.split("\n"))


def _problems(source: Source, schema: Mapping[str, Any]) -> tuple[Problem, ...]:
    if not source.data:
        message, fix = "nothing is hidden here.", "Delete the file."
        return (Problem(Place(source.file), "file/empty", message, fix),)
    most = schema["maxProperties"]
    if len(source.data) > most:
        message = f"{len(source.data):,} listings are hidden; it may be {most:,} at most."
        return (Problem(Place(source.file), _TOO_MANY, message, "Delete those that never return."),)
    return limited(check_fields(source, CompiledSchema(schema)))


def unknown_ids(
    hidden: HiddenListings,
    content: bytes,
    ids: Collection[str],
    listings: Iterable[Listing],
) -> Iterator[Problem]:
    """A hint for each id that no listing has now.

    `content` is the file that `hidden` was read from; `ids` are those of all listings on the board,
    and `listings` are those that can be read. It is no error: an employer may have deleted a hidden
    listing, and it must stay hidden if it comes back.
    """
    known = {*ids, *(alias for item in listings for alias in item.aliases)}
    missing = [name for name in hidden if name not in known]
    source = parse(content, HIDDEN_FILE, relaxed=True)[0] if missing else None
    for name in missing if source else ():
        close = difflib.get_close_matches(name, ids, n=1, cutoff=0.7)
        fix = f"Did you mean `{close[0]}`? If not" if close else "If it is gone for good"
        yield Problem(
            source.key_place((name,)) if source else Place(HIDDEN_FILE),
            _UNKNOWN,
            f"no listing has the id `{shortened(name)}` now.",
            f"{fix}, remove it: `board unhide {name}`.",
            Severity.HINT,
        )
