"""A description should not have template code in it.

Why: `{{ name }}` means that a template was sent without being filled in.

Wrong::

    summary: Help {{ company }} find out what independent bookshops need from a stock system.

Right::

    summary: Help Harbour Books find out what independent bookshops need from a stock system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.listing import Listing
from generator.problem import Severity
from generator.rules.base import Context, Finding, Rule
from generator.rules.words import prose, quoted

_CODE = re.compile(
    r"\{\{[^}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\[(?:INSERT|YOUR|COMPANY)[^\]\n]{0,60}\]"
)


def check(listing: Listing, context: Context) -> Iterator[Finding]:
    """Placeholders of the usual kinds."""
    for path, text in prose(listing).texts:
        if ("{" in text or "[" in text) and (match := _CODE.search(text)):
            message = f"`{quoted(match.group())}` looks like a placeholder."
            yield Finding(path, message, "Fill it in.")


RULE = Rule("text/template-code", Severity.HINT, listing=check)
