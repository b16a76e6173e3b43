"""The rules of one listing as data, for the form on the board's site.

The logic of each rule is in assets/post/check/ a second time; `tests/browser/test_checks.py` holds
the two together. All texts, words, lists, limits and patterns come from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from generator.checking import typed_values
from generator.checking.field_advice import EXAMPLES_DAY, USUAL_DAYS
from generator.checking.field_texts import PARTS, TEXTS
from generator.checking.field_words import with_article
from generator.checking.javascript_patterns import for_javascript, source_for_javascript
from generator.checking.rule import Rule, Text
from generator.checking.rule_kit import addresses, hosts, look_alikes, prose
from generator.checking.rule_kit.prose import PhraseList
from generator.checking.rules import RULES
from generator.checking.rules.language_unknown import languages
from generator.checking.rules.place_country_unknown import countries
from generator.checking.schema import URL_PATTERNS
from generator.checking.schema_messages import CURLY, KINDS, PLACE_FIELDS
from generator.checking.typed_words import LOGIN
from generator.model import web_address
from generator.model.problem import Severity
from generator.model.vocabulary import TERM_NAMES
from generator.reading.source import MAX_BYTES, TOO_LARGE

# Board rules that need no other listing, only the employer.
WITH_EMPLOYER = ("apply/other-domain", "title/employer-name")


def exported_checks() -> dict[str, Any]:
    """What the form's checks need, ready for JSON. A pattern is a list of its source and flags.

    It includes what `typed_values.exported` returns. Phrases are apart, in `exported_phrases`: the
    form loads them when it is on the screen.
    """
    return {
        **typed_values.exported(),
        "rules": {rule.id: _rule(rule) for rule in RULES if _is_of_one_listing(rule)},
        "fields": {name: _text(text) for name, text in TEXTS.items()},
        "parts": dict(PARTS),
        "kinds": KINDS,
        "placeFields": PLACE_FIELDS,
        "url": _data(URL_PATTERNS),
        "hosts": _data(hosts.DATA),
        "address": _data(web_address.DATA),
        "mentions": _data(addresses.DATA),
        "terms": {kind: with_article(name) for kind, name in TERM_NAMES.items()},
        "login": _data(LOGIN),
        "curly": CURLY,
        "examplesDay": str(EXAMPLES_DAY),
        "usualDays": USUAL_DAYS,
        "countries": _packed(countries()),
        "languages": {length: _packed(_of(length)) for length in (2, 3)},
        "file": {"most": MAX_BYTES, "text": list(TOO_LARGE)},
    }


def _is_of_one_listing(rule: Rule) -> bool:
    return rule.board is None or rule.id in WITH_EMPLOYER


def _rule(rule: Rule) -> dict[str, Any]:
    """Its texts and data. It is an error unless `hint` is there."""
    data = {name: item for name, item in rule.data.items() if not isinstance(item, PhraseList)}
    exported = {"texts": [_text(text) for text in rule.texts], **_data(data)}
    return {"hint": 1, **exported} if rule.severity is Severity.HINT else exported


def _text(text: Text) -> list[str]:
    return [text.message, text.fix] if text.fix else [text.message]


def _data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _data(item) for name, item in value.items()}
    if isinstance(value, re.Pattern):
        return list(for_javascript(value))
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return [_data(item) for item in value] if isinstance(value, tuple) else value


def exported_phrases() -> dict[str, Any]:
    """The phrases that rules look for, and how they are looked for.

    `denied` has the patterns of negations; each phrase says which of them is that of its language.
    """
    denied = sorted({each.denied for each in prose.all_phrases()})
    rules: dict[str, list[dict[str, Any]]] = {}
    for each in prose.all_phrases():
        exported: dict[str, Any] = {
            "triggers": "|".join(sorted(each.triggers)),
            "pattern": source_for_javascript(each.pattern),
            "denied": denied.index(each.denied),
        }
        if each.unless:
            exported["unless"] = source_for_javascript(each.unless)
        rules.setdefault(each.rule, []).append(exported)
    never = "(?!)"  # for phrases that no negation makes harmless
    return {
        "prose": {
            **_data({**prose.LIMITS, **look_alikes.exported()}),
            "denied": [source_for_javascript(pattern or never) for pattern in denied],
        },
        "rules": rules,
    }


def _packed(codes: Iterable[str]) -> str:
    """`DE DK FR` -> `DEK FR`: codes of one length, without the first letter that they share."""
    groups = groupby(sorted(codes), key=lambda code: code[0])
    return " ".join(first + "".join(code[1:] for code in some) for first, some in groups)


def _of(length: int) -> Iterator[str]:
    return (code for code in languages() if len(code) == length)
