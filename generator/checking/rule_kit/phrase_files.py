r"""Reads the phrases that rules look for: `checking/phrases/`, one file a language.

    language: en
    common: the and of …             words by which the language is known
    negations: \b(?:no|not)\b …      right before a phrase, they make it harmless
    parts: {fee: (?:fees?|deposit)}  patterns use them as <fee>, and so do later parts
    rules:
      scam/asks-money:
      - triggers: fee fees deposit   every match has one of these words
        patterns: [\bpay a <fee>\b]  regular expressions, in small letters
        unless: \brefund\b           makes a phrase in the same sentence harmless
        negated: true                counts also after a negation
        catch: [Pay a fee first.]    sentences for the tests
        leave: [We pay the fee.]

Triggers and patterns are folded as texts are (see `look_alikes`), so they may have accents. A
space in a pattern is any white space.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from generator import PACKAGE
from generator.model.errors import BoardError
from generator.reading.source import parse

FOLDER = PACKAGE / "checking" / "phrases"
LANGUAGES = ("en", "es", "pt", "fr", "de", "ar", "hi")
FILES = (*LANGUAGES, "other")  # in the order in which they are looked for
_PART = re.compile(r"<([a-z_]+)>")


@cache
def phrase_file(name: str) -> Mapping[str, Any]:
    """The data of one file in the folder. Raises BoardError if it can't be read."""
    file = f"{name}.yml"
    source, problems = parse((FOLDER / file).read_bytes(), file, relaxed=True)
    if source is None:
        raise BoardError(f"the program's own {file} can't be read: {problems[0].message}")
    return source.data


def with_parts(pattern: str, parts: Mapping[str, str]) -> str:
    """`pattern` with each `<name>` replaced. Raises KeyError for a part that is not there."""
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: parts[match[1]], pattern)
    return pattern
