"""HTML that strangers wrote -> the Markdown that a description may have. Pure.

Paragraphs, lists, headings (from `##` on), bold, emphasis, links and line breaks stay; of the rest,
the text stays. Scripts, styles and pictures go. The program's libraries only know the way from
Markdown to HTML: it is used here to make sure, line by line, that no character of a text is taken
for a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote, urljoin

from lxml import etree, html  # type: ignore[import-untyped]

from generator.model.markdown import to_html, to_plain
from generator.reading.source import CONTROL, HIDDEN

MOST_HTML = 40_000  # characters that are read: each line takes a third of a millisecond
_MOST_TEXT = 20_000  # characters that are written, about: a description has 6,000
_MOST_DEPTH = 60  # below, only the text counts
_MOST_ADDRESS = 500
_LEFT_OUT = (
    "script", "style", "template", "noscript", "svg", "math", "head", "title", "iframe", "object",
    "select", "button", "textarea", "audio", "video", "canvas",
)  # fmt: skip
_BLOCKS = (
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure",
    "figcaption", "address", "ul", "ol", "li", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot",
    "tr", "caption", "blockquote", "pre", "hr", "form", "fieldset", "details", "summary", "center",
    "h1", "h2", "h3", "h4", "h5", "h6", "html", "body",
)  # fmt: skip
_HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
_LISTS = ("ul", "ol")
_STRONG, _EMPHASIS = ("b", "strong"), ("i", "em")
_SPACES = re.compile(r"\s+")
# A bullet that someone typed at the start of a line.
_BULLET = re.compile(r"[•·●▪■◦‣⁃*–—-]\s+(?=\S)")
_IS_HTML = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_EMPTY_INDENT = re.compile(r"\n +(?=\n)")
_MARK = re.compile(r"[\\`*\[\]<~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_FIRST_MARK = re.compile(r"[#>|]|[-+](?=\s|$)|-{2,}|={1,}(?=\s*$)")
_CLOSING = re.compile(r"(?:^|(?<=\s))#+$")  # at the end of a heading
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_IN_ADDRESS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "()<>\\[]")


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of text in one style. `text` is a line break if that is all it is."""

    text: str
    strong: bool = False
    emphasis: bool = False
    address: str = ""


_BREAK = _Run("\n")


def markdown_from(text: str, page: str = "") -> str:
    """The Markdown for a text in HTML, also for one in HTML that was escaped, or without any.

    `page` is the address that relative links are relative to. The result has no control or
    invisible characters. It ends after some 20,000 characters. Never raises for any text.
    """
    tree = _tree(_as_html(text[:MOST_HTML]))
    if tree is None:
        return ""
    parts: list[str] = []
    length = 0
    for block in _blocks(tree, page, 0):
        parts.append(block)
        length += len(block) + 2
        if length > _MOST_TEXT:
            break
    return "\n\n".join(parts)


def plain_text(text: str) -> str:
    """A short text on one line, without HTML, control characters or invisible ones."""
    if "<" in text or "&" in text:
        tree = _tree(_as_html(text[:MOST_HTML]))
        text = "" if tree is None else str(tree.text_content())
    return _one_line(text)


def _one_line(text: str) -> str:
    return _cleaned(text).strip()


def _cleaned(text: str) -> str:
    """With single spaces, without what no listing may have."""
    return HIDDEN.sub("", CONTROL.sub("", _SPACES.sub(" ", text)))


def _as_html(text: str) -> str:
    if _IS_HTML.search(text):
        return text
    if "&lt;" in text:  # escaped once more than needed, as Greenhouse does
        opened = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        opened = opened.replace("&#39;", "'").replace("&amp;", "&")
        if _IS_HTML.search(opened):
            return opened
    return text.replace("<", "&lt;").replace("\n", "<br>")


def _tree(text: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        content = f"<div>{_NOT_IN_HTML.sub('', text)}</div>".encode("utf-8", "replace")
        tree = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    for element in [*tree.iter(*_LEFT_OUT)]:
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _blocks(element: html.HtmlElement, page: str, depth: int) -> Iterator[str]:
    """The paragraphs, lists and headings in an element, each as Markdown."""
    runs: list[_Run] = []
    if depth > _MOST_DEPTH:
        yield from _paragraphs([_Run(element.text_content())])
        return
    if element.text:
        runs.append(_Run(element.text))
    for child in element.iterchildren("*"):
        if child.tag in _BLOCKS or next(child.iter(*_BLOCKS), None) is not None:
            yield from _paragraphs(runs)
            runs = []
            yield from _block(child, page, depth + 1)
        else:
            runs += _runs(child, _Run(""), page, depth + 1)
        if child.tail:
            runs.append(_Run(child.tail))
    yield from _paragraphs(runs)


def _block(element: html.HtmlElement, page: str, depth: int) -> Iterator[str]:
    if element.tag in _HEADINGS:
        if text := _rendered([_Run(_one_line(element.text_content()))]):
            yield f"{_HEADINGS[element.tag]} {_CLOSING.sub(_escape, text)}"
    elif element.tag in _LISTS:
        if items := [*_items(element, page, depth)]:
            yield "\n".join(items)
    elif element.tag == "pre":
        lines = str(element.text_content()).split("\n")
        yield from _paragraphs([run for line in lines for run in (_Run(line), _BREAK)])
    elif element.tag != "hr":
        yield from _blocks(element, page, depth)


def _items(element: html.HtmlElement, page: str, depth: int) -> Iterator[str]:
    number = 1
    for blocks in _contents(element, page, depth):
        if not blocks:
            continue
        marker = "- " if element.tag == "ul" else f"{number}. "
        text = ("\n" if _is_tight(blocks) else "\n\n").join(blocks)
        yield marker + _EMPTY_INDENT.sub("\n", text.replace("\n", "\n" + " " * len(marker)))
        number += 1


def _contents(element: html.HtmlElement, page: str, depth: int) -> Iterator[list[str]]:
    """The blocks of each item of a list; what is in a list without an item around it is one too."""
    yield [*_paragraphs([_Run(element.text or "")])]
    for child in element.iterchildren("*"):
        if child.tag == "li" or depth > _MOST_DEPTH:
            yield [*_blocks(child, page, depth + 1)]
        elif child.tag in _BLOCKS:
            yield [*_block(child, page, depth + 1)]
        else:
            yield [*_paragraphs([*_runs(child, _Run(""), page, depth + 1)])]
        yield [*_paragraphs([_Run(child.tail or "")])]


def _is_tight(blocks: Sequence[str]) -> bool:
    """Whether an item is one line, with at most a list below it."""
    return all(block.startswith(("- ", "1. ")) for block in blocks[1:])


def _runs(element: html.HtmlElement, style: _Run, page: str, depth: int) -> Iterator[_Run]:
    """The text of an element without blocks in it."""
    if element.tag == "br":
        yield _BREAK
        return
    if element.tag in _STRONG:
        style = replace(style, strong=True)
    elif element.tag in _EMPHASIS:
        style = replace(style, emphasis=True)
    elif element.tag == "a":
        style = replace(style, address=_address(element.get("href") or "", page))
    elif element.tag in {"td", "th"}:
        yield _Run(" ")
    if depth > _MOST_DEPTH:
        yield replace(style, text=element.text_content())
        return
    if element.text:
        yield replace(style, text=element.text)
    for child in element.iterchildren("*"):
        yield from _runs(child, style, page, depth + 1)
        if child.tail:
            yield replace(style, text=child.tail)


def _address(href: str, page: str) -> str:
    """The absolute web address of a link, as Markdown may have it; empty if it is another one."""
    try:
        found = urljoin(page, href.strip())
    except ValueError:
        return ""
    if not found.lower().startswith(("https://", "http://")) or len(found) > _MOST_ADDRESS:
        return ""
    found = quote(found.encode("utf-8", "replace"), safe=_IN_ADDRESS)
    return found if len(found) <= _MOST_ADDRESS else ""


def _paragraphs(runs: Sequence[_Run]) -> Iterator[str]:
    """Paragraphs, and lists whose bullets were typed. Two line breaks end a paragraph."""
    lines: list[str] = []
    for line in _lines(runs):
        text = "".join(run.text for run in line)
        if not text:
            yield from _joined(lines)
            lines = []
            continue
        bullet = _BULLET.match(text)
        if bool(lines) and lines[-1].startswith("- ") != bool(bullet):
            yield from _joined(lines)
            lines = []
        lines.append(f"- {_rendered(_without(line, bullet.end()))}" if bullet else _rendered(line))
    yield from _joined(lines)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ("\n" if lines[0].startswith("- ") else "\\\n").join(lines)


def _lines(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    for is_break, group in groupby(runs, lambda run: run == _BREAK):
        breaks = [*group]
        if not is_break:
            yield _tidy(breaks)
        elif len(breaks) > 1:
            yield []


def _tidy(runs: Sequence[_Run]) -> list[_Run]:
    """Runs with single spaces between words, none at the ends, and neighbours of a style as one."""
    found: list[_Run] = []
    for run in runs:
        text = _cleaned(run.text)
        if not found or found[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        same = found and replace(found[-1], text="") == replace(run, text="")
        if same:
            found[-1] = replace(run, text=found[-1].text + text)
        else:
            found.append(replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return [run for run in found if run.text]


def _without(runs: Sequence[_Run], count: int) -> list[_Run]:
    """Without the first `count` characters."""
    found = []
    for run in runs:
        cut = min(count, len(run.text))
        count -= cut
        if rest := run.text[cut:]:
            found.append(replace(run, text=rest))
    return found


def _rendered(runs: Sequence[_Run]) -> str:
    """One line in Markdown. If a mark would change the text, it has no marks."""
    text = "".join(run.text for run in runs)
    marked = _escaped_start("".join(map(_marked, runs)))
    for attempt in (marked, _escaped_start(_escaped(text))):
        if _says(attempt, text):
            return attempt
    return _PUNCTUATION.sub(_escape, text)


def _says(markdown: str, text: str) -> bool:
    """Whether `markdown` is one paragraph that reads as `text`."""
    made = to_html(markdown)
    is_one = made.startswith("<p>") and made.count("<p>") == 1
    return is_one and _SPACES.sub(" ", to_plain(made)).strip() == _SPACES.sub(" ", text).strip()


def _marked(run: _Run) -> str:
    inner = run.text.strip(" ")
    if not inner:
        return run.text
    start, _, end = run.text.partition(inner)
    mark = "**" * run.strong + "*" * run.emphasis
    text = f"{mark}{_escaped(inner)}{mark[::-1]}"
    return f"{start}[{text}]({run.address}){end}" if run.address else f"{start}{text}{end}"


def _escaped(text: str) -> str:
    return _MARK.sub(_escape, text)


def _escape(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def _escaped_start(line: str) -> str:
    """Without what would begin a list, a quote, a heading or a rule."""
    if _FIRST_MARK.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line
