r"""Python's regular expressions as JavaScript's, which differ in what a letter is.

In Python, `\b` and `\w` know the letters of every script; in JavaScript only those of ASCII. So
`\w` becomes a class of properties. `\b` stays as it is, because it is in hundreds of places:
assets/post/check/text.js replaces it. The flags are `u`, and `i` where Python ignores case.
"""

from __future__ import annotations

import re

_LETTER = r"\p{L}\p{N}_"
_ANY_LETTER = r"[^\W\d_]"
# A class, an escape, the beginning of a named group, or one character that means something else.
_PART = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]?|\\.|\(\?P<|[.$]", re.DOTALL)
# Escapes that both languages understand. With `u`, JavaScript refuses those that need none.
_SAME = frozenset("123456789bnrtsS.*+?()[]{}|^$/\\")
_KNOWN_FLAGS = re.IGNORECASE | re.UNICODE


def for_javascript(pattern: re.Pattern[str]) -> tuple[str, str]:
    """The source and the flags, `iu` or `u`. Raises ValueError for what it can't translate."""
    if pattern.flags & ~_KNOWN_FLAGS:
        raise ValueError(f"no translation of these flags: {pattern}")
    return source_for_javascript(pattern.pattern), "iu" if pattern.flags & re.IGNORECASE else "u"


def source_for_javascript(pattern: str) -> str:
    """The source of a pattern. Raises ValueError for what it can't translate."""
    return _PART.sub(_translated, pattern)


def _translated(match: re.Match[str]) -> str:
    part = match.group()
    if part == _ANY_LETTER:
        return r"[\p{L}\p{Nl}\p{No}]"
    if part.startswith("["):
        return re.sub(r"\\.", lambda escape: _escape(escape.group(), _LETTER, "-"), part)
    if part.startswith("\\"):
        return _escape(part, f"[{_LETTER}]")
    # `.` matches all but a line feed, `$` also before a line feed at the end.
    return {".": r"[^\n]", "$": r"(?=\n?$)", "(?P<": "(?<"}[part]


def _escape(escape: str, letter: str, also: str = "") -> str:
    """An escape; `letter` is what `\\w` becomes, and `also` may be escaped too."""
    character = escape[1]
    if character == "w":
        return letter
    if character in _SAME or character in also:
        return escape
    if character.isalnum():
        raise ValueError(f"no translation of {escape}")
    return character
