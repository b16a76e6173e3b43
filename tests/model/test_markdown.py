"""What becomes of Markdown: safe HTML without empty links, and plain text."""

from __future__ import annotations

import pytest

from generator.model.markdown import rich_text, to_html, to_plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line,\nand another.\n", "<p>One line,\nand another.</p>"),
        ("One.\n\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- one\n- **two**: 3", "<ul>\n<li>one</li>\n<li><strong>two</strong>: 3</li>\n</ul>"),
        ("2,100 people, 'quoted' \"twice\"", "<p>2,100 people, 'quoted' \"twice\"</p>"),
    ],
)
def test_plain_text(text: str, html: str) -> None:
    assert to_html(text) == html


def test_half_a_character_breaks_nothing() -> None:
    assert to_html("a\ud800") == "<p>a?</p>"
    assert to_html("<http://xn--a-rc4g.example>").endswith(">http://a?.example</p>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Call [our *desk*](tel:+351210000000) first", "<p>Call our <em>desk</em> first</p>"),
        ("<foo:bar> and [x](ftp://a.example)", "<p>foo:bar and x</p>"),
        ("[](https://a.example)[ ](/b)[**&nbsp;**](c) end", "<p> <strong>&nbsp;</strong> end</p>"),
        ("[a](/b)", '<p><a href="/b" rel="nofollow ugc noopener">a</a></p>'),
    ],
)
def test_no_link_is_empty(text: str, html: str) -> None:
    """Neither without an address, because it was refused, nor without a text."""
    assert to_html(text) == html
    found = rich_text(text)
    assert (found.html, found.plain) == (html, to_plain(html))


def test_rules_see_the_links_that_a_page_leaves_out() -> None:
    found = rich_text("[a](tel:1) [](https://a.example/?b=1&c=2) [d](/e)")
    assert found.links == ("", "https://a.example/?b=1&c=2", "/e")
    assert found.html.count("<a ") == 1


def test_a_link_has_no_title() -> None:
    link = '<p><a href="https://a.example" rel="nofollow ugc noopener">text</a></p>'
    assert to_html('[text](https://a.example "hidden words")') == link
