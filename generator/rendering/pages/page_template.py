"""The theme's page as a template: everything around the content of the board's own pages.

The engine builds one *template page* from `TEMPLATE_MARKDOWN`. It is a page like any other, but
its title, description and content are placeholders. `PageTemplate.from_html` splits its HTML at the
placeholders once, and `PageTemplate.render` puts a page's own text between the parts. Inserted text
is never searched, so text that looks like a placeholder stays text.

The template page is three folders deep. So every link of the theme begins with `../../..`, which
occurs for no other reason and is a placeholder as well.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from html import escape
from typing import NamedTuple

from generator.board.slices import Slice
from generator.model.errors import BoardError
from generator.model.listing import Listing
from generator.rendering.artifact import Artifact
from generator.rendering.pages.short_html import shortened
from generator.rendering.pages.site_style import PATH as SITE_STYLE
from generator.rendering.pages.tables import scrolling_tables

# The template page: its address, its source below docs/, and the file that the engine writes.
TEMPLATE_PATH = "board-template/two/three/"
TEMPLATE_SOURCE = "board-template/two/three.md"
TEMPLATE_FILE = f"{TEMPLATE_PATH}index.html"
_BASE = "../../.."


class Slot(StrEnum):
    """What a page fills in. The value is the placeholder in the template page's HTML."""

    TITLE = "board-template-title"
    DESCRIPTION = "board-template-description"
    CONTENT = "board-template-content"
    HEAD = "<!--board-template-head-->"
    ADDRESS = TEMPLATE_PATH
    KIND = "<body"  # the attribute data-page-kind goes after it


TEMPLATE_MARKDOWN = f"""\
---
title: {Slot.TITLE}
description: {Slot.DESCRIPTION}
board_template: true
---
<div>{Slot.CONTENT}</div>
"""

# An attribute that the theme writes on each link of the menu: the top folders that belong to it,
# first the one it links to. data-sections="browse listings".
_SECTIONS = r'(?<!\s)\s+data-sections="(?P<sections>[a-z0-9 -]*)"'
_TITLE = rf"<title>\s*{Slot.TITLE} - (?P<name>[^<\s]*(?:\s+[^<\s]+)*)\s*</title>"
_CONTENT = rf"<div>\s*{Slot.CONTENT}\s*</div>"
_PLACEHOLDER = re.compile(
    "|".join(
        (
            rf"(?P<title>{_TITLE})",
            rf"(?P<description>{Slot.DESCRIPTION})",
            rf"(?P<content>{_CONTENT})",
            rf"(?P<head>{Slot.HEAD})",
            rf"(?P<address>{re.escape(TEMPLATE_PATH)})",
            rf"(?P<kind>{Slot.KIND}(?=[ >]))",
            rf"(?P<nav>{_SECTIONS})",
            rf"(?P<base>(?<=[\"']){re.escape(_BASE)}(?=[/\"']))",
        )
    )
)
_COLOURS = re.compile(r"<script [^<>]*assets/shell/colours\.js[^<>]*></script>")
_NAV = re.compile(_SECTIONS)
NOINDEX = '<meta name="robots" content="noindex">\n'  # for `head`
_NOINDEX = re.compile(r'<meta name="?robots"? content="?[^">]*\b(?:noindex|none)\b')
_KIND = f'{Slot.KIND} data-page-kind="'
_CANONICAL = re.compile(r'(<link rel="?canonical"? href=)"[^"]*"')
_POLICY = re.compile(r'(Content-Security-Policy"? content=")([^"]*)')  # in theme/main.html
_BLANK = re.compile(r"(?<!\s)\s*\n\s*")
# Line ends beside elements that begin and end a line anyway, or are not seen.
_BETWEEN_BLOCKS = re.compile(
    r">\n(?=</?(?:body|div|footer|form|head|header|html|li|link|main|meta|nav|title|ul)\b)"
)
# What the theme writes outside of its template blocks, so that it can't be overridden there:
# checkboxes and a label for a drawer that the board does not use, a link to skip the header that
# leads to a heading or nowhere, places for messages of its script, and attributes for that script.
_UNUSED = re.compile(
    r"""(?<!\s)\s*(?:<input\ class="md-toggle"[^<>]*>|<label\ class="md-overlay"[^<>]*></label>
    |<div\ data-md-component="skip">(?:(?!</div>).)*</div>
    |<div\ data-md-component="announce">\s*</div>
    |<div\ class="md-dialog"[^<>]*>\s*<div[^<>]*></div>\s*</div>)
    |(?<!\s)\s+(?:data-md-component="[a-z]*"|data-md-color-(?:primary|accent)="custom"
    |class="no-js")(?=[\s>])""",
    re.DOTALL | re.VERBOSE,
)
# The stylesheets that become one (site_style.py): the theme's, the frame's and the board's.
_SHEET = re.compile(
    r'<link rel="stylesheet" href="(?P<base>[^"]*?)(?P<path>assets/'
    r'(?:stylesheets/[^"?]+|shell/shell|board/board|board/accent)\.css)">\s*'
)


class PageTemplateError(BoardError):
    """The engine's page can't be used as a template. The message says what is missing."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """One page of the site: `content` and `head` are safe HTML, everything else is plain text.

    `path` is the page's folder relative to the site's root: `listings/acme/x/`, or empty for the
    home page. If it ends in `.html`, it is the page's file. Links in `content` are relative to the
    page.
    """

    path: str
    title: str
    description: str
    content: str
    head: str = ""
    kind: str = ""  # becomes data-page-kind, for styles and scripts: `listing`, `browse`
    subject: Listing | Slice | None = None  # what the page is about; its head has data of it
    parent: tuple[str, str] | None = None  # label and path of the page above, for breadcrumbs
    canonical: str = ""  # the address of the page that search engines are to list instead
    allows: tuple[str, ...] = ()  # more for its policy: `connect-src https://north.example`
    is_bare: bool = False  # without the frame's header and footer, for other sites to show

    @property
    def file(self) -> str:
        """The file it is written to, relative to the site's root."""
        return self.path if self.path.endswith(".html") else f"{self.path}index.html"

    @property
    def root(self) -> str:
        """The path to the site's root: `../../` for `skills/excel/`, empty for the home page."""
        return "../" * self.path.count("/")

    @property
    def is_indexed(self) -> bool:
        """Whether search engines are to list it."""
        return is_indexed(self.head) and not self.canonical


@dataclass(frozen=True, slots=True)
class _MenuLink:
    """The placeholder in a link of the menu. `sections`: the top folders that belong to it."""

    sections: tuple[str, ...]

    def mark(self, path: str) -> str:
        """The attribute that marks the link as current, on a page at `path`; empty on others."""
        if self.sections and path == f"{self.sections[0]}/":
            return ' aria-current="page"'
        return ' aria-current="true"' if path.partition("/")[0] in self.sections else ""


class _Base:
    """The placeholder for the path from a page to the root."""

    def __repr__(self) -> str:
        return "_Base()"  # without an address in memory: it becomes part of `digest`


_Part = str | Slot | _MenuLink | _Base


class _Frame(NamedTuple):
    """The template for pages of one depth and section: only the slots are left to fill."""

    parts: list[str | Slot]
    slots: tuple[tuple[int, Slot], ...]  # with their indexes in `parts`


@dataclass(frozen=True)
class PageTemplate:
    """The template page, split into text and placeholders. Made once, rendered for every page."""

    parts: tuple[_Part, ...]
    site_name: str  # as HTML
    sheets: tuple[str, ...] = ()  # the paths of the stylesheets that became one, in their order
    _frames: dict[tuple[str, str], _Frame] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_html(cls, html: str) -> PageTemplate:
        """Split the engine's page at its placeholders.

        Raises `PageTemplateError` if a placeholder is missing or occurs twice.
        """
        text = _BETWEEN_BLOCKS.sub(">", _BLANK.sub("\n", _fix_theme_html(html)))
        parts = tuple(_split(text))
        for slot in Slot:
            _require_once(slot, parts)
        if not any(isinstance(part, _Base) for part in parts):
            raise PageTemplateError(f"the theme's page has no link that begins with `{_BASE}`.")
        sheets = tuple(match["path"] for match in _SHEET.finditer(html))
        return cls(parts, _site_name(text), sheets)

    @property
    def html(self) -> str:
        """All that pages share, without placeholders."""
        return "".join(part for part in self.parts if type(part) is str)

    @cached_property
    def digest(self) -> str:
        """A digest of everything that all pages share."""
        text = f"{self.site_name}\0{self.parts!r}"
        return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()

    def render(self, page: HtmlPage) -> Artifact:
        """The complete page."""
        frame = self._frame(page.path)
        if page.is_bare:
            frame = _bare(frame)
        filled = frame.parts.copy()
        for at, slot in frame.slots:
            filled[at] = self._value(slot, page)
        text = "".join(filled)
        if page.canonical:
            text = _CANONICAL.sub(lambda link: f'{link[1]}"{escape(page.canonical)}"', text, 1)
        if page.allows:
            text = _POLICY.sub(lambda found: found[1] + _allowing(found[2], page.allows), text, 1)
        return Artifact(page.file, text.encode(), page.is_indexed)

    def _value(self, slot: Slot, page: HtmlPage) -> str:
        match slot:
            case Slot.CONTENT:
                return page.content
            case Slot.HEAD:
                return page.head
            case Slot.TITLE:
                names = (escape(page.title), self.site_name)
                return " - ".join(names if page.path else reversed(names))
            case Slot.DESCRIPTION:
                return escape(page.description)
            case Slot.ADDRESS:
                return escape(page.path)
            case Slot.KIND:
                return escape(page.kind)

    def _frame(self, path: str) -> _Frame:
        """The template with base path and menu filled in. Cached: many pages share them."""
        # The menu differs by section. Only a page directly below the root can be a menu link's own.
        section = path if path.count("/") == 1 else f"{path.partition('/')[0]}//"
        key = (base_of(path), section)
        found = self._frames.get(key)
        if found is None:
            parts = [*_filled(self.parts, *key)]
            slots = tuple((at, part) for at, part in enumerate(parts) if isinstance(part, Slot))
            found = self._frames[key] = _Frame(parts, slots)
        return found


def _bare(frame: _Frame) -> _Frame:
    """`frame` with nothing in its body but the script for its colours and the page's content."""
    kind, content = frame.parts.index(Slot.KIND), frame.parts.index(Slot.CONTENT)
    start, end, _ = str(frame.parts[kind + 1]).partition(">")
    colours = _COLOURS.search("".join(map(str, frame.parts[kind + 1 : content])))
    start += end + (colours[0] if colours else "")
    parts = [*frame.parts[: kind + 1], start, Slot.CONTENT, "</body></html>"]
    slots = tuple(slot for slot in frame.slots if slot[0] < content)
    return _Frame(parts, (*slots, (kind + 2, Slot.CONTENT)))


def _allowing(policy: str, more: tuple[str, ...]) -> str:
    """`policy` with `more`: the sources of a directive that it has already stay."""
    directives: dict[str, list[str]] = {}
    for part in (*filter(str.strip, policy.split(";")), *more):
        name, *sources = part.split()
        directives.setdefault(name, []).extend(sources)
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def is_indexed(html: str) -> bool:
    """Whether search engines are to list a page with this HTML, by its `robots` meta element."""
    return _NOINDEX.search(html) is None


def base_of(path: str) -> str:
    """The path from a page to the root: `.` for the home page, `../..` for `skills/excel/`."""
    return "/".join([".."] * path.count("/")) or "."


def finish_handwritten_page(html: str, path: str) -> str:
    """A hand-written page, with its place in the menu marked and the theme's mistakes fixed.

    Its tables get a box in which they can scroll.
    """
    text = scrolling_tables(_fix_theme_html(html)).replace(f"{Slot.KIND} ", f'{_KIND}text" ', 1)
    return _NAV.sub(lambda match: _menu_link(match).mark(path), text)


def _fix_theme_html(html: str) -> str:
    """`html` without the theme's own mistakes, and with one stylesheet instead of several."""
    return _with_one_sheet(_UNUSED.sub("", html))


def _with_one_sheet(html: str) -> str:
    first = _SHEET.search(html)
    if first is None:
        return html
    link = f'<link rel="stylesheet" href="{first["base"]}{SITE_STYLE}">\n'
    return html[: first.start()] + link + _SHEET.sub("", html[first.end() :])


def _split(text: str) -> Iterator[_Part]:
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        yield text[end : match.start()]
        yield from _placeholder(match)
        end = match.end()
    yield text[end:]


def _placeholder(match: re.Match[str]) -> Iterator[_Part]:
    """The parts that take the place of what `_PLACEHOLDER` found."""
    name = next(name for name in _PLACEHOLDER_NAMES if match[name] is not None)
    match name:
        case "nav":
            yield _menu_link(match)
        case "base":
            yield _Base()
        case "title":
            yield from ("<title>", Slot.TITLE, "</title>")
        case "kind":
            yield from (_KIND, Slot.KIND, '"')
        case _:
            yield Slot[name.upper()]


_PLACEHOLDER_NAMES = (
    "title", "description", "content", "head", "address", "kind", "nav", "base",
)  # fmt: skip


def _menu_link(match: re.Match[str]) -> _MenuLink:
    return _MenuLink(tuple(match["sections"].split()))


def _require_once(slot: Slot, parts: tuple[_Part, ...]) -> None:
    found = sum(part is slot for part in parts)
    if found != 1:
        where = "is missing from" if found == 0 else f"occurs {found} times in"
        raise PageTemplateError(
            f"the mark for a page's {slot.name.lower()} (`{slot}`) {where} the theme's page."
        )


def _site_name(text: str) -> str:
    match = re.search(_TITLE, text)
    return match["name"] if match else ""


def _filled(parts: tuple[_Part, ...], base: str, section: str) -> Iterator[str | Slot]:
    """`parts` with `base` and the menu filled in, as few long texts with the slots between."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, Slot):
            yield shortened("".join(texts))
            yield part
            texts = []
        elif isinstance(part, _Base):
            texts.append(base)
        else:
            texts.append(part.mark(section) if isinstance(part, _MenuLink) else part)
    yield shortened("".join(texts))
