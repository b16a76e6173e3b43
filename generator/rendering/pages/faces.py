"""An employer's face: its logo, or a monogram on a colour of its own.

The colour follows from the employer's id, so it is the same on every page and in every build. The
stylesheet has a class for each hue, because the pages allow no inline style. assets/lib/face.js
makes the same monogram and hue for cards that the browser draws.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup

from generator.model.employer import Employer

HUES = 24  # `.b-h0` to `.b-h23` in assets/board.css
# Lightness and chroma of a monogram's ground and letters, as there for the light scheme.
GROUND, INK = (0.92, 0.05), (0.4, 0.11)
_WORD = re.compile(r"[^\W_]+")
_IMAGE = Markup('<img class="b-face" src="{}" alt="" width="40" height="40" loading="lazy">')
_MONOGRAM = Markup('<span class="b-face b-h{}" aria-hidden="true">{}</span>')


def face(employer: Employer, base: str) -> Markup:
    """The employer's logo or monogram, for beside its name. `base` is the path to the site's root.

    It says nothing that the name does not say, so screen readers pass over it.
    """
    if employer.logo:
        return _IMAGE.format(f"{base}/{employer.url}{employer.logo}")
    return _MONOGRAM.format(hue(employer.id), monogram(employer.name))


def monogram(name: str) -> str:
    """One or two letters for a name: `HB` for `Harbour Books`, `白` for `白川織物`.

    A second letter is the next word's that does not begin with a small one: `museum of Staithe` is
    `MS`. It is left out if it is the first again. Scripts without capitals get one letter, because
    two would join or read as another word.
    """
    words: list[str] = _WORD.findall(unicodedata.normalize("NFC", name))
    if not words:
        return ""
    first = words[0][0].upper()[0]
    if first == first.lower():
        return first
    second = next((word[0] for word in words[1:] if word[0] == word[0].upper()), "")
    return first if second == first else f"{first}{second}"


def hue(identifier: str) -> int:
    """A number from 0 to 23 that stands for a hue, from an employer's id."""
    value = 0
    for letter in identifier:
        value = (value * 31 + ord(letter)) % 9973
    return value % HUES
