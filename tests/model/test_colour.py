"""Contrast as WCAG 2.2 defines it, and the shades that are made from an accent."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.colour import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    TEXT,
    contrast,
    dark_shades,
    light_shades,
    readable_shade,
    unreadable_on,
)
from tests.support.paths import ROOT

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#000000", 2.44),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    """Well-known pairs, as other checkers give them."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_the_grounds_are_those_of_the_styles() -> None:
    shell = (ROOT / "generator/theme/assets/shell/shell.css").read_text("utf-8")
    pages = (ROOT / "generator/assets/board.css").read_text("utf-8")
    found = re.findall(r"--(?:bs-surface|bs-field|b-card): (#[0-9a-f]{3,6});", shell + pages)
    full = [f"#{text[1:] * 2}" if len(text) == 4 else text for text in found]
    assert len(full) == 6 and set(full) == {*LIGHT_GROUNDS, *DARK_GROUNDS}


@given(colours)
def test_every_colour_has_a_shade_that_can_be_read(colour: str) -> None:
    shade = readable_shade(colour)
    assert not unreadable_on(shade)
    assert shade == colour or unreadable_on(colour)
    light = light_shades(shade)
    for text, grounds in (
        (light.brand, (*LIGHT_GROUNDS, light.tint)),
        (light.strong, (*LIGHT_GROUNDS, light.tint)),
        (light.on_brand, (light.brand,)),
        ("#4c5955", (light.tint,)),
    ):
        assert all(contrast(text, ground) >= TEXT for ground in grounds)


@given(colours)
def test_in_the_dark_every_colour_can_be_read(colour: str) -> None:
    dark = dark_shades(colour)
    for text, grounds in (
        (dark.brand, (*DARK_GROUNDS, dark.tint)),
        (dark.strong, (*DARK_GROUNDS, dark.tint)),
        (dark.on_brand, (dark.brand,)),
        ("#a9b8b2", (dark.tint,)),
    ):
        assert all(contrast(text, ground) >= TEXT for ground in grounds)
