"""The answers in an issue: each belongs to the field it was typed in, or there are none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.issue_body import answers, starts_with
from tests.support.issues import CHANGE_FIELDS, NEW_FIELDS, issue

LABELS = [field.label for field in NEW_FIELDS]
LINES = st.one_of(
    st.sampled_from([f"### {label}" for label in LABELS]),
    st.sampled_from(
        ["", "a", " ### Title", "## Title", "###Title", "```", "---", "<!-- ", "-->", "- [x] Title"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20),
)
ANSWERS = st.dictionaries(
    st.sampled_from([field.name for field in NEW_FIELDS]),
    st.lists(LINES, max_size=6).map("\n".join),
    max_size=8,
)


def expected(texts: dict[str, str]) -> dict[str, str]:
    """What was typed, without the empty lines around it; a field with nothing in it is left out."""
    stripped = {name: text.strip("\n").rstrip() for name, text in texts.items()}
    empty = {"", "_No response_", "None"}
    return {name: text for name, text in stripped.items() if text.strip() not in empty}


@given(ANSWERS, st.sampled_from(["\n", "\r\n"]))
def test_no_text_ends_up_in_another_field(texts: dict[str, str], line_end: str) -> None:
    typed = {line.rstrip() for text in texts.values() for line in text.split("\n")}
    found = answers(issue(texts).replace("\n", line_end), NEW_FIELDS)
    if typed & {f"### {label}" for label in LABELS}:
        assert found.problems and not found.texts
    else:
        assert not found.problems
        assert found.texts == expected(texts)


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(body: str) -> None:
    for fields in (NEW_FIELDS, CHANGE_FIELDS):
        assert answers(body, fields).problems
        assert not starts_with(f"x{body}", fields)


def test_what_was_left_empty_is_left_out() -> None:
    texts = {"title": "_No response_", "terms.nda": "None", "summary": "  ", "hours": "20"}
    assert answers(issue(texts), NEW_FIELDS).texts == {"hours": "20"}
