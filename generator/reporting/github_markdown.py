"""Foreign text in a comment: shown as typed, with nothing in it that GitHub would act on.

GitHub looks for names, issue numbers, commits and emoji in the finished text, after character
references have become characters. A space of no width keeps each of them apart; inside code it
looks for nothing.
"""

from __future__ import annotations

import re

from generator.reporting.markdown import escaped, said
from generator.reporting.text import printable

_CODE = re.compile(r"(<code>.*?</code>)")
# As `escaped` writes them: # with what follows, a colon inside a word, GH-1, a long hex number.
_LIVE = re.compile(
    r"&#35;|&#58;(?=\S)|(?<=[Gg][Hh])&#45;|(?<![0-9a-zA-Z])[0-9a-f]{4}(?=[0-9a-f]{3})"
)
_APART = "&#8203;"
# References that `escaped` writes to be sure, where the character can do nothing.
_HARMLESS = re.compile(r"&#(3[349]|4[01]|47|58(?=; )|61|63);|&#4([56]);")
_RUN = re.compile(r"`+")


def words(text: str) -> str:
    """Foreign text among ours."""
    return _readable(_still(escaped(text)))


def sentence(text: str) -> str:
    """A problem's sentence: what stands between backticks is shown as code."""
    parts = _CODE.split(said(text))
    still = "".join(part if number % 2 else _still(part) for number, part in enumerate(parts))
    return _readable(still)


def code(text: str) -> str:
    """A name, such as a file's, as code."""
    return _readable(f"<code>{escaped(text)}</code>")


def fenced(lines: list[str], language: str = "") -> str:
    """Lines of a file as a code block that no line of it can end."""
    shown = [printable(line)[:300] for line in lines]
    longest = max((len(run) for line in shown for run in _RUN.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *shown, fence])


def _still(text: str) -> str:
    return _LIVE.sub(lambda match: match[0] + _APART, text)


def _readable(text: str) -> str:
    """The comment is read as mail too, where references are not shown as characters."""

    def character(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1]))
        before = text[: match.start()]
        if match[2] == "6":  # `1.` begins a list, `www.` an address
            return match[0] if before.isdigit() or before[-3:].lower() == "www" else "."
        return "-" if before[-1:].isalnum() and before[-2:].lower() != "gh" else match[0]

    return _HARMLESS.sub(character, text)
