"""Tables that scroll by themselves where they are wider than the page, so that no word is broken.

Each gets a box of its own that the keyboard can reach too (WCAG 2.1.1).
"""

from __future__ import annotations

# No table is inside another one: Markdown has no way to write that.
_START, _END = "<table>", "</table>"


def scrolling_tables(html: str) -> str:
    """`html` of ours, with a box around each table that has no attributes."""
    if _START not in html:
        return html
    boxed = html.replace(_START, f'<div class="bs-wide" tabindex="0">{_START}')
    return boxed.replace(_END, f"{_END}</div>")
