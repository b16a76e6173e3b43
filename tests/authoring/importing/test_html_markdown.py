"""HTML of strangers becomes Markdown that says the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.importing.html_markdown import markdown_from, plain_text
from generator.model.markdown import to_html, to_plain
from generator.reading.source import CONTROL, HIDDEN

PAGE = "https://acme.example/jobs/1"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/><br>Three", "One\\\nTwo\n\nThree"),
        ("<h1>Top</h1><h3>Part <b>one</b></h3>", "## Top\n\n### Part one"),
        ("<p><b>Bold:</b> and <em>soft</em></p>", "**Bold:** and *soft*"),
        ("<p>a<b> b </b>c</p>", "a **b** c"),
        ("<strong><p>Whole</p></strong>", "Whole"),
        ("<ul><li>One</li><li><p>Two</p></li></ul>", "- One\n- Two"),
        ("<ol><li>One<ul><li>In</li></ul></li><li>Two</li></ol>", "1. One\n   - In\n2. Two"),
        ("<ul><li><p>One</p><p>More</p></li></ul>", "- One\n\n  More"),
        ("• One<br>• Two<br>Three", "- One\n- Two\n\nThree"),
        ('<a href="/a (b)">us</a>', "[us](https://acme.example/a%20%28b%29)"),
        ('<a href="javascript:x()">us</a> <a href="mailto:a@b.example">mail</a>', "us mail"),
        ("<table><tr><td>Pay</td><td>18 euros</td></tr></table>", "Pay 18 euros"),
        ("<p>x<script>alert(1)</script><style>p{}</style><!-- no -->y</p>", "xy"),
        ('<p>a<img src="x" alt="y">b</p>', "ab"),
        ("<p># no heading</p><p>1. no list</p>", "\\# no heading\n\n1\\. no list"),
        ("<p>2 * 3 &lt;b&gt; _x_ snake_case [a](b) `c`</p>",
         "2 \\* 3 \\<b> \\_x\\_ snake_case \\[a\\](b) \\`c\\`"),
        ("&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;", "Fish & chips"),
        ("no HTML\n- one\n- two\n\nend", "no HTML\n\n- one\n- two\n\nend"),
        ("<pre>one\n  two</pre>", "one\\\ntwo"),
        ("a\u202eb\u200bc\x00d\u00a0e", "abcd e"),
        ("<p></p> <div><br></div>", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_html_becomes(html: str, markdown: str) -> None:
    assert markdown_from(html, PAGE) == markdown


@pytest.mark.parametrize(
    "html",
    ["<div>" * 5000 + "x", "<ul><li>" * 3000, "<b>" * 3000 + "x", "<" * 9000, "&" * 9000,
     "<p>x</p>" * 30_000, "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "*_" * 9000, "<br>" * 50_000],
)  # fmt: skip
def test_huge_and_deep_html_ends(html: str) -> None:
    assert len(markdown_from(html, PAGE)) < 60_000


_WORDS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
        st.sampled_from(["**", "_", "`", "[a](b)", "# ", "1. ", "- ", "> ", "<i>", "&amp;", "~~",
                         "---", "===", "\\", "|", "{{ x }}", "![", "https://a.example", " "]),
    ),
    max_size=6,
).map("".join)  # fmt: skip
_TAGS = st.sampled_from(["p", "b", "em", "li", "ul", "ol", "h2", "a", "span", "div", "td", "pre"])


@st.composite
def _html(draw: st.DrawFn) -> str:
    """Text in elements, escaped as a page does it; elements in any order and depth."""
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        text = draw(_WORDS).replace("&", "&amp;").replace("<", "&lt;")
        tags = draw(st.lists(_TAGS, max_size=3))
        opened, closed = ("".join(f"<{tag}>" for tag in tags),
                          "".join(f"</{tag}>" for tag in reversed(tags)))  # fmt: skip
        parts.append(f"{opened}{text}{closed}")
    return "<p>" + "".join(parts) + "</p>"


def _letters(text: str) -> str:
    """Letters, digits and signs, without what lists and rules are made of."""
    return re.sub(r"[\s0-9.•·●▪■◦‣⁃*–—-]+", "", text)


@given(_html())
def test_the_text_stays_the_same(html: str) -> None:
    """Rendered again, the Markdown reads as the HTML did: nothing is lost, no sign is a mark."""
    markdown = markdown_from(html, PAGE)
    assert _letters(to_plain(to_html(markdown))) == _letters(plain_text(html))
    assert not CONTROL.search(markdown) and not HIDDEN.search(markdown)


@given(st.text(max_size=300))
def test_any_text_is_fine(text: str) -> None:
    for made in (markdown_from(text, PAGE), plain_text(text)):
        assert not CONTROL.search(made) and not HIDDEN.search(made)
    assert "\n" not in plain_text(text)
