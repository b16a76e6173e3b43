"""The phrases of each language: every sentence beside them is caught, or left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.checking.rule_kit.look_alikes import as_written, folded
from generator.checking.rule_kit.phrase_files import FILES, FOLDER, LANGUAGES, phrase_file
from generator.checking.rule_kit.prose import PhraseList, all_phrases, phrases_of
from generator.checking.rules import RULES
from tests.checking.rules.samples import about, ids, listing

PHRASE_RULES = {
    rule.id for rule in RULES if any(isinstance(item, PhraseList) for item in rule.data.values())
}
_GROUP = {"triggers", "patterns", "catch", "leave"}


def groups() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each group of phrases, its language and its rule."""
    for language in FILES:
        for rule, items in phrase_file(language)["rules"].items():
            for group in items:
                yield language, rule, group


CAUGHT = [(rule, text) for _, rule, group in groups() for text in group["catch"]]
LEFT = [text for _, _, group in groups() for text in group["leave"]]


@pytest.mark.parametrize(("rule", "text"), CAUGHT)
def test_a_sentence_that_must_be_caught(rule: str, text: str) -> None:
    assert rule in ids(about(text))


@pytest.mark.parametrize("text", LEFT)
def test_a_sentence_that_must_be_left_alone(text: str) -> None:
    assert not ids(about(text))


@pytest.mark.parametrize(("rule", "text"), CAUGHT)
def test_it_is_caught_in_capitals_in_a_short_text_and_quoted_as_written(
    rule: str, text: str
) -> None:
    item = listing(apply={"email": "jobs@acme.example", "instructions": text.upper()})
    assert rule in ids(item)
    if found := [*PhraseList(rule).found(listing(summary=text))]:
        ((path, phrase),) = found
        assert path == ("summary",)
        assert phrase.rstrip("…") in " ".join(text.replace("`", "'").split())


def test_each_language_has_its_own_file_and_the_same_rules() -> None:
    """What is unlawful or a scam in one language is so in all. One file is about letters."""
    assert {path.stem for path in FOLDER.iterdir()} == {*FILES, "look_alikes"}
    for language in LANGUAGES:
        data = phrase_file(language)
        assert data["language"] == language
        assert data.keys() <= {"language", "common", "negations", "parts", "rules"}
        assert data["rules"].keys() == PHRASE_RULES, language
        assert len(data["common"].split()) >= 25


def test_each_group_has_sentences_of_both_kinds() -> None:
    for language, rule, group in groups():
        assert _GROUP <= group.keys() <= _GROUP | {"unless", "negated"}, (language, rule)
        assert group["catch"], (language, rule)
        assert group["leave"], (language, rule)


def test_patterns_are_written_in_small_letters() -> None:
    """Texts are in small letters when they are compared."""
    for language, rule, group in groups():
        for pattern in (*group["patterns"], group.get("unless", "")):
            small = re.sub(r"\\[A-Z]", "", pattern)
            assert small == small.lower(), (language, rule, pattern)


def test_every_part_is_used() -> None:
    for language in LANGUAGES:
        data = phrase_file(language)
        whole = repr(data)
        for name in data.get("parts", {}):
            assert f"<{name}>" in whole, (language, name)


def test_every_trigger_word_is_one_word() -> None:
    """A trigger with a hyphen or an apostrophe would never be a word of a text."""
    for phrases in all_phrases():
        for word in phrases.triggers:
            assert not re.search(r"[\x00-/:-@\[-`{-\x7f]", word), (phrases.rule, word)


LOOK_ALIKES = {
    "Рау а fее": "pay a fee",
    "ｐａｙ": "pay",
    "𝐩𝒂𝓎": "pay",
    "🄿🅐🅨": "pay",
    "🅟🅐🇾": "pay",
    "pa\u0301\u0308y": "pay",
    "p\u200ba\u200cy": "pay",
    "p\u00aday": "pay",
    "ραγ": "pay",
    "p4y 50 USD": "pay 50 usd",
    "d3p0s1t": "deposit",
    "3D, B2B, 10x and 2nd": "3d, b2b, 10x and 2nd",
    "ﬁnd": "find",
    "Straße": "strasse",
    "مُـدَّة أإآ": "مده ااا",
    "it’s": "it's",
    "२० रुपये ٢٠": "20 रुपये 20",
}


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_letters_that_look_alike_become_one(text: str) -> None:
    assert folded(text) == LOOK_ALIKES[text]
    assert folded(folded(text)) == folded(text)


def test_a_part_is_found_again_in_the_text_as_it_was_written() -> None:
    text = "Die Straße: ｐａ\u0301ｙ a f\u200bee!"
    plain = folded(text)
    for word, written in (("strasse", "Straße"), ("pay", "ｐａ\u0301ｙ"), ("fee", "f\u200bee")):
        at = plain.index(word)
        assert as_written(text, at, at + len(word)) == written


def test_a_language_file_with_an_unknown_part_is_refused() -> None:
    data = {"negations": "", "rules": {"a/b": [{"triggers": "a", "patterns": ["<nothing>"]}]}}
    with pytest.raises(KeyError):
        [*phrases_of(data)]
