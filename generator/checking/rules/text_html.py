"""A description must not have HTML in it.

Why: HTML is shown as you typed it, with its tags. Markdown does everything a description needs.

Wrong::

    description: |
      We build a stock system for bookshops, and you will <b>talk to shops</b>, sort what you
      hear and propose what we should build next. You will work with our product lead, who
      answers questions every weekday and gives you feedback on two drafts of your slides.

Right::

    description: |
      We build a stock system for bookshops, and you will **talk to shops**, sort what you
      hear and propose what we should build next. You will work with our product lead, who
      answers questions every weekday and gives you feedback on two drafts of your slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.markdown_tokens import tokens
from generator.checking.rule_kit.prose import quoted
from generator.model.listing import Listing
from generator.model.problem import Severity

# Not `a<b and c>d`: an element's name, alone or with an attribute that has a value.
_TAG = re.compile(
    r"</?(?:[a-z][a-z0-9]*-[a-z0-9-]+|a|abbr|article|aside|audio|b|big|blockquote|body|br|button"
    r"|center|code|dd|details|div|dl|dt|em|embed|font|footer|form|h[1-6]|head|header|hr|html|i"
    r"|iframe|img|input|ins|kbd|li|link|main|mark|meta|nav|object|ol|option|p|pre|q|s|samp|script"
    r"|section|select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea"
    r"|tfoot|th|thead|title|tr|tt|u|ul|var|video)(?:\s[^<>=]{1,40}=[^<>]*|\s*)/?>|<!--",
    re.IGNORECASE,
)

_TEXT = Text(
    "the description has HTML in it (`{found}`).",
    "Use Markdown: **bold**, *italic*, - lists and [links](https://...).",
)


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Tags and comments outside of code."""
    for token in tokens(listing, "<"):
        if token.type in {"html_inline", "html_block"} and (match := _TAG.search(token.content)):
            yield _TEXT.at(("description",), found=quoted(match.group()))
            return


RULE = Rule("text/html", Severity.ERROR, listing=check, texts=(_TEXT,), data={"tag": _TAG})
