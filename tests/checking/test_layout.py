"""Mistakes in the layout: the answer has the corrected line, which makes the problem go away."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date

import pytest

from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from generator.model.problem import Problem, Severity, in_order
from tests.support.paths import BROKEN, ROOT

GOOD = (BROKEN / "good.yml").read_text(encoding="utf-8")
EMPLOYER = (ROOT / "listings/harbour-books/employer.yml").read_text(encoding="utf-8")
TEXT = "\n  propose what we should build next.\n"
LIST = "\n  - Interview notes of 12 shops\n"
HOURS = "\nhours: {min: 15, max: 20}\n"
TITLE = "title: Market survey of independent bookshops\n"

# A line of the good listing, and what somebody made of it.
MISTAKES = {
    "text outdented": (TEXT, "\npropose what we should build next.\n"),
    "text with a colon": (TEXT, "\npropose this: what we should build next.\n"),
    "text with a colon at its end": (TEXT, "\nPlease note:\n"),
    "text like a field": (TEXT, "\nnote: what we should build next.\n"),
    "text in bold": (TEXT, "\n**propose** what we should build next.\n"),
    "text with a link": (TEXT, "\nsee https://acme.example for more.\n"),
    "text as a list": (TEXT, "\n- propose what we should build next.\n"),
    "text as a heading": (TEXT, "\n## What we should build next\n"),
    "first line of the text": ("\n  We build", "\nWe build"),
    "last line of the text, with a colon": ("\n  feedback on", "\nfeedback on"),
    "all lines of the text": ("\n  ", "\n"),
    "summary on two lines": ("need from a stock system", "\nneed from a stock system"),
    "indented title": ("title:", "  title:"),
    "indented summary": ("\nsummary:", "\n  summary:"),
    "indented list": ("\ndeliverables:", "\n  deliverables:"),
    "indented field after a list": ("\ncategory:", "\n  category:"),
    "field indented like those of an item": ("\ncategory:", "\n    category:"),
    "indented field": ("\nhours:", "\n    hours:"),
    "odd space before a brace": (HOURS, "\nhours:\u00a0{min: 15, max: 20}\n"),
    "odd space after a space": (HOURS, "\nhours: \u00a0{min: 15, max: 20}\n"),
    "odd space in braces": (HOURS, "\nhours: {min:\u00a015, max: 20}\n"),
    "odd space after a comma": (HOURS, "\nhours: {min: 15,\u00a0max: 20}\n"),
    "odd space on the first line": ("title: ", "title:\u2003"),
    "odd space before the first line": ("title:", "\u00a0title:"),
    "odd spaces before an item": (LIST, "\n\u00a0\u00a0- Interview notes of 12 shops\n"),
    "odd space before an item": (LIST, "\n \u00a0- Interview notes of 12 shops\n"),
    "odd space after a dash": (LIST, "\n  -\u00a0Interview notes of 12 shops\n"),
    "odd spaces before a text": (TEXT, "\n\u00a0\u00a0propose what we should build next.\n"),
    "odd spaces before a field": ("\n    due:", "\n\u00a0\u00a0\u00a0\u00a0due:"),
    "a tab before an item": (LIST, "\n\t- Interview notes of 12 shops\n"),
    "a tab before an item's field": ("\n    due:", "\n\tdue:"),
    "a tab before a text": (TEXT, "\n\tpropose what we should build next.\n"),
    "an open quote": (TITLE, 'title: "Market survey of independent bookshops\n'),
    "an open single quote": (TITLE, "title: 'Market survey of independent bookshops\n"),
    "an apostrophe in single quotes": (TITLE, "title: 'The shop's survey of bookshops'\n"),
    "a colon in the title": (TITLE, "title: Market survey: what bookshops need\n"),
    "a colon in an item": (LIST, "\n  - Interview notes: of 12 shops\n"),
    "a colon in an item's field": ("what: Ten slides", "what: Ten slides: with"),
    "a comma too few": (HOURS, "\nhours: {min: 15 max: 20}\n"),
    "an open brace": (HOURS, "\nhours: {min: 15, max: 20\n"),
    "an open bracket": ("excel]", "excel"),
    "no space after a dash": (LIST, "\n  -Interview notes of 12 shops\n"),
    "a bullet": (LIST, "\n  • Interview notes of 12 shops\n"),
    "a star for a dash": (LIST, "\n  * Interview notes of 12 shops\n"),
    "no sign before a text": ("\ndescription: |\n", "\ndescription:\n"),
    "a % at the start": (TITLE, "title: %Market survey of bookshops\n"),
    "a # in the title": (TITLE, "title: Survey #2 of independent bookshops\n"),
    "a # at the title's start": (TITLE, "title: #1 survey of independent bookshops\n"),
    "a # in an item": (LIST, "\n  - Notes of 12 shops #1\n"),
    "a # at an item's start": (LIST, "\n  - #1 Interview notes\n"),
    "no deadline": ("\ndeadline: 2026-12-04\n", "\n"),
    "nothing said of posting": ("\nposted: 2026-11-20\n", "\n"),
}


@pytest.fixture(scope="module")
def context() -> CheckContext:
    context = open_workspace(ROOT).context(date(2026, 11, 23))
    return replace(context, settings=replace(context.settings, demo_day=date(2026, 11, 23)))


def errors(text: str, context: CheckContext, file: str = "listings/acme/x.yml") -> list[Problem]:
    result = check_file(file, text.encode(), context)
    return [item for item in in_order(result.problems) if item.severity is Severity.ERROR]


def corrected(text: str, problem: Problem) -> str:
    """`text` with the line that the answer shows, put where the answer says."""
    shown = re.findall(r"`([^`]+)`", problem.fix)
    assert shown, problem
    lines = text.split("\n")
    if problem.fix.startswith("Add the line"):
        return "\n".join([*lines[:-1], shown[0], ""])
    lines[problem.place.line - 1] = shown[0]
    return "\n".join(lines)


@pytest.mark.parametrize("name", MISTAKES)
def test_the_corrected_line_makes_the_problem_go_away(name: str, context: CheckContext) -> None:
    right, wrong = MISTAKES[name]
    assert right in GOOD
    text = GOOD.replace(right, wrong, 1)
    if name == "all lines of the text":
        start, end = GOOD.index("description:"), GOOD.index("deliverables:")
        text = GOOD[:start] + GOOD[start:end].replace("\n  ", "\n") + GOOD[end:]
    found = errors(text, context)
    assert found
    for _ in range(5):  # as many as there are lines to indent
        text = corrected(text, found[0])
        if not (found := errors(text, context)):
            return
    pytest.fail(f"{found}\n{text}")


@pytest.mark.parametrize("field", ["name: Harbour Books", "website: https://harbourbooks.example"])
def test_an_employers_curly_quotes(field: str, context: CheckContext) -> None:
    name, value = field.split(": ")
    assert f"{field}\n" in EMPLOYER
    text = EMPLOYER.replace(field, f"{name}: “{value}”")
    (problem,) = errors(text, context, "listings/acme/employer.yml")
    assert problem.fix == f"Write `{value}`."


@pytest.mark.parametrize(
    ("right", "changed"),
    [
        (HOURS, "\nhours: {min: 15, max: 20} # in all\n"),
        (HOURS, "\n#hours: 20\nhours: {min: 15, max: 20}\n"),
        (TITLE, 'title: "Survey #2 of independent bookshops"\n'),
        (TITLE, "title: Survey of C# and F# at bookshops\n"),
        (TEXT, "\n  propose\u00a0: what we #should build next.\n"),
        ("bookshops\n", "bookshops\u00a0in Portugal\n"),
        ("  - Interview notes of 12 shops\n", "  - Interview notes {12\u00a0shops}\n"),
    ],
)
def test_what_is_no_mistake(right: str, changed: str, context: CheckContext) -> None:
    assert right in GOOD
    assert not errors(GOOD.replace(right, changed, 1), context)


def test_dates_in_answers_are_of_the_boards_day(context: CheckContext) -> None:
    later = replace(context, today=date(2027, 3, 1))
    text = GOOD.replace("\ndeadline: 2026-12-04\n", "\n").replace("due: 2026-12-18", "due: soon")
    fixes = " ".join(problem.fix for problem in errors(text, later))
    assert "`deadline: 2027-03-22`" in fixes
    assert "2027-04-23" in fixes


def test_an_odd_space_in_a_sentence_is_not_blamed_for_an_error_below(context: CheckContext) -> None:
    text = GOOD.replace("of 12 shops", "{12\u00a0shops}").replace("level: ", "level:")
    (problem,) = errors(text, context)
    assert problem.place.line == 16 and problem.fix == "Write `level: beginner`."


def test_a_file_full_of_mistakes_is_answered_at_once(context: CheckContext) -> None:
    """Each is looked at once: as many as a file can hold take no longer than one page."""
    for line in ("\u00a0\n", "  a:\u00a0b\n", "a b: c\n", "- a #b\n", "  • x\n", "[\u00a0"):
        start = time.perf_counter()
        errors((f"description: |\n  x\n{line * 8000}")[:16000], context)
        assert time.perf_counter() - start < 5, line
