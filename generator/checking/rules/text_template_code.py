"""A description should not have template code in it.

Why: `{{ name }}` means that someone sent a template without filling it in.

Wrong::

    summary: Help {{ company }} find out what independent bookshops need from a stock system.

Right::

    summary: Help Harbour Books find out what independent bookshops need from a stock system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.prose import prose, quoted
from generator.model.listing import Listing
from generator.model.problem import Severity

# Not `{{ name }}` in code marks: the work may be about templates.
_CODE = re.compile(
    r"(?<!`)\{\{[^{}\n]{0,80}\}\}|(?<!`)\{%[^%\n]{0,80}%\}"
    r"|\[(?:insert|your|company|employer|name of)\b[^\]\n]{0,60}\](?!\()"
    r"|\blorem ipsum\b|\bT[BO]D[AO]?\b(?=:| write| fill)|\bXXX+\b",
    re.IGNORECASE,
)
_SIGNS = ("{", "[", "orem ipsum", "TODO", "TBD", "XXX")

_TEXT = Text("`{found}` looks like a placeholder.", "Fill it in.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Placeholders of the usual kinds."""
    written = prose(listing)
    if not any(sign in written.whole for sign in _SIGNS):
        return
    for path, text in written.texts:
        text = _markdown(listing) if path == ("description",) else text
        if match := _CODE.search(text):
            yield _TEXT.at(path, found=quoted(match.group()))


def _markdown(listing: Listing) -> str:
    return listing.description.markdown


RULE = Rule(
    "text/template-code",
    Severity.HINT,
    listing=check,
    texts=(_TEXT,),
    data={"code": _CODE, "signs": _SIGNS},
)
