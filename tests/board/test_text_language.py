"""In which language a text is: that of the work, or the board's."""

from __future__ import annotations

import pytest

from generator.board.text_language import text_language
from generator.model.markdown import rich_text
from tests.support.boards import listing
from tests.support.published import samples

GERMAN = """Wir suchen jemanden, der mit uns die Hausordnung für eine offene Werkstatt schreibt. Du
sprichst mit den Leuten, die hier arbeiten, und fasst zusammen, was sie sich wünschen. Am Ende hast
du zwei Seiten, die jeder versteht und die wir an die Wand hängen können."""
POLISH = """Szukamy osoby, która sprawdzi szkic naszej mapy turystycznej. Porównasz go z otwartymi
danymi i zaznaczysz każdą wątpliwość. Na końcu dostaniemy listę poprawek, którą rozumie każdy z
naszego małego zespołu, a także krótkie podsumowanie tego, co zostało do zrobienia."""
ENGLISH = """We are looking for someone who writes house rules for an open workshop with us. You
talk to the people who work here and sum up what they would like. At the end you have two pages
that everyone understands, and that we can put on the wall."""
GREEK = "Εννέα γραμμές πλοίων δημοσιεύουν εννέα διαφορετικά δρομολόγια. " * 4


@pytest.mark.parametrize(
    ("text", "work", "board", "found"),
    [
        (GERMAN, "de", "en", "de"),
        (ENGLISH, "de", "en", "en"),
        (GERMAN, "en", "de", "de"),  # the field left out means English
        (ENGLISH, "en", "de", "en"),
        (ENGLISH, "en-GB", "en", "en-GB"),
        (POLISH, "pl", "en", "pl"),  # the rules know no Polish words, but English ones
        (ENGLISH, "pl", "en", "en"),
        (ENGLISH, "en", "pl", "en"),
        (POLISH, "en", "pl", "pl"),
        (POLISH, "pl", "cs", "pl"),
        (GREEK, "el", "en", "el"),
        (ENGLISH, "el", "en", "en"),
        (ENGLISH, "hi-Latn", "en", "en"),
        (ENGLISH, "sr-Latn-RS", "en", "en"),
        (GREEK, "en", "el", "el"),
    ],
)
def test_the_text_decides_between_the_two(text: str, work: str, board: str, found: str) -> None:
    title, summary = text[:60], text[:150]
    item = listing(title=title, summary=summary, description=rich_text(text), language=work)
    assert text_language(item, board) == found


def test_the_samples() -> None:
    """Many are about work in another language, and are written in English."""
    board = samples().board
    found = {item.id: board.text_language(item) for item in board.listings}
    foreign = {name: tag for name, tag in found.items() if not tag.startswith("en")}
    assert foreign == {
        "quintal-vivo/mapa-das-hortas": "pt-BR",
        "dar-al-qantara/wasf-al-kutub": "ar",
    }
    assert sum(not item.language.startswith("en") for item in board.listings) > 10
