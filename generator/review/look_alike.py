"""Folder names that a hurried reader takes for another employer's."""

from __future__ import annotations

from collections.abc import Iterable

# Characters that stand for each other in common typefaces.
_CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "-": None})
_AT_LEAST = 4  # `abc` and `abd` are two companies


def look_alike(name: str, known: Iterable[str]) -> str:
    """The one of `known` that `name` could be taken for; empty if none."""
    skeleton = _skeleton(name)
    for other in sorted(known):
        if other != name and _close(skeleton, _skeleton(other)):
            return other
    return ""


def _skeleton(name: str) -> str:
    return name.casefold().replace("rn", "m").replace("vv", "w").translate(_CONFUSED)


def _close(one: str, other: str) -> bool:
    """Equal, or one letter added, dropped, replaced or swapped with its neighbour."""
    if one == other:
        return True
    if min(len(one), len(other)) < _AT_LEAST or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True  # one is the other with a letter at its end
    rest, other_rest = one[start:], other[start:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or other_rest[1:] in (rest, rest[1:]) or rest[1:] == other_rest
