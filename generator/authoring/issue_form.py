"""GitHub's issue forms for employers, made from the schemas. Pure.

There are two. A form can't show a field only for some answers, so one form for everything would
show all fields of a listing to somebody who only wants to close one. A link can fill in text but
not a dropdown, so the form for a change starts with the listing's id, which the link on a
listing's page fills in. An id is a field's name with `-` for each dot, and never changes.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.model.numbers import count
from generator.model.vocabulary import Vocabularies, Vocabulary

Schema = Mapping[str, Any]

NEW_FORM = "microinternship.yml"
CHANGE_FORM = "change-a-listing.yml"
LABEL = "listing"  # GitHub gives it to each issue from one of the forms.
NO_ANSWER = "_No response_"  # What GitHub writes for a field that was left empty.
# What can be done with a listing, as the form calls it -> the name that the program uses.
ACTIONS = {
    "Mark as filled": "filled",
    "Withdraw": "withdrawn",
    "Extend the deadline": "extend",
    "Say what became of it": "outcome",
}
EMPLOYER = "employer"
EMPLOYER_NAME = "employer.name"  # It says which employer this is.

# Set by the board, by the program or later; a file can't be attached to a form.
_LEFT_OUT = {"aliases", "posted", "status", "outcome", "employer"}
_EMPLOYER_LEFT_OUT = {"verified", "maintainers", "logo"}
# `amount` takes a range too, such as 300-450.
_ONE_FIELD = {"pay.min", "pay.max"}
_WIDTH = 100
_LONG = 200  # A text that may be longer gets several lines.
_AN_ID = re.compile(r": an id from the site's page /[a-z]+/", re.ASCII)
_GENERATED = "# Made from the schemas by `board issue-form`: run it again when they have changed."
_WELCOME = """\
Post a short, paid project here. You don't need Git or YAML. A maintainer of the board reads
what you write. Then a program makes the listing from it, or says here what is missing.
Everyone can read this page, so leave out what is private."""
_NEW_EMPLOYER = """\
### Are you new on this board?
Then tell students who you are. If your projects are on this board already, leave these empty."""
_OPTIONAL = """\
### Everything below is optional
Each answer makes it more likely that the right student applies."""
_CHANGE = """\
This is for your own listings: one of your `maintainers` on this board has to send this form.
Everyone can read this page."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    `name` is the name in the file, such as `pay.amount`, or `employer.website` for a field of
    employer.yml. `label` is its heading, which no other field of the form has.
    """

    name: str
    label: str
    schema: Schema
    required: bool

    @property
    def id(self) -> str:
        """The name in a link that fills in the form, such as `pay-amount`."""
        return self.name.replace(".", "-")

    @property
    def words(self) -> Schema:
        """The schema of the value, or of each item if the value is a list."""
        items = self.schema.get("items") if self.schema.get("type") == "array" else None
        return items if isinstance(items, Mapping) else self.schema

    @property
    def is_list(self) -> bool:
        """Whether there can be several answers."""
        return self.schema.get("type") == "array"


def new_form_fields(listing: Schema, employer: Schema) -> tuple[FormField, ...]:
    """The fields of the form for a new listing, in the form's order, from the two schemas."""
    return tuple(field for part in _parts(listing, employer) for field in part)


def change_form_fields(listing: Schema) -> tuple[FormField, ...]:
    """The fields of the form that closes or extends a listing, or says what became of it."""
    properties = listing["properties"]
    which = {
        "description": "Its id or its address on this board.",
        "examples": ["harbour-books/bookshop-survey"],
        "type": "string",
    }
    action = {"description": "Its page stays and shows what happened.", "enum": [*ACTIONS]}
    deadline, outcome = properties["deadline"], properties["outcome"]
    return (
        FormField("listing", "Which listing?", which, required=True),
        FormField("action", "What would you like to do?", action, required=True),
        FormField("deadline", "New deadline, to extend it", deadline, required=False),
        *(
            FormField(f"outcome.{name}", f"{outcome['title']}: {field['title']}", field, False)
            for name, field in outcome["properties"].items()
        ),
    )


def new_form(listing: Schema, employer: Schema, vocabularies: Vocabularies) -> str:
    """The form for a new listing, as the text of its file."""
    first, about_employer, optional = _parts(listing, employer)
    body = [
        *_markdown(_WELCOME),
        *_elements(first, vocabularies),
        *_markdown(_NEW_EMPLOYER),
        *_elements(about_employer, vocabularies),
        *_markdown(_OPTIONAL),
        *_elements(optional, vocabularies),
    ]
    about = f"Offer a {listing['title'].lower()}: one short, paid project."
    return _form("Post a project", about, "New project: ", body)


def change_form(listing: Schema, vocabularies: Vocabularies) -> str:
    """The form for changes (`change_form_fields`), as the text of its file."""
    body = [*_markdown(_CHANGE), *_elements(change_form_fields(listing), vocabularies)]
    about = "Mark it as filled, withdraw it, extend its deadline or say what became of it."
    return _form("Close or extend a project", about, "Change: ", body)


def options(field: FormField, vocabularies: Vocabularies) -> tuple[str, ...]:
    """The choices of a dropdown; empty for a field of text."""
    schema = field.words
    if "enum" in schema:
        return tuple(choice for choice in schema["enum"] if isinstance(choice, str))
    name = schema.get("x-vocabulary")
    if name is None or field.is_list:
        return ()
    vocabulary: Vocabulary = getattr(vocabularies, name)
    return tuple(term.label for term in vocabulary.terms.values())


def _parts(listing: Schema, employer: Schema) -> tuple[tuple[FormField, ...], ...]:
    """Three parts: what is needed, who a new employer is, and what may be left empty."""
    own = [field for field in _fields(listing, "", "") if field.name not in _LEFT_OUT]
    needed = set(listing["required"])
    prefix, title = f"{EMPLOYER}.", employer["title"]
    firm = [
        field
        for field in _fields(employer, prefix, f"{title}: ")
        if field.name.removeprefix(prefix) not in _EMPLOYER_LEFT_OUT
    ]
    # Only a new employer has to say more than the name, and the form can't know.
    who = [replace(field, required=True) for field in firm if field.name == EMPLOYER_NAME]
    rest = [replace(field, required=False) for field in firm if field.name != EMPLOYER_NAME]
    first = (field for field in own if field.name.partition(".")[0] in needed)
    optional = (field for field in own if field.name.partition(".")[0] not in needed)
    return (*who, *first), tuple(rest), tuple(optional)


def _fields(schema: Schema, prefix: str, title: str) -> Iterator[FormField]:
    """The fields of a schema; a group becomes one field for each of its own."""
    required = {*schema.get("required", ()), *_only_choice(schema, prefix)}
    for name, field in schema["properties"].items():
        full_name = f"{prefix}{name}"
        if full_name in _ONE_FIELD or full_name in _LEFT_OUT:
            continue
        if field.get("type") == "object":
            for inner in _fields(field, f"{full_name}.", f"{title}{field['title']}: "):
                is_needed = inner.required and name in required
                yield replace(inner, required=is_needed)
        else:
            yield FormField(full_name, f"{title}{field['title']}", field, name in required)


def _only_choice(schema: Schema, prefix: str) -> list[str]:
    """The fields of a choice of which the form offers one only."""
    choices = [
        [name for name in choice["required"] if f"{prefix}{name}" not in _ONE_FIELD]
        for choice in schema.get("oneOf", ())
    ]
    offered = [choice for choice in choices if choice]
    return offered[0] if len(offered) == 1 else []


def _elements(fields: Sequence[FormField], vocabularies: Vocabularies) -> Iterator[str]:
    for field in fields:
        yield from _element(field, options(field, vocabularies))


def _element(field: FormField, choices: Sequence[str]) -> Iterator[str]:
    schema = field.schema
    yield f"  - type: {_kind(field, choices)}"
    yield f"    id: {field.id}"
    yield "    attributes:"
    yield f"      label: {_quoted(field.label)}"
    yield from _block("      description", _description(field, choices))
    if choices:
        if field.is_list:
            yield "      multiple: true"
        yield "      options:"
        yield from (f"        - {_quoted(choice)}" for choice in choices)
    elif schema.get("examples"):
        yield from _block("      placeholder", _placeholder(field))
    if field.required:
        yield "    validations:"
        yield "      required: true"


def _kind(field: FormField, choices: Sequence[str]) -> str:
    if choices:
        return "dropdown"
    is_long = "format" not in field.words and field.words.get("maxLength", 0) > _LONG
    return "textarea" if is_long or is_one_a_line(field) else "input"


def is_one_a_line(field: FormField) -> bool:
    """Whether the items of a list are sentences, which may have commas in them."""
    return field.is_list and "maxLength" in field.words and "x-vocabulary" not in field.words


def _description(field: FormField, choices: Sequence[str]) -> str:
    schema = field.schema
    text = str(schema["description"])
    if choices:
        text = _AN_ID.sub("", text)
    elif is_one_a_line(field):
        text += " One a line."
    elif field.is_list:
        text += " Put commas between them."
    least, most = schema.get("minLength"), schema.get("maxLength")
    if _kind(field, choices) == "textarea" and least and most:
        text += f" {least:,} to {count(most, 'character')}."
    return text


def _placeholder(field: FormField) -> str:
    """The schema's first example, as somebody would type it."""
    example = field.schema["examples"][0]
    if not isinstance(example, list):
        return _typed(example)
    return ("\n" if is_one_a_line(field) else ", ").join(map(_typed, example))


def _typed(value: Any) -> str:
    if isinstance(value, Mapping):
        first, *others = value.items()
        return _typed(first[1]) + "".join(f" ({name} {_typed(item)})" for name, item in others)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _markdown(text: str) -> Iterator[str]:
    yield "  - type: markdown"
    yield "    attributes:"
    yield from _block("      value", text)


def _block(name: str, text: str) -> Iterator[str]:
    """A block of text in YAML, in which no character has a meaning; one long line is folded."""
    lines = text.split("\n")
    if len(lines) == 1:
        lines = textwrap.wrap(text, _WIDTH - 8, break_long_words=False, break_on_hyphens=False)
        yield f"{name}: >-"
    else:
        yield f"{name}: |-"
    yield from (f"        {line}" for line in lines)


def _quoted(text: str) -> str:
    """Every JSON string is a string in YAML. GitHub would read a bare `yes` as true."""
    return json.dumps(text, ensure_ascii=False)


def _form(name: str, about: str, title: str, body: Sequence[str]) -> str:
    head = [
        _GENERATED,
        f"name: {_quoted(name)}",
        f"description: {_quoted(about)}",
        f"title: {_quoted(title)}",
        f"labels: [{LABEL}]",
        "body:",
    ]
    return "\n".join([*head, *body]) + "\n"
