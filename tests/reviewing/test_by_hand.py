"""What a review asks the board's maintainers to look at themselves."""

from __future__ import annotations

import pytest

from generator.checking.rule_kit.judged import is_judged
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.reviewing.by_hand import by_hand
from generator.reviewing.events import Event, EventKind
from tests.checking.rules.samples import employer, listing

DUTCH = (
    "We bouwen een voorraadsysteem voor boekwinkels. Je praat met veertig winkels, ordent wat "
    "je hoort en stelt voor wat we hierna moeten maken. Je hoeft niets van boeken te weten: we "
    "sturen je een leeslijst, en elke vrijdag bespreken we samen wat je gevonden hebt. "
)
RUSSIAN = (
    "Мы делаем систему учёта для книжных магазинов, а вы спросите сорок магазинов о том, что "
    "им нужно, и расскажете нам об этом. "
)
GERMAN = (
    "Wir bauen ein System für den Bestand von Buchläden. Du sprichst mit vierzig Läden, "
    "ordnest, was du hörst, und schlägst vor, was wir als Nächstes bauen. "
)
HINDI = (
    "हम किताबों की दुकानों के लिए एक प्रणाली बनाते हैं। आप चालीस दुकानों से बात करें और हमें बताएं कि आगे क्या बनाएं। "
)


def event(item: Listing | Employer, kind: EventKind = EventKind.NEW) -> Event:
    return Event(kind, item.id, item.file, before=None, after=item)


def said(*events: Event, unproven: tuple[str, ...] = ("acme",)) -> list[str]:
    return list(by_hand(events, unproven))


def test_a_new_text_of_an_unproven_employer_is_looked_at() -> None:
    assert len(said(event(listing()))) == 5
    assert said(event(listing()), event(listing("acme/two"))) == said(event(listing()))
    assert said(event(listing()), unproven=()) == []


@pytest.mark.parametrize("kind", [EventKind.CLOSED, EventKind.DELETED])
def test_nothing_is_asked_where_nothing_is_to_be_read(kind: EventKind) -> None:
    assert said(event(listing(), kind)) == []
    assert said(event(employer())) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"language": "nl", "title": "Winkels", "summary": DUTCH[:90], "description": DUTCH},
        {"language": "en", "title": "Winkels", "summary": DUTCH[:90], "description": DUTCH},
        {"language": "en", "description": RUSSIAN * 2},
        {"language": "ja", "description": "四十の書店について調べます。" * 12},
        {"language": "en", "description": "四十の書店について調べます。" * 12},
    ],
)
def test_a_text_that_no_phrases_are_known_for(fields: dict[str, str]) -> None:
    item = listing(**fields)
    (sentence,) = said(event(item), unproven=())
    assert "`acme/survey`" in sentence


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"language": "en-GB"},
        {"language": "nl"},  # the language of the work: the text is English
        {"language": "de", "description": GERMAN},
        {"language": "en", "description": GERMAN * 2},  # it is judged, whatever it is called
        {"language": "hi", "description": HINDI * 2},
        {
            "language": "en",
            "title": "東京",
            "summary": "Ask shops in 東京 and 大阪 what they need.",
        },
    ],
)
def test_a_text_in_a_known_language(fields: dict[str, str]) -> None:
    assert is_judged(listing(**fields))
