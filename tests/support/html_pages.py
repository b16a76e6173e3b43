"""The built site as a set of files and addresses, for tests that read all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

# Where an address may be. `ping` and the like never do.
_ATTRIBUTES = ("href", "src", "action", "poster", "data", "formaction", "cite")
_LOADED = {"script", "img", "iframe", "source", "video", "audio", "embed", "object", "track"}
_LOADED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}


@dataclass(frozen=True)
class Link:
    """An address on a page. `loads` says that the browser fetches it by itself."""

    target: str
    element: str
    loads: bool
    rel: frozenset[str]


@dataclass(frozen=True)
class HtmlPage:
    """One HTML file of the site; `path` is relative to the site's root."""

    path: str
    content: bytes

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.content, parser=html.HTMLParser(encoding="utf-8"))

    @property
    def address(self) -> str:
        """Relative to the site's root: `listings/acme/x/`."""
        return self.path.removesuffix("index.html")

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(self._links())

    @cached_property
    def ids(self) -> list[str]:
        return [str(value) for value in self.tree.xpath("//@id")]

    def _links(self) -> Iterator[Link]:
        for element in self.tree.iter("*"):
            rel = frozenset((element.get("rel") or "").split())
            for name in _ATTRIBUTES:
                if (value := element.get(name)) is not None:
                    loads = element.tag in _LOADED or bool(rel & _LOADED_RELS)
                    yield Link(value.strip(), element.tag, loads, rel)
            for candidate in (element.get("srcset") or "").split(","):
                if candidate.strip():
                    yield Link(candidate.split()[0], element.tag, True, rel)


def html_pages(site: Path) -> tuple[HtmlPage, ...]:
    """Every page of the site, in order of path."""
    files = sorted(site.rglob("*.html"))
    return tuple(HtmlPage(file.relative_to(site).as_posix(), file.read_bytes()) for file in files)


class Ground:
    """The site as served below `base` (`/` or `/board/`): does an address lead somewhere?"""

    HOST = "https://site.test"

    def __init__(self, site: Path, pages: tuple[HtmlPage, ...], base: str = "/") -> None:
        self._base = base
        self._files = {
            file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()
        }
        self._ids = {page.path: frozenset(page.ids) for page in pages}

    def trouble(self, page: HtmlPage, target: str) -> str:
        """What is wrong with a link from `page` to `target`; empty if nothing is."""
        here = f"{self.HOST}{self._base}{page.address}"
        address = urlsplit(urljoin(here, target))
        if f"{address.scheme}://{address.netloc}" != self.HOST:
            return ""  # another site: not ours to judge offline
        if not address.path.startswith(self._base):
            return f"{page.path}: {target} leaves the site"
        found = self.file(address.path.removeprefix(self._base))
        if found is None:
            return f"{page.path}: {target} leads to no file"
        fragment = unquote(address.fragment)
        is_place = fragment and "=" not in fragment  # `#can=excel` is an answer, for a script
        if is_place and found in self._ids and fragment not in self._ids[found]:
            return f"{page.path}: {target}: no #{fragment} there"
        return ""

    def file(self, path: str) -> str | None:
        """The file that a plain host sends for `path`, relative to the site's root."""
        path = unquote(path)
        if not path or path.endswith("/"):
            path += "index.html"
        return path if str(PurePosixPath(path)) in self._files else None
