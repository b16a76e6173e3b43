"""A thousand ordinary sentences, and every sample: no rule finds fault with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from string import Formatter

import pytest
import yaml

from tests.checking.rules.samples import about, ids, listing
from tests.support.paths import ROOT

DATA = yaml.safe_load((ROOT / "tests/data/ordinary_sentences.yml").read_text(encoding="utf-8"))
WRITTEN = [text for texts in DATA["written"].values() for text in texts]
TOGETHER = 8  # sentences in one listing


def filled() -> Iterator[str]:
    for template in DATA["templates"]:
        names = [name for _, name, _, _ in Formatter().parse(template) if name]
        for words in product(*(DATA["words"][name] for name in names)):
            yield template.format(**dict(zip(names, words, strict=True)))


# Every third: neighbours differ in one word only.
MADE = list(islice(filled(), 0, None, 3))


def test_there_are_a_thousand_of_them() -> None:
    assert len(WRITTEN) >= 200
    assert len({*WRITTEN, *MADE}) >= 1000
    assert DATA["written"].keys() == {"en", "es", "pt", "fr", "de", "ar", "hi"}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_written_sentence_is_clean(text: str) -> None:
    assert not ids(about(text))
    assert not ids(listing(summary=f"{text} That is what we need from you."))


@pytest.mark.parametrize("at", range(0, len(MADE), TOGETHER))
def test_made_sentences_are_clean_beside_each_other(at: int) -> None:
    assert not ids(about(" ".join(MADE[at : at + TOGETHER])))


def test_all_written_sentences_of_a_language_are_clean_beside_each_other() -> None:
    """Phrases must not be put together from two sentences."""
    for texts in DATA["written"].values():
        for at in range(0, len(texts), TOGETHER):
            assert not ids(about(" ".join(texts[at : at + TOGETHER]))), texts[at]
