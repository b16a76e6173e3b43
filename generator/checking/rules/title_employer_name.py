"""The title should not repeat the employer's name.

Why: the name is shown next to every title. Keep the title's few words for the work.

Wrong::

    title: Market survey of bookshops at Acme

Right::

    title: Market survey of bookshops
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Parts, Rule, RuleContext, Text
from generator.model.problem import Severity

_SHORTEST = 3

_TEXT = Text(
    "the title repeats the employer's name ({name}).",
    "Remove it: the name is shown next to the title.",
)


def check(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    """Each title against its employer's name, as whole words."""
    names = {
        employer.id: f" {employer.name.casefold()} "
        for employer in parts.employers.values()
        if len(employer.name) >= _SHORTEST
    }
    for file, listing in parts.listings.items():
        name = names.get(listing.employer_id)
        if name and name in f" {listing.title.casefold()} ".replace(":", " ").replace(",", " "):
            yield file, _TEXT.at(("title",), name=name.strip())


RULE = Rule(
    "title/employer-name", Severity.HINT, board=check, texts=(_TEXT,), data={"shortest": _SHORTEST}
)
