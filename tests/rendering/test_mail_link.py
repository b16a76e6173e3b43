"""A link that opens a mail: encoded as RFC 6068 says, and never too long for a mail program."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.pages.mail_link import MAX_LENGTH, mail_link

PROMPTS = ("Why:", "A link & more?", "When; where:")
# What RFC 6068 allows in an address and in its fields without encoding, as we use it.
ALLOWED = re.compile(r"mailto:[\w@+.~%-]+\?subject=[\w.~%-]*(&body=[\w.~%-]+)?", re.ASCII)


def fields(link: str) -> dict[str, str]:
    """The subject and the text, as a mail program decodes them: `+` is a plus sign."""
    query = urlsplit(link).query.replace("+", "%2B")
    return {name: value for name, (value,) in parse_qs(query, strict_parsing=True).items()}


def test_a_mail_has_a_subject_and_prompts_to_answer() -> None:
    link = mail_link("jobs+a@acme.example", "Tables & charts: 50% + more", PROMPTS)
    assert link.startswith("mailto:jobs+a@acme.example?subject=Tables%20%26%20charts%3A%2050%25")
    assert "%0D%0A" in link and " " not in link and "\n" not in link
    assert fields(link) == {
        "subject": "Tables & charts: 50% + more",
        "body": "Why:\r\n\r\n\r\nA link & more?\r\n\r\n\r\nWhen; where:\r\n\r\n\r\n",
    }


def test_without_prompts_there_is_no_text() -> None:
    assert mail_link("a@b.example", "Hello") == "mailto:a@b.example?subject=Hello"


@given(st.text(max_size=2_000), st.sampled_from(["a@b.example", f"{'x' * 64}@{'y' * 180}.example"]))
def test_any_subject_fits(subject: str, address: str) -> None:
    link = mail_link(address, subject, PROMPTS)
    assert ALLOWED.fullmatch(link)
    assert len(link) <= MAX_LENGTH
    said = unquote(urlsplit(link).query.partition("&")[0].removeprefix("subject="), errors="strict")
    whole = subject.encode("utf-8", "replace").decode()
    assert said == whole or (said.endswith("…") and whole.startswith(said[:-1]))
