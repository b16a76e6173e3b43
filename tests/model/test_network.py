"""The boards of a network, as a browser knows them."""

from __future__ import annotations

import pytest

from generator.model.network import network_from


@pytest.mark.parametrize(
    ("url", "home", "origin"),
    [
        ("https://north.example/", "https://north.example/", "https://north.example"),
        ("https://North.example/a/b", "https://North.example/a/b/", "https://north.example"),
        ("https://bücher.example/", "https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://faß.example/", "https://faß.example/", "https://xn--fa-hia.example"),
        ("https://xn--fa-hia.example", "https://xn--fa-hia.example/", "https://xn--fa-hia.example"),
    ],
)
def test_the_origin_is_what_a_browser_compares(url: str, home: str, origin: str) -> None:
    (board,) = network_from({"north": {"name": "Northgate", "url": url}})
    assert (board.id, board.url, board.origin) == ("north", home, origin)
