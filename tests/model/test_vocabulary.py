"""Terms are found by other spellings, and grouped by their areas."""

from __future__ import annotations

from decimal import Decimal

from generator.model.numbers import json_number
from generator.model.vocabulary import vocabulary_from

SKILLS = vocabulary_from(
    "skill",
    "skills.yml",
    {
        "areas": [{"id": "data", "label": "Data"}, {"id": "law", "label": "Law"}],
        "terms": [
            {"id": "knots", "label": "Knots"},
            {"id": "sql", "label": "SQL", "broader": "data"},
            {"id": "excel", "label": "Excel", "broader": "data", "aliases": ["MS Excel"]},
        ],
    },
)


def ids(used: set[str] | None = None) -> list[tuple[str, list[str]]]:
    return [(label, [term.id for term in terms]) for label, terms in SKILLS.by_area(used)]


def test_terms_are_grouped_in_the_order_of_the_file() -> None:
    assert ids() == [("Data", ["sql", "excel"]), ("Other", ["knots"])]


def test_only_used_terms_are_grouped() -> None:
    assert ids({"excel", "unknown"}) == [("Data", ["excel"])]
    assert ids(set()) == []


def test_a_term_is_found_by_its_alias() -> None:
    assert SKILLS.find("ms-excel") == "excel"


def test_a_whole_number_is_an_int() -> None:
    assert [repr(json_number(Decimal(text))) for text in ("400", "4.00", "17.50", "1E+2")] == [
        "400", "4", "17.5", "100",
    ]  # fmt: skip
