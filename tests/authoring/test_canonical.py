"""The canonical text of a listing: it holds the data exactly, and `board fmt` leaves it alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.canonical import canonical_text, clean_data
from generator.authoring.format import formatted
from generator.checking.workspace import open_workspace
from generator.reading.source import CONTROL, HIDDEN, parse
from tests.support.drafts import PIECES, draft
from tests.support.trees import ROOT

_WORK = open_workspace(ROOT)
_LISTING = _WORK.listing_schema.definition
_EMPLOYER = _WORK.employer_schema.definition
# A listing with its employer inside, as a first listing of an employer may have it.
_WITH_EMPLOYER = {**_LISTING, "properties": {**_LISTING["properties"], "employer": _EMPLOYER}}
DRAFT_SCHEMAS = {"listing": _WITH_EMPLOYER, "employer": _EMPLOYER}
_TEXT = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=8).map("".join)


def holds(data: dict[str, Any], schema: Any) -> str:
    """The canonical text: it must hold `data`, and `board fmt` must not change it."""
    text = canonical_text(data, schema)
    source, problems = parse(text.encode(), "x.yml")
    assert source is not None, (text, problems)
    assert typed(source.data) == typed(data)
    # No vocabulary here: the ids of terms that a draft names by chance are another matter.
    untyped = {**schema, "properties": _without_values(schema["properties"])}
    assert formatted(text.encode(), "x.yml", untyped, _WORK.vocabularies).decode() == text
    return text


def _without_values(schema: Any) -> Any:
    """A schema in which nothing is a date or a term of a vocabulary."""
    if isinstance(schema, dict):
        return {
            name: _without_values(part)
            for name, part in schema.items()
            if name != "x-vocabulary" and (name, part) != ("format", "date")
        }
    return schema


def typed(value: Any) -> Any:
    """With types: `True` is not 1, and 17.50 is not 17.5. The order of fields does not matter."""
    if isinstance(value, dict):
        return {name: typed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value).__name__, str(value)


def test_a_listing(golden: Callable[[str, bytes], None]) -> None:
    data = {
        "apply": {"instructions": "Send one thing you made. " * 6, "email": "jobs@acme.example"},
        "pay": {"per": "project", "currency": "EUR", "amount": Decimal("400.50")},
        "hours": {"max": 20, "min": 15},
        "title": "Survey: what shops want",
        "summary": "Call forty bookshops, ask nine questions, and write down what you hear. " * 2,
        "description": "We sell books.\n\n- Call shops\n  and write\n\n    # code\n",
        "deliverables": [
            "Ten slides",
            {"due": "2026-12-14", "what": "A table"},
            {"what": "A text, of one page, on what the shops want and what we could do about it"},
        ],
        "skills": ["excel", "market-research"],
        "aliases": [f"acme/a-long-name-of-a-listing-{number}" for number in range(4)],
        "offers": {"mentor": True, "credit": "yes"},
        "employer": {"name": "Acme", "about": "We make\nthings.\n", "maintainers": ["acme-owner"]},
        "posted": "2026-11-20",
    }  # fmt: skip
    data = clean_data(data, _WITH_EMPLOYER)
    golden("fmt/canonical.yml", holds(data, _WITH_EMPLOYER).encode())


@pytest.mark.parametrize("path", sorted((ROOT / "listings").glob("*/*.yml")), ids=lambda x: x.name)
def test_every_listing_of_the_board(path: Any) -> None:
    schema = _EMPLOYER if path.name == "employer.yml" else _LISTING
    source, _ = parse(path.read_bytes(), path.name)
    assert source is not None
    holds(source.data, schema)
    holds(clean_data(source.data, schema), schema)


@pytest.mark.parametrize(
    ("typed_in", "title"),
    [
        ("  Market\r\nsurvey\tof shops ", "Market survey of shops"),
        ("a\x0bb\x0cc\x85d\u2028e", "a b c d e"),
        ("zero\u200bwidth, soft\u00adhyphen", "zerowidth, softhyphen"),
        ("bell\x07 and \ud800 and \ufdd0.", "bell and and ."),
        ("100\u00a0% à 9\u202fh", "100\u00a0% à 9\u202fh"),
        ("end\u00a0", "end"),
        ("a \u00a0 b", "a b"),
        ("👩\u200d💻 क्\u200dष می\u200cخواهم", "👩\u200d💻 क्\u200dष می\u200cخواهم"),
        ("a\u200d\u200db\u200b\u200dc \u200dd \u3000\u200de", "abc d e"),
        ("\u200b \n", ""),
    ],
)
def test_a_clean_line(typed_in: str, title: str) -> None:
    assert clean_data({"title": typed_in}, _LISTING) == {"title": title}


@pytest.mark.parametrize(
    ("typed_in", "text"),
    [
        ("one\r\n\r\n  two  \rthree", "one\n\n  two\nthree\n"),
        ("\n \n one\n\n", "one\n"),
        ("a\tb\n\tc", "a b\n c\n"),
        (" \n", ""),
    ],
)
def test_a_clean_long_text(typed_in: str, text: str) -> None:
    assert clean_data({"description": typed_in}, _LISTING) == {"description": text}


@pytest.mark.parametrize("value", [None, True, 0, Decimal("1.50"), Decimal(5), "", [], {}, [None]])
def test_values_that_are_no_text(value: Any) -> None:
    assert clean_data({"hours": value}, _LISTING) == {"hours": value}
    holds({"hours": value}, _LISTING)


@given(_TEXT)
def test_clean_text_holds_nothing_the_reader_refuses(text: str) -> None:
    clean = clean_data({"title": text, "description": text}, _LISTING)
    assert clean_data(clean, _LISTING) == clean
    for found in clean.values():
        assert not CONTROL.search(found) and not HIDDEN.search(found)
        assert "\r" not in found and "\t" not in found
    assert "\n" not in clean["title"]


@given(_TEXT)
def test_clean_text_can_be_written_anywhere(text: str) -> None:
    """As a field, in a group of any length, in a list, as a block of text."""
    data = {
        "title": text,
        "description": text,
        "deliverables": [text, {"what": text, "due": text}, {"what": text}],
        "skills": [text, text],
        "pay": {"currency": text},
        "place": {"city": text, "applicant_countries": [text]},
        "offers": {"mentor": "Ana, " * 30, "credit": text, "pathway": [text]},
        "employer": {"name": text, "about": text, "maintainers": [text]},
    }
    holds(clean_data(data, _WITH_EMPLOYER), _WITH_EMPLOYER)


@pytest.mark.parametrize("seed", range(40))
def test_a_draft_with_hostile_text(seed: int) -> None:
    for schema in DRAFT_SCHEMAS.values():
        holds(clean_data(draft(Random(seed), schema), schema), schema)
