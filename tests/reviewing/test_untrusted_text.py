"""A comment has no link, mention or reference but its own, whatever a stranger typed.

Two readings of each comment: CommonMark's, with the links that Markdown itself makes, and then
what hosts link in the text that is left. Of the latter, `LINKED` is a model that sees more than
any of them: section 6.9 of GitHub Flavored Markdown (extended autolinks), GitHub's and GitLab's
references. It reads the text after character references were decoded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from generator.hosts.links import file_links
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity
from generator.reviewing.comment import comment
from generator.reviewing.events import Event, EventKind
from generator.reviewing.from_issue import FromIssue
from generator.reviewing.issue_answer import answer, pull_request
from generator.reviewing.permissions import Reason
from generator.reviewing.suggestions import Suggestion
from generator.reviewing.verdict import Review
from tests.support.paths import ROOT, TODAY
from tests.support.trees import EMPLOYER, GOOD

HEAD, BASE = "c0ffee" * 6 + "c0ff", "facade" * 6 + "faca"
OWN = "https://github.com/example/board/"
RULES = "https://board.example/reference/rules/#"
# Each line: what it is, a form that hosts link, wherever it is.
LINKED = {
    "www": r"www\.[\w-]",
    "scheme": r"[a-z][a-z0-9+.-]*://\S",
    "mail scheme": r"(?:mailto|xmpp|tel|javascript|data):[^\s\u200b]",
    "email": r"[\w.+-]@[\w-]",
    "mention": r"@[a-z0-9]",
    "issue": r"#\d",
    "issue of another kind": r"\b(?:gh|gl)-\d",
    "commit": r"\b[0-9a-f]{7,40}\b",
    "emoji": r":[\w+-]+:",
    "GitLab": r"[!%&~][\w\"]|\^alert",
}
TEXTS = (
    "www.evil.example",
    "WWW.Evil.Example/x",
    "(www.evil.example)",
    "*www.evil.example*",
    "_www.evil.example_",
    "~~www.evil.example~~",
    "www.evil",
    "wwwwww.evil.example",
    "x.www.evil.example",
    "www\u3002evil.example",
    "\uff57\uff57\uff57.evil.example",
    "www\u200b.evil.example",
    "www.xn--80ak6aa92e.example",
    "evil.example/x",
    "//evil.example",
    "https://evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "http:/\\evil.example",
    "ftp://evil.example",
    "irc://evil.example",
    "mailto:ana@evil.example",
    "MAILTO:ana@evil.example",
    "xmpp:ana@evil.example",
    "javascript:alert(1)",
    "ana@evil.example",
    "ana+b@evil.example.",
    "ana\uff20evil.example",
    "<https://evil.example>",
    "<ana@evil.example>",
    "<a href='https://evil.example'>x</a>",
    "</code><a href=https://evil.example>x</a>",
    "<!-- x -->",
    "--> <img src=https://evil.example>",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x][y]",
    "[x]: https://evil.example",
    "[^1]",
    "[^1]: x",
    "&lt;b&gt; &#119;ww.evil.example",
    "&#x77;ww&period;evil&#46;example",
    "&commat;ana &num;1",
    ":tada: :+1:",
    "@ana",
    "@board/owners",
    "\uff20ana",
    "#1",
    "GH-1 gh-22",
    "GL-1",
    "example/board#1",
    "example/board@c0ffee1",
    "c0ffee1c0ffee1c0ffee1c0ffee1c0ffee1c0ffe",
    "C0FFEE1",
    "!1 $1 %1 &1 ~1 ^alert#1",
    '~"a label" %"a milestone"',
    "a | b | c",
    "|:--|",
    "`www.evil.example`",
    "``` ```",
    "~~~",
    "$`x`$ $$x$$",
    "# heading",
    "> quote",
    "- item",
    "1. item",
    "---",
    "===",
    "/close",
    "/merge now",
    "\\",
    "\\|",
    "two\nlines",
    "two\r\n\r\nparagraphs www.evil.example",
    "\u202ewww.evil.example",
    "\u2066@ana\u2069",
    "\u061c#1",
    "x" * 5000,
    "www." * 200,
    "##[error]",
    "::error::x",
)


@cache
def context() -> CheckContext:
    found = open_workspace(ROOT).context(date.fromisoformat(TODAY))
    return replace(found, settings=replace(found.settings, repo_url=OWN.rstrip("/")))


@cache
def _item(name: str, text: str) -> Listing | Employer:
    item = check_file(f"listings/acme/{name}.yml", text.encode(), context()).item
    assert item
    return item


class _Page(HTMLParser):
    """The addresses of links and pictures, the text outside of code, and the elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self.elements: list[str] = []
        self._code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self._code += tag in {"code", "pre"}
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]
        assert not [name for name, _ in attrs if name not in {"href", "class", "style", "start"}]

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in {"code", "pre"}

    def handle_data(self, data: str) -> None:
        # What is before code and what is after it do not touch.
        self.texts.append(" " if self._code else data)


_ELEMENTS = {
    "h2", "h3", "h4", "p", "strong", "sub", "br", "a", "code", "pre", "ul", "li", "blockquote",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def _assert_harmless(markdown: str) -> _Page:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False})
    page = _Page(parser.enable(["table", "strikethrough"]).render(markdown))
    assert [url for url in page.addresses if not url.startswith((OWN, RULES))] == []
    assert set(page.elements) <= _ELEMENTS
    text = "".join(page.texts).replace(HEAD[:10], "").replace(BASE[:10], "")
    for kind, form in LINKED.items():
        assert not re.search(form, text, re.IGNORECASE), (kind, text)
    # A host's parser reads Markdown inside <code> too, and there the text as it was sent.
    for code in re.findall(r"<code>(.*?)</code>", markdown):
        for kind in ("www", "scheme", "mail scheme", "email"):
            assert not re.search(LINKED[kind], code, re.IGNORECASE), (kind, code)
    assert not [line for line in markdown.splitlines() if line.startswith(("/", "::"))]
    return page


def _review(text: str) -> Review:
    """A review with `text` wherever a stranger's text can be."""
    good = _item("x", GOOD)
    assert isinstance(good, Listing)
    place = replace(good.place, mode="onsite", city=text, region=text)
    listing = replace(good, title=text, summary=text, place=place, accommodations=text)
    employer = replace(_item("employer", EMPLOYER), name=text, about=text)
    path = f"listings/acme/{text}.yml"
    problems = [
        Problem(Place(path, 7, 3), "field/type", f"`{text}` is wrong: {text}", text),
        Problem(Place(path), "field/type", text, f"Write `{text}`.", Severity.HINT),
    ]
    return Review(
        BASE,
        HEAD,
        "ana",
        2,
        (
            Event(EventKind.NEW, f"acme/{text}", path, None, listing),
            Event(EventKind.NEW, "acme", path, None, employer),
            Event(EventKind.CHANGED, f"acme/{text}", path, good, listing, (text,)),
            Event(EventKind.RENAMED, "acme/x", path, good, listing, (), f"acme/{text}"),
            Event(EventKind.UNREADABLE, f"acme/{text}", path),
        ),
        (Reason("new-employer", f"`{text}` is new, and {text}", (path, text)),),
        (*problems,),
        (Suggestion(problems[0], 7, text, text),),
        {"acme": text},
    )


_typed = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_words = st.lists(st.one_of(st.sampled_from(TEXTS), _typed), min_size=1, max_size=4)
_separators = st.sampled_from(("", " ", ".", "`", "\n", "(", "_"))


def _check(text: str) -> None:
    review = _review(text)
    for problems in (review.problems, review.problems[1:]):  # to change, and for a maintainer
        review = replace(review, problems=problems)
        markdown = comment(review, context(), file_links(context().settings, "", ""))
        page = _assert_harmless(markdown)
        number = page.elements.count
        assert number("td") == 2 * (number("tr") - number("table"))
        assert number("h2") == 1 and number("h4") == number("table")
        assert number("h4") or len(text) > 500  # a text so long is left out
    result = FromIssue("new", "acme/x", {f"listings/acme/{text}.yml": b""}, review.problems)
    _assert_harmless(answer(result))
    _assert_harmless(pull_request(result, text, 0))


@pytest.mark.parametrize("text", TEXTS, ids=[ascii(text)[:40] for text in TEXTS])
def test_what_hosts_link_is_text(text: str) -> None:
    for before, after in (
        ("", ""),
        ("see ", " now"),
        ("(", ")"),
        ("", "\n"),
        ("a", "a"),
        ("1234", ""),
    ):
        _check(f"{before}{text}{after}")


@given(_words, _separators)
@example(["www.evil.example", "www.evil.example"], ".")
@example(["~~www.evil.example~~", "www.evil.example"], "_")
@settings(max_examples=60, deadline=None)
def test_so_is_any_mixture_of_it(words: list[str], separator: str) -> None:
    _check(separator.join(words))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("www", "see www.evil.example"),
        ("scheme", "ftp://evil.example"),
        ("mail scheme", "mailto:ana@evil.example"),
        ("email", "ana@evil.example"),
        ("mention", "thanks @ana"),
        ("issue", "example/board#1"),
        ("issue of another kind", "GH-1"),
        ("commit", "c0ffee1"),
        ("emoji", ":tada:"),
        ("GitLab", "!1"),
    ],
)
def test_the_model_sees_what_hosts_link(kind: str, text: str) -> None:
    with pytest.raises(AssertionError, match=kind):
        _assert_harmless(text)


def test_an_address_reads_as_it_was_typed() -> None:
    """A zero-width space is all that is added."""
    markdown = comment(_review("www.evil.example"), context(), file_links(context().settings))
    page = _assert_harmless(markdown)
    assert "www.evil.example" in "".join(page.texts).replace("\u200b", "")
