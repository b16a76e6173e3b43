"""Where to apply must be an address of your own, not one that is kept for examples.

Names that end in `.example`, and example.com, example.net and example.org, belong to nobody. Only
a board of samples, with `demo_day` in its settings, may use them.

Why: an application to such an address reaches nobody. It is still there when the example was
pasted and not changed.

Wrong (on a board without `demo_day`)::

    apply: {url: "https://harbour-books.example/jobs/survey"}

Right::

    apply: {url: "https://www.your-company.com/jobs/survey"}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext
from generator.checking.rule_kit.hosts import host_of, is_sample
from generator.model.listing import Listing
from generator.model.problem import Severity


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """The host of the web or email address to apply at."""
    if context.settings.demo_day is not None:
        return
    email = listing.apply.email
    host = email.rpartition("@")[2].lower() if email else host_of(listing.apply.url)
    if is_sample(host):
        what = "email" if email else "url"
        fix = "Write the email address" if email else "Write the address of the page"
        message = f"`{host}` is an address from the example and reaches nobody."
        yield Finding(("apply", what), message, f"{fix} where students apply to you.")


RULE = Rule("url/sample", Severity.ERROR, listing=check)
