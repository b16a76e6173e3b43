"""Letters that look alike become one, so that no spelling hides a phrase.

Follows Unicode: NFKD of UAX #15, and a selection of the confusable characters of UTS #39. What is
folded into what is data: `checking/phrases/look_alikes.yml`. The form on the board's site has the
same function, in assets/post/check/prose.js.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from unicodedata import normalize

from generator.checking.rule_kit.phrase_files import phrase_file

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# One or two signs between letters. They come first, because that is what is quick to look for.
_LEET = re.compile(r"[0134578@$](?<=[a-z][0134578@$])[0134578@$]?(?=[a-z])")


def folded(text: str) -> str:
    """`text` in small plain letters: `РАУ a fée` becomes `pay a fee`, and so does `p4y a fee`."""
    if not text.isascii():
        text = fold_letters(text)
    return _LEET.sub(_as_letters, text.lower())


def fold_letters(text: str) -> str:
    """The steps of `folded` that change neither case nor digits; for the source of a pattern."""
    return _NOT_ASCII.sub(lambda run: normalize("NFKD", run[0]).translate(_table()), text)


def as_written(text: str, start: int, end: int) -> str:
    """The part of `text` that is at `start` to `end` in `folded(text)`."""
    if text.isascii():
        return text[start:end]
    at, part = 0, []
    for character in text:
        at += len(folded(character))
        if start < at <= end:  # a mark that joins is at the end of its letter
            part.append(character)
    return "".join(part)


def exported() -> dict[str, Any]:
    """The data for the form on the board's site."""
    data = _data()
    return {
        "drop": data["drop"],
        "alike": data["alike"],
        "leet": data["leet"],
        "digits": _LEET.pattern,
    }


def _as_letters(match: re.Match[str]) -> str:
    leet: Mapping[str, str] = _data()["leet"]
    return "".join(leet[character] for character in match.group())


@cache
def _data() -> Mapping[str, Any]:
    return phrase_file("look_alikes")


@cache
def _table() -> dict[int, str | None]:
    drop = re.compile(f"[{_data()['drop']}]")
    table: dict[int, str | None] = {
        ord(character): None for character in map(chr, range(0x10000)) if drop.match(character)
    }
    for letter, alike in _data()["alike"].items():
        table.update(dict.fromkeys(map(ord, alike), letter))
    return table
