"""Corrected lines: what to write instead of a line that is no YAML.

Each function takes the lines up to the wrong one, and returns the sentence for its fix; an empty
one if it is not clear what was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from generator.reading.layout import KNOWN_FIELDS, LONGEST_SHOWN

_FIELD_WITHOUT_COLON = re.compile(r"([a-z_]+)(?::| )\s*([^\s:].*)")
_FIELD_AND_TEXT = re.compile(r"([a-z_]+): +(\S.*)")
_FIELD = re.compile(r"^ *[a-z_]+:(?: |$)")
_ITEM = re.compile(r"^ *- ")
_TEXT_OF_LINE = re.compile(r"(\s*(?:- +)?(?:[a-z_]+: +)?)(\S.*)")
_ITEM_FIELD = re.compile(r"(\s*- +)[a-z_]+:")
_NO_COMMA = re.compile(r"([^\s,{\[:])\s+([a-z_]+: )")
_CLOSING = {"{": "}", "[": "]"}


def first_indented(lines: Sequence[str]) -> tuple[int, int, str, str] | None:
    """Line, column, message and fix if the first line is indented."""
    for index, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            return None
        shown = f": `{line.strip()}`" if len(line) <= LONGEST_SHOWN else ""
        message = "the first field is indented, and those below it are not."
        column = len(_indentation(line)) + 1
        return index + 1, column, message, f"Delete the spaces before it{shown}."
    return None


def with_colon(lines: Sequence[str]) -> str:
    """The last line as a field, or as a part of the text above it."""
    line, above = lines[-1].rstrip(), _line_above(lines)
    if len(line) > LONGEST_SHOWN:
        return ""
    if above.startswith(" ") and not line.startswith(" "):
        return f"If it belongs to the text above, indent it: `{_indentation(above)}{line}`."
    match = _FIELD_WITHOUT_COLON.fullmatch(line)
    if match and match[1] in KNOWN_FIELDS:
        return f"Write `{match[1]}: {match[2]}`."
    if _FIELD_AND_TEXT.match(above) and not line.startswith(" "):
        return f"If it belongs to the text above, indent it: `  {line}`."
    return f"Write `{match[1]}: {match[2]}`." if match else ""


def in_column(lines: Sequence[str]) -> str:
    """The last line, in the column of the nearest line above that is of the same form."""
    line = lines[-1].rstrip()
    form = _ITEM if _ITEM.match(line) else _FIELD
    same = [other for other in reversed(lines[:-1]) if form.match(other)]
    above = same[0] if same else ""
    if _indentation(line) < _indentation(above):  # it leaves a block, for the one around it
        above = next((o for o in same if _indentation(o) < _indentation(line)), above)
    if not above or not form.match(line) or len(line) > LONGEST_SHOWN:
        return ""
    indentation = _indentation(above)
    if indentation == _indentation(line):
        return ""
    return f"Begin it in the same column as the one above: `{indentation}{line.strip()}`."


def quoted_or_in_column(lines: Sequence[str]) -> str:
    """The last line with its text in quotes, or in the column of the field above."""
    line = lines[-1].rstrip()
    if line.startswith(" "):
        match = _TEXT_OF_LINE.fullmatch(line)
        has_colon = match and match[1].strip() and ": " in match[2]
        return (quoted(lines) if has_colon else "") or in_column(lines)
    match = _FIELD_AND_TEXT.fullmatch(line)
    if match is None or len(line) > LONGEST_SHOWN or match[2][0] in "\"'{[":
        return ""
    text = match[2].strip("“”„«»‘’")
    shown = f"`{match[1]}: {json.dumps(text, ensure_ascii=False)}`"
    kind = "straight quotes" if text != match[2] else "quotes"
    return f"Put the text in {kind}: {shown}."


def quoted(lines: Sequence[str]) -> str:
    """The last line with its text in quotes."""
    match = _TEXT_OF_LINE.fullmatch(lines[-1].rstrip())
    if match is None or len(match[0]) > LONGEST_SHOWN or match[2][0] in "\"'{[":
        return ""
    return f"Put the text in quotes: `{match[1]}{json.dumps(match[2], ensure_ascii=False)}`."


def closed_quote(lines: Sequence[str]) -> str:
    """The last line with the quote closed that it opens."""
    match = _TEXT_OF_LINE.fullmatch(lines[-1].rstrip())
    if match is None or len(match[0]) > LONGEST_SHOWN or match[2][0] not in "\"'":
        return ""
    text = match[2][1:]
    if match[2][0] in text or "\\" in text:
        return ""
    return f"Close it: `{match[1]}{match[2]}{match[2][0]}`."


def in_double_quotes(lines: Sequence[str]) -> str:
    """The last line with double quotes in place of single ones."""
    match = _TEXT_OF_LINE.fullmatch(lines[-1].rstrip())
    if match is None or len(match[0]) > LONGEST_SHOWN or match[2][0] != "'":
        return ""
    text = match[2].strip("'").replace("''", "'")
    return f"Put the text in double quotes: `{match[1]}{json.dumps(text, ensure_ascii=False)}`."


def with_commas(lines: Sequence[str]) -> str:
    """The last line with commas between its fields, and with what it opens closed."""
    line = _NO_COMMA.sub(r"\1, \2", lines[-1].rstrip())
    open_ones: list[str] = []
    for char in line:
        if char in _CLOSING:
            open_ones.append(_CLOSING[char])
        elif char in "}]" and (not open_ones or open_ones.pop() != char):
            return ""
    line += "".join(reversed(open_ones))
    if line == lines[-1].rstrip() or len(line) > LONGEST_SHOWN or '"' in line or "'" in line:
        return ""
    return f"Write `{line}`."


# A field with its value, not indented: what comes next begins where it does.
_WHOLE_FIELD = re.compile(r"[a-z_]+: +[^\s|>#]")


def without_tabs(lines: Sequence[str]) -> str:
    """The last line with spaces for the tabs before its text: two for each, where either fits."""
    line = lines[-1].rstrip()
    text = line.lstrip("\t ")
    if _WHOLE_FIELD.match(_line_above(lines)) and _FIELD.match(text) and "\t" not in text:
        return f"Delete the tab before `{text[:LONGEST_SHOWN]}`."
    spaces = line[: len(line) - len(text)].replace("\t", "  ")
    if (item := _ITEM_FIELD.match(_line_above(lines))) and _FIELD.match(text):
        spaces = " " * len(item[1])  # below the first field of an item
    shown = f": `{spaces}{text}`" if "\t" not in text and len(line) <= LONGEST_SHOWN else ""
    return f"Replace each tab by {'spaces' if item else 'two spaces'}{shown}."


def _line_above(lines: Sequence[str]) -> str:
    return next((line for line in reversed(lines[:-1]) if line.strip()), "")


def _indentation(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" ")))
