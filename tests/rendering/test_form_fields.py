"""The questions of the form come from the schemas alone."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.rendering.form_fields import FormField, Step, form_steps
from generator.rendering.form_schema import employer_schema, listing_schema
from tests.support.paths import ROOT

SCHEMAS = {path.name: path.read_bytes() for path in (ROOT / "schema").glob("*.schema.json")}
WIDGETS = set(
    "amount apply checks choice date deliverables group hours line lines number offer pay pick "
    "picks url weeks words yesno".split()
)


@pytest.fixture
def listing() -> dict[str, Any]:
    return copy.deepcopy(listing_schema(SCHEMAS))


def steps(listing: dict[str, Any]) -> dict[str, Step]:
    return {step.id: step for step in form_steps(listing, employer_schema(SCHEMAS))}


def fields(step: Step) -> dict[str, FormField]:
    return {field.path: field for field in (*step.required, *step.optional)}


def test_every_field_is_asked_for_once_but_those_that_a_form_cannot_answer(
    listing: dict[str, Any],
) -> None:
    asked = [path for step in steps(listing).values() for path in fields(step)]
    employer = [f"employer.{name}" for name in employer_schema(SCHEMAS)["properties"]]
    outcome = {f"outcome.{name}" for name in listing["properties"]["outcome"]["properties"]}
    every = {*listing["properties"], *employer, *outcome} - {"outcome"}
    assert len(asked) == len(set(asked))
    assert every - set(asked) == {
        "status", "aliases", "employer", "employer.verified", "employer.logo",
    }  # fmt: skip


def test_what_a_file_needs_the_form_needs(listing: dict[str, Any]) -> None:
    required = {field.path for step in steps(listing).values() for field in step.required}
    needed = {
        *listing["required"],
        *(f"employer.{name}" for name in employer_schema(SCHEMAS)["required"]),
    }
    assert needed - required == {"posted"}  # an empty answer means today
    assert required - needed == {"outcome.summary"}  # in a step of its own, once it is filled


def test_a_new_field_appears_by_itself(listing: dict[str, Any]) -> None:
    listing["properties"]["equipment"] = {
        "title": "Equipment", "description": "What you lend the student.", "x-ask": "say what",
        "examples": ["A laptop"], "type": "string", "maxLength": 80, "x-step": "pay",
    }  # fmt: skip
    field = fields(steps(listing)["pay"])["equipment"]
    assert (field.label, field.help, field.widget) == (
        "Equipment",
        "What you lend the student.",
        "line",
    )
    assert (field.example, field.most, field.is_required) == ("A laptop", 80, False)
    del listing["properties"]["equipment"]["x-step"]
    listing["required"].append("equipment")
    assert fields(steps(listing)["work"])["equipment"].is_required


@pytest.mark.parametrize(
    ("schema", "widget"),
    [
        ({"type": "string", "maxLength": 80}, "line"),
        ({"type": "string", "maxLength": 400}, "lines"),
        ({"type": "string", "format": "uri", "maxLength": 400}, "url"),
        ({"type": "string", "format": "date"}, "date"),
        ({"type": "integer"}, "number"),
        ({"type": ["boolean", "string"]}, "offer"),
        ({"enum": ["a", "b"]}, "choice"),
        ({"enum": list("abcdefg")}, "pick"),
        ({"enum": [True, False, "yes", "no"]}, "yesno"),
        ({"type": "string", "x-vocabulary": "skills"}, "pick"),
        ({"type": "array", "items": {"type": "string", "x-codes": "countries"}}, "picks"),
        ({"type": "array", "items": {"enum": ["a"]}}, "checks"),
        ({"type": "array", "items": {"type": "string"}}, "words"),
        ({"type": "object", "properties": {}}, "group"),
    ],
)
def test_each_kind_of_field_has_a_control(
    listing: dict[str, Any], schema: dict[str, Any], widget: str
) -> None:
    listing["properties"]["new"] = {"title": "New", "description": "New.", **schema}
    assert fields(steps(listing)["work"])["new"].widget == widget


def test_the_templates_know_every_control(listing: dict[str, Any]) -> None:
    def widgets(asked: tuple[FormField, ...]) -> set[str]:
        return {name for field in asked for name in ({field.widget} | widgets(field.fields))}

    used = {
        name
        for step in steps(listing).values()
        for name in widgets((*step.required, *step.optional))
    }
    assert used <= WIDGETS


def test_a_place_is_asked_for_only_where_there_is_one(listing: dict[str, Any]) -> None:
    place = fields(steps(listing)["who"])["place"]
    when = {field.path: field.when for field in place.fields if field.when}
    assert when == {
        "place.city": "mode=hybrid,onsite", "place.country": "mode=hybrid,onsite",
    }  # fmt: skip


def test_help_for_people_has_no_word_of_files() -> None:
    text = str(form_steps(listing_schema(SCHEMAS), employer_schema(SCHEMAS)))
    for word in ("schema/", ".yml", "ids of", "year-month-day", "ISO"):
        assert word not in text, word
