"""Whether a text is in a language that the rules have phrases for.

A text has one of their languages if its letters are of a script that these are written in, and
enough of its words are common words of one of them (Cavnar and Trenkle count n-grams instead,
"N-gram-based text categorization", 1994; for a yes or no, words are enough).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.checking.rule_kit.look_alikes import folded
from generator.checking.rule_kit.phrase_files import LANGUAGES, phrase_file
from generator.checking.rule_kit.prose import APART
from generator.model.listing import Listing

_LETTER = re.compile(r"[^\W\d_]")
# A letter that is not Latin, Arabic or Devanagari.
_FOREIGN_LETTER = re.compile(
    r"(?![A-Za-z\u00aa-\u024f\u1e00-\u1eff\u0600-\u06ff\u0750-\u077f\u0900-\u097f])[^\W\d_]"
)
_BETWEEN_WORDS = re.compile(f"[{APART}0-9]+")
_MOST_FOREIGN = 0.2  # share of the letters: names and quotations may be in another script
_FEWEST_WORDS = 25  # fewer say too little
_LEAST_COMMON = 0.12  # share of the words; usually it is above 0.3, in another language below 0.1


def is_judged(listing: Listing) -> bool:
    """Whether the texts of `listing` are in a language that there are phrases for.

    `language` is that of the work; the texts may be in another one. So it counts only where they
    are too short to tell.
    """
    text = "\n".join((listing.title, listing.summary, listing.description.plain))
    if not text.isascii():
        foreign = len(_FOREIGN_LETTER.findall(text))
        if foreign and foreign > _MOST_FOREIGN * len(_LETTER.findall(text)):
            return False
    words = [word for word in _BETWEEN_WORDS.split(folded(text)) if word]
    language = listing.language.partition("-")[0]
    if len(words) < _FEWEST_WORDS:
        return language in LANGUAGES
    likely_first = sorted(_common_words().items(), key=lambda item: item[0] != language)
    least = _LEAST_COMMON * len(words)
    return any(sum(word in common for word in words) >= least for _, common in likely_first)


@cache
def _common_words() -> Mapping[str, frozenset[str]]:
    return {
        language: frozenset(folded(phrase_file(language)["common"]).split())
        for language in LANGUAGES
    }


def language_scores(text: str) -> Mapping[str, float]:
    """How well the common words of each of `LANGUAGES` fit `text`.

    From 1 on, the text is probably in that language. Empty if it is too short to tell.
    """
    words = [word for word in _BETWEEN_WORDS.split(folded(text)) if word]
    if len(words) < _FEWEST_WORDS:
        return {}
    return {
        language: sum(word in common for word in words) / (_LEAST_COMMON * len(words))
        for language, common in _common_words().items()
    }
