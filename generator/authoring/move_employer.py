"""Moves the employer that a listing carries into an employer.yml, as `board fmt` does. Pure.

The lines move as they are, with their comments. Where it is not certain that all data and all
comments stay the same, nothing is moved, and the caller is told why.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.error import YAMLError

from generator.authoring.ruamel_setup import dump, load
from generator.authoring.yaml_layout import Block, Layout, comments, layout
from generator.checking.schema import CompiledSchema
from generator.model.employer import INLINE
from generator.model.vocabulary import Vocabularies
from generator.reading.source import Source, parse

_MODELINE = re.compile(r"# yaml-language-server: \$schema=\S*listing\.schema\.json\s*")
_CHANGES = "move `employer` by hand, because its comments or its layout would change."
_COMMENTS = "remove `employer` by hand, because there are comments in it."
_DIFFERS = "the folder has another description of this employer; `board check` says more."
_NOT_VALID = "`employer` has problems, which `board check` tells; first solve those."


@dataclass
class Moved:
    """What becomes of a folder's files: the new texts by path, and why some stay as they are."""

    texts: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Parts:
    """A listing's text without its employer; the employer's lines, comments included."""

    listing: str
    employer: str
    has_comments: bool


def move_employer(
    listings: Mapping[str, bytes],
    chosen: frozenset[str],
    employer_file: str,
    existing: bytes | None,
    schema: CompiledSchema,
    vocabularies: Vocabularies,
) -> Moved:
    """Move the employer out of the `chosen` ones of a folder's `listings`, by path.

    `existing` is the content of `employer_file`, None if there is none. Listings that can't be
    parsed, or carry no employer, are left out.
    """
    moved = Moved()
    carriers = dict(_carriers(listings))
    own = _data(existing, employer_file) if existing is not None else None
    wanted = [own] if existing is not None else [item.data[INLINE] for item in carriers.values()]
    same = [_comparable(data, vocabularies) for data in wanted]
    for path, source in carriers.items():
        if path not in chosen:
            continue
        data = source.data[INLINE]
        if any(_comparable(data, vocabularies) != other for other in same):
            moved.reasons[path] = _DIFFERS
        elif not (isinstance(data, dict) and "verified" not in data and schema.is_valid(data)):
            moved.reasons[path] = _NOT_VALID
        elif parts := _parts(source):
            needs_file = existing is None and employer_file not in moved.texts
            if needs_file:
                moved.texts[employer_file] = parts.employer
            elif parts.has_comments:
                moved.reasons[path] = _COMMENTS
                continue
            moved.texts[path] = parts.listing
        else:
            moved.reasons[path] = _CHANGES
    return moved


def _carriers(listings: Mapping[str, bytes]) -> Iterator[tuple[str, Source]]:
    for path, content in sorted(listings.items()):
        source, _ = parse(content, path)
        if source and INLINE in source.data:
            yield path, source


def _data(content: bytes, file: str) -> Any:
    source, _ = parse(content, file)
    return source.data if source else None


def _comparable(data: Any, vocabularies: Vocabularies) -> Any:
    """What two descriptions of one employer have in common, however they are written."""
    if not isinstance(data, dict):
        return data
    fields = {name: value for name, value in data.items() if name != "verified"}
    for name in ("about", "industry"):
        if isinstance(value := fields.get(name), str):
            fields[name] = value.strip()
    if isinstance(industry := fields.get("industry"), str):
        fields["industry"] = vocabularies.industries.find(industry) or industry
    return fields


def _parts(source: Source) -> _Parts | None:
    """`source` in two; None unless both together have the same data and the same comments."""
    parts = layout(source.text)
    if parts is None:
        return None
    at = next(number for number, block in enumerate(parts.blocks) if block.name == INLINE)
    block = parts.blocks.pop(at)
    below = parts.blocks[at].above if at < len(parts.blocks) else parts.tail
    while below and below[0].startswith(" ") and below[0].lstrip().startswith("#"):
        block.lines.append(below.pop(0))  # a comment at the end of the group
    try:
        employer = _employer_lines(block)
    except (YAMLError, ValueError, AttributeError, TypeError):
        return None
    found = _Parts(_text(parts), employer, bool(comments(employer)))
    return _with_modeline(found, parts) if _is_safe(source, found) else None


def _employer_lines(block: Block) -> str:
    """The text of an employer.yml: the lines of the group, one level further left."""
    above = [line for line in block.above if line.strip()]
    first, *rest = block.lines
    if re.fullmatch(r"[\"']?employer[\"']?[ \t]*:[ \t]*", first):
        return "\n".join([*above, *textwrap.dedent("\n".join(rest)).split("\n")]) + "\n"
    data = load("\n".join(block.lines) + "\n")[INLINE]
    data.fa.set_block_style()  # it was on one line, in braces
    return "".join(f"{line}\n" for line in above) + dump(data).lstrip(" ")


def _text(parts: Layout) -> str:
    lines = [*parts.head]
    for block in parts.blocks:
        lines += [*block.above, *block.lines]
    return "\n".join([*lines, *parts.tail]) + "\n"


def _is_safe(source: Source, parts: _Parts) -> bool:
    listing, employer = (
        parse(text.encode(), source.file)[0] for text in (parts.listing, parts.employer)
    )
    if listing is None or employer is None:
        return False
    whole = {**listing.data, INLINE: employer.data}
    all_comments = sorted(comments(parts.listing) + comments(parts.employer))
    return whole == source.data and all_comments == comments(source.text)


def _with_modeline(found: _Parts, parts: Layout) -> _Parts:
    """With the line for editors, if the listing has it."""
    line = next((line for line in parts.head if _MODELINE.fullmatch(line)), None)
    if line is None:
        return found
    modeline = line.strip().replace("listing.schema.json", "employer.schema.json")
    return _Parts(found.listing, f"{modeline}\n\n{found.employer}", found.has_comments)
