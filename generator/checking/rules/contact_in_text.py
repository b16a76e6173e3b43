"""Contact details must be in `apply`, not in a text.

Why: addresses in a text are not checked as those in `apply` are, and spammers collect them.

Wrong::

    summary: Ask forty shops how they count their stock. Write to ana@harbour.example to apply.

Right::

    summary: Sort the questions that readers ask us on WhatsApp, and say which come most often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Finding, Rule, RuleContext, Text
from generator.checking.rule_kit.prose import PhraseList, prose, quoted
from generator.model.listing import Listing
from generator.model.problem import Severity

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,24}")
_EMAIL_SPELT = re.compile(r"[\w.-]{2,40} ?[\[(] ?at ?[\])] ?[\w-]{2,40}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w+/.-])\+[0-9][0-9 ()./-]{7,18}[0-9](?![\w/])")
_CHAT_LINK = re.compile(r"(?<![\w.-])(?:t|wa)\.me/[\w+]", re.IGNORECASE)
_NUMBER = re.compile(r"[(0-9][0-9 ()/-]{7,17}(?<=[0-9])(?![\w/])")
_DATE = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_CALL = re.compile(
    r"\b(?:call|phone|text|ring|sms|tel|telephone|mobile)(?: (?:me|us|number))?(?: (?:on|at))?"
    r"[:.]? ?$",
    re.IGNORECASE,
)
_CHAT = PhraseList("contact/in-text")
_SIGNS = ("@", "+", "at]", "at)", "AT]", "AT)")

_CONTAINS = "the text contains contact details (`{found}`)."
_TEXT = Text(
    _CONTAINS,
    "Remove them. Write in `apply` how to apply, and in `apply.instructions` what to send.",
)
_OUTCOME = Text(_CONTAINS, "Remove them: an outcome has no contact details.")


def check(listing: Listing, context: RuleContext) -> Iterator[Finding]:
    """Email addresses, telephone numbers and invitations to a chat."""
    contacts = dict(_CHAT.found(listing))
    written = prose(listing)
    likely = any(sign in written.whole for sign in _SIGNS) or _NUMBER.search(written.whole)
    for path, text in written.texts if likely else ():
        if found := (_address(text) if path[0] != "apply" else "") or _number(text):
            contacts.setdefault(path, found)
    if ".me/" in listing.description.markdown:
        if match := _CHAT_LINK.search(listing.description.markdown):
            contacts.setdefault(("description",), match.group())
    for path, found in contacts.items():
        yield (_OUTCOME if path[0] == "outcome" else _TEXT).at(path, found=found)


def _address(text: str) -> str:
    """The first email address or international telephone number in `text`."""
    match = _EMAIL.search(text) if "@" in text else None
    if match is None and ("at]" in text or "at)" in text):
        match = _EMAIL_SPELT.search(text)
    if match is None and "+" in text:
        match = _PHONE.search(text)
    return quoted(match.group()) if match else ""


def _number(text: str) -> str:
    """The first telephone number that the text says to call."""
    for match in _NUMBER.finditer(text):
        before = _CALL.search(text[max(0, match.start() - 30) : match.start()])
        if before and not _DATE.match(match.group()):
            return quoted(before.group() + match.group())
    return ""


RULE = Rule(
    "contact/in-text",
    Severity.ERROR,
    listing=check,
    texts=(_TEXT, _OUTCOME),
    data={
        "phrases": _CHAT,
        "email": _EMAIL,
        "spelt": _EMAIL_SPELT,
        "phone": _PHONE,
        "chat_link": _CHAT_LINK,
        "number": _NUMBER,
        "date": _DATE,
        "call": _CALL,
    },
)
