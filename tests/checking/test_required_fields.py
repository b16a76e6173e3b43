"""Fields that one board requires: what the check, the API's schema and the forms make of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.checking.required_fields import REQUIRED_HERE, with_required
from generator.checking.workspace import open_workspace, read_schema
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.trees import GOOD, MKDOCS, write_tree

DAY = ("--today", "2026-11-23")
# What needs something else beside it, and what an employer does not decide.
_NOT_BY_ITSELF = {
    "aliases", "status", "outcome.hired", "outcome.link", "apply.email", "apply.url", "pay.amount",
    "pay.max", "pay.min", "place.city", "place.country", "place.region",
}  # fmt: skip


def board_that_requires(root: Path, *names: str, listing: str = GOOD) -> Path:
    required = f"    required: [{', '.join(names)}]\n"
    return write_tree(root, {"acme/survey.yml": listing}, MKDOCS + required)


def optional_fields(schema: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for name, field in schema["properties"].items():
        if name == "employer":
            continue  # a file of its own
        inner = field.get("properties", {}) if field.get("type") == "object" else {}
        found |= {f"{name}.{part}" for part in inner if part not in field.get("required", ())}
        if not inner and name not in schema["required"]:
            found.add(name)
    return found


def test_a_board_can_require_every_field_that_is_optional() -> None:
    field = read_schema("board")["properties"]["required"]
    listing = read_schema("listing")
    assert {*field["items"]["enum"]} == optional_fields(listing) - _NOT_BY_ITSELF


def test_a_listing_without_them_is_told_which_and_what_to_write(tmp_path: Path) -> None:
    names = ("offers.mentor", "terms.ip", "accommodations", "place.hours_overlap")
    without = GOOD.replace("offers: {mentor: true, feedback: Two rounds of written feedback}\n", "")
    root = board_that_requires(tmp_path, *names, listing=without)
    done = board("check", *DAY, cwd=root)
    assert done.returncode == 1
    for name in names:
        assert f"`{name}` is missing: this board requires it. [field/missing]" in done.stdout
    assert "help: Say who owns the work, for example `ip: " in done.stdout
    assert "help: Say whether there is a mentor, for example `mentor: true`." in done.stdout


def test_a_listing_with_them_is_fine(tmp_path: Path) -> None:
    root = board_that_requires(tmp_path, "offers.mentor", "terms.nda", "gains")
    assert board("check", *DAY, cwd=root).returncode == 0


@pytest.mark.parametrize("name", ["offers.mentor", "language"])
def test_the_published_schema_has_them(tmp_path: Path, name: str) -> None:
    work = open_workspace(board_that_requires(tmp_path, name))
    published = json.loads(work.schema_files["listing.schema.json"])
    assert name.partition(".")[0] in published["required"]
    assert published[REQUIRED_HERE] == {name.partition(".")[0]: name}
    plain = open_workspace(write_tree(tmp_path / "plain")).schema_files["listing.schema.json"]
    assert plain == (ROOT / "schema/listing.schema.json").read_bytes()


def test_the_issue_form_requires_them(tmp_path: Path) -> None:
    root = board_that_requires(tmp_path, "offers.mentor")
    assert board("issue-form", cwd=root).returncode == 0
    form = (root / ".github/ISSUE_TEMPLATE/microinternship.yml").read_text("utf-8")
    part = form.partition("    id: offers-mentor\n")[2].partition("  - type:")[0]
    assert part.endswith("    validations:\n      required: true\n")
    other = form.partition("    id: offers-feedback\n")[2].partition("  - type:")[0]
    assert "required: true" not in other


def test_a_schema_without_such_a_field_stays_as_it_is() -> None:
    schema = {"properties": {"title": {"type": "string"}}, "required": ["title"]}
    assert with_required(schema, ["offers.mentor", "title", "title.x"]) == schema
