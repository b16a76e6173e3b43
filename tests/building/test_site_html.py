"""Every page of the built site is HTML by the letter of the standard."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import html5lib
from html5lib.constants import E

from tests.support.html_pages import HtmlPage

_HEADINGS = f"//main//*[{' or '.join(f'self::h{level}' for level in range(1, 7))}]"


def test_no_parse_errors(pages: tuple[HtmlPage, ...]) -> None:
    assert len(pages) > 30
    errors = [f"{page.path}:{error}" for page in pages for error in _parse_errors(page.content)]
    assert not errors, "\n".join(errors[:40])


@cache
def _parse_errors(content: bytes) -> list[str]:
    """Cached: hand-written pages are the same on several boards."""
    parser = html5lib.HTMLParser()
    parser.parse(content, transport_encoding="utf-8")
    return [
        f"{line}:{column}: {E[code] % values}" for (line, column), code, values in parser.errors
    ]


def test_ids_are_unique(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        twice = [name for name, times in Counter(page.ids).items() if times > 1]
        assert not twice, (page.path, twice)


def test_labels_and_descriptions_point_at_something(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        ids = set(page.ids)
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for value in page.tree.xpath(f"//@{name}"):
                assert set(value.split()) <= ids, (page.path, name, value)


def test_each_page_introduces_itself(pages: tuple[HtmlPage, ...]) -> None:
    """A language, one main heading, a title and a description of its own."""
    for page in pages:
        tree = page.tree
        assert tree.get("lang"), page.path
        assert len(tree.xpath("//h1")) == 1, page.path
        assert tree.findtext("head/title", "").strip(), page.path
        assert len(tree.xpath("//head/meta[@name='description' and @content]")) == 1, page.path
        assert len(tree.xpath("//head/meta[@name='viewport']")) == 1, page.path
        assert len(tree.xpath("//main")) == 1, page.path


def test_headings_do_not_skip_a_level(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        levels = [int(tag.tag[1]) for tag in page.tree.xpath(_HEADINGS)]
        for above, below in pairwise(levels):
            assert below <= above + 1, (page.path, levels)


def test_pictures_have_words(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        assert not page.tree.xpath("//img[not(@alt)]"), page.path


def test_no_script_in_attributes(pages: tuple[HtmlPage, ...]) -> None:
    for page in pages:
        handlers = page.tree.xpath("//@*[starts-with(name(), 'on')]")
        assert not handlers, (page.path, handlers)
        assert not [link for link in page.links if link.target.lower().startswith("javascript:")]


def test_titles_tell_pages_apart(pages: tuple[HtmlPage, ...]) -> None:
    titles = Counter(page.tree.findtext("head/title", "").strip() for page in pages)
    assert not [title for title, times in titles.items() if times > 1]


def test_landmarks_are_told_apart(pages: tuple[HtmlPage, ...]) -> None:
    """What the Nu HTML checker asks of each page's outline, and where one can jump to."""
    for page in pages:
        is_bare = page.address == "embed/"  # other sites show it in a frame
        for landmark in ("main",) if is_bare else ("header", "main", "footer"):
            inner = "ancestor::main or ancestor::article or ancestor::section or ancestor::nav"
            assert len(page.tree.xpath(f"//{landmark}[not({inner})]")) == 1, (page.path, landmark)
        names = Counter(nav.get("aria-label") for nav in page.tree.iter("nav"))
        assert all(name and times == 1 for name, times in names.items()), (page.path, names)
        for article in page.tree.iter("article"):
            assert article.xpath(".//*[self::h1 or self::h2 or self::h3]"), page.path


def test_attributes_are_where_they_belong(pages: tuple[HtmlPage, ...]) -> None:
    """Errors by the standard that a parser lets pass."""
    wrong = (
        "//input[@type='checkbox' or @type='radio'][@autocomplete]",
        "//button[not(@type)][not(ancestor::form)]",
        "//*[@role='button' or @role='link']",
        "//a//a | //a//button | //button//a | //label//label",
        "//ul/*[not(self::li)] | //ol/*[not(self::li)]",
        "//table[not(.//th)]",
        "//th[not(normalize-space())]",
        "//dl/*[not(self::div or self::dt or self::dd)]",
        "//*[@tabindex > 0]",
        "//*[@style] | //center | //font",
        "//img[not(@width) or not(@height)]",
        "//time[not(@datetime)]",
        "//bdi[@dir='ltr'] | //p//div | //p//ul",
    )
    for page in pages:
        for path in wrong:
            found = page.tree.xpath(path)
            assert not found, (page.path, path, found[0].tag, found[0].attrib)
