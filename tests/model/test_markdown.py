"""Plain text has one meaning, whether a parser read it or not."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.markdown import parsed_html, quick_html, rich_text, to_html, to_plain
from tests.support.paths import ROOT

# What Markdown could take for more than words, and what surrounds it.
TOKENS = (
    "a", "word", "Über", "日本", "2", "12", "1.", "1)", "10:30", "100.", "٣", "²", "- ", "-", "--",
    "---", "*", "**", "***", "**b**", "**a b**", "**a", "b**", "+ ", "# ", "=", "===", "\n", "\n",
    "\n\n", "\n\n\n", " ", "  ", "    ", "\t", ".", ",", "!", "?", ":", ";", "(", ")", '"', "'",
    "“", "~", "~~", "_", "`", "```", "&", "&amp;", "<", "<b>", ">", "[", "]", "](x)", "|", "\\",
    "%", "{", "\u00a0", "\u3000", "\u2028", "\u0301", "\u00ad", "😀", "https://a.example",
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(TOKENS), max_size=16).map("".join), st.text()))
@example("- a\n\n- b")
@example("- a\n\nb\n\n- c")
@example("a\n- b")
@example("1986. A year")
@example("**a**b **c**")
@example("a\n===")
@example("- \n- a")
@example("")
def test_what_is_read_quickly_is_what_the_parser_reads(text: str) -> None:
    found = quick_html(text)
    assert found is None or found == parsed_html(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line,\nand another.\n", "<p>One line,\nand another.</p>"),
        ("One.\n\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- one\n- **two**: 3", "<ul>\n<li>one</li>\n<li><strong>two</strong>: 3</li>\n</ul>"),
        ("2,100 people, 'quoted' \"twice\"", "<p>2,100 people, 'quoted' \"twice\"</p>"),
    ],
)
def test_plain_text_needs_no_parser(text: str, html: str) -> None:
    assert quick_html(text) == html == parsed_html(text) == to_html(text)


def test_most_descriptions_need_no_parser() -> None:
    files = sorted((ROOT / "listings").glob("*/*.yml"))
    data = [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in files]
    texts = [item["description"] for item in data if "description" in item]
    quick = [text for text in texts if quick_html(text) is not None]
    assert len(quick) > len(texts) / 2
    assert all(quick_html(text) == parsed_html(text) for text in quick)


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
    assert parsed_html('[text](https://a.example "hidden words")') == link
