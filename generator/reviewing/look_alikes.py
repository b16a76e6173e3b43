"""Names and websites that can be taken for those of another employer. Pure.

Two names are the same if they differ in case, spaces, punctuation or accents alone, or in letters
that look alike (`checking/phrases/look_alikes.yml`). The idea is that of the skeletons in Unicode's
UTS 39. Two names are similar if their skeletons differ in one letter.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.checking.rule_kit.hosts import host_of, registered
from generator.checking.rule_kit.look_alikes import fold_letters

_MIN_LENGTH = 4  # Shorter names, such as `abc` and `abd`, often differ in one letter.
_MAX_LENGTH = 100  # of a skeleton: the schema allows no longer name, but a head may have one
_MOST_PER_KEY = 20  # many that share a key are a series, such as `employer-12`
# What looks alike in a name only: in a text, `1` can be an `i` and `γ` is not read as `y`.
_LOOK_ALIKES = str.maketrans("γη0158i", "ynolsbl")
_PAIRS = (("rn", "m"), ("vv", "w"))


def skeleton(name: str) -> str:
    """Names that look the same have the same skeleton; empty if `name` has no letter or digit."""
    letters = fold_letters(name[: 4 * _MAX_LENGTH]).casefold()
    plain = "".join(c for c in letters.translate(_LOOK_ALIKES) if c.isalnum())
    for pair, single in _PAIRS:
        plain = plain.replace(pair, single)
    return plain.translate(_LOOK_ALIKES)[:_MAX_LENGTH]


def domain_name(website: str) -> str:
    """The owner's part of a website's domain: `acme` for `https://jobs.acme.co.uk`; or empty.

    Names in the form of RFC 3492 (`xn--...`) are decoded, so that letters can be compared.
    """
    host = host_of(website)
    try:
        host = host.encode("ascii").decode("idna")
    except UnicodeError:
        host = unicodedata.normalize("NFKC", host)
    return registered(host.casefold()).partition(".")[0]


class Names:
    """The names of other employers, each with the id of its employer, to look up similar ones."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are pairs of an id and a name."""
        self._names = tuple(names)

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for identifier, name in sorted(self._names):
            plain = skeleton(name)
            for key in _keys(plain):
                if len(found[key]) < _MOST_PER_KEY:
                    found[key].append((identifier, plain))
        return found

    def like(self, name: str, but: str) -> str:
        """The id of the first employer, not `but`, that `name` can be taken for; empty if none."""
        plain = skeleton(name)
        near = {item for key in _keys(plain) for item in self._by_key.get(key, ())}
        # One that is the same comes before one that is similar.
        for identifier, other in sorted(near, key=lambda item: (item[1] != plain, item)):
            if identifier != but and is_similar(plain, other):
                return identifier
        return ""


def _keys(plain: str) -> Iterator[str]:
    """Similar skeletons share a key: each is the skeleton without one of its letters, or whole."""
    if not plain:
        return
    yield plain
    if len(plain) >= _MIN_LENGTH:
        yield from {plain[:at] + plain[at + 1 :] for at in range(len(plain))}


def is_similar(one: str, other: str) -> bool:
    """Whether the Damerau-Levenshtein distance is at most one.

    That is: one letter added, removed, replaced or swapped with its neighbour.
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _MIN_LENGTH or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True  # One is the other with a letter added at the end.
    rest, other_rest = one[start:], other[start:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or other_rest[1:] in (rest, rest[1:]) or rest[1:] == other_rest
