"""Reads microdata as the HTML Standard says (section 5.2.4, "Values", and 5.4, "Converting")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import html

_ADDRESS = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src",
    "img": "src", "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
_VALUE = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}


def items(tree: html.HtmlElement, page: str) -> list[dict[str, Any]]:
    """The items of a page that are no property of another one. `page` is its address.

    An item has `@type`, the name of its type; `@id`, if it has one; and its properties. A property
    with several values is a list. Items must be of one type of schema.org, and have no `itemref`.
    """
    return [
        _item(element, page)
        for element in tree.iter("*")
        if element.get("itemscope") is not None and element.get("itemprop") is None
    ]


def _item(element: html.HtmlElement, page: str) -> dict[str, Any]:
    kind = element.get("itemtype", "")
    assert kind.startswith("https://schema.org/"), kind
    assert element.get("itemref") is None
    found: dict[str, Any] = {"@type": kind.removeprefix("https://schema.org/")}
    if identifier := element.get("itemid"):
        found["@id"] = identifier
    for name, value in _properties(element, page):
        if name not in found:
            found[name] = value
        else:
            before = found[name]
            found[name] = [*before, value] if isinstance(before, list) else [before, value]
    return found


def _properties(element: html.HtmlElement, page: str) -> Iterator[tuple[str, Any]]:
    for child in element.iterchildren("*"):
        is_item = child.get("itemscope") is not None
        for name in (child.get("itemprop") or "").split():
            yield name, _item(child, page) if is_item else _value(child, page)
        if not is_item:
            yield from _properties(child, page)


def _value(element: html.HtmlElement, page: str) -> str:
    if element.tag in _ADDRESS:
        return urljoin(page, element.get(_ADDRESS[element.tag]) or "")
    value = element.get(_VALUE[element.tag]) if element.tag in _VALUE else None
    return element.text_content() if value is None else value
