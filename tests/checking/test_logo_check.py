"""The board's logo: a plain picture, whatever an SVG might try."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.logo_check import logo_mistake

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h8v8z" fill="#1a56db"/>',
        "<style>.a{fill:url(#g)}</style>",
        '<use href="#a"/><use xlink:href="#a"/>',
        '<path style="fill: url(#g)" fill="url(\'#g\')"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<title>Northgate</title><!-- drawn by Ana -->",
    ],
)
def test_plain_pictures_are_fine(inside: str) -> None:
    assert logo_mistake("logo.svg", f"{HEAD}{inside}</svg>".encode()) is None


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>1</script>", "`<script>`"),
        ("<SCRIPT href='x'/>", "`<script>`"),
        ("<g onload='x()'/>", "`onload`"),
        ("<foreignObject/>", "`<foreignobject>`"),
        ("<a href='https://evil.example'><path/></a>", "a link"),
        ("<a xlink:href='javascript:x()'/>", "a link"),
        ("<image href='https://evil.example/x.png'/>", "a link"),
        ("<image href='data:image/svg+xml;base64,AAAA'/>", "a link"),
        ("<use href='other.svg#a'/>", "a link"),
        ("<style>@import 'https://evil.example'</style>", "a style"),
        ("<path style='background: url( https://evil.example)'/>", "a style"),
        ("<set attributeName='href' to='javascript:x()'/>", "a style"),
        ("<path fill='url(https://evil.example#g)'/>", "a style"),
    ],
)
def test_active_parts_are_refused(inside: str, said: str) -> None:
    mistake = logo_mistake("logo.svg", f"{HEAD}{inside}</svg>".encode())
    assert mistake and said in mistake[0] and "png" in mistake[1]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg>", b"<svg/>", b"<html/>", b"\xff\xfe<", b"<!DOCTYPE svg><svg/>",
        b"<?xml version='1.0' encoding='no-such'?><svg/>",
        b'<!DOCTYPE a [<!ENTITY b "bb">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
    ],
)  # fmt: skip
def test_what_is_no_svg_is_refused(content: bytes) -> None:
    assert logo_mistake("logo.svg", content)


@given(st.binary(max_size=200), st.sampled_from(["a.svg", "a.png", "a.webp", "a", ".svg"]))
def test_any_bytes_are_a_logo_or_have_a_mistake(content: bytes, path: str) -> None:
    mistake = logo_mistake(path, content)
    assert mistake is None or all(part.endswith(".") for part in mistake)
