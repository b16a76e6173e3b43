"""Pictures for shared links: one a listing where there are few or it is wanted, else for all."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image, ImageFont

from generator.building import build as building
from generator.model.colour import oklch
from generator.rendering.pages import share_images
from generator.rendering.pages.faces import GROUND, hue
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.share_images import (
    SIZE,
    board_image,
    board_image_facts,
    has_board_image,
    has_share_image,
    share_image,
    share_image_facts,
    share_image_path,
)
from tests.building.test_build import TODAY, build
from tests.building.test_build import board as sample  # noqa: F401 - a fixture
from tests.rendering.test_pages import page_at
from tests.support.boards import SETTINGS, board, listing

WITH = replace(SETTINGS, share_cards=True)
WITHOUT = replace(SETTINGS, share_cards=False)


def images(page: HtmlPage) -> dict[str, str]:
    tree = html.document_fromstring(f"<head>{page.head}</head>")
    names = ("og:image", "og:image:alt", "twitter:card")
    return {
        name: meta.get("content")
        for meta in tree.iter("meta")
        for name in [meta.get("property") or meta.get("name")]
        if name in names
    }


def test_without_them_all_pages_share_one() -> None:
    of = board(settings=WITHOUT)
    assert not has_share_image(of, listing())
    assert images(page_at("listings/harbour/bookshop-survey/", of)) == {
        "og:image": "https://board.example/assets/board/card.png",
        "twitter:card": "summary_large_image",
    }


def test_with_them_a_listing_has_its_own() -> None:
    of = board(settings=WITH)
    assert images(page_at("listings/harbour/bookshop-survey/", of)) == {
        "og:image": "https://board.example/listings/harbour/bookshop-survey/card.png",
        "twitter:card": "summary_large_image",
    }
    assert images(page_at("browse/", of))["og:image"].endswith("/assets/board/share.png")


def test_a_small_board_has_them_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    of = board()
    assert of.settings.share_cards is None
    assert has_share_image(of, listing()) and has_board_image(of)
    monkeypatch.setattr(share_images, "MOST", len(of.listings) - 1)
    assert not has_share_image(of, listing()) and not has_board_image(of)
    assert has_share_image(board(settings=WITH), listing()), "where they are wanted"


def test_without_the_libraries_there_are_none_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_images, "can_draw", lambda: False)
    assert not has_share_image(board(), listing())


def test_pictures_have_the_boards_colour() -> None:
    of = board(settings=replace(WITH, accent="#8a1c3b"))
    for content in (share_image(of, listing()), board_image(of)):
        assert Image.open(io.BytesIO(content)).convert("RGB").getpixel((5, 5)) == (0x8A, 0x1C, 0x3B)
    assert share_image_facts(of, listing()) != share_image_facts(board(), listing())
    assert board_image_facts(of) != board_image_facts(board())


def test_a_picture_has_the_employers_hue() -> None:
    of = board(settings=WITH)
    pixel = Image.open(io.BytesIO(share_image(of, listing()))).convert("RGB").getpixel((80, 100))
    ground = oklch(*GROUND, hue("harbour") * 15)
    assert pixel == tuple(int(ground[at : at + 2], 16) for at in (1, 3, 5))


def test_the_font_has_every_letter_that_is_said_to_be_in_it() -> None:
    for bold in (False, True):
        font = share_images._font(24, bold=bold)
        box = drawn(font, "\uffff")
        for letter in map(chr, range(0x3000)):
            if share_images._LETTERS.fullmatch(letter) and letter not in " \xa0\xad\u202f":
                assert drawn(font, letter) != box, hex(ord(letter))


def drawn(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)


def test_the_picture_is_one() -> None:
    of = board(settings=WITH)
    content = share_image(of, listing())
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size) == ("PNG", SIZE)
    assert len(image.convert("RGB").getcolors() or []) > 10  # something is drawn
    assert len(content) < 40_000
    assert content == share_image(of, listing())
    assert content != share_image(of, listing(title="Another title of the same length, or so"))


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("Größe, façade, žluťoučký kůň, Ελλάδα, Київ – “ok” · €5", True),
        ("كتابة نبذات قصيرة", False),
        ("十二の織物の名前を付ける", False),
        ("A film 🎬 about brakes", False),
    ],
)
def test_letters_that_the_font_has_not(title: str, drawn: bool) -> None:
    """No picture is better than one of boxes."""
    item = listing(title=title)
    assert has_share_image(board(item, settings=WITH), item) is drawn


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=90))
def test_any_title_is_drawn_or_left(title: str) -> None:
    item = listing(title=f"W {title} x" * 2)
    of = board(item, settings=WITH)
    if has_share_image(of, item):
        assert share_image(of, item).startswith(b"\x89PNG")


def test_a_built_site_has_what_its_pages_name(sample: Path) -> None:  # noqa: F811
    config = sample / "mkdocs.yml"
    text = config.read_text()
    config.write_text(text.replace("  board:\n", "  board:\n    share_cards: false\n", 1))
    build(sample, TODAY)
    assert (sample / "site/assets/board/card.png").is_file()
    assert not [*(sample / "site/listings").rglob("card.png")]
    config.write_text(text)
    build(sample, TODAY)
    assert (sample / "site/assets/board/share.png").is_file()
    cards = sorted((sample / "site/listings").rglob("card.png"))
    assert cards
    named = [
        page.parent / "card.png"
        for page in (sample / "site/listings").rglob("index.html")
        if f"{page.parent.name}/card.png" in page.read_text()
    ]
    assert sorted(named) == cards
    before = {path: (path.read_bytes(), os.stat(path).st_ino) for path in cards}
    build(sample, replace(TODAY, today=date(2026, 11, 24)))
    kept = {path: (path.read_bytes(), os.stat(path).st_ino) for path in cards}
    assert kept == before, "another day is no reason to draw again"


def test_what_draws_may_be_missing(
    sample: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = sample / "mkdocs.yml"
    config.write_text(config.read_text().replace("  board:\n", "  board:\n    share_cards: true\n"))
    monkeypatch.setattr(building, "can_draw", lambda: False)
    with pytest.raises(Exception, match="pip install pillow font-source-sans-pro"):
        build(sample, TODAY)


def test_where_it_stands() -> None:
    assert share_image_path(listing()) == "listings/harbour/bookshop-survey/card.png"
