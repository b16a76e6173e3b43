"""Rules on numbers, dates, addresses and countries, at their edges."""

from __future__ import annotations

from typing import Any

import pytest

from generator.checking.rule_kit.hosts import disguise, host_of, registered
from tests.checking.rules.samples import BY_ID, context, employer, findings, ids, listing

DELIVERABLE = "Ten slides"
CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("pay/currency", {"pay": {"amount": 400, "currency": "EUR", "per": "project"}}, False),
    ("pay/currency", {"pay": {"amount": 400, "currency": "BTC", "per": "project"}}, True),
    (
        "pay/range-upside-down",
        {"pay": {"min": 400, "max": 400, "currency": "USD", "per": "project"}},
        False,
    ),
    (
        "pay/range-wide",
        {"pay": {"min": 400, "max": 1200, "currency": "USD", "per": "project"}},
        False,
    ),
    (
        "pay/range-wide",
        {"pay": {"min": 400, "max": 1201, "currency": "USD", "per": "project"}},
        True,
    ),
    ("hours/unusual", {"hours": 5}, False),
    ("hours/unusual", {"hours": 4}, True),
    ("hours/unusual", {"hours": 80}, False),
    ("hours/range-wide", {"hours": {"min": 5, "max": 15}}, False),
    ("hours/range-wide", {"hours": {"min": 5, "max": 16}}, True),
    ("hours/too-many-a-week", {"hours": 40, "duration_weeks": 1}, False),
    ("hours/too-many-a-week", {"hours": 41, "duration_weeks": 1}, True),
    ("hours/heavy-week", {"hours": 20, "duration_weeks": 1}, False),
    ("hours/heavy-week", {"hours": 21, "duration_weeks": 1}, True),
    ("hours/heavy-week", {"hours": 41, "duration_weeks": 1}, False),
    ("dates/deadline-before-posted", {"deadline": "2026-11-19"}, True),
    ("dates/deadline-too-far", {"deadline": "2027-02-18"}, False),
    ("dates/deadline-too-far", {"deadline": "2027-02-19"}, True),
    ("dates/deadline-too-soon", {"deadline": "2026-11-22"}, True),
    ("dates/deadline-too-soon", {"deadline": "2026-11-23"}, False),
    ("dates/posted-future", {"posted": "2026-11-23"}, False),
    ("dates/posted-future", {"posted": "2026-12-23", "deadline": "2027-01-04"}, True),
    ("dates/posted-too-far", {"posted": "2026-12-23", "deadline": "2027-01-04"}, False),
    ("dates/posted-too-far", {"posted": "2026-12-24", "deadline": "2027-01-04"}, True),
    ("deliverables/due-after-end", {"start": "flexible"}, False),
    ("deliverables/due-after-end", {"start": "9999-12-01"}, False),
    ("language/unknown", {"language": "pt-BR"}, False),
    ("language/unknown", {"language": "xq"}, True),
    ("place/country-unknown", {"place": {"mode": "remote", "applicant_countries": ["XK"]}}, False),
    ("place/country-unknown", {"place": {"mode": "remote", "applicant_countries": ["EU"]}}, True),
    ("title/employer-name", {"title": "Acme"}, False),  # no rule on one listing alone
]
HOSTS = {
    "127.0.0.1": True, "0x7f.1": True, "2130706433": True, "localhost.": True, "a.internal": True,
    "a.corp": True, "router.lan": True, "localhost.localdomain": True, "x.onion": True,
    "harbour.example": False, "harbour.example.": False, "1and1.example": False,
    "4.harbour.example": False, "localhost.harbour.example": False,
}  # fmt: skip


@pytest.mark.parametrize(("rule", "fields", "found"), CASES)
def test_at_the_edge(rule: str, fields: dict[str, Any], found: bool) -> None:
    assert (rule in ids(listing(**fields))) is found


@pytest.mark.parametrize("host", HOSTS)
def test_hosts_that_nobody_else_can_open(host: str) -> None:
    found = ids(listing(apply={"url": f"https://{host}/apply"}))
    assert ("url/not-public" in found) is HOSTS[host]


@pytest.mark.parametrize(
    "email", ["a@b", "a..b@acme.example", ".a@acme.example", "a@-acme.example", "a@acme..example",
              "a@gmial.com", "a@acme.example-"],
)  # fmt: skip
def test_addresses_that_nobody_has(email: str) -> None:
    assert "apply/email-host" in ids(listing(apply={"email": email}))


@pytest.mark.parametrize("email", ["a@acme.example", "a.b+c@jobs.acme.co.uk", "a@xn--bcher-kva.de"])
def test_addresses_that_somebody_may_have(email: str) -> None:
    assert "apply/email-host" not in ids(listing(apply={"email": email}))


def test_a_language_is_no_disguise() -> None:
    for host in ("bücher.de", "xn--bcher-kva.de", "スーパーマーケット京都.jp", "한국漢字.kr",
                 "яндекс.рф", "παράδειγμα.gr", "xn--zzzzzz999.com", "acme.example"):  # fmt: skip
        assert not disguise(host_of(f"https://{host}")), host
    for host in ("аcme.example", "xn--80ak6aa92e.com", "раураl.com", "αcme.example"):
        assert disguise(host_of(f"https://{host}")), host


def test_what_somebody_registered() -> None:
    assert registered("jobs.acme.co.uk") == "acme.co.uk"
    assert registered("jobs.acme.example") == "acme.example"
    assert registered("acme.github.io") == "acme.github.io"
    assert registered("localhost") == "localhost"


@pytest.mark.parametrize(
    ("apply", "found"),
    [
        ({"url": "https://harbour-books.example/jobs"}, True),
        ({"url": "https://www.example.com/jobs"}, True),
        ({"url": "https://jobs.example.org/"}, True),
        ({"email": "jobs@Harbour.EXAMPLE"}, True),
        ({"email": "jobs@example.net"}, True),
        ({"url": "https://example.pt/jobs"}, False),
        ({"url": "https://myexample.com/jobs"}, False),
        ({"email": "example@harbour-books.com"}, False),
    ],
)
def test_an_address_from_the_example(apply: dict[str, str], found: bool) -> None:
    """Refused on a real board, fine on one of samples."""
    rule, one = BY_ID["url/sample"], listing(apply=apply)
    assert bool(findings(rule, one)) is found
    assert rule.listing and not [*rule.listing(one, context())]


def test_a_website_from_the_example() -> None:
    rule, one = BY_ID["url/website-sample"], employer(website="https://harbour-books.example")
    assert findings(rule, one)
    assert rule.employer and not [*rule.employer(one, context())]
    assert not findings(rule, employer(website="https://harbour-books.pt"))
