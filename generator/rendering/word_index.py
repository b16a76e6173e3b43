"""The index of words for the search on /browse/: which open listings have which word.

Words are indexed as they are written, without case and accents. Which forms belong together, such
as `survey` and `surveys`, is decided in the browser: assets/browse/word_index.js reads these files,
and assets/browse/tokens.js splits a query into the same words as `words` here.

The index is cut into parts of similar size, so that a search loads only what it needs. All words
with the same first three letters are in the same part.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from generator.rendering.artifact import Artifact

FOLDER = "find/words/"
SPELLINGS_PATH = "find/spellings.bin"
# How much a word says about a listing, by where it is.
IN_TEXT, IN_SKILL, IN_TITLE = 1, 2, 3
_PART_SIZE = 60_000  # characters of JSON
_SHARED_LETTERS = 3  # words that share them are in the same part
_MOST_SPELLINGS = 6_000  # words that a query with a typing error is compared with

# Scripts that put no space between words: each character counts as a word. Kana, Han and Thai.
_NO_SPACES = re.compile("([\u0e01-\u0e4e\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_POSSESSIVE = re.compile(r"['’]s\b")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "’": "'"}
)


@dataclass(frozen=True, slots=True)
class IndexedText:
    """What can be found of one listing.

    `texts` has the texts by their weight (`IN_TEXT`, `IN_SKILL` or `IN_TITLE`). `names` are found
    by all of their words together: `coding interviews` is not about coding.
    """

    texts: Mapping[int, Sequence[str]]
    names: Sequence[str] = ()


def fold(text: str) -> str:
    """`text` in lower case and without accents: `Città` becomes `citta`, `Łódź` `lodz`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text)
    return _OUTSIDE_ASCII.sub(_without_marks, decomposed).lower().translate(_LETTERS)


def _without_marks(match: re.Match[str]) -> str:
    return "".join(char for char in match[0] if unicodedata.category(char)[0] != "M")


def words(text: str) -> list[str]:
    """The folded words of `text`: `C++ and Nora's e-books` gives `c++ and nora e books`."""
    folded = _POSSESSIVE.sub("", fold(text))
    return _WORD.findall(folded if folded.isascii() else _NO_SPACES.sub(r" \1 ", folded))


def joined(text: str) -> str:
    """All words of `text` as one: `pivottables`."""
    return "".join(words(text))


def word_index(listings: Iterable[IndexedText]) -> dict[str, list[int]]:
    """The postings of each word, sorted by word.

    A posting is four times the distance to the row before (the first row's to row 0), plus the
    word's largest weight in that row. `listings` are in the order of the rows.
    """
    postings: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for row, listing in enumerate(listings):
        for word, weight in _weights(listing).items():
            postings.setdefault(word, []).append((row - last.get(word, 0)) * 4 + weight)
            last[word] = row
    return dict(sorted(postings.items()))


def _weights(listing: IndexedText) -> dict[str, int]:
    """The largest weight of each word in a listing."""
    found = {joined(name): IN_SKILL for name in listing.names}
    for weight in sorted(listing.texts):
        text = "\n".join(listing.texts[weight])
        compounds = [part for part in text.split() if "-" in part] if "-" in text else ()
        for word in (*words(text), *map(joined, compounds)):  # e, books and ebooks
            found[word] = max(weight, found.get(word, 0))
    found.pop("", None)
    return found


def index_files(postings: Mapping[str, list[int]]) -> tuple[tuple[Artifact, ...], list[list[str]]]:
    """The parts of the index, and for each its first word and the name of its file.

    The name comes from the content: a browser never combines parts of two builds.
    """
    files, directory = [], []
    for part in _parts(postings):
        content = packed(part)
        name = blake2b(content, digest_size=5).hexdigest()
        files.append(Artifact(f"{FOLDER}{name}.bin", content))
        directory.append([next(iter(part)), name])
    return tuple(files), directory


def _parts(postings: Mapping[str, list[int]]) -> Iterator[dict[str, list[int]]]:
    part: dict[str, list[int]] = {}
    size, letters = 0, ""
    for word, rows in postings.items():
        if size > _PART_SIZE and word[:_SHARED_LETTERS] != letters:
            yield part
            part, size = {}, 0
        part[word] = rows
        size += len(word) + 2 * len(rows) + 5
        letters = word[:_SHARED_LETTERS]
    if part:
        yield part


def spellings(postings: Mapping[str, Sequence[int]], names: Iterable[str]) -> Artifact:
    """The file for corrections: words that the board uses, the most frequent first, and names.

    `postings` are those of `word_index`. `names`: what the terms of open listings are called.
    """
    named = sorted({*names})
    in_one = {joined(name) for name in named if len(words(name)) > 1}  # nobody writes `msexcel`
    found = (
        word for word in postings if len(word) > 3 and not word.isdigit() and word not in in_one
    )
    frequent = sorted(found, key=lambda word: (-len(postings[word]), word))[:_MOST_SPELLINGS]
    return Artifact(SPELLINGS_PATH, packed({"words": " ".join(frequent), "names": named}))


def packed(data: Any) -> bytes:
    """`data` as compressed JSON, which `loadPacked` of assets/browse/columns.js reads."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 9)
