"""Untrusted text in a comment or an issue: shown as typed, without mentions or links.

Hosts link addresses, mentions, numbers of issues, commits and emoji codes in rendered text, after
character references were decoded. A zero-width space inside each of them prevents that. An address
is one with a scheme, an email address, or a name that begins with `www.` (GitHub Flavored Markdown,
section 6.9). GitLab links more: `!1`, `%1`, `&1`, `~1`, `GL-1` and `^alert`. Not broken is `$1`, a
snippet of the board's own project: most text with that sign is about money. Inside code nothing
is linked. And GitLab obeys a line that begins with a slash and a word (a quick action), so
no text begins with one.
"""

from __future__ import annotations

import re

from generator.reporting.markdown import ZERO_WIDTH_SPACE, escape_markdown, message_markdown
from generator.reporting.text import printable

_MAX_LINE = 300
_CODE_ELEMENT = re.compile(r"(<code>[^<\n]*</code>)")
# As `escape_markdown` writes them: an issue number (#1), an emoji code (:tada:) or a scheme,
# GitLab's signs, other kinds of issue numbers (GH-1, GL-1), an address without a scheme (www.), a
# commit (seven or more hexadecimal digits).
_LINKED = re.compile(
    r"&#35;|&#58;(?=\S)|(?:&#(?:33|38|94|126);|%)(?=\w|&#(?:34|95);)|(?<=[Gg][HhLl])&#45;"
    r"|[Ww]{3}(?=&#46;)|(?<![0-9a-zA-Z])[0-9a-fA-F]{7,}"
)
_PART = 4  # hexadecimal digits; more than six of a long row could still be a commit
# References that `escape_markdown` writes as a precaution, where the character has no meaning.
_NEEDLESS_REFERENCE = re.compile(r"&#(3[349]|4[01]|47|58(?=; )|61|63);|&#4([56]);")
_BACKTICKS = re.compile(r"`+")


def plain_text(text: str) -> str:
    """Untrusted `text` inside a sentence."""
    return _readable(_without_links(escape_markdown(text)))


def message_text(message: str) -> str:
    """A problem's message or fix, with the parts between backticks as code."""
    parts = _CODE_ELEMENT.split(message_markdown(message))
    return _readable(
        "".join(part if number % 2 else _without_links(part) for number, part in enumerate(parts))
    )


def inline_code(text: str) -> str:
    """Untrusted `text` as code, such as the name of a file."""
    return _readable(f"<code>{escape_markdown(text)}</code>")


def code_block(lines: list[str], language: str = "") -> str:
    """Untrusted lines as a code block. Its fence is longer than any backticks in them."""
    shown = [printable(line)[:_MAX_LINE] for line in lines]
    longest = max((len(run) for line in shown for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *shown, fence])


def _without_links(markdown: str) -> str:
    return _LINKED.sub(_broken, markdown)


def _broken(match: re.Match[str]) -> str:
    found = match[0]
    if not found[0].isalnum() or found[0] in "wW":
        return found + ZERO_WIDTH_SPACE
    parts = (found[at : at + _PART] for at in range(0, len(found), _PART))
    return ZERO_WIDTH_SPACE.join(parts)


def _readable(markdown: str) -> str:
    """Decode needless references: GitHub also sends comments as plain-text mail."""

    def decode(match: re.Match[str]) -> str:
        if match[1]:
            is_first = match.start() == 0
            return match[0] if is_first and match[1] == "47" else chr(int(match[1]))
        before = markdown[: match.start()]
        if match[2] == "6":  # A full stop, unless it is in `1.` (a list) or `www.` (a link).
            return match[0] if before.isdigit() or before[-3:].lower() == "www" else "."
        # A hyphen, if it is inside a word and not in `GH-1` or `GL-1`.
        return (
            "-" if before[-1:].isalnum() and before[-2:].lower() not in {"gh", "gl"} else match[0]
        )

    return _NEEDLESS_REFERENCE.sub(decode, markdown)
