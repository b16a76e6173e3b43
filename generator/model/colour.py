"""Colours of a board: the contrast of two, and the shades that one accent needs. Pure.

Contrast is WCAG 2.2's: text needs 4.5:1 (1.4.3), and what only marks something 3:1 (1.4.11). Links
are text, so everything that has the accent's colour reaches 4.5:1.
"""

from __future__ import annotations

import colorsys
import math
from dataclasses import dataclass

STANDARD = "#0a6552"  # the accent of a board that chooses none; `--bs-brand` of the styles
TEXT = 4.5  # the least contrast of text with what is behind it
# What is behind text in each scheme: `--bs-surface`, `--bs-field` and `--b-card` of the styles.
LIGHT_GROUNDS = ("#ffffff", "#f2f5f4")
DARK_GROUNDS = ("#141a18", "#202a26", "#1a221f")
_STRONG = 7.0  # of amounts of money, and of links in the dark
_LIGHT_TINT, _DARK_TINT = 0.1, 0.16  # how much of the accent is in a tinted ground
_STEPS = 255


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one scheme that come from the accent, each as `#rrggbb`.

    `on_brand` is text on `brand`; `strong` is for amounts of money and for links under the mouse;
    `tint` is behind chips and boxes.
    """

    brand: str
    on_brand: str
    strong: str
    tint: str


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`, from 1 (equal) to 21 (black and white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour `oklch(lightness chroma hue)` of CSS Color 4 as `#rrggbb`.

    `lightness` is from 0 to 1, `hue` in degrees. Parts that sRGB does not have are cut off.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return _hex(*(255 * _gamma(min(max(part, 0.0), 1.0)) for part in linear))


def light_shades(accent: str) -> Shades:
    """The shades on light grounds. They are readable if `unreadable_on(accent)` is empty."""
    accent = accent.lower()
    tint = _mixed(accent, LIGHT_GROUNDS[0], _LIGHT_TINT)
    strong = _darker(accent, (*LIGHT_GROUNDS, tint), _STRONG)
    return Shades(accent, "#ffffff", strong, tint)


def dark_shades(accent: str) -> Shades:
    """The shades on dark grounds: the same hue, as light as it must be. Always readable."""
    tint = _mixed(accent.lower(), DARK_GROUNDS[0], _DARK_TINT)
    brand = _lighter(accent, (*DARK_GROUNDS, tint), _STRONG)
    strong = _lighter(brand, (*DARK_GROUNDS, tint), _STRONG + 2)
    return Shades(brand, _darker(brand, (brand,), _STRONG), strong, tint)


def unreadable_on(accent: str) -> str:
    """A light ground on which text in this colour can't be read well; empty if there is none."""
    grounds = (*LIGHT_GROUNDS, light_shades(accent).tint)
    return next((ground for ground in grounds if contrast(accent, ground) < TEXT), "")


def readable_shade(accent: str) -> str:
    """The nearest darker shade of the same hue that can be read on every light ground."""
    return next(shade for shade in _shades(accent, -1) if not unreadable_on(shade))


def _darker(colour: str, grounds: tuple[str, ...], least: float) -> str:
    return _readable(colour, -1, grounds, least)


def _lighter(colour: str, grounds: tuple[str, ...], least: float) -> str:
    return _readable(colour, 1, grounds, least)


def _readable(colour: str, step: int, grounds: tuple[str, ...], least: float) -> str:
    """`colour`, or its nearest shade in the direction of `step`, with `least` on all `grounds`.

    Black or white is the last of them.
    """
    shades = _shades(colour, step)
    found = (s for s in shades if all(contrast(s, ground) >= least for ground in grounds))
    return next(found, shades[-1])


def _shades(colour: str, step: int) -> list[str]:
    """`colour` and its shades down to black (`step` -1) or up to white (1)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    count = round((lightness if step < 0 else 1 - lightness) * _STEPS)
    levels = (lightness + step * at / _STEPS for at in range(1, count))
    between = (colorsys.hls_to_rgb(hue, level, saturation) for level in levels)
    last = "#000000" if step < 0 else "#ffffff"
    return [colour.lower(), *(_hex(*(part * 255 for part in rgb)) for rgb in between), last]


def _mixed(one: str, other: str, share: float) -> str:
    """`share` of the colour `one` in `other`."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _hex(*(a * share + b * (1 - share) for a, b in pairs))


def _luminance(colour: str) -> float:
    """The relative luminance, as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _gamma(part: float) -> float:
    """A part of linear light in sRGB: the inverse of what `_luminance` does."""
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(red: float, green: float, blue: float) -> str:
    return f"#{round(red):02x}{round(green):02x}{round(blue):02x}"
