"""Leaves out of HTML what the standard lets one leave out. Pure.

Templates and the frame are shortened once, before pages are made from them, so no page takes
longer. It is 5 % of a listing's page.
"""

from __future__ import annotations

import re

# Quotes around a value of letters, digits and a few signs (HTML Standard, 13.1.2.3, "Unquoted
# attribute value syntax"). What follows is a blank, the end of the tag, or an expression of a
# template, which begins with a blank or ends the tag too.
_TAG = re.compile(r"<[a-z][^<>']*>")
_QUOTED = re.compile(r'(?<=[a-z])="([A-Za-z0-9_./:#?;,+~-]+)"(?=[\s>]|\{[{%])')
# End tags of elements that end where the next one begins, or where their list ends (13.1.2.4,
# "Optional tags").
# One behind a block of a template stays where a line ends: Jinja would take the end of the line.
_OPTIONAL = re.compile(r"(?<!%\})</(?:li|dt|dd)>|</(?:li|dt|dd)>(?!\n)")


def shortened(html: str) -> str:
    """`html`, a page or a Jinja template, with the same meaning. Its lines stay lines."""
    return _OPTIONAL.sub("", _TAG.sub(lambda tag: _QUOTED.sub(r"=\1", tag[0]), html))
