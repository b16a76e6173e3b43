"""Web addresses in an employer's texts must be public and show where they lead.

They have to meet the same rules as `website`.

Why: students follow them, because the board shows them.

Wrong::

    about: We sell used textbooks to students; see https://bit.ly/3abcDEF.

Right::

    about: We sell used textbooks to students; see https://harbour.example/shops.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.addresses import Mention, mentions_in
from generator.checking.rule_kit.hosts import disguise, is_private, is_sample, shortener
from generator.model.employer import Employer
from generator.model.problem import Severity

_REFUSED = Text(
    "`{address}` can't be linked to: {reason}",
    "Open the page in a browser and copy its address from there.",
)
_PRIVATE = Text(
    "`{host}` is not a public address.", "Give the address of a page that anyone can open."
)
_DISGUISED = Text(
    "`{host}` has letters of another alphabet that look like Latin ones.",
    "Type the address again by hand.",
)
_SHORTENED = Text("`{host}` hides where the link leads.", "Write the full address of the page.")
_SAMPLE = Text(
    "`{host}` comes from the example and belongs to nobody.",
    "Write the address of a page of your own, or remove it.",
)


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """Each address in `name` and `about`."""
    is_real = context.settings.demo_day is None
    for field, text in (("name", employer.name), ("about", employer.about)):
        for mention in mentions_in(text, (field,)):
            if said := _wrong(mention, is_real):
                values = {"address": mention.shown, "reason": mention.refusal, "host": mention.host}
                yield mention.finding(said, **values)


def _wrong(mention: Mention, is_real: bool) -> Text | None:
    host = mention.host
    if mention.refusal:
        return _REFUSED
    if is_private(host):
        return _PRIVATE
    if disguise(host):
        return _DISGUISED
    if shortener(host):
        return _SHORTENED
    return _SAMPLE if is_real and is_sample(host) else None


RULE = Rule(
    "text/employer-link",
    Severity.ERROR,
    employer=check,
    texts=(_REFUSED, _PRIVATE, _DISGUISED, _SHORTENED, _SAMPLE),
)
