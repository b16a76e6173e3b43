"""A card made in the browser is, tag by tag, the card that the template makes."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html
from playwright.sync_api import Page

from generator.model.markdown import rich_text
from generator.rendering.artifact import Artifact
from generator.rendering.card_facts import card_facts
from generator.rendering.pages.cards import Cards, card_template
from generator.rendering.pages.static_files import assets
from tests.support.boards import LISTINGS, board, listing
from tests.support.published import write_files
from tests.support.serving import serving

FRAME = """<!doctype html><html lang="en"><title>Cards</title><link rel="icon" href="data:,">
<meta name="board-zone" content="Etc/GMT+12" data-soon="7"><main></main>"""


def shape(markup: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element with its attributes and its own text."""
    tree = html.fragment_fromstring(markup)
    return [
        (
            item.tag,
            dict(item.attrib),
            " ".join("".join(item.xpath("text()")).split()),
        )
        for item in tree.iter()
    ]


def test_the_browser_draws_the_card_that_the_template_draws(page: Page, tmp_path: Path) -> None:
    arabic = "نبحث عن قارئ يكتب نبذات جذابة وصادقة لثلاثين كتابًا. " * 4
    text = rich_text(arabic)
    foreign = listing("acme/books", summary=arabic, description=text, language="ar")
    made = board(*LISTINGS, foreign)
    assert card_facts(made, foreign)["lang"] == "ar"
    frame = Artifact("index.html", f"{FRAME}{card_template(made, '..')}".encode())
    write_files(tmp_path, [*assets(), frame])
    with serving(tmp_path) as address:
        page.goto(address)
        for item in made.listings:
            if item.deadline < made.today and item.status == "open":
                continue  # the browser knows that by itself: test_browser_time
            # A build counts no days: the browser does that on every page.
            drawn, built = page.evaluate(
                """async ([facts, built]) => {
                    const { card } = await import("/assets/board/card.js");
                    const { refresh } = await import("/assets/board/deadlines.js");
                    const place = document.createElement("div");
                    place.innerHTML = built;
                    refresh(place);
                    return [card(facts, "..").outerHTML, place.innerHTML];
                }""",
                [json.loads(json.dumps(card_facts(made, item))), str(Cards(made).card(item, ".."))],
            )
            assert shape(drawn) == shape(built)
