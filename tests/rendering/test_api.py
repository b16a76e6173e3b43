"""The API: every answer is what its description says, and has every field of the listing."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource

from generator.board.board import State
from generator.model.listing import Eligibility, Offers, Outcome, Pay, Range, Terms, WorkPlace
from generator.model.markdown import rich_text
from generator.model.safe_text import absolute
from generator.reading.source import parse
from generator.rendering.api_data import CHANGES
from generator.rendering.feed import publication_of
from tests.reviewing.plays import with_employer
from tests.support.boards import LISTINGS, TODAY, board, listing, many
from tests.support.paths import ROOT
from tests.support.published import SCHEMAS, answers, artifacts, published, samples
from tests.support.trees import EMPLOYER, GOOD

FULL = listing(
    industry="energy",
    gains=("rd",),
    pay=Pay(Range(Decimal("22.50"), Decimal(27)), "EUR", "hour", "Half at the start."),
    place=WorkPlace("hybrid", "Århus", "Midtjylland", "DK", ("DK", "SE"), "9:00 to 11:00"),
    eligibility=Eligibility(("students", "graduates"), 18, "You may invoice.", "Anywhere"),
    offers=Offers(True, "Two rounds", False, True, ("internship", "job"), "On the cover"),
    terms=Terms("contractor", "You keep it.", "ask", False, "Welcome."),
    openings=2,
    team_size=4,
    language="da",
    accommodations="Captions on every call.",
    start=TODAY + timedelta(days=40),
    aliases=("harbour/old-name",),
    status="filled",
    outcome=Outcome("The ten slides are our plan.", "https://harbour.example/plan", True),
)


@cache
def sample_answers() -> dict[str, Any]:
    files = {artifact.path: artifact.content for artifact in artifacts(samples())}
    return answers(files)


def described(path: str, openapi: dict[str, Any]) -> dict[str, Any]:
    """The schema of the answer at `path`, in which no other fields are allowed."""
    shape = "/api/v1/" + re.sub(r"-[0-9]+\.|(?<=record/)[0-9]+\.", later, path)
    if path.startswith("listings/"):
        shape = "/api/v1/listings/{employer}/{name}.json"
    content = openapi["paths"][shape]["get"]["responses"]["200"]["content"]
    return {**content["application/json"]["schema"], "components": closed(openapi["components"])}


def later(number: re.Match[str]) -> str:
    """The placeholder of a file's number in the description."""
    return "{page}." if number[0][0] != "-" else "-{page}."


def closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(part) for key, part in schema.items()}
    return found | {"additionalProperties": False} if is_object(schema) else found


def is_object(schema: dict[str, Any]) -> bool:
    return isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema


def check(found: dict[str, Any]) -> None:
    openapi = found["openapi.json"]
    OpenAPIV31SpecValidator(openapi).validate()
    for path, answer in found.items():
        if path != "openapi.json" and not path.startswith("schema/"):
            Draft202012Validator(described(path, openapi)).validate(answer)


def test_every_answer_of_the_samples_is_as_described() -> None:
    assert len(sample_answers()) > 40
    check(sample_answers())


@pytest.mark.parametrize("of", [(), LISTINGS, (FULL,), LISTINGS[2:]], ids=range(4))
def test_every_answer_of_any_board_is_as_described(of: tuple[Any, ...]) -> None:
    """An empty board, one with every state, one with every field, one with nothing open."""
    check(answers(published(board(*of, today=TODAY - timedelta(days=400 * (not of))))))


def test_a_listing_is_exactly_this(golden: Callable[[str, bytes], None]) -> None:
    found = published(board(FULL))[f"api/v1/listings/{FULL.id}.json"]
    text = json.dumps(json.loads(found), ensure_ascii=False, indent=1)
    golden("api/listing.json", text.encode() + b"\n")


def test_the_exchange_rates_are_those_of_the_board() -> None:
    found = sample_answers()["exchange_rates.json"]
    assert found["currency"] == "EUR" and found["rates"][found["base"]] == 1
    assert (found["day"], found["source"]) == (
        str(samples().board.exchange.day),
        samples().board.exchange.source,
    )
    paid = {item["pay"]["currency"] for item in sample_answers()["listings.json"]["listings"]}
    assert paid <= found["rates"].keys()


def test_field_names_are_the_schema_s() -> None:
    schema = json.loads(SCHEMAS["listing.schema.json"])
    found = answers(published(board(FULL)))[f"listings/{FULL.id}.json"]
    worked_out = {"id", "tag", "url", "state", "hourly_rate", "closes", "updated", "employer"}
    worked_out.add("text_language")
    assert found.keys() == schema["properties"].keys() | worked_out
    for name in ("pay", "place", "eligibility", "offers", "terms", "outcome", "apply"):
        assert found[name].keys() <= schema["properties"][name]["properties"].keys()


def test_the_published_schemas_find_each_other() -> None:
    """An aggregator or an editor loads them from one folder, with any validator."""
    files = published(board(FULL))
    folder = "https://board.example/api/v1/schema/"
    resources = {
        folder + name: Resource.from_contents(json.loads(files[f"api/v1/schema/{name}"]))
        for name in SCHEMAS
    }
    schema = {"$ref": folder + "listing.schema.json"}
    validator = Draft202012Validator(schema, registry=Registry().with_resources(resources.items()))
    source, _ = parse(with_employer(GOOD, EMPLOYER).encode(), "x")
    assert source
    posting, employer = source.data, source.data["employer"]
    assert [error.message for error in validator.iter_errors(posting)] == []
    for wrong in ({"name": "Acme"}, employer | {"verified": True}, "Acme"):
        assert not validator.is_valid(posting | {"employer": wrong})


def test_a_former_id_gives_the_listing_that_has_another_one_now() -> None:
    renamed = listing("acme/now", aliases=("acme/before", "acme/taken"))
    found = answers(published(board(renamed, listing("acme/taken"))))
    assert found["listings/acme/before.json"] == found["listings/acme/now.json"]
    assert found["listings/acme/before.json"]["id"] == "acme/now"
    assert found["listings/acme/taken.json"]["id"] == "acme/taken"


def test_every_field_of_every_sample_comes_back() -> None:
    """What the employer's file says is in the answer as it is there."""
    for item in samples().board.listings:
        source = yaml.load((ROOT / item.file).read_bytes(), Loader=yaml.BaseLoader)
        found = sample_answers()[f"listings/{item.id}.json"]
        assert said(source) == {name: said(found)[name] for name in source}, item.id


def said(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as text, for the reader of YAML that types nothing."""
    found = {name: plain(value) for name, value in fields.items()}
    text = found["description"]
    html = text["html"] if isinstance(text, dict) else absolute(rich_text(text).html, "")
    found["description"] = html.strip()
    found["deliverables"] = [
        {"what": item} if isinstance(item, str) else item for item in found["deliverables"]
    ]
    for name in ("offers", "terms"):
        if name in found:
            found[name] = {k: v for k, v in found[name].items() if v not in ("false", "no")}
    if "eligibility" in found:
        found["eligibility"].setdefault("audience", ["anyone"])
    return found


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value).strip()
    if re.fullmatch(r"[0-9.]+", text):
        return float(text)
    return {"yes": "true"}.get(text, text)


def test_listings_are_the_open_ones_newest_first() -> None:
    found = answers(published(board(*many(30), *LISTINGS)))["listings.json"]
    assert found["count"] == len(found["listings"]) == 32
    assert {item["state"] for item in found["listings"]} == {"open"}
    order = [(item["posted"], item["id"]) for item in found["listings"]]
    assert order == sorted(sorted(order, key=lambda o: o[1]), key=lambda o: o[0], reverse=True)
    assert "description" not in found["listings"][0]


def pages(found: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """All pages of the list `name`, found by their links."""
    folder, page = "https://board.example/api/v1/", found[f"{name}.json"]
    read = [page]
    while "next" in page:
        page = found[page["next"].removeprefix(folder)]
        read.append(page)
    return read


def test_what_grows_with_the_board_is_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    of = board(*many(23), *LISTINGS)
    whole = answers(published(of))
    assert [len(pages(whole, name)) for name in ("listings", "employers", "changes")] == [1] * 3
    monkeypatch.setattr(import_module("generator.rendering.formats.api"), "PAGE_SIZE", 10)
    monkeypatch.setattr("generator.board.history.MAX_LISTINGS", 10)
    found = answers(published(of))
    check(found)
    listings = pages(found, "listings")
    assert [len(page["listings"]) for page in listings] == [10, 10, 5]
    assert {page["count"] for page in listings} == {25}
    together = [item for page in listings for item in page["listings"]]
    assert together == whole["listings.json"]["listings"]
    changes = pages(found, "changes")
    assert [sum(len(page[kind]) for kind in CHANGES) for page in changes] == [10] * 2 + [8]
    for kind in CHANGES:
        assert [i for page in changes for i in page[kind]] == whole["changes.json"][kind]
    assert len(pages(found, "employers")) == 1
    assert found["record.json"] == {"version": 2, "parts": 4}
    parts = [found[f"record/{number}.json"]["listings"] for number in range(1, 5)]
    assert {k: v for part in parts for k, v in part.items()} == whole["record.json"]["listings"]
    assert sum(map(len, parts)) == len(of.listings)


def test_words_come_with_their_aliases_and_how_often_they_are_open() -> None:
    found = answers(published(board()))
    skills = {item["id"]: item for item in found["skills.json"]["skills"]}
    assert skills["excel"]["open"] == 1 and skills["excel"]["aliases"] == ["MS Excel"]
    assert [item["open"] for item in found["categories.json"]["categories"]] == [1, 1]
    assert found["industries.json"]["count"] == 2


def test_employers_without_the_accounts_of_people() -> None:
    for item in sample_answers()["employers.json"]["employers"]:
        assert "maintainers" not in item
    schemas = sample_answers()["openapi.json"]["components"]["schemas"]
    assert "maintainers" not in schemas["Employer"]["properties"]


def test_an_employers_verification_is_a_field_of_its_own() -> None:
    found = {item["id"]: item for item in sample_answers()["employers.json"]["employers"]}
    harbour = found["harbour-books"]
    assert harbour["verified"] is True
    assert harbour["verification"] == {"day": "2026-06-09", "how": "website"}
    assert found["brightwater-sensing"]["verified"] is True
    assert "verification" not in found["brightwater-sensing"]
    assert not [one for one in found.values() if not one["verified"] and "verification" in one]


def test_schemas_are_copied_to_the_byte() -> None:
    files = published(board())
    for name, content in SCHEMAS.items():
        assert files[f"api/v1/schema/{name}"] == content


def test_every_example_is_a_real_answer() -> None:
    found = sample_answers()
    openapi = found["openapi.json"]
    items = [*found.values()]
    for name in ("listings", "employers", "skills", "countries"):
        items += found[f"{name}.json"][name]
    seen = 0
    for example in examples(openapi):
        if isinstance(example, str):
            path = example.removeprefix("https://board.example/api/v1/")
            assert path in found or path == "listings.csv"
        else:
            assert example in items
        seen += 1
    assert seen == 15


def examples(value: Any) -> list[Any]:
    """Inline ones, and the addresses of the others."""
    if isinstance(value, list):
        return [found for part in value for found in examples(part)]
    if not isinstance(value, dict):
        return []
    if "externalValue" in value:
        return [value["externalValue"]]
    if isinstance(value.get("examples"), list):
        return value["examples"]
    if "value" in value and "summary" in value:
        return [value["value"]]
    return [found for part in value.values() for found in examples(part)]


def test_the_example_s_address_is_the_example() -> None:
    one = sample_answers()["openapi.json"]["paths"]["/api/v1/listings/{employer}/{name}.json"]
    names = "/".join(parameter["example"] for parameter in one["parameters"])
    examples = one["get"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert sample_answers()[f"listings/{names}.json"] == examples["newest"]["value"]


def test_order_of_files_does_not_matter() -> None:
    items = [*many(40), *LISTINGS]
    before = published(board(*items))
    random.Random(4).shuffle(items)
    assert published(board(*items)) == before


def test_api_and_feeds_say_the_same_moment() -> None:
    publication = publication_of(board())
    found = answers(published(board()))
    for entry in publication.feeds[0].entries:
        answer = found[f"listings/{entry.listing.id}.json"]
        assert answer["updated"] == entry.updated.isoformat()
        assert answer["closes"] == entry.closes.isoformat()
        assert answer["tag"] == entry.id
        assert answer["state"] == State.OPEN


def test_numbers_are_as_typed() -> None:
    text = published(board(FULL))[f"api/v1/listings/{FULL.id}.json"].decode()
    assert '"pay":{"min":22.5,"max":27,"currency":"EUR","per":"hour"' in text
