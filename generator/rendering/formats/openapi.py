"""`api/v1/openapi.json`: a description of the API in OpenAPI 3.1, and the files `api/v1/schema/`.

The fields of listings and employers come from `schema/`, so the description always agrees with what
the checker accepts. Constraints on input (lengths, choices) are left out, because every answer has
passed them. Every example is real data of this board.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.rendering import api_data
from generator.rendering.artifact import Artifact
from generator.rendering.feed import Publication
from generator.rendering.listing_json import COMPACT, Json, ListingSerializer

_LISTING, _EMPLOYER = "listing.schema.json", "employer.schema.json"
# Constraints and help for people who write a listing, of no use to those who read one.
_INPUT_ONLY = {
    "title", "examples", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
    "additionalProperties", "oneOf", "if", "then",
}  # fmt: skip
_PRIVATE = {"maintainers"}  # accounts of people
_VERIFIED = "Whether the board's maintainers have confirmed who it is."
_VERIFICATION = "When and how they confirmed it, if they wrote that."
_COUNTS = ("open", "closed", "filled", "led_to_job")
_FILLED = "How many of its closed listings were filled."
_LED_TO_JOB = "How many of those led to a job or an internship, as far as the employer says."
_HIRED = "Whether it led to a job or an internship; left out if the employer does not say."
# Optional in a file, but always in an answer, with the schema's default.
_DEFAULTED = ("industry", "start", "eligibility", "openings", "language", "status")


def openapi(publication: Publication) -> Iterator[Artifact]:
    """The files of `schema/` unchanged, and the description made from them."""
    for name, content in sorted(publication.schemas.items()):
        yield Artifact(f"api/v1/schema/{name}", content)
    if {_LISTING, _EMPLOYER} <= publication.schemas.keys():
        text = json.dumps(_document(publication), ensure_ascii=False, indent=1)
        content = text.encode("utf-8", "replace") + b"\n"
        yield Artifact("api/v1/openapi.json", content)


def _document(publication: Publication) -> Json:
    settings = publication.board.settings
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.name}: API",
            "version": "1",
            "summary": "Plain files: no key, no account, no limit.",
            "description": settings.description or settings.name,
        },
        "servers": [{"url": settings.url.rstrip("/")}],
        "security": [],
        "paths": dict(_paths(publication)),
        "components": {"schemas": _schemas(publication)},
    }


def _paths(publication: Publication) -> Iterator[tuple[str, Json]]:
    for name, summary, answer in (
        ("listings", "Every open listing in short, newest first", "Listings"),
        ("employers", "Every employer, by name", "Employers"),
        ("skills", "Skills, and how many open listings need each", "Skills"),
        ("categories", "Categories, and how many open listings are in each", "Categories"),
        ("industries", "Industries, and how many open listings are in each", "Industries"),
        ("countries", "Countries, and how many open listings each has", "Countries"),
        ("changes", "What opened, changed and closed in the last 30 days", "Changes"),
        ("exchange_rates", "Rates to compare pay in different currencies", "ExchangeRates"),
        ("record", "What the next build needs to know of this one", "Record"),
    ):
        path = f"/api/v1/{name}.json"
        yield path, _get(name, summary, _content(publication, path, answer))
        if name in _PAGED:
            content: Json = {"application/json": {"schema": _ref(answer)}}
            yield _later_pages(f"{name}_page", name, "json", content)
        if name == "record":
            content = {"application/json": {"schema": _ref(answer)}}
            yield _later_pages("record_part", "record", "json", content, "/")
    yield "/api/v1/listings.csv", _get("table", "Every open listing as a row", _csv(publication))
    rows: Json = {"text/csv": {"schema": _TEXT}}
    yield _later_pages("table_page", "listings", "csv", rows)
    yield "/api/v1/listings/{employer}/{name}.json", _one(publication)


def _get(name: str, summary: str, content: Json) -> Json:
    responses = {
        "200": {"description": "The file.", "content": content},
        "304": {"description": "It is still as you have it (`If-None-Match`)."},
    }
    return {"get": {"operationId": name, "summary": summary, "responses": responses}}


def _later_pages(
    operation: str, name: str, suffix: str, content: Json, before: str = "-"
) -> tuple[str, Json]:
    """The path of the later files of something that is too large for one."""
    number: Json = {"type": "integer", "minimum": 1 if before == "/" else 2}
    page = {
        "name": "page",
        "in": "path",
        "required": True,
        "description": "The number of the file.",
        "schema": number,
    }
    found = _get(operation, "The rest of it, on a large board", content)
    found["get"]["responses"]["404"] = {"description": "There are not so many."}
    return f"/api/v1/{name}{before}{{page}}.{suffix}", found | {"parameters": [page]}


def _content(publication: Publication, path: str, answer: str) -> Json:
    address = publication.board.settings.url.rstrip("/") + path
    return {
        "application/json": {
            "schema": _ref(answer),
            "examples": {"today": {"summary": "The file itself", "externalValue": address}},
        }
    }


def _csv(publication: Publication) -> Json:
    address = f"{publication.board.settings.url}api/v1/listings.csv"
    example = {"summary": "The file itself", "externalValue": address}
    return {"text/csv": {"schema": {"type": "string"}, "examples": {"today": example}}}


def _one(publication: Publication) -> Json:
    """The path of one listing. Its example is the newest open listing."""
    board = publication.board
    content: Json = {"schema": {"$ref": "#/components/schemas/Listing"}}
    names = {"employer": "The employer's id.", "name": "What comes after it in the listing's id."}
    parameters: list[Json] = [
        {"name": name, "in": "path", "required": True, "description": text, "schema": _TEXT}
        for name, text in names.items()
    ]
    for listing in (*board.open, *board.listings)[:1]:
        value = ListingSerializer(board, publication.modified).full(listing)
        content["examples"] = {"newest": {"summary": "The newest listing", "value": value}}
        for parameter, part in zip(parameters, listing.id.split("/"), strict=True):
            parameter["example"] = part
    found = _get(
        "listing",
        "One listing, open or closed; also by a former id",
        {"application/json": content},
    )
    found["get"]["responses"]["404"] = {"description": "There is no such listing."}
    return found | {"parameters": parameters}


def _schemas(publication: Publication) -> Json:
    listing, employer = (_read(publication.schemas[name]) for name in (_LISTING, _EMPLOYER))
    terms = {
        name: _list_of(name.lower(), "Term") for name in ("Skills", "Categories", "Industries")
    }
    return {
        "Listing": _listing(listing),
        "ListingInShort": _short(listing) | _example(_first_open(publication)),
        "Employer": _employer(employer) | _example(api_data.employers(publication.board)[:1]),
        "EmployerInShort": _employer_in_short(employer),
        "Term": _TERM | _example(api_data.skills(publication.board)[:1]),
        "Listings": _list_of("listings", "ListingInShort"),
        "Employers": _list_of("employers", "Employer"),
        **terms,
        "Country": _COUNTRY | _example(api_data.countries(publication.board)[:1]),
        "Countries": _list_of("countries", "Country"),
        "Change": _CHANGE,
        "Changes": _CHANGES,
        "ExchangeRates": _EXCHANGE_RATES,
        "Record": _RECORD,
        "HourlyRate": _RATE,
    }


def _first_open(publication: Publication) -> list[Json]:
    serializer = ListingSerializer(publication.board, publication.modified)
    return [serializer.compact(listing) for listing in publication.board.open[:1]]


def _example(items: list[Json]) -> Json:
    return {"examples": items} if items else {}


def _read(content: bytes) -> Json:
    found: Json = json.loads(content)
    return found


def _listing(source: Json) -> Json:
    properties = _output_schema(source)["properties"]
    properties.pop("employer", None)  # an answer has another one, whichever file it is from
    properties["description"] = _DESCRIPTION | {
        "description": properties["description"]["description"]
    }
    properties["deliverables"]["items"]["type"] = "object"
    properties["terms"]["properties"]["nda"] = _BOOLEAN
    properties["outcome"]["properties"]["hired"] = _BOOLEAN | {"description": _HIRED}
    return _object(
        {**_IDENTITY, **properties, **_COMPUTED, "employer": _ref("EmployerInShort")},
        [*_IDENTITY, *source["required"], *_DEFAULTED, *_REQUIRED, "employer"],
        "A listing: its own fields, named as in schema/listing.schema.json, and what the board "
        "works out.",
    )


def _short(source: Json) -> Json:
    own = {**_IDENTITY, **_output_schema(source)["properties"], **_COMPUTED}
    offered_by = _object({"id": _TEXT, "name": _TEXT}, ["id", "name"], "Who offers it.")
    return _object(
        {**{name: own[name] for name in COMPACT}, "employer": offered_by},
        [*(name for name in COMPACT if name not in {"gains", "origin"}), "employer"],
        "A listing in short: enough to choose, search and sort.",
    )


def _employer(source: Json, without: tuple[str, ...] = ()) -> Json:
    own = _output_schema(source)["properties"]
    # In a file, `verified` is yes, no, or when and how. In an answer these are two fields.
    verification = _object(own["verified"]["properties"], ["day", "how"], _VERIFICATION)
    verified = {"type": "boolean", "description": _VERIFIED}
    added = {
        "id": _ID, "url": _ADDRESS, "logo": _ADDRESS, "open": _COUNT,
        "closed": _COUNT, "filled": {**_COUNT, "description": _FILLED},
        "led_to_job": {**_COUNT, "description": _LED_TO_JOB},
        "verified": verified, "verification": verification,
    }  # fmt: skip
    fields = {
        name: value for name, value in {**own, **added}.items() if name not in {*_PRIVATE, *without}
    }
    always = ["id", "url", *source["required"], "verified", *_COUNTS]
    return _object(fields, [name for name in always if name in fields], "An employer.")


def _employer_in_short(source: Json) -> Json:
    """In a listing's own file. Of the employer of another board's listing less is known."""
    found = _employer(source, without=("about", *_COUNTS))
    return found | {"required": ["id", "url", "name", "verified"]}


def _output_schema(schema: Mapping[str, Any]) -> Json:
    """`schema` without the keywords that only concern input."""
    return {
        key: _output_value(key, value)
        for key, value in schema.items()
        if key not in _INPUT_ONLY and not key.startswith(("x-", "$"))
    }


def _output_value(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: _output_schema(part) for name, part in value.items()}
    return _output_schema(value) if isinstance(value, Mapping) else value


def _object(properties: Json, required: list[str], description: str) -> Json:
    return {
        "type": "object",
        "description": description,
        "required": list(dict.fromkeys(required)),
        "properties": properties,
    }


def _list_of(name: str, item: str) -> Json:
    items = {"type": "array", "items": _ref(item)}
    count = {**_COUNT, "description": "How many there are on all pages."}
    fields = {"count": count, name: items} | ({"next": _NEXT} if name in _PAGED else {})
    return _object(fields, ["count", name], "A list, and its length.")


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


_TEXT: Json = {"type": "string"}
_BOOLEAN: Json = {"type": "boolean"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_DATE: Json = {"type": "string", "format": "date"}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_ADDRESS: Json = {"type": "string", "format": "uri"}
_STATES = ["open", "filled", "withdrawn", "expired"]
_ID: Json = {"type": "string", "description": "Its folder's name; it never changes."}
_NUMBERS: Json = {"min": {"type": "number"}, "max": {"type": "number"}}
_RATE = _object(
    _NUMBERS, ["min", "max"], "What an hour of work pays, in the currency of `pay`, worked out."
)
_IDENTITY: Json = {
    "id": {"type": "string", "description": "employer/name: its address below /listings/."},
    "tag": {"type": "string", "description": "Its id in the feeds. It survives a renaming."},
    "url": {**_ADDRESS, "description": "Its page."},
    "state": {"enum": _STATES, "description": "What it is today."},
}
_COMPUTED: Json = {
    "hourly_rate": _ref("HourlyRate"),
    "closes": {**_MOMENT, "description": "From then on nobody can apply."},
    "updated": {**_MOMENT, "description": "When its content last changed."},
    "text_language": {
        "type": "string",
        "description": "The language of its texts (BCP 47); `language` is that of the work.",
    },
    "closed": {**_DATE, "description": "The first day it was not open, if that is known."},
    "origin": _object(
        {
            "board": {"type": "string", "description": "The other board's id here."},
            "name": {"type": "string", "description": "The other board's name."},
            "url": {**_ADDRESS, "description": "Its page there, where one applies."},
        },
        ["board", "name", "url"],
        "Where it comes from, if it is another board's. What it does not say in short is left "
        "empty here.",
    ),
}
_REQUIRED = ("hourly_rate", "closes", "updated", "text_language")
_DESCRIPTION = _object(
    {"markdown": _TEXT, "html": _TEXT}, ["markdown", "html"], "As typed, and as safe HTML."
)
_PAGED = {"listings", "employers", "changes"}
_NEXT: Json = {**_ADDRESS, "description": "The following page, if there is one."}
_TERM = _object(
    {
        "id": {"type": "string", "description": "What listings write; it never changes."},
        "label": _TEXT,
        "url": _ADDRESS,
        "open": {**_COUNT, "description": "How many open listings use it."},
        "aliases": {"type": "array", "items": _TEXT},
        "broader": {"type": "string", "description": "The area it belongs to."},
        "description": _TEXT,
    },
    ["id", "label", "url", "open", "aliases"],
    "A word of a vocabulary.",
)
_COUNTRY = _object(
    {
        "id": {"type": "string", "description": "Its code (ISO 3166-1 alpha-2)."},
        "label": _TEXT,
        "open": {
            **_COUNT,
            "description": "How many open listings people there can apply for, also those that "
            "are open from anywhere.",
        },
        "url": {**_ADDRESS, "description": "Its page, if the board has pages for places."},
    },
    ["id", "label", "open"],
    "A country that an open listing names.",
)
_CHANGE = _object(
    {
        "id": _TEXT,
        "date": _DATE,
        "state": {"enum": [*_STATES, "removed"], "description": "What it is today."},
        "title": _TEXT,
        "url": _ADDRESS,
    },
    ["id", "date", "state"],
    "A listing, and the day. One that was removed, or is under review, has neither title nor url.",
)
_CHANGES = _object(
    {
        "since": _DATE,
        "until": _DATE,
        "next": _NEXT,
        **{
            name: {"type": "array", "items": _ref("Change")}
            for name in ("opened", "changed", "closed")
        },
    },
    ["since", "until", "opened", "changed", "closed"],
    "The latest first. A listing is in each list once at most, on whichever page.",
)
_CURRENCY: Json = {"type": "string", "description": "ISO 4217."}
_EXCHANGE_RATES = _object(
    {
        "currency": {"type": "string", "description": "The board's own currency; may be empty."},
        "base": _CURRENCY,
        "day": _DATE,
        "source": _TEXT,
        "rates": {
            "type": "object",
            "description": "How much of each currency one unit of `base` buys.",
            "additionalProperties": {"type": "number"},
        },
    },
    ["currency", "base", "day", "source", "rates"],
    "Approximate rates, to compare pay; nobody is paid by them.",
)
_RECORD = _object(
    {
        "version": {"type": "integer"},
        "parts": {
            **_COUNT,
            "description": "On a large board instead of `listings`: how many files have them.",
        },
        "listings": {
            "type": "object",
            "additionalProperties": _object(
                {
                    "hash": _TEXT,
                    "first_seen": _DATE,
                    "changed": _DATE,
                    "edits": _COUNT,
                    "state": {"enum": [*_STATES, "removed"]},
                    "closed": _DATE,
                },
                ["hash", "first_seen", "changed", "edits", "state"],
                "What is known of a listing's past.",
            ),
        },
    },
    ["version"],
    "For the board's own next build. Its shape may change.",
)
