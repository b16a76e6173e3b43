"""The issue forms: made from the schemas, and such as GitHub shows."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
import yaml

from generator.authoring.issue_form import (
    CHANGE_FORM,
    NEW_FORM,
    change_form,
    new_form,
    new_form_fields,
)
from generator.checking.workspace import open_workspace
from tests.support.command import board
from tests.support.issues import CHANGE_FIELDS, NEW_FIELDS
from tests.support.paths import ROOT
from tests.support.trees import write_tree

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
WORK = open_workspace(ROOT)
LISTING = WORK.listing_schema.definition
EMPLOYER = WORK.employer_schema.definition


def parts(text: str) -> list[dict[str, Any]]:
    return [part for part in yaml.safe_load(text)["body"] if part["type"] != "markdown"]


@pytest.fixture(name="form", params=[NEW_FORM, CHANGE_FORM])
def _form(request: pytest.FixtureRequest) -> str:
    return (FOLDER / request.param).read_text("utf-8")


def test_the_forms_in_the_repository_are_fresh() -> None:
    done = board("issue-form", "--check", cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, ""), "Run `.venv/bin/board issue-form`."


def test_a_new_category_makes_them_stale_until_they_are_written(tmp_path: Any) -> None:
    root = write_tree(tmp_path)
    assert board("issue-form", "--check", cwd=root).returncode == 1
    assert board("issue-form", cwd=root).returncode == 0
    assert board("issue-form", "--check", cwd=root).returncode == 0
    (root / "schema").mkdir()
    (root / "schema/categories.yml").write_text("terms:\n  - {id: bees, label: Bees}\n", "utf-8")
    done = board("issue-form", "--check", cwd=root)
    assert done.returncode == 1
    assert done.stdout == f".github/ISSUE_TEMPLATE/{NEW_FORM}: out of date\n"


def test_github_accepts_it(form: str) -> None:
    """Its rules are in "Common validation errors when creating issue forms"."""
    fields = parts(form)
    ids, labels = [part["id"] for part in fields], [part["attributes"]["label"] for part in fields]
    assert len({*ids}) == len(ids) and len({label.casefold() for label in labels}) == len(labels)
    for part in fields:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", part["id"])
        for name, value in part["attributes"].items():
            if name not in ("options", "multiple"):
                assert isinstance(value, str) and value.strip(), (part["id"], name)
        options = part["attributes"].get("options", ["x"])
        assert len({*options}) == len(options)
        assert all(isinstance(option, str) and option.lower() != "none" for option in options)
        assert "password" not in part["attributes"]["label"].lower()


def test_ids_are_the_names_of_fields_for_links_that_fill_in_the_form(form: str) -> None:
    fields = NEW_FIELDS if len(parts(form)) > len(CHANGE_FIELDS) else CHANGE_FIELDS
    assert [part["id"] for part in parts(form)] == [
        field.name.replace(".", "-") for field in fields
    ]


def test_every_field_that_an_employer_fills_in_is_there() -> None:
    names = {field.name for field in NEW_FIELDS}
    for name, schema in LISTING["properties"].items():
        inner = schema.get("properties") if schema.get("type") == "object" else None
        expected = {f"{name}.{item}" for item in inner} if inner else {name}
        if name not in ("aliases", "employer", "outcome", "posted", "status"):
            assert expected - {"pay.min", "pay.max"} <= names
        else:
            assert name not in names
    assert {"employer.name", "employer.website", "employer.size"} <= names
    assert not {"employer.verified", "employer.maintainers", "employer.logo"} & names


def test_a_new_field_of_the_schema_appears_by_itself() -> None:
    schema = copy.deepcopy(LISTING)
    schema["properties"]["dress_code"] = {
        "title": "Dress code",
        "description": "What to wear.",
        "examples": ["none: come as you are"],
        "enum": ["casual", "formal"],
    }
    schema["required"].append("dress_code")
    field = next(item for item in new_form_fields(schema, EMPLOYER) if item.name == "dress_code")
    assert field.required
    found = {part["id"]: part for part in parts(new_form(schema, EMPLOYER, WORK.vocabularies))}
    assert found["dress_code"] == {
        "type": "dropdown",
        "id": "dress_code",
        "attributes": {
            "label": "Dress code",
            "description": "What to wear.",
            "options": ["casual", "formal"],
        },
        "validations": {"required": True},
    }


def test_what_is_required_is_what_the_schema_requires() -> None:
    needed = {field.name for field in NEW_FIELDS if field.required}
    for name in LISTING["required"]:
        has_field = [item for item in needed if item.partition(".")[0] == name]
        assert has_field or name in ("posted", "apply"), name
    assert {"pay.amount", "pay.currency", "pay.per", "place.mode", "employer.name"} <= needed
    # One of the two is needed, and the form can't say so; a new employer's fields likewise.
    assert not {"apply.url", "apply.email", "place.city", "employer.website"} & needed


def test_choices_are_dropdowns_and_many_words_are_text() -> None:
    found = {part["id"]: part for part in parts((FOLDER / NEW_FORM).read_text("utf-8"))}
    labels = [term.label for term in WORK.vocabularies.categories.terms.values()]
    assert found["category"]["attributes"]["options"] == labels
    assert found["terms-nda"]["attributes"]["options"] == ["yes", "no"]
    assert found["eligibility-audience"]["attributes"]["multiple"] is True
    assert found["skills"]["type"] == "input"
    assert found["description"]["type"] == found["deliverables"]["type"] == "textarea"
    assert "200 to 6,000 characters" in found["description"]["attributes"]["description"]


def test_texts_with_a_meaning_in_yaml_stay_texts() -> None:
    schema = json.loads(json.dumps(LISTING))
    odd = "a: b #c\n- [x] {y} \"z\" 'w' @ % & *"
    schema["properties"]["title"] |= {"title": odd.replace("\n", " "), "description": odd}
    found = {part["id"]: part for part in parts(new_form(schema, EMPLOYER, WORK.vocabularies))}
    assert found["title"]["attributes"]["label"] == odd.replace("\n", " ")
    assert found["title"]["attributes"]["description"] == odd
    assert change_form(LISTING, WORK.vocabularies).startswith("# Made from the schemas")
