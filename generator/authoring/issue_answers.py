"""Makes a listing's data from what people typed into the fields of a form. Pure.

A text that can't be understood stays as it was typed, and `board check` says what it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.authoring.issue_form import FormField, is_one_a_line
from generator.checking import typed_values
from generator.model.dates import as_date
from generator.model.vocabulary import Vocabularies, Vocabulary
from generator.reading.source import parse

_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3}){1,3}(\.[0-9]+)?")
_BULLET = re.compile(r"^\s*(?:[-*+•]|[0-9]{1,2}[.)])\s+")
_DUE = re.compile(r"(?P<what>.+?)[\s,;]*\(?\bdue:?\s+(?:on |by )?(?P<due>[^()]{4,40})\)?")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_MOST = 300  # A longer text is no date and no address, and the patterns could take long on it.
_HOST = re.compile(r"(?:http://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def data_from(
    texts: Mapping[str, str],
    fields: Sequence[FormField],
    vocabularies: Vocabularies,
    currencies: Iterable[str] = (),
) -> dict[str, Any]:
    """The data of a file, from the answers to `fields` by their names.

    `currencies` are those that the board accepts, as ISO 4217 codes.
    """
    data: dict[str, Any] = {}
    for field in fields:
        if field.name in texts:
            _put(data, field.name, _value(texts[field.name], field, vocabularies))
    if isinstance(data.get("pay"), dict):
        data["pay"] = _pay(data["pay"], tuple(currencies))
    if isinstance(data.get("apply"), dict):
        data["apply"] = _apply(data["apply"])
    return data


def _put(data: dict[str, Any], name: str, value: Any) -> None:
    outer, _, inner = name.partition(".")
    if inner:
        data.setdefault(outer, {})[inner] = value
    else:
        data[outer] = value


def _value(text: str, field: FormField, vocabularies: Vocabularies) -> Any:
    if field.is_list:
        if is_one_a_line(field):
            lines = (_BULLET.sub("", line, count=1).strip() for line in text.split("\n"))
            return [_with_due(line, field.words) for line in lines if line]
        words = (word.strip() for word in re.split(r"[,;\n]", _BULLET.sub("", text, count=1)))
        return [_word(word, field.words, vocabularies) for word in words if word]
    return _word(text.strip(), field.schema, vocabularies, field.name)


def _with_due(text: str, schema: Mapping[str, Any]) -> Any:
    """`Ten slides (due 15 January 2027)` -> `{what: Ten slides, due: 2027-01-15}`."""
    if len(text) > _MOST or "due" not in schema.get("properties", {}):
        return text
    match = _DUE.fullmatch(text)
    due = as_date(match["due"].strip()) if match else ""
    is_day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", due)
    return {"what": match["what"], "due": due} if match and is_day else text


def _word(text: str, schema: Mapping[str, Any], known: Vocabularies, name: str = "") -> Any:
    if vocabulary_name := schema.get("x-vocabulary"):
        vocabulary: Vocabulary = getattr(known, vocabulary_name)
        return vocabulary.find(text) or text
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if name in _TYPED:
        return _parsed(_TYPED[name](text)) or _number(text)
    if "number" in types or "integer" in types:
        return _number(text)
    if "boolean" in types:
        return _YES_NO.get(text.lower(), text)
    return _text(text, schema)


def _text(text: str, schema: Mapping[str, Any]) -> str:
    """Only what can be certain is changed: dates, codes of two or three letters, https://."""
    if len(text) > _MOST:
        return text
    pattern = schema.get("pattern", "")
    if schema.get("format") == "date" or "[0-9]{4}-" in pattern:
        day = as_date(text)
        return text.lower() if day == text and text.isalpha() else day
    if re.fullmatch(r"\^\[A-Z\]\{[23]\}\$", pattern):
        return text.upper()
    if schema.get("format") == "uri" and _HOST.fullmatch(text):
        return "https://" + text.removeprefix("http://")
    return text


_TYPED = {"hours": typed_values.hours, "duration_weeks": typed_values.weeks}


def _parsed(yaml_text: str) -> Any:
    """The value of YAML that the program wrote itself; None for an empty text."""
    source, _ = parse(f"x: {yaml_text}".encode(), "answer")
    return source.data["x"] if source else None


def _number(text: str) -> Any:
    plain = (
        text.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text) else text
    )
    if not _NUMBER.fullmatch(plain):
        return text
    return Decimal(plain) if "." in plain else int(plain)


def _pay(pay: dict[str, Any], accepted: tuple[str, ...]) -> dict[str, Any]:
    """`€300-450 an hour` as the amount also says the currency, and for what it is paid.

    If the other fields say something else, it stays as it was typed.
    """
    pay = dict(pay)
    if isinstance(currency := pay.get("currency"), str):
        possible = typed_values.currencies(currency, accepted)
        pay["currency"] = possible[0] if len(possible) == 1 else currency
    money = typed_values.money(str(pay.get("amount", "")), accepted)
    if money is None:
        return pay
    currency, per = pay.get("currency", money.currency), pay.get("per", money.per)
    if (money.currencies and currency not in money.currencies) or money.per not in ("", per):
        return pay
    rest = {name: value for name, value in pay.items() if name not in ("amount", "currency", "per")}
    amount = (
        {"min": _number(money.low), "max": _number(money.high)}
        if money.high
        else {"amount": _number(money.low)}
    )
    said = {name: value for name, value in (("currency", currency), ("per", per)) if value}
    return {**amount, **said, **rest}


def _apply(apply: dict[str, Any]) -> dict[str, Any]:
    """`mailto:`, a missing `https://`, or an email address in the field for the web address."""
    new: dict[str, Any] = {}
    for name, value in apply.items():
        found = typed_values.application(value) if name in ("url", "email") else ""
        kind, _, address = found.partition(": ")
        if found and kind not in new and (kind == name or kind not in apply):
            new[kind] = address
        else:
            new[name] = value
    return new
