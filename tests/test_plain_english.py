"""What people read is plain, modern English: no word that makes a reader stumble."""

from __future__ import annotations

import re
from fnmatch import fnmatch

import pytest

from tests.support.visible_english import visible_texts

# The words, and what to write instead.
RETIRED = {
    r"mend(?:s|ed|ing)?": "fix",
    r"(?:stand|stands|stood|standing)": "is, or a plain verb",
    r"(?:hold|holds|held)": "has, contains, or accepts",
    r"slices?": "the part by its name: skill, category, employer",
    r"(?:look|looks|looked|looking) (?:at|whether)": "check, read, or see",
    r"(?:worth|needs|have|take|takes) a look": "check",
    r"somebody|whoever": "someone, anyone, or the person by their role",
    r"lately": "the time: in the last 30 days",
    r"(?:say|says|said) so": "what is said",
    r"(?:is|are|was) said": "who says it",
    r"in spite of": "although, or even if",
    r"groups? of fields": "an example in curly brackets",
}
# A file, a part of the text that may stay, and the reason.
ALLOWED = (
    ("CHANGELOG.md", "", "it tells what earlier versions were like"),
    ("*/hold.yml", "Hold", "the name of a workflow"),
    ("tests/golden/doctor/*", "hold.yml", "the name of a workflow"),
    ("docs/run/*", "*Hold*", "the name of a workflow"),
    ("docs/run/workflows.md", "### Hold", "the name of a workflow"),
    ("generator/reviewing/verdict.py", "board: to mend", "a label of earlier versions, taken off"),
)


def _is_allowed(file: str, text: str) -> bool:
    text = text.casefold()
    return any(fnmatch(file, name) and part.casefold() in text for name, part, _ in ALLOWED)


@pytest.mark.parametrize("word", RETIRED)
def test_no_retired_word_is_left(word: str) -> None:
    """In pages, docs, rules, messages, help, forms, and the answers that tests expect."""
    pattern = re.compile(rf"\b(?:{word})\b", re.IGNORECASE)
    found = [
        f"{file}:{line}: {' '.join(text.split())[:120]}"
        for file, line, text in visible_texts()
        if pattern.search(text) and not _is_allowed(file, text)
    ]
    assert not found, f"write {RETIRED[word]} instead:\n" + "\n".join(found)


def test_each_exception_is_needed() -> None:
    """An exception that nothing needs any more would hide the next mistake."""
    every = re.compile("|".join(rf"\b(?:{word})\b" for word in RETIRED), re.IGNORECASE)
    texts = [item for item in visible_texts() if every.search(item[2])]
    for pattern, part, _ in ALLOWED:
        assert any(
            fnmatch(file, pattern) and part.casefold() in text.casefold() for file, _, text in texts
        ), pattern
