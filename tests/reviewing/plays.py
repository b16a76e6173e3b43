"""Pull requests as they come to a board: from kind to hostile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.repositories import ACME, CLOSED, Changes
from tests.support.trees import GOOD

SCAM = (
    GOOD.replace("Market survey of independent bookshops", "URGENT!!! Earn 900 USD a day from home")
    .replace(
        "You need no knowledge of bookselling: we send you a reading list.",
        "Before you start, pay a refundable deposit of 50 USD and send us a photo of your "
        "passport and your bank account details. Write to @everyone or <b>t.me/easy-money</b>, "
        "see #1 and GH-1. ![x](https://evil.example/x.png) [click](javascript:alert(1))",
    )
    .replace("https://acme.example/apply", "https://bit.ly/3abcdef")
)
NEWCOMER = (
    ACME.replace("Acme", "Lantern Press")
    .replace("acme.example", "lantern.example")
    .replace("acme-owner", "lantern-kim")
)
NEW_LISTING = (
    GOOD.replace("acme.example", "lantern.example")
    .replace("Market survey of independent bookshops", "Write teasers for twelve poetry books")
    .replace(
        "Find out what 40 independent bookshops need from a stock system, "
        "and tell us in ten slides.",
        "Read twelve short poetry books and write a teaser of a hundred words for each.",
    )
    .replace("We build a stock system for bookshops.", "We publish poetry from five countries.")
    .replace("**talk to shops**, sort what you hear and", "**read twelve books**, take notes and")
    .replace("propose what we should build next.", "write a teaser for each of them.")
    .replace("category: research", "category: writing")
    .replace("[market-research, excel]", "[copywriting]")
)
HOSTILE = (
    b"listings/acme/a\n::error file=x::b.yml",
    b"listings/acme/`rm -rf`.yml",
    b"listings/acme/$(touch x).yml",
    b"listings/acme/\"quoted\" 'name'.yml",
    b"listings/acme/@everyone #1.yml",
    b"listings/acme/[click](https:evil.example).yml",
    b"listings/acme/<img src=x>.yml",
    b"listings/acme/\xe2\x80\xaegnp.yml",
    b"listings/acme/\xff\xfe.yml",
    b"listings/acme/-->.yml",
)


def with_employer(listing: str, employer: str) -> str:
    """`listing` with the fields of an employer.yml in it."""
    return listing + "employer:\n" + "".join(f"  {line}\n" for line in employer.splitlines())


@dataclass(frozen=True)
class Play:
    """A pull request, who opened it and the verdict it gets."""

    author: str
    changes: Callable[[], Changes]
    verdict: str


PLAYS = {
    "good-first-listing": Play(
        "lantern-kim",
        lambda: {
            "listings/lantern/employer.yml": NEWCOMER,
            "listings/lantern/poetry-teasers.yml": NEW_LISTING,
        },
        "needs-maintainer",
    ),
    "first-listing-in-one-file": Play(
        "lantern-kim",
        lambda: {"listings/lantern/poetry-teasers.yml": with_employer(NEW_LISTING, NEWCOMER)},
        "needs-maintainer",
    ),
    "typo": Play(
        "Acme-Owner",
        lambda: {
            "listings/acme/survey.yml": GOOD.replace("beginner", "begginer").replace(
                "currency: USD", "currency: usd"
            )
        },
        "mend",
    ),
    "unpaid": Play(
        "acme-owner",
        lambda: {"listings/acme/survey.yml": GOOD.replace("amount: 400", "amount: 0")},
        "mend",
    ),
    "foreign-folder": Play(
        "mallory",
        lambda: {
            "listings/acme/survey.yml": GOOD.replace(
                "https://acme.example/apply", "https://acme.example/jobs"
            )
        },
        "needs-maintainer",
    ),
    "takeover": Play(
        "mallory",
        lambda: {
            "listings/acme/employer.yml": ACME.replace("acme-owner", "mallory"),
            "listings/acme/survey.yml": GOOD.replace("amount: 400", "amount: 500"),
        },
        "needs-maintainer",
    ),
    "takeover-in-a-listing": Play(
        "mallory",
        lambda: {
            "listings/acme/poems.yml": with_employer(
                NEW_LISTING.replace("lantern.example", "acme.example"),
                ACME.replace("acme-owner", "mallory"),
            )
        },
        "mend",
    ),
    "closing": Play(
        "acme-owner",
        lambda: {"listings/acme/survey.yml": GOOD + "status: filled\n"},
        "pass",
    ),
    "outcome": Play(
        "acme-owner",
        lambda: {
            "listings/acme/old-survey.yml": CLOSED
            + "outcome:\n  summary: Twelve shops told us what they need, and <b>we</b> build it.\n"
            "  link: https://acme.example/survey\n  hired: true\n"
        },
        "pass",
    ),
    "case-collision": Play(
        "acme-owner",
        lambda: {
            "listings/Acme/employer.yml": ACME.replace("acme-owner", "mallory"),
            "listings/acme/Survey.yml": GOOD,
        },
        "mend",
    ),
    "huge": Play(
        "acme-owner",
        lambda: {f"listings/acme/project-{n}.yml": f"title: {n % 7}\n" for n in range(5000)},
        "mend",
    ),
    "hostile-names": Play(
        "acme-owner",
        lambda: dict.fromkeys(HOSTILE, GOOD),
        "mend",
    ),
    "duplicate": Play(
        "acme-owner",
        lambda: {"listings/acme/survey-again.yml": GOOD},
        "mend",
    ),
    "scam": Play(
        "acme-owner",
        lambda: {"listings/acme/easy-money.yml": SCAM},
        "mend",
    ),
    "link-to-another-website": Play(
        "acme-owner",
        lambda: {
            "listings/acme/survey.yml": GOOD.replace(
                "You will **talk to shops**",
                "You will [talk to shops](https://acme.example@login.evil.example/)",
            )
        },
        "mend",
    ),
    "short-link-behind-www": Play(
        "acme-owner",
        lambda: {
            "listings/acme/survey.yml": GOOD.replace(
                "apply: {url: https://acme.example/apply}", "apply: {url: https://www.bit.ly./x}"
            )
        },
        "mend",
    ),
    "workflow-edit": Play(
        "acme-owner",
        lambda: {
            ".github/workflows/check.yml": "on: pull_request_target\n",
            "generator/checking/rule.py": "raise SystemExit(0)\n",
            "schema/listing.schema.json": "{}\n",
            "listings/acme/survey.yml": GOOD.replace("amount: 400", "amount: 30"),
        },
        "mend",
    ),
}
