"""The direction of texts that strangers wrote."""

from __future__ import annotations

import unicodedata

from markupsafe import Markup

_AUTO = Markup(' dir="auto"')
_NONE = Markup()
# Unicode Standard Annex #9, table 4: letters that are written from right to left, Arabic ones, and
# the characters that start a part in this direction.
_RIGHT_TO_LEFT = {"R", "AL", "RLE", "RLO", "RLI"}


def direction(text: str) -> Markup:
    """The attribute ` dir="auto"` for an element with `text`; empty if `text` needs none.

    The pages run from left to right, and so does a text in which nothing runs the other way. Only
    others need the attribute (HTML Standard, section 3.2.6.4). An empty text has it too: a script
    fills such an element later.
    """
    if text and text.isascii():
        return _NONE
    if not text or any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return _AUTO
    return _NONE
