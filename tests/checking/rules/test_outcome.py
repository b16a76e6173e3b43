"""What became of a project: no profiles, no accounts, no names; work of any kind is fine."""

from __future__ import annotations

import pytest

from tests.checking.rules.samples import BY_ID, findings, ids, listing

MADE = "Forty help pages are online."
PEOPLE = (
    "https://www.linkedin.com/in/ana-reis", "https://pt.linkedin.com/in/ana-reis/details",
    "https://LinkedIn.com/IN/ana", "https://www.xing.com/profile/Ana_Reis/cv",
    "https://github.com/ana", "https://github.com/ana/", "https://github.com/ana?tab=repositories",
    "https://gitlab.com/ana#x", "https://x.com/ana", "https://twitter.com/ana",
    "https://www.instagram.com/ana.reis/", "https://facebook.com/profile.php?id=12",
    "https://mastodon.example/@ana", "https://youtube.com/@ana", "https://www.tiktok.com/@ana",
    "https://bsky.app/profile/ana.example", "https://orcid.org/0000-0002-1825-0097",
    "https://medium.com/@ana", "https://t.me/ana", "https://www.facebook.com/people/Ana-Reis/100012/",
    "https://stackoverflow.com/users/12/ana-reis", "https://linktr.ee/ana",
    "https://www.pinterest.com/ana", "https://linkedin.com//in/ana", "https://github.com//ana//",
)  # fmt: skip
WORK = (
    "https://acme.example/ayuda", "https://github.com/acme/survey", "https://acme.github.io/survey",
    "https://www.linkedin.com/company/acme", "https://www.instagram.com/p/C0ffee/",
    "https://x.com/acme/status/12", "https://youtube.com/watch?v=C0ffee", "https://netx.com/acme",
    "https://medium.com/@acme/what-we-learned", "https://gitlab.com/acme/tools/-/issues",
    "https://www.pinterest.com/pin/12", "https://stackoverflow.com/questions/12/what",
    "https://github.com/", "https://acme.example/@", "https://acme.example/in/lisbon",
)  # fmt: skip
ACCOUNTS = (
    "Made by @ana.",
    "(@ana_reis)",
    "@ana made it",
    "by @ana.reis.",
    "@ana-reis/",
    "see github.com/ana, please",
)
NO_ACCOUNTS = (
    "12 shops @ 20 euros",
    "2@4",
    "@",
    "@ home",
    "The fee was @40 EUR each",
    "Icons in @2x resolution",
    "It is @acme/ui on npm",
    "It is @acme.de/ui-kit now",
    "see github.com/acme/survey, please",
)
NAMES = {
    "We hired Ana Reis after it.": "Ana Reis",
    "Thanks to Zoë, the pages are online.": "Zoë",
    "Our student Ana O'Neill wrote them.": "Ana O'Neill",
    "Maria Silva has joined us since.": "Maria Silva",
    "Jun works for us now.": "Jun",
    "Ðorđe was hired.": "Ðorđe",
    "The site was built by Ana Reis, aged 19.": "Ana Reis",
    "The forty pages were written by Zoë Ångström.": "Zoë Ångström",
}
NO_NAMES = (
    "We hired the student afterwards.", "Thanks to the survey we know more.",
    "The student now works with us in Lisbon.", "Our student wrote ten pages in German.",
    "It was made with Excel, and Tableau shows it.", "The Table was read by Porto and Lisbon.",
    "The map was made by Harbour, with Power BI and Google Sheets, for people new to New York.",
    "The pages were written by the student.", "It is used by Porto Public Library.",
)  # fmt: skip


def found(summary: str = MADE, link: str = "") -> set[str]:
    outcome = {"summary": summary} | ({"link": link} if link else {})
    return ids(listing(status="filled", outcome=outcome))


@pytest.mark.parametrize("link", PEOPLE)
def test_a_link_to_a_person(link: str) -> None:
    assert "outcome/personal-data" in found(link=link)
    assert "outcome/personal-data" in found(f"See {link} for more.")


@pytest.mark.parametrize("link", WORK)
def test_a_link_to_the_work(link: str) -> None:
    assert found(link=link) == set()


@pytest.mark.parametrize("text", ACCOUNTS)
def test_an_account(text: str) -> None:
    assert found(f"{MADE} {text}") == {"outcome/personal-data"}


@pytest.mark.parametrize("text", NO_ACCOUNTS)
def test_no_account(text: str) -> None:
    assert found(f"{MADE} {text}") == set()


@pytest.mark.parametrize("text", NAMES)
def test_a_name(text: str) -> None:
    (finding,) = findings(
        BY_ID["outcome/person-named"], listing(status="filled", outcome={"summary": text})
    )
    assert f"`{NAMES[text]}`" in finding[1].message
    assert found(text) == {"outcome/person-named"}


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_name(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Write to ana@acme.example to see it.", "contact/in-text"),
        ("Call us on +351 912 345 678 to see it.", "contact/in-text"),
        ("THE REPORT WAS READ BY EVERYONE.", "text/shouting"),
        ("Pay a refundable deposit of 50 USD before you see it.", "scam/asks-money"),
    ],
)
def test_it_is_held_to_what_other_texts_are_held_to(text: str, rule: str) -> None:
    assert rule in found(text)


def test_a_link_that_tracks() -> None:
    assert found(link="https://acme.example/x?utm_source=board") == {"url/tracking"}
