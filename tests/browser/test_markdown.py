"""The browser reads Markdown as the published page does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from generator.checking.rule_kit.markdown_tokens import _parser
from generator.checking.rules.text_heading import _MAYBE
from generator.model.markdown import to_html, to_plain
from tests.support.markdown_texts import texts
from tests.support.paths import ROOT
from tests.support.serving import serving

READ = """async ([url, texts]) => {
    const { parseMarkdown, toFragment } = await import(url);
    return texts.map((text) => {
        const { plain, hasTopHeading, images, html, ...parsed } = parseMarkdown(text);
        const shown = document.createElement("div");
        shown.append(toFragment(parsed));
        return { text, shown: shown.innerHTML, plain, hasTopHeading, images, html };
    });
}"""
SLOWEST = """async ([url, texts]) => {
    const { parseMarkdown } = await import(url);
    return texts.map((text) => Math.min(...[1, 2, 3].map(() => {
        const start = performance.now();
        parseMarkdown(text);
        return performance.now() - start;
    })));
}"""
LONGEST = 6000  # characters of a description
MOST_MILLISECONDS = 250  # 50 on an idle machine; what grows with the square takes seconds


@pytest.fixture
def markdown(page: Page) -> Iterator[str]:
    """The address of the module; the page has no content of its own."""
    with serving(ROOT / "generator/assets") as url:
        page.route(f"{url}empty", lambda route: route.fulfill(body="", content_type="text/html"))
        page.goto(f"{url}empty")
        yield f"{url}post/markdown/markdown.js"


def in_python(text: str) -> dict[str, Any]:
    """What the pages and the four rules about text make of it."""
    html = to_html(text)
    top = _parser().parse(text)
    tokens = [token for parent in top for token in (parent, *(parent.children or ()))]
    headed = any(token.type == "heading_open" and token.tag == "h1" for token in tokens)
    return {
        "text": text,
        "shown": html,
        "plain": to_plain(html),
        "hasTopHeading": headed and _MAYBE.search(text) is not None,
        "images": [token.content for token in tokens if token.type == "image"],
        "html": [token.content for token in tokens if token.type in {"html_inline", "html_block"}],
    }


def descriptions() -> list[str]:
    files = sorted((ROOT / "listings").glob("*/*.yml"))
    data = [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in files]
    return [item["description"] for item in data if "description" in item]


def test_it_shows_and_finds_what_python_does(page: Page, markdown: str) -> None:
    samples = descriptions()
    assert len(samples) > 10
    asked = [*samples, *texts(seed=1, count=800)]
    answers = page.evaluate(READ, [markdown, asked])
    for text, answer in zip(asked, answers, strict=True):
        assert answer == in_python(text)


@pytest.mark.parametrize(
    ("text", "in_browser", "python"),
    [
        ("<http://xn--tda.example>", "http://xn--tda.example", "http://ü.example"),
        ("<http://@a.example>", "http://@a.example", "http://a.example"),
        ("<http://a.example::/>", "http://a.example::/", "http://a.example:/"),
    ],
)
def test_odd_addresses_stay_as_they_were_typed(
    page: Page, markdown: str, text: str, in_browser: str, python: str
) -> None:
    """The only differences, which links.js names."""
    (answer,) = page.evaluate(READ, [markdown, [text]])
    assert (answer["plain"], to_plain(to_html(text))) == (in_browser, python)


def test_links_lead_to_the_web_or_to_a_mailbox(page: Page, markdown: str) -> None:
    text = (
        "[a](https://a.example) [b](ftp://b.example) <data:text/html,x> [c](javascript:x) "
        "<x@y.example>"
    )
    (answer,) = page.evaluate(READ, [markdown, [text]])
    rel = 'rel="nofollow ugc noopener"'
    assert answer["shown"] == (
        f'<p><a href="https://a.example" {rel}>a</a> b &lt;data:text/html,x&gt; '
        f'[c](javascript:x) <a href="mailto:x@y.example" {rel}>x@y.example</a></p>'
    )


def test_no_text_is_slow(page: Page, markdown: str) -> None:
    pieces = (
        "[", "]", "*", "**a ", "*a_ ", "~~a~", "`", "`a``b```c````", "[a](", '[a](b "c', "![", "<",
        '<a b="', "<!--", "<?", "&", "&a", "\\", "\\\n", "> ", "- ", "> > > - ", "#", "[a]: b\n",
        "[a]:\n", "[\n", "a\n=", "|", "a|b\n-|-\n", " ", "\u00a0", "(", "![[]()]", "[a](b)", "*[",
    )  # fmt: skip
    hostile = [(piece * LONGEST)[:LONGEST] for piece in pieces]
    hostile += [
        "[" * 3000 + "]" * 3000,
        "[a]: b\n\n" + "[a " * 1500 + "]" * 1500,
        "[" * 1500 + "](a)" * 1100,
    ]
    hostile += ["a" + " " * 5998 + "b", "# " + "#" * 5900 + "a", "a" + "\u00a0" * 5998 + "b"]
    times = page.evaluate(SLOWEST, [markdown, hostile])
    assert max(times) < MOST_MILLISECONDS, hostile[times.index(max(times))][:40]
