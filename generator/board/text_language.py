"""In which language a listing's texts are written: that of the work, or the board's.

A listing's `language` is that of the work, and many employers describe such work in the board's
language: "Interviews in Swahili", in English. A wrong `lang` makes a screen reader read English
with the rules of Swahili (WCAG 2.2, success criterion 3.1.2), so the texts themselves decide
between the two. First their script, then their common words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from generator.checking.rule_kit.judged import language_scores
from generator.model.listing import Listing

_LETTER = re.compile(r"[^\W\d_]")


def text_language(listing: Listing, board_language: str) -> str:
    """The BCP 47 tag of the language of the listing's texts: its `language` or `board_language`."""
    work, board = listing.language, board_language
    if _main(work) == _main(board):
        return work
    text = "\n".join((listing.title, listing.summary, listing.description.plain))
    if _has_latin_script(work) != _has_latin_script(board):
        return work if _is_latin(text) == _has_latin_script(work) else board
    scores = language_scores(text)
    of_work, of_board = (scores.get(_main(language)) for language in (work, board))
    if of_work is not None and of_board is not None:
        return work if of_work >= of_board else board
    if of_board is not None:
        return board if of_board >= 1 else work
    return board if of_work is not None and of_work < 1 else work


def _main(language: str) -> str:
    return language.partition("-")[0].lower()


def _is_latin(text: str) -> bool:
    """Whether most letters of `text` are Latin ones."""
    letters: list[str] = _LETTER.findall(text)
    latin = sum(letter.isascii() or "LATIN" in unicodedata.name(letter, "") for letter in letters)
    return 2 * latin > len(letters)


@cache
def _has_latin_script(language: str) -> bool:
    """Whether `language` is written in Latin letters, by Unicode CLDR's likely subtags."""
    from babel.core import get_global

    parts = language.split("-")
    if script := next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), ""):
        return script.lower() == "latn"
    likely: Mapping[str, str] = get_global("likely_subtags")
    return "_Latn" in likely.get("_".join(parts[:2]), likely.get(_main(language), "_Latn"))
