"""A picture of a few flat colours, drawn as one byte a pixel.

Drawing in full colour and then reducing the colours takes four times as long, and most of a share
image is paper. Here each ink has some shades from its ground to its colour for the edges of
letters, and a drawing writes the number of a shade.
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

_SHADES = 8  # of each ink, the last one its colour
_SMOOTH = 4  # tiles are drawn this much larger, then made small


class PaletteImage:
    """An image of `size` in pixels, filled with the colour `paper`; colours are `#rrggbb`."""

    def __init__(self, size: tuple[int, int], paper: str) -> None:
        self._image = Image.new("L", size, 0)
        self._paper = paper
        self._palette = list(_parts(paper))

    def ink(self, colour: str, ground: str = "") -> int:
        """The number of an ink of `colour`, for drawing on `ground`; without one on paper."""
        number = len(self._palette) // 3
        low, high = _parts(ground or self._paper), _parts(colour)
        for shade in range(1, _SHADES + 1):
            part = shade / _SHADES
            self._palette += [round(a + (b - a) * part) for a, b in zip(low, high, strict=True)]
        return number

    def bar(self, box: tuple[int, int, int, int], ink: int) -> None:
        """A rectangle: left, top, right and bottom."""
        self._image.paste(ink + _SHADES - 1, box)

    def tile(self, place: tuple[int, int], side: int, radius: int, ink: int) -> None:
        """A square with round corners. `place` is its left top corner."""
        self._print(_tile(side, radius), place, ink)

    def text(
        self, place: tuple[float, float], text: str, font: ImageFont.FreeTypeFont, ink: int
    ) -> None:
        """A line of text, whose ascenders begin at `place`."""
        if not text:
            return
        left, top, right, bottom = (round(value) for value in font.getbbox(text))
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).text((-left, -top), text, 255, font)
        self._print(mask, (round(place[0]) + left, round(place[1]) + top), ink)

    def png(self) -> bytes:
        """The image as a PNG file."""
        file = io.BytesIO()
        self._image.putpalette(self._palette)
        # Level 9 takes four times as long, and saves an eighth.
        self._image.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _print(self, mask: Image.Image, place: tuple[int, int], ink: int) -> None:
        """Write a shade of `ink` wherever `mask` is more than a trace."""
        step = 256 // _SHADES
        shades = mask.point([ink + value // step for value in range(256)])
        traces = mask.point([255 if value >= step // 2 else 0 for value in range(256)])
        self._image.paste(shades, place, traces)


@lru_cache(maxsize=4)
def _tile(side: int, radius: int) -> Image.Image:
    large = Image.new("L", (side * _SMOOTH, side * _SMOOTH))
    corner = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(corner, radius * _SMOOTH, 255)
    return large.resize((side, side), Image.Resampling.BOX)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
