"""An employer's website must be their own, not one reserved for examples.

Names that end in `.example`, and example.com, example.net and example.org, belong to nobody. Only a
board of samples, with `demo_day` in its settings, may use them.

Why: students visit it to see which organisation offers the work. Such an address is left over when
an example was pasted and not changed.

Wrong (on a board without `demo_day`)::

    website: https://harbour-books.example

Right::

    website: https://www.your-company.com
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.hosts import host_of, is_sample
from generator.model.employer import Employer
from generator.model.problem import Severity

_TEXT = Text(
    "`{host}` comes from the example and belongs to nobody.",
    "Write the address of your own website.",
)


def check(employer: Employer, context: RuleContext) -> Iterator[Finding]:
    """The website's host."""
    host = host_of(employer.website)
    if context.settings.demo_day is None and is_sample(host):
        yield _TEXT.at(("website",), host=host)


RULE = Rule("url/website-sample", Severity.ERROR, employer=check, texts=(_TEXT,))
