"""Share images: a listing as a picture, for previews of its address (Open Graph, ogp.me).

They are optional (`extra.board.share_cards`), and so are the libraries: Pillow draws, and the font
is Source Sans Pro (SIL Open Font License). The font has Latin, Greek and Cyrillic letters. A
listing with any other letter has no image of its own, and the board's is used.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

VERSION = 1  # of the drawing: with a higher one, every image is drawn again
SIZE = (1200, 630)  # pixels
_MARGIN = 72
_PAPER, _INK, _BRAND, _QUIET = "#f4faf8", "#14211d", "#0a6552", "#4c5955"
_COLOURS = 32
_TITLE_LINES = 3


def can_draw() -> bool:
    """Whether the libraries are installed."""
    return all(find_spec(name) for name in ("PIL", "font_source_sans_pro"))


def has_share_image(board: Board, listing: Listing) -> bool:
    """Whether the board wants share images, and the font has all letters of this one."""
    if not board.settings.share_cards:
        return False
    missing = _missing_letters()
    return not any(letter in missing for text in _texts(board, listing) for letter in text)


def share_image(board: Board, listing: Listing) -> bytes:
    """The image as PNG: the same bytes for the same facts."""
    from PIL import Image, ImageDraw

    employer, title, pay, facts, board_name = _texts(board, listing)
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 18, SIZE[1]), fill=_BRAND)
    width = SIZE[0] - 2 * _MARGIN
    draw.text((_MARGIN, 64), _fitted(employer, _font(34), width), _QUIET, _font(34))
    large = _font(68, bold=True)
    for number, line in enumerate(_lines(title, large, width)):
        draw.text((_MARGIN, 120 + number * 78), line, _INK, large)
    draw.text(
        (_MARGIN, 400), _fitted(pay, _font(60, bold=True), width), _BRAND, _font(60, bold=True)
    )
    draw.text((_MARGIN, 478), _fitted(facts, _font(34), width), _INK, _font(34))
    draw.text((_MARGIN, 552), _fitted(board_name, _font(28), width), _QUIET, _font(28))
    file = io.BytesIO()
    reduced = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced.save(file, "PNG", compress_level=9)
    return file.getvalue()


def share_image_path(listing: Listing) -> str:
    """The image's path, relative to the site's root."""
    return f"{listing.url}card.png"


def share_image_facts(board: Board, listing: Listing) -> str:
    """Everything an image is made from, as one text."""
    return "\n".join(_texts(board, listing))


def _texts(board: Board, listing: Listing) -> tuple[str, str, str, str, str]:
    pay = wording.money(listing.pay.amount, listing.pay.currency)
    each = "for the project" if listing.pay.per == "project" else "an hour"
    facts = f"{wording.hours(listing)} in {wording.weeks(listing)} · {wording.where(listing)}"
    return (
        board.employer_of(listing).name,
        listing.title,
        f"{pay} {each}".replace("\N{NARROW NO-BREAK SPACE}", " "),
        facts,
        board.settings.name,
    )


def _lines(text: str, font: FreeTypeFont, width: float) -> list[str]:
    """`text` in at most `_TITLE_LINES` lines. What does not fit is replaced by an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    shown = [*lines[: _TITLE_LINES - 1], " ".join(lines[_TITLE_LINES - 1 :])]
    return [_fitted(line, font, width) for line in shown if line]


def _fitted(text: str, font: FreeTypeFont, width: float) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@lru_cache(maxsize=16)
def _font(size: int, bold: bool = False) -> FreeTypeFont:
    import font_source_sans_pro as fonts  # type: ignore[import-untyped]
    from PIL import ImageFont

    return ImageFont.truetype(fonts.SourceSansProBold if bold else fonts.SourceSansPro, size)


@lru_cache(maxsize=1)
def _missing_letters() -> _MissingLetters:
    return _MissingLetters(_font(24, bold=True))


class _MissingLetters:
    """The letters that a font does not have: it draws the same box for each of them."""

    def __init__(self, font: FreeTypeFont) -> None:
        self._font = font
        self._box = self._drawn("\uffff")
        self._known: dict[str, bool] = {" ": False}

    def __contains__(self, letter: str) -> bool:
        found = self._known.get(letter)
        if found is None:
            found = self._known[letter] = self._drawn(letter) == self._box
        return found

    def _drawn(self, letter: str) -> tuple[tuple[int, int], bytes]:
        mask = self._font.getmask(letter)
        return mask.size, bytes(mask)
