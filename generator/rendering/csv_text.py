"""Tables as CSV for spreadsheets: RFC 4180 with a header, in UTF-8.

If a spreadsheet would run a cell as a formula, an apostrophe is put before it (OWASP, "CSV
Injection"). The same is done after each semicolon, because some spreadsheets start a new cell
there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from generator.model.safe_text import one_line

# The start of a formula, also in full-width characters, after characters that a spreadsheet skips.
_FORMULA = re.compile(
    r"(^|;)([\"'\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])"
)


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The file. Cells that people wrote must have gone through `safe`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def safe(cell: str) -> str:
    """`cell` as text in one line that no spreadsheet runs as a formula."""
    line = one_line(cell)
    if line[:1].isalnum() and ";" not in line:
        return line  # most cells, faster
    return _FORMULA.sub(r"\1'\2", line)
