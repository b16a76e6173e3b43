"""The sentences about fields that break their schema, with `{names}` for what differs.

These sentences are data because the form on the board's site says the same, by
`checking.exported_checks`. What only a file can have is worded where it is found.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.checking.rule import Text
from generator.model.dates import FIRST_DAY, LAST_DAY

_NOT_A_TERM = "`{text}` is not {term} this board knows."
_CANT_BE = "{field} can't be `{value}`."

# A fix that is empty is the field's own: `x-ask` of its schema.
TEXTS: Mapping[str, Text] = {
    "alias": Text("`{text}` is understood as `{id}`.", "Write `{id}`."),
    "choice": Text("{field} has too few or too many of its fields."),
    "empty": Text("{field} is empty."),
    "empty-list": Text("{field} is an empty list."),
    "exclusiveMinimum": Text("{field} is {value} but must be more than {bound}."),
    "format": Text(_CANT_BE, "Write `{better}`."),
    "impossible": Text("{field} is {day}, which does not exist.", "Check it in a calendar."),
    "maximum": Text("{field} is {value} but must be at most {bound}."),
    "minimum": Text("{field} is {value} but must be at least {bound}."),
    "missing": Text("`{name}`{of} is missing."),
    "missing-here": Text("`{name}` is missing: this board requires it."),
    "not-a-choice": Text(_CANT_BE, "{meant}Write one of {choices}."),
    "not-https": Text(
        "{field} does not start with https://.", "Write `{better}`, if that page exists."
    ),
    "out-of-range": Text(
        f"{{field}} is {{day}}; the board accepts dates from {FIRST_DAY.year} to {LAST_DAY.year}.",
        "Check the year.",
    ),
    "too-long": Text(
        "{field} has {length} characters; it may have at most {most}.", "Shorten it by {over}."
    ),
    "too-many": Text(
        "{field} has {count} entries; it may have at most {most}.",
        "Keep the {most} that matter most.",
    ),
    "too-short": Text("{field} has {length}; it needs at least {least}."),
    "twice": Text("`{item}` is in {field} twice.", "Keep one of the two."),
    "two-days": Text(_CANT_BE, "Is it {first} or {second}? Write `{one}` or `{other}`."),
    "type": Text("{field} {is_kind} but should {wanted}."),
    "unknown": Text(_NOT_A_TERM, "Choose one from {page} or propose a new one in schema/{file}."),
    "unknown-alike": Text(_NOT_A_TERM, "Did you mean {meant}? If not, choose one from {page}"),
    "url": Text(
        "{field} is not a web address: {reason}",
        "Copy the address from the browser, without any extra characters.",
    ),
}

# Parts of sentences, and whole fixes.
PARTS: Mapping[str, str] = {
    "add-deadline": "Add the line `deadline: {day}`, or choose another last day to apply.",
    "add-posted": "Add the line `posted: {day}`, which is today.",
    "character": "character",
    "example": "{ask}, for example `{example}`.",
    "file": "the file",
    "instead": "Write `{better}` instead of `{field}`.",
    "is-fields": "has fields of its own",
    "is-list": "is a list",
    "is-number": "is a number",
    "is-text": "is text",
    "is-word": "is `{value}`",
    "item": "item {number} of {of}",
    "mean": "Did you mean `{name}`?",
    "no-phone": "Nobody can apply by phone here. Write an email address or a web page, "
    "for example `apply: {{email: jobs@your-company.com}}`.",
    "of": " of {field}",
    "of-item": "`{name}` of {of}",
    "paid": "Every project on this board is paid{at_least}. Write, for example, "
    "`pay: {{amount: 400, currency: USD, per: project}}`.",
    "paid-floor": "Every project on this board is paid: at least {floor} {currency} an hour.",
    "paid-floors": ": at least {floors} an hour",
    "paid-least": " For these hours that is `amount: {least}`.",
    "write": "Write `{better}`.",
    # How a web address is wrong.
    "url-space": "the address has a space in it.",
    "url-character": "the address has `{character}` in it.",
    "url-none": "it has no web address.",
    "url-relative": "it does not begin with https:// and the name of a website.",
    "url-scheme": "it begins with `{scheme}:`, which does not lead to a web page.",
    "url-slashes": "two slashes must follow `{scheme}:`, no more and no fewer.",
    "url-user": "the part before the @ looks like the website, but the address leads to the part "
    "after it.",
    "url-unclear": "browsers can't open it.",
    "url-host": "the website's name must be complete, such as www.harbour.example.",
    "url-port": "it has a number after the name of the website (`:{port}`), which public pages do "
    "not need.",
    "url-dots": "the name of the website begins with a dot, or has two dots side by side.",
    "url-hyphen": "a part of the website's name begins or ends with a hyphen.",
    "url-long": "the website's name is too long: each part can have 63 characters, and the whole "
    "name 253.",
    "url-letter": "`{character}` can't be in the name of a website.",
}
