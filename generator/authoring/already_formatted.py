"""A fast check whether a field is formatted already, as nearly all fields are.

ruamel.yaml takes 2 ms for a field, this a hundredth of it. If the check says yes, ruamel.yaml would
not change the field. If it says no, that is not certain, and ruamel.yaml decides. A property test
makes sure that the two agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.authoring.ruamel_setup import WIDTH

_NAME = r"[a-z_]+"
_TEXT = r"[A-Za-z0-9](?:[A-Za-z0-9.,;/()+-]| (?! |$))*"  # Plain text that needs no quotes.
_FLOW_TEXT = r"[A-Za-z0-9](?:[A-Za-z0-9./()+-]| (?=[A-Za-z0-9(]))*"  # The same inside brackets.
_URL = r"https://[A-Za-z0-9./_-]+"
_VALUE = rf"(?:{_FLOW_TEXT}|{_URL})"
_PAIR = rf"({_NAME}): (?:{_VALUE}|\[{_VALUE}(?:, {_VALUE})*\])"
_ONE_LINE = re.compile(rf"{_NAME}: (?:{_TEXT}|{_URL}|\[{_VALUE}(?:, {_VALUE})*\])")
_GROUP = re.compile(rf"{_NAME}: \{{({_PAIR}(?:, {_PAIR})*)\}}")
_KEY = re.compile(rf"(?:^|, )({_NAME}): ")
_LITERAL = re.compile(rf"{_NAME}: \|")
_LITERAL_LINE = re.compile(r"(?:  \S(?:.*\S)?|  +\S.*\S)?")
_LIST = re.compile(rf"{_NAME}:")
_ITEM = re.compile(rf"  - (?:{_TEXT}|{_URL})")


def is_formatted(lines: Sequence[str], schema: Mapping[str, Any]) -> bool:
    """Whether the lines of a field are certainly formatted. `schema` is the field's own."""
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
    order = [*schema.get("properties", {})]
    names = _KEY.findall(group.group(1))
    positions = [order.index(name) for name in names if name in order]
    return len(positions) == len(names) and positions == sorted(positions)
