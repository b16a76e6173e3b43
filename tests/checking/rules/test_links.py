"""Every address is held to the same: where to apply, the website, and links in every text."""

from __future__ import annotations

from typing import Any

import pytest

from generator.checking.check import CheckContext, check_file
from generator.checking.rules import RULES
from generator.checking.workspace import open_workspace
from generator.model.listing import Listing
from tests.checking.rules.samples import TODAY, about, context, employer, listing
from tests.support.paths import ROOT
from tests.support.trees import GOOD

BAD = {
    "https://harbourbooks.example@login.evil.example/": "text/link",
    "https://harbourbooks.example:80@evil.example/": "text/link",
    "https://harbourbooks.example∕apply.evil.example/": "text/link",
    "https://harbourbooks.example⁄apply.evil.example/": "text/link",
    "https://a..b/": "text/link",
    "https://-a.example/": "text/link",
    f"https://{'a' * 64}.example/": "text/link",
    "https://harbour.example:8443/": "text/link",
    "https://127.0.0.1/x": "url/not-public",
    "https://169.254.169.254/": "url/not-public",
    "https://0x7f.1/": "url/not-public",
    "https://2130706433/": "url/not-public",
    "https://[::1]/x": "url/not-public",
    "https://wiki.internal/": "url/not-public",
    "https://printer.local/": "url/not-public",
    "https://аррӏе.com/": "url/disguised",
    "https://xn--80ak6aa92e.com/": "url/disguised",
    "https://gооgle.com/": "url/disguised",
    "https://ɡoogle.com/": "url/disguised",
    "https://bit.ly/abc": "text/link-shortener",
    "https://www.bit.ly/abc": "text/link-shortener",
    "https://BIT.LY./abc": "text/link-shortener",
    "https://go.bit.ly:443/abc": "text/link-shortener",
    "http://harbour.example/": "text/http-link",
}
# Links that only Markdown has, and what is wrong with them.
BAD_TARGETS = {
    "/no-such-page": "text/link",
    "no-such-page": "text/link",
    "../up": "text/link",
    "#part": "text/link",
    "//evil.example/x": "text/link",
    "https:evil.example": "text/link",
    "https:///evil.example": "text/link",
    "https://localhost/": "text/link",
    "mailto:ana@harbour.example": "text/link",
    "tel:+123456789": "text/link",
    "ftp://harbour.example/": "text/link",
    "<https://harbour .example/>": "text/link",
}
GOOD_TEXTS = (
    "See [our shop](https://harbour.example/a_b?c=d#e).",
    "See <https://www.harbour.example/>, please.",
    "It is at https://harbour.example/ (soon).",
    "It is at www.harbour.example.",
    "See [our shop](https://bücher.example/) and https://例え.example/.",
    "Start it and open `http://localhost:8000/`; https and http are both fine.",
    "```\ncurl http://127.0.0.1:8000/x\n```",
    "    http://localhost:8000/\n",
    "Compare and/or merge 1/2 of TCP/IP, at 9:30; write to us: we answer. See [1] and [2].",
    "`[x](/y)` is a link in Markdown, and www. is how many begin.",
)
TEXT_FIELDS = (
    "title", "summary", "description", "deliverables", "pay.note", "apply.instructions",
    "eligibility.enrolment", "eligibility.work_authorisation", "outcome.summary",
)  # fmt: skip


def of_addresses(found: Listing) -> set[str]:
    ids = {"text/link", "url/not-public", "url/disguised", "text/link-shortener", "text/http-link"}
    ran = ((rule.id, rule.listing(found, context())) for rule in RULES if rule.listing)
    return {name for name, findings in ran if name in ids and [*findings]}


def with_text(field: str, text: str) -> Listing:
    name, _, part = field.partition(".")
    if name == "deliverables":
        return listing(deliverables=["One text", text])
    if name == "pay":
        return listing(pay={"amount": 480, "currency": "USD", "per": "project", part: text})
    if name == "apply":
        return listing(apply={"email": "jobs@harbour.example", part: text})
    if name == "outcome":
        return listing(status="filled", outcome={"summary": "It is done.", part: text})
    return listing(**{name: {part: text} if part else text})


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("address", BAD)
def test_an_address_in_any_text(address: str, field: str) -> None:
    assert of_addresses(with_text(field, f"Look at {address} before.")) == {BAD[address]}


@pytest.mark.parametrize("address", [*BAD, *BAD_TARGETS])
def test_the_link_of_an_outcome(address: str) -> None:
    """Its schema refuses some of them before."""
    assert of_addresses(with_text("outcome.link", address)) == {{**BAD, **BAD_TARGETS}[address]}


@pytest.mark.parametrize("address", [*BAD, *BAD_TARGETS])
def test_a_link_in_a_description(address: str) -> None:
    wanted = {**BAD, **BAD_TARGETS}[address]
    for text in (f"Look at [this]({address}) before.", f"[this]: {address}\n\nLook at [this]."):
        assert of_addresses(about(text)) == {wanted}, text


@pytest.mark.parametrize("text", GOOD_TEXTS)
def test_ordinary_texts(text: str) -> None:
    assert of_addresses(about(text)) == set()


@pytest.mark.parametrize("address", [key for key, rule in BAD.items() if rule != "text/http-link"])
def test_the_same_in_what_an_employer_says(address: str) -> None:
    (rule,) = (rule for rule in RULES if rule.id == "text/employer-link")
    for fields in ({"about": f"See {address}, our shop."}, {"name": f"Shop {address}"}):
        assert rule.employer and [*rule.employer(employer(**fields), context())], fields


def known() -> CheckContext:
    return open_workspace(ROOT).context(TODAY)


def problems_of(text: str) -> list[tuple[str, int, int]]:
    found = check_file("listings/acme/x.yml", text.encode(), known()).problems
    return [(problem.rule, problem.place.line, problem.place.column) for problem in found]


@pytest.mark.parametrize("address", [key for key, rule in BAD.items() if rule != "text/http-link"])
def test_the_same_for_where_to_apply_and_the_website(address: str) -> None:
    wanted = {"field/url"} if BAD[address] == "text/link" else {BAD[address]}
    text = GOOD[: GOOD.index("\napply:")] + f'\napply:\n  url: "{address}"\n'
    assert {rule for rule, *_ in problems_of(text)} == wanted


def test_the_host_of_an_email_address_is_judged_too() -> None:
    for email, rule in (
        ("jobs@wiki.internal", "url/not-public"),
        ("jobs@xn--80ak6aa92e.com", "url/disguised"),
    ):
        assert rule in of_addresses(listing(apply={"email": email})), email


def test_each_link_has_its_line_and_column() -> None:
    first, _, rest = GOOD.partition("description: |\n")
    lines = "  One [a](/a) and [b](/b)\n  and https://127.0.0.1/c.\n\n"
    at = first.count("\n") + 2
    found: list[Any] = problems_of(f"{first}description: |\n{lines}{rest}")
    assert found == [
        ("text/link", at, 11),
        ("text/link", at, 23),
        ("url/not-public", at + 1, 7),
    ]


def test_a_thousand_links_are_each_read_once() -> None:
    """In a description of the greatest length."""
    many = "".join(f"[a](/{number:x}) " for number in range(500)) + "[a](/1) " * 50
    (rule,) = (rule for rule in RULES if rule.id == "text/link")
    assert rule.listing
    assert len([*rule.listing(about(many), context())]) == 500
