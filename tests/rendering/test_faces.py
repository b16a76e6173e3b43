"""An employer's face: a logo or a monogram on a hue that can be read in both schemes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.colour import TEXT, contrast, oklch
from generator.rendering.pages.faces import GROUND, HUES, INK, face, hue, monogram
from tests.support.boards import board
from tests.support.paths import ROOT

STYLES = (ROOT / "generator/assets/board.css").read_text("utf-8")


# The same table is in tests/js/face.test.js.
@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Harbour Books", "HB"),
        ("museum of Staithe", "MS"),
        ("Fjordlys Energirådgivning AS", "FE"),
        ("Ørsted & Ærø", "ØÆ"),
        ("O’Brien", "OB"),
        ("3D Print Lab", "3"),
        ("Studio 7", "S7"),
        ("Speiche Sieben", "S"),
        ("ßtraße", "S"),
        ("白川織物 工房", "白"),
        ("دار القنطرة", "د"),
        ("e\u0301cole", "É"),
        ("𝒳 & co", "𝒳"),
        ("— ! —", ""),
    ],
)
def test_the_letters_of_a_name(name: str, letters: str) -> None:
    assert monogram(name) == letters


def test_a_logo_comes_before_letters() -> None:
    employer = board().employers["harbour"]
    number = hue(employer.id)
    assert face(employer, "..") == f'<span class="b-face b-h{number}" aria-hidden="true">HB</span>'
    made = str(face(replace(employer, logo="logo.png"), ".."))
    assert f'src="../employers/{employer.id}/logo.png"' in made
    assert 'alt=""' in made


def test_a_name_is_escaped() -> None:
    employer = replace(next(iter(board().employers.values())), logo='"><x>.png')
    assert "<x>" not in str(face(employer, ".."))


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_every_id_has_a_hue(identifier: str) -> None:
    assert hue(identifier) in range(HUES)
    assert f".b-h{hue(identifier)} {{" in STYLES


def test_employers_of_the_samples_have_many_hues() -> None:
    names = [path.name for path in (ROOT / "listings").iterdir() if path.is_dir()]
    assert len({hue(name) for name in names}) > len(names) * 0.7


def test_the_letters_can_be_read_on_every_hue() -> None:
    """In both schemes; the light one's colours are those of share images too."""
    found = re.findall(r"--face-(ground|ink): oklch\(([\d.]+) ([\d.]+) var\(--h\)\);", STYLES)
    colours = [(name, (float(light), float(chroma))) for name, light, chroma in found]
    assert [name for name, _ in colours] == ["ground", "ink"] * 2
    assert dict(colours[:2]) == {"ground": GROUND, "ink": INK}
    for (_, ground), (_, ink) in (colours[:2], colours[2:]):
        for number in range(HUES):
            assert f".b-h{number} {{ --h: {number * 360 // HUES}; }}" in STYLES
            angle = number * 360 / HUES
            assert contrast(oklch(*ground, angle), oklch(*ink, angle)) >= TEXT
