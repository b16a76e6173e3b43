"""What programs can read on a page: JSON-LD, microdata and links. Pure.

JSON-LD as it is on the web: in any number of scripts, in lists and in `@graph`, with comments or
CDATA around it and line breaks in its texts, referring to its own parts by `@id` (JSON-LD 1.1).
Microdata as the HTML Standard says (section 5).

extruct reads both too. It would bring fourteen packages, one of them only as source code of 2016.
Here it is one walk through the tree that lxml makes, and lxml is needed anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html  # type: ignore[import-untyped]

from generator.model.json_text import load_json

_MOST_SCRIPTS = 50
_MOST_PARTS = 50_000  # values of JSON-LD that are searched
_MOST_DEPTH = 60  # of JSON-LD; nobody nests it deeper than ten
_MOST_FOUND = 500  # of one type
_MOST_ITEMS = 1000  # of microdata
_MOST_LEVELS = 8  # of items in items
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
# What surrounds JSON in scripts that old browsers or XML programs were to skip.
_AROUND = ("<!--", "-->", "<![CDATA[", "]]>")
_HTML = re.compile(r"<(?:!doctype html|html|head|body|script|div|p)\b", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_ADDRESS = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src",
    "img": "src", "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
_VALUE = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}

Item = Mapping[str, Any]


class Page:
    """A page at `url`, from its bytes. Any bytes are a page, possibly an empty one."""

    def __init__(self, url: str, content: bytes) -> None:
        self.url = url
        self.text = _decoded(content)
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        try:
            encoded = self.text.encode("utf-8", "replace")
            self._tree = html.document_fromstring(encoded, parser=parser)
        except (etree.LxmlError, ValueError):
            self._tree = html.Element("html")

    @cached_property
    def is_html(self) -> bool:
        """Whether the text looks like HTML at all."""
        return bool(_HTML.search(self.text))

    @cached_property
    def title(self) -> str:
        """What its `<title>` says."""
        return str(self._tree.findtext(".//title") or "").strip()

    @cached_property
    def asks_to_sign_in(self) -> bool:
        """Whether it has a field for a password."""
        return bool(self._tree.xpath("boolean(//input[@type='password'])"))

    def alternate(self, kind: str) -> str:
        """The absolute address of `<link rel=alternate>` with the type `kind`; or empty."""
        for link in self._tree.iter("link"):
            rel = (link.get("rel") or "").lower().split()
            if "alternate" in rel and (link.get("type") or "").strip().lower() == kind:
                return self._absolute(link.get("href") or "")
        return ""

    def items(self, kind: str) -> list[tuple[Item, str]]:
        """The schema.org items of the type `kind`, and `JSON-LD` or else `microdata` with each."""
        found = [(item, "JSON-LD") for item in islice(self._json_ld(kind), _MOST_FOUND)]
        return found or [(item, "microdata") for item in islice(self._microdata(kind), _MOST_FOUND)]

    @cached_property
    def reads_json_ld(self) -> bool:
        """Whether some of its JSON-LD could be read, or there is none."""
        scripts = [*self._scripts()]
        return not scripts or any(data is not None for data in scripts)

    def _absolute(self, href: str) -> str:
        try:
            return urljoin(self.url, href.strip())
        except ValueError:
            return ""

    def _scripts(self) -> Iterator[Any]:
        """The data of each script with JSON-LD; None for one that can't be read."""
        count = 0
        for script in self._tree.iter("script"):
            if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
                yield _json(script.text or "")
                count += 1
                if count == _MOST_SCRIPTS:
                    return

    def _json_ld(self, kind: str) -> Iterator[Item]:
        parts = [part for data in self._scripts() for part in _parts(data)]
        by_id = {part["@id"]: part for part in reversed(parts)
                 if isinstance(part.get("@id"), str) and len(part) > 1}  # fmt: skip
        seen: list[Item] = []
        for part in parts:
            if _is_of(part.get("@type"), kind) and part not in seen:
                seen.append(part)
                yield {name: _with_reference(value, by_id) for name, value in part.items()}

    def _microdata(self, kind: str) -> Iterator[Item]:
        budget = [_MOST_ITEMS]
        for element in self._tree.iter("*"):
            if element.get("itemscope") is not None and _is_of(element.get("itemtype"), kind):
                if budget[0] > 0:
                    yield self._item(element, budget, 0)

    def _item(self, element: html.HtmlElement, budget: list[int], level: int) -> Item:
        found: dict[str, Any] = {"@type": (element.get("itemtype") or "").rpartition("/")[2]}
        for name, child in _properties(element):
            budget[0] -= 1
            if budget[0] < 0:
                break
            if child.get("itemscope") is None:
                value: Any = self._value(child, name)
            elif level < _MOST_LEVELS:
                value = self._item(child, budget, level + 1)
            else:
                continue
            before = found.get(name)
            if before is None:
                found[name] = value
            else:
                found[name] = [*before, value] if isinstance(before, list) else [before, value]
        return found

    def _value(self, element: html.HtmlElement, name: str) -> str:
        if element.tag in _ADDRESS:
            return self._absolute(element.get(_ADDRESS[element.tag]) or "")
        value = element.get(_VALUE[element.tag]) if element.tag in _VALUE else None
        if value is None and name == "description":  # its paragraphs count
            return str(html.tostring(element, encoding="unicode", with_tail=False))
        return str(element.text_content()) if value is None else str(value)


def _decoded(content: bytes) -> str:
    """UTF-8 if it can be, else what the page says, else what browsers take."""
    for encoding in ("utf-8-sig", *([] if b"\x00" not in content[:4] else ["utf-16"])):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    said = _CHARSET.search(content[:4096])
    try:
        name = said[1].decode() if said else "windows-1252"
        is_utf_8 = name.lower().replace("-", "").startswith("utf8")
        return content.decode("utf-8" if is_utf_8 else name, "replace")
    except (LookupError, UnicodeError):
        return content.decode("windows-1252", "replace")


def _json(text: str) -> Any:
    bare = _CONTROL.sub(" ", text)
    for mark in _AROUND:
        bare = bare.replace(mark, " ")
    start = min((at for at in (bare.find("{"), bare.find("[")) if at >= 0), default=0)
    end = max(bare.rfind("}"), bare.rfind("]")) + 1
    for attempt in (text, bare[start:end]):
        try:
            data = load_json(attempt)
        except ValueError:
            continue
        return data if _is_shallow(data) else None
    return None


def _is_shallow(data: Any) -> bool:
    level = [data]
    for _ in range(_MOST_DEPTH):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return True
    return False


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _parts(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every group of fields in `data`, in its order, wherever it is."""
    waiting = [data]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)


def _is_of(types: Any, kind: str) -> bool:
    """Whether `JobPosting` is among `schema:JobPosting`, `https://schema.org/JobPosting` …"""
    names = types if isinstance(types, list) else str(types or "").split()
    return any(isinstance(name, str) and re.split(r"[/:#]", name)[-1] == kind for name in names)


def _with_reference(value: Any, by_id: Mapping[str, Any]) -> Any:
    """The part that `{"@id": "#acme"}` refers to; anything else as it is."""
    if isinstance(value, dict) and [*value] == ["@id"] and isinstance(value["@id"], str):
        return by_id.get(value["@id"], value)
    return value


def _properties(element: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """The elements that are properties of an item, but not of an item in it."""
    waiting = [*reversed(element)]
    while waiting:
        child = waiting.pop()
        if not isinstance(child.tag, str):
            continue
        for name in (child.get("itemprop") or "").split():
            yield name, child
        if child.get("itemscope") is None:
            waiting += reversed(child)
