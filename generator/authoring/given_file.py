"""A file with a listing's data that someone hands in: YAML or JSON, also what `/post/` makes. Pure.

It may have its employer in it, as the group `employer`, and its path on the board in its first
comment: `# listings/acme/survey.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.authoring.canonical import clean_data
from generator.authoring.format import canonical_values
from generator.model.employer import INLINE
from generator.model.json_text import load_json
from generator.model.problem import Path, Place, Problem
from generator.model.vocabulary import Vocabularies
from generator.reading.source import Source, parse

_PATH_COMMENT = re.compile(r"#\s*(?:listings/)(?P<id>[^\s]{1,200})\.yml\s*")
# An escape in JSON. YAML has no pairs of surrogates, and needs no escape for a slash.
_JSON_ESCAPE = re.compile(
    r"\\(?:u(?P<high>d[89ab][0-9a-f]{2})\\u(?P<low>d[c-f][0-9a-f]{2})|.)", re.IGNORECASE
)


@dataclass(frozen=True)
class Part(Source):
    """A listing or an employer in a given file. `file` is the path that it will have.

    Places are in the given file.
    """

    given: Source | None = None
    prefix: Path = ()

    def place(self, path: Path) -> Place:
        """The place of the value at `path` in the given file."""
        return self.given.place((*self.prefix, *path)) if self.given else super().place(path)

    def key_place(self, path: Path) -> Place:
        """The place of the field's name in the given file."""
        return self.given.key_place((*self.prefix, *path)) if self.given else super().place(path)


@dataclass(frozen=True)
class GivenFile:
    """What a given file has: the listing's data, its employer's if there is one, and its id.

    `identifier` is empty if the file does not say it.
    """

    source: Source
    identifier: str
    listing: Mapping[str, Any]
    employer: Mapping[str, Any] | None

    def part(self, file: str, data: Mapping[str, Any], prefix: Path = ()) -> Part:
        """`data` as a file of the board, for `check_source`."""
        return Part(file, self.source.text, dict(data), given=self.source, prefix=prefix)


def read_given(content: bytes, name: str) -> tuple[GivenFile | None, tuple[Problem, ...]]:
    """The file, or None and the problems that make it unreadable. `name` is for messages."""
    source, problems = parse(_json_as_yaml(content), name)
    if source is None:
        return None, problems
    listing = dict(source.data)
    employer = listing.get(INLINE)
    if isinstance(employer, Mapping):
        del listing[INLINE]
    else:
        employer = None
    return GivenFile(source, _identifier(source.text.split("\n")), listing, employer), ()


def ready(data: Mapping[str, Any], schema: Mapping[str, Any], words: Vocabularies) -> Any:
    """The data as it will be written: clean text, ids for terms, and dates as year-month-day."""
    return clean_data(canonical_values(clean_data(data, schema), schema, words), schema)


def _identifier(lines: Iterable[str]) -> str:
    for line in lines:
        if match := _PATH_COMMENT.fullmatch(line):
            return match["id"]
        if line.strip() and not line.startswith("#"):
            break
    return ""


def _json_as_yaml(content: bytes) -> bytes:
    """JSON with the few changes that make it YAML, each on its own line; other bytes unchanged."""
    try:
        text = content.decode("utf-8-sig")
        if not text.lstrip().startswith("{"):
            return content
        load_json(text)
    except ValueError:
        return content
    # A tab in JSON is outside of texts.
    return _JSON_ESCAPE.sub(_yaml_escape, text.replace("\t", " ")).encode()


def _yaml_escape(match: re.Match[str]) -> str:
    if match["high"]:
        high, low = int(match["high"], 16), int(match["low"], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return "/" if match.group() == "\\/" else match.group()
