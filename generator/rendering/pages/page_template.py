"""The themed page as a stamp.

The engine builds one *shell* page from `SHELL_MARKDOWN`: a page like any other, whose title,
description and content are tokens. `PageTemplate.from_html` cuts its HTML at the tokens once;
`PageTemplate.render` puts a page's own text between the cuts. What is put in is never searched, so
text that looks like a token stays text.

The shell page stands three folders deep. Every link of the theme therefore begins with
`../../..`, which occurs for no other reason, and can be cut out as well.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from html import escape

from generator.board.slices import Slice
from generator.model.errors import BoardError
from generator.model.listing import Listing
from generator.rendering.artifact import Artifact

# Where the engine is to build the shell page, and the file it leaves in the site.
SHELL_PATH = "board-shell/two/three/"
SHELL_SOURCE = "board-shell/two/three.md"
SHELL_FILE = f"{SHELL_PATH}index.html"
_BASE = "../../.."


class Slot(StrEnum):
    """What a page fills in. The value is the token in the shell page's HTML."""

    TITLE = "board-shell-title"
    DESCRIPTION = "board-shell-description"
    CONTENT = "board-shell-content"
    HEAD = "<!--board-shell-head-->"
    ADDRESS = SHELL_PATH
    SCRIPTS = "board-shell-scripts"
    KIND = "<body"  # the attribute data-page-kind goes behind it


SHELL_MARKDOWN = f"""\
---
title: {Slot.TITLE}
description: {Slot.DESCRIPTION}
shell: true
---
<div>{Slot.CONTENT}</div>
"""

# Markers that the theme leaves on its own navigation, on every page: the folders that a link
# stands for, the page's own folder itself first: data-sections="browse listings".
_SECTIONS = r'\s+data-sections="(?P<sections>[a-z0-9 -]*)"'
_TITLE = rf"<title>\s*{Slot.TITLE} - (?P<name>[^<]*?)\s*</title>"
_CONTENT = rf"<div>\s*{Slot.CONTENT}\s*</div>"
_CUT = re.compile(
    "|".join(
        (
            rf"(?P<title>{_TITLE})",
            rf"(?P<description>{Slot.DESCRIPTION})",
            rf"(?P<content>{_CONTENT})",
            rf"(?P<head>{Slot.HEAD})",
            rf"(?P<address>{re.escape(SHELL_PATH)})",
            rf"(?P<scripts> {Slot.SCRIPTS})",
            rf"(?P<kind>{Slot.KIND}(?=[ >]))",
            rf"(?P<nav>{_SECTIONS})",
            rf"(?P<base>(?<=[\"']){re.escape(_BASE)}(?=[/\"']))",
        )
    )
)
_NAV = re.compile(_SECTIONS)
_KIND = f'{Slot.KIND} data-page-kind="'
_WASM = " 'wasm-unsafe-eval'"  # as a Content-Security-Policy writes it
_BLANK = re.compile(r"\s*\n\s*")
# What the theme writes outside of its blocks, and should not: checkboxes and a label for a
# drawer that we do not use, and a link past the header that leads to a heading, if anywhere.
_UNUSED = re.compile(
    r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>'
)
_SKIP = re.compile(r'(<div data-md-component="skip">).*?(?=</div>)', re.DOTALL)


class PageTemplateError(BoardError):
    """The engine's page can't be used as a stamp: the message says what is missing."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """One page of the site: `content` and `head` are safe HTML, the rest is plain text.

    `path` is the page's folder relative to the root, `listings/acme/x/`, and empty for the home
    page; a name that ends in `.html` is a file's. Links in `content` are relative to the page.
    """

    path: str
    title: str
    description: str
    content: str
    head: str = ""
    kind: str = ""
    needs_wasm: bool = False  # WebAssembly, which browsers run only where a page allows it
    subject: Listing | Slice | None = None  # what the page is about; its head tells of it
    parent: tuple[str, str] | None = None  # label and path of the page above, for breadcrumbs

    @property
    def file(self) -> str:
        """The file it is written to, relative to the site's root."""
        return self.path if self.path.endswith(".html") else f"{self.path}index.html"

    @property
    def root(self) -> str:
        """The way to the site's root: `../../` for `skills/excel/`, empty for the home page."""
        return "../" * self.path.count("/")

    @property
    def is_indexed(self) -> bool:
        """Whether search engines are to list it."""
        return 'content="noindex"' not in self.head


@dataclass(frozen=True, slots=True)
class _Nav:
    """A link of the navigation: the folders for which it is the current one."""

    sections: tuple[str, ...]

    def mark(self, path: str) -> str:
        """The attribute that tells readers that they are there."""
        if self.sections and path == f"{self.sections[0]}/":
            return ' aria-current="page"'
        return ' aria-current="true"' if path.partition("/")[0] in self.sections else ""


class _Base:
    """The way from a page to the root."""

    def __repr__(self) -> str:
        return "_Base()"


_Part = str | Slot | _Nav | _Base
_Frame = list[str | Slot]


@dataclass(frozen=True)
class PageTemplate:
    """The themed page, cut into parts. Compiled once, stamped often."""

    parts: tuple[_Part, ...]
    site_name: str  # as HTML
    _frames: dict[tuple[str, str], tuple[_Frame, tuple[tuple[int, Slot], ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def from_html(cls, html: str) -> PageTemplate:
        """Cut the engine's page at its tokens.

        Raises `PageTemplateError` if a token is missing or there twice.
        """
        text = _BLANK.sub("\n", mended(html))
        parts = tuple(_parts(text))
        for slot in Slot:
            _demand_once(slot, parts)
        if not any(isinstance(part, _Base) for part in parts):
            raise PageTemplateError(f"the theme's page has no link that begins with `{_BASE}`.")
        return cls(parts, _site_name(text))

    @cached_property
    def digest(self) -> str:
        """Changes with anything that all pages share."""
        text = f"{self.site_name}\0{self.parts!r}"
        return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()

    def render(self, page: HtmlPage) -> Artifact:
        """The whole page, ready to be written."""
        frame, slots = self._frame(page.path)
        filled = frame.copy()
        for at, slot in slots:
            filled[at] = self._value(slot, page)
        return Artifact(page.file, "".join(filled).encode(), page.is_indexed)

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
            case Slot.SCRIPTS:
                return _WASM if page.needs_wasm else ""
            case Slot.KIND:
                return escape(page.kind)

    def _frame(self, path: str) -> tuple[_Frame, tuple[tuple[int, Slot], ...]]:
        """All that pages of one depth and section share, joined, with gaps for the slots."""
        section = path if path.count("/") == 1 else f"{path.partition('/')[0]}//"
        key = (base_of(path), section)
        found = self._frames.get(key)
        if found is None:
            frame = [*_joined(self.parts, *key)]
            slots = tuple((at, part) for at, part in enumerate(frame) if isinstance(part, Slot))
            found = self._frames[key] = (frame, slots)
        return found


def base_of(path: str) -> str:
    """The way from a page to the root: `.` for the root itself, `../..` for `skills/excel/`."""
    return "/".join([".."] * path.count("/")) or "."


def settled(html: str, path: str) -> str:
    """A hand-written page: its place in the navigation marked, the theme's mistakes mended."""
    text = mended(html).replace(f" {Slot.SCRIPTS}", "", 1)
    text = text.replace(f"{Slot.KIND} ", f'{_KIND}text" ', 1)
    return _NAV.sub(lambda match: _nav(match).mark(path), text)


def mended(html: str) -> str:
    """The theme's page without the theme's own mistakes."""
    return _SKIP.sub(r"\1", _UNUSED.sub("", html))


def _parts(text: str) -> Iterator[_Part]:
    end = 0
    for match in _CUT.finditer(text):
        yield text[end : match.start()]
        yield from _part(match)
        end = match.end()
    yield text[end:]


def _part(match: re.Match[str]) -> Iterator[_Part]:
    name = next(name for name in _KINDS if match[name] is not None)
    match name:
        case "nav":
            yield _nav(match)
        case "base":
            yield _Base()
        case "title":
            yield from ("<title>", Slot.TITLE, "</title>")
        case "kind":
            yield from (_KIND, Slot.KIND, '"')
        case _:
            yield Slot[name.upper()]


_KINDS = ("title", "description", "content", "head", "address", "scripts", "kind", "nav", "base")


def _nav(match: re.Match[str]) -> _Nav:
    return _Nav(tuple(match["sections"].split()))


def _demand_once(slot: Slot, parts: tuple[_Part, ...]) -> None:
    found = sum(part is slot for part in parts)
    if found != 1:
        where = "is missing from" if found == 0 else f"occurs {found} times in"
        raise PageTemplateError(
            f"the mark for a page's {slot.name.lower()} (`{slot}`) {where} the theme's page."
        )


def _site_name(text: str) -> str:
    match = re.search(_TITLE, text)
    return match["name"] if match else ""


def _joined(parts: tuple[_Part, ...], base: str, section: str) -> Iterator[str | Slot]:
    run: list[str] = []
    for part in parts:
        if isinstance(part, Slot):
            yield "".join(run)
            yield part
            run = []
        elif isinstance(part, _Base):
            run.append(base)
        else:
            run.append(part.mark(section) if isinstance(part, _Nav) else part)
    yield "".join(run)
