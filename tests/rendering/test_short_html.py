"""Shortened HTML is read as the same page."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.pages.short_html import shortened

PLAIN = st.text("abcXYZ019-_./:#?;,+~")
OTHER = st.text(" \t\"'<>=`&{}|é", min_size=1)


def read(html: str) -> str:
    """The page as a browser has it, blanks at the ends of list items aside."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    tree = parser.parse(f"<!doctype html><title>t</title><main>{html}</main>")
    assert not parser.errors, (html, parser.errors)
    for element in tree.iter():
        element.text = (element.text or "").rstrip() or None
        element.tail = (element.tail or "").rstrip() or None
    return str(html5lib.serialize(tree, tree="etree", quote_attr_values="always"))


@given(st.lists(st.one_of(PLAIN, OTHER)), PLAIN)
def test_attributes_keep_their_values(values: list[str], last: str) -> None:
    safe = [value.replace("&", "&amp;").replace('"', "&quot;") for value in values]
    names = "".join(f' data-a{at}="{value}"' for at, value in enumerate(safe))
    page = f'<p{names} title="{last}">a="b" c</p>'
    assert read(shortened(page)) == read(page)


@pytest.mark.parametrize(
    "page",
    [
        '<ul class="a">\n<li>One</li>\n<li><a href="x/">Two</a></li>\n</ul>\n<p>After</p>',
        "<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>",
        "<dl><div><dt>Name</dt><dd>Value<span>more</span></dd></div><dt>a</dt><dd>b</dd></dl>",
        '<ol><li><p>Text</p>\n</li></ol><input type="search" name="q" hidden>',
    ],
)
def test_lists_stay_lists(page: str) -> None:
    short = shortened(page)
    assert len(short) < len(page)
    assert read(short) == read(page)


def test_a_template_stays_a_template() -> None:
    text = (
        '<li class="a"{{ dir(x) }}>{% if a == "b" %}c{% endif %}</li>\n'
        '<a class="b {{ c }}" href="{{ d }}/e">{{ words.count(n, "one", name="two") }}</a></li>\n'
    )
    assert shortened(text) == (
        '<li class=a{{ dir(x) }}>{% if a == "b" %}c{% endif %}</li>\n'
        '<a class="b {{ c }}" href="{{ d }}/e">{{ words.count(n, "one", name="two") }}</a>\n'
    )
