"""Checks the board's own logo. An SVG is a document, which a browser would run as one of the site.

So it may have no script, nothing that reacts to events and nothing from elsewhere. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from generator.checking.settings_values import Mistake
from generator.reading.tree import MAX_LOGO_BYTES, logo_problem

ENDINGS = (".svg", ".png", ".webp")
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler"}
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!['\"]?#)|expression\(|javascript:", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|webp);base64,", re.IGNORECASE)
_SAVE = "Save it as png, or as a plain SVG of shapes alone."


def logo_mistake(path: str, content: bytes) -> Mistake:
    """What is wrong with the file at `path`; None if nothing is.

    `content` is the file's first `MAX_LOGO_BYTES` + 1 bytes, or all of them.
    """
    if PurePosixPath(path).suffix not in ENDINGS:
        return "is not a picture that can be a logo.", "Save it as svg, png or webp."
    if len(content) > MAX_LOGO_BYTES:
        return "is larger than 64 KB.", "Make the picture smaller, 512 pixels wide at most."
    if path.endswith(".svg"):
        return _svg_mistake(content)
    if logo_problem(path, content):
        return f"is not a {PurePosixPath(path).suffix[1:]} picture.", "Save it as png or webp."
    return None


def _svg_mistake(content: bytes) -> Mistake:
    if b"<!DOCTYPE" in content.upper() or b"<!ENTITY" in content.upper():
        return "has a document type (`<!DOCTYPE`), which a logo may not have.", _SAVE
    try:
        root = ET.fromstring(content)  # noqa: S314 - no document type, so nothing expands
    except (ET.ParseError, ValueError, LookupError):
        return "is not an SVG that can be read.", _SAVE
    if root.tag != f"{_SVG}svg":
        return "is not an SVG that can be read.", _SAVE
    found = next(_unsafe(root), "")
    return (f"has {found} in it, which a logo may not have.", _SAVE) if found else None


def _unsafe(root: ET.Element) -> Iterator[str]:
    """What is not a plain picture, in words."""
    for element in root.iter():
        name = element.tag.rpartition("}")[2].lower()
        if name in _ACTIVE:
            yield f"`<{name}>`"
        if name == "style" and _OUTSIDE.search(element.text or ""):
            yield "a style from elsewhere"
        for full_name, value in element.items():
            attribute = full_name.rpartition("}")[2].lower()
            if attribute.startswith("on"):
                yield f"`{attribute[:20]}`"
            elif attribute in {"href", "src"} and not value.strip().startswith("#"):
                if not (name == "image" and _PICTURE.match(value.strip())):
                    yield "a link to something else"
            elif _OUTSIDE.search(value):
                yield "a style from elsewhere"
