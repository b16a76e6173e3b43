"""Share images: a listing as a picture, for previews of its address (Open Graph, ogp.me).

Small boards have one a listing, large ones if they ask for it (`extra.board.share_cards`). Pillow
draws, and the font is Source Sans Pro (SIL Open Font License). It has Latin, Greek and Cyrillic
letters. A listing with any other letter has no image of its own, and the board's is used.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from generator.board import wording
from generator.board.board import Board
from generator.model.colour import STANDARD, light_shades, oklch
from generator.model.listing import Listing
from generator.rendering.pages.faces import GROUND, HUES, INK, hue, monogram

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from generator.rendering.pages.palette_image import PaletteImage

VERSION = 2  # of the drawing: with a higher one, every image is drawn again
# Boards with at most this many listings have share images without asking for them. Drawing takes
# 7 ms of one core and 14 KB a listing (100 images, Pillow 13.0): 3.5 s and 7 MB for the first build
# of 500. Later builds draw only what is new.
MOST = 500
SIZE = (1200, 630)  # pixels
BOARD_IMAGE = "assets/board/share.png"  # the board's own, drawn
_STANDARD_IMAGE = "assets/board/card.png"  # the program's, for boards that draw none
_MARGIN = 72  # pixels
_PAPER, _INK, _QUIET = "#ffffff", "#14211d", "#4c5955"
_TITLE_LINES = 3
# Letters that the font has. Asking the font itself would mean loading it in every build.
_LETTERS = re.compile(
    "[ -~\u00a0-\u017e\u0218-\u021b"  # Latin
    "\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491"  # Greek, Cyrillic
    "\u1e80-\u1e85\u1ea0-\u1ef9"  # Welsh, Vietnamese
    "\u2012-\u2015\u2018-\u201a\u201c-\u201e\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a"
    "\u20a6\u20a9\u20ab\u20ac\u20ae\u20b1\u20b4\u20b5\u20b8-\u20ba\u20bd]*"  # currencies
)


@lru_cache(maxsize=1)
def can_draw() -> bool:
    """Whether the libraries are installed."""
    return all(find_spec(name) for name in ("PIL", "font_source_sans_pro"))


def draws_share_images(board: Board) -> bool:
    """Whether this board's listings have share images."""
    wanted = board.settings.share_cards
    return draws_by_default(len(board.own)) if wanted is None else wanted


def draws_by_default(listings: int) -> bool:
    """Whether a board of so many listings has share images if its settings don't say."""
    return listings <= MOST and can_draw()


def has_share_image(board: Board, listing: Listing) -> bool:
    """Whether the board has share images, and the font has all letters of this one.

    Another board's listing has none: its page there has.
    """
    if listing.origin:
        return False
    return draws_share_images(board) and _has_letters(_texts(board, listing))


def has_board_image(board: Board) -> bool:
    """Whether the board has a share image in its own words and colour."""
    settings = board.settings
    return draws_share_images(board) and _has_letters((settings.name, settings.tagline))


def share_image_path(listing: Listing) -> str:
    """The image's path, relative to the site's root."""
    return f"{listing.url}card.png"


def board_image_path(board: Board) -> str:
    """The path of the image for pages that have none of their own, relative to the site's root."""
    return BOARD_IMAGE if has_board_image(board) else _STANDARD_IMAGE


def share_image_facts(board: Board, listing: Listing) -> str:
    """Everything an image is made from, as one text."""
    return "\n".join((*_texts(board, listing), listing.employer_id, board.settings.accent))


def board_image_facts(board: Board) -> str:
    """Everything the board's image is made from, as one text."""
    return "\n".join((board.settings.name, board.settings.tagline, board.settings.accent))


def share_image(board: Board, listing: Listing) -> bytes:
    """The listing's image as PNG: the same bytes for the same facts."""
    employer, title, pay, facts, board_name = _texts(board, listing)
    image, ink, quiet, brand = _blank(board)
    angle = hue(listing.employer_id) * 360 / HUES
    tile, width = 88, SIZE[0] - 2 * _MARGIN
    ground, letters = oklch(*GROUND, angle), oklch(*INK, angle)
    image.tile((_MARGIN, 56), tile, 18, image.ink(ground))
    font = _font(40, bold=True)
    name = monogram(employer)
    place = (_MARGIN + (tile - font.getlength(name)) / 2, 56 + 18)
    image.text(place, name, font, image.ink(letters, ground))
    left = _MARGIN + tile + 24
    image.text((left, 76), _fitted(employer, _font(36), width - tile - 24), _font(36), quiet)
    large = _font(66, bold=True)
    for number, line in enumerate(_lines(title, large, width)):
        image.text((_MARGIN, 166 + number * 74), line, large, ink)
    amount = _font(58, bold=True)
    image.text((_MARGIN, 412), _fitted(pay, amount, width), amount, brand)
    image.text((_MARGIN, 486), _fitted(facts, _font(34), width), _font(34), ink)
    image.text((_MARGIN, 556), _fitted(board_name, _font(28), width), _font(28), quiet)
    return image.png()


def board_image(board: Board) -> bytes:
    """The board's image as PNG: its name and its headline."""
    image, ink, quiet, _ = _blank(board)
    width, large = SIZE[0] - 2 * _MARGIN, _font(84, bold=True)
    image.text((_MARGIN, 80), _fitted(board.settings.name, _font(44), width), _font(44), quiet)
    for number, line in enumerate(_lines(board.settings.tagline, large, width)):
        image.text((_MARGIN, 210 + number * 96), line, large, ink)
    return image.png()


def _blank(board: Board) -> tuple[PaletteImage, int, int, int]:
    """An image with a bar of the board's colour, and its inks: for text, quiet text and the pay."""
    from generator.rendering.pages.palette_image import PaletteImage

    shades = light_shades(board.settings.accent or STANDARD)
    image = PaletteImage(SIZE, _PAPER)
    image.bar((0, 0, 18, SIZE[1]), image.ink(shades.brand))
    return image, image.ink(_INK), image.ink(_QUIET), image.ink(shades.strong)


def _has_letters(texts: tuple[str, ...]) -> bool:
    return all(_LETTERS.fullmatch(text) for text in texts)


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

    # The simple layout is the same on every machine; the other needs a library of the system.
    file = fonts.SourceSansProBold if bold else fonts.SourceSansPro
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
