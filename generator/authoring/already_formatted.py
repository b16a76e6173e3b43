"""A fast yes for fields that are written as they should be already, which nearly all are.

ruamel.yaml takes 2 ms a field, this a hundredth of it. It only ever says yes; what it does not
know goes the long way. A property test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.authoring.ruamel_setup import WIDTH

_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9.,;/()+-]| (?! |$))*"  # text that nothing could misread
_INNER = r"[A-Za-z0-9](?:[A-Za-z0-9./()+-]| (?=[A-Za-z0-9(]))*"  # the same between brackets
_ADDRESS = r"https://[A-Za-z0-9./_-]+"
_VALUE = rf"(?:{_INNER}|{_ADDRESS})"
_PAIR = rf"([a-z_]+): (?:{_VALUE}|\[{_VALUE}(?:, {_VALUE})*\])"
_NAME = r"[a-z_]+"
_ONE_LINE = re.compile(rf"{_NAME}: (?:{_WORD}|{_ADDRESS}|\[{_VALUE}(?:, {_VALUE})*\])")
_GROUP = re.compile(rf"{_NAME}: \{{({_PAIR}(?:, {_PAIR})*)\}}")
_KEY = re.compile(r"(?:^|, )([a-z_]+): ")
_LITERAL = re.compile(rf"{_NAME}: \|")
_LITERAL_LINE = re.compile(r"(?:  \S(?:.*\S)?|  +\S.*\S)?")
_LIST = re.compile(rf"{_NAME}:")
_ITEM = re.compile(rf"  - (?:{_WORD}|{_ADDRESS})")


def is_in_order(lines: Sequence[str], schema: Mapping[str, Any]) -> bool:
    """Whether a field's `lines` are surely what the long way would make of them."""
    if any(len(line) > WIDTH for line in lines) and not _LITERAL.fullmatch(lines[0]):
        return False
    if len(lines) == 1:
        return _is_one_line(lines[0], schema)
    if _LITERAL.fullmatch(lines[0]):
        return lines[1][:3].strip() != "" and all(_LITERAL_LINE.fullmatch(x) for x in lines[1:])
    return bool(_LIST.fullmatch(lines[0])) and all(_ITEM.fullmatch(line) for line in lines[1:])


def _is_one_line(line: str, schema: Mapping[str, Any]) -> bool:
    if _ONE_LINE.fullmatch(line):
        return True
    group = _GROUP.fullmatch(line)
    if group is None:
        return False
    known = [*schema.get("properties", {})]
    names = _KEY.findall(group.group(1))
    ranks = [known.index(name) for name in names if name in known]
    return len(ranks) == len(names) and ranks == sorted(ranks)
