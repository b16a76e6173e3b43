"""What a PDF that Chromium printed says, page by page, read without a library.

Chromium writes every object plainly, and text as numbers of glyphs with a table that says what they
mean (ISO 32000-2, 9.10.3: ToUnicode). Other programs' PDFs may need more than this.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"^(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL | re.MULTILINE)
_STREAM = re.compile(rb"\sstream\r?\n(.*)\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_SHOWN = re.compile(rb"/(?P<font>F\d+) [\d.]+ Tf|<(?P<glyphs>[0-9A-Fa-f]*)>|(?P<end>\bET\b)")
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_NUMBER = re.compile(rb"<([0-9A-Fa-f]+)>")

Meanings = dict[str, str]  # of glyphs, by their number in hexadecimal


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page. Ligatures are letters again; each piece of a line is a line."""
    objects = {int(number): content for number, content in _OBJECT.findall(pdf)}
    pages = [content for content in objects.values() if re.search(rb"/Type /Page\b", content)]
    return [unicodedata.normalize("NFKC", "".join(_text(page, objects))) for page in pages]


def _text(page: bytes, objects: dict[int, bytes]) -> Iterator[str]:
    fonts = {
        name: _meanings(objects[int(number)], objects)
        for name, number in _FONT.findall(_resources(page, objects))
    }
    font: Meanings = {}
    for match in _SHOWN.finditer(_stream(_referred(page, b"Contents", objects))):
        if match["font"]:
            font = fonts[match["font"]]
        elif match["end"]:
            yield "\n"
        else:
            glyphs = match["glyphs"].decode().upper()
            yield "".join(font.get(glyphs[at : at + 4], "") for at in range(0, len(glyphs), 4))


def _resources(page: bytes, objects: dict[int, bytes]) -> bytes:
    if re.search(rb"/Resources \d+ 0 R", page):
        return _referred(page, b"Resources", objects)
    return page


def _meanings(font: bytes, objects: dict[int, bytes]) -> Meanings:
    found: Meanings = {}
    if b"/ToUnicode" not in font:
        return found
    table = _stream(_referred(font, b"ToUnicode", objects))
    for part in _CHARACTERS.findall(table):
        numbers = _NUMBER.findall(part)
        for glyph, meaning in zip(numbers[::2], numbers[1::2], strict=True):
            found[_name(int(glyph, 16))] = _letters(meaning)
    for part in _RANGES.findall(table):
        numbers = _NUMBER.findall(part)
        for first, last, meaning in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[_name(int(first, 16) + step)] = chr(int(meaning, 16) + step)
    return found


def _name(glyph: int) -> str:
    return f"{glyph:04X}"


def _letters(number: bytes) -> str:
    return bytes.fromhex(number.decode()).decode("utf-16-be")


def _referred(content: bytes, key: bytes, objects: dict[int, bytes]) -> bytes:
    match = re.search(rb"/" + key + rb" (\d+) 0 R", content)
    assert match, key
    return objects[int(match[1])]


def _stream(content: bytes) -> bytes:
    match = _STREAM.search(content)
    assert match
    return zlib.decompress(match[1]) if b"/FlateDecode" in content[: match.start()] else match[1]
