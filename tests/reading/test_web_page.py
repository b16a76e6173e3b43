"""Pages of strangers' servers, over redirects."""

from __future__ import annotations

import pytest

from generator.reading.deadline import Deadline
from generator.reading.web import Answer, Web, WebError
from generator.reading.web_page import StatusError, fetch


class Played(Web):
    """A client for which `https://a.example/` has one answer. Others are asked for real."""

    answer = Answer(200, b"")

    def ask(
        self, url: str, most: int, method: str = "GET", until: Deadline | None = None
    ) -> Answer:
        if url == "https://a.example/":
            return self.answer
        return super().ask(url, most, method, until)


def played(answer: Answer) -> Played:
    web = Played()
    object.__setattr__(web, "answer", answer)
    return web


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("https://127.0.0.1/", "not on the public internet"),
        ("https://[::1]/", "not on the public internet"),
        ("https://localhost/", "not on the public internet"),
        ("http://a.example/", "only https addresses are asked"),
        ("https://a.example:8443/", "not one that can be asked"),
        ("https://a.example/", "in circles"),
    ],
)
def test_a_redirect_is_checked_like_any_address(location: str, why: str) -> None:
    with pytest.raises(WebError, match=why):
        fetch(played(Answer(302, b"", location)), "https://a.example/", 10)


def test_a_page_may_be_as_large_as_the_limit() -> None:
    assert fetch(played(Answer(200, b"x" * 10)), "https://a.example/", 10).content == b"x" * 10
    with pytest.raises(WebError, match="larger than"):
        fetch(played(Answer(200, b"x" * 11)), "https://a.example/", 10)


def test_a_status_is_an_error_that_says_what_it_means() -> None:
    with pytest.raises(StatusError, match="there is no such page") as caught:
        fetch(played(Answer(404, b"")), "https://a.example/", 10)
    assert caught.value.status == 404
