"""The answer fits into what `board comment` accepts, whatever a pull request is made of."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checking.check import CheckContext, check_file
from generator.checking.workspace import open_workspace
from generator.hosts.links import file_links
from generator.hosts.pull_request import UntrustedInputError
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Place, Problem, Severity
from generator.reviewing.comment import MAX_COMMENT_BYTES, comment, verdict_line
from generator.reviewing.events import Event, EventKind
from generator.reviewing.permissions import Reason
from generator.reviewing.review_json import MAX_REPORT_BYTES, report
from generator.reviewing.suggestions import Suggestion
from generator.reviewing.verdict import Review, Verdict
from generator.reviewing.workflow_handoff import (
    handed_review,
    pull_request_number,
    write_handoff,
)
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.repositories import ACME, TODAY, Changes, Repository, described
from tests.support.trees import EMPLOYER, GOOD

HEAD, BASE = "a" * 40, "b" * 40
# What a name or a message may be made of: each grows when it is escaped, in one format or another.
_UNITS = ("a", "#", "`", "\x01", "\U0001f600", "##[", "@a", "é", "\u202e", "|", "www.")
_LENGTHS = (1, 60, 4000, 300_000)


# No fixtures: Hypothesis shows the arguments of what fails, and these are very large.
@cache
def context() -> CheckContext:
    return open_workspace(ROOT).context(date.fromisoformat(TODAY))


@cache
def listing() -> Listing:
    item = check_file("listings/acme/x.yml", GOOD.encode(), context()).item
    assert isinstance(item, Listing)
    return item


@cache
def employer() -> Employer:
    item = check_file("listings/acme/employer.yml", EMPLOYER.encode(), context()).item
    assert isinstance(item, Employer)
    return item


def comment_on(review: Review) -> str:
    return comment(review, context(), file_links(context().settings, "", ""))


texts = st.tuples(st.sampled_from(_UNITS), st.sampled_from(_LENGTHS))
numbers = st.sampled_from((0, 1, 3, 60, 1000))


@given(
    kind=st.sampled_from(EventKind),
    name=texts,
    message=texts,
    sizes=st.tuples(numbers, numbers, numbers, numbers, numbers),
)
@settings(max_examples=40, deadline=None)
def test_any_answer_is_accepted(
    kind: EventKind,
    name: tuple[str, int],
    message: tuple[str, int],
    sizes: tuple[int, int, int, int, int],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A review as large as its parts can be."""
    path, words = (unit * (1 + length // len(unit)) for unit, length in (name, message))
    problem = Problem(Place(path, 7), "field/type", words, words[:500], Severity.ERROR)
    hint = Problem(Place(path), "file/more-problems", words, "", Severity.HINT, 77)
    fields = (words[:60],) * min(sizes[0], 500)
    events = [
        Event(kind, f"acme/{path}", path, None, listing(), fields, path),
        Event(EventKind.NEW, "acme", path, None, employer(), fields),
    ]
    review = Review(
        BASE,
        HEAD,
        "ana",
        500,
        tuple(events * min(sizes[0], 250)),
        (Reason("new-employer", words, (path,) * sizes[1]),) * sizes[1],
        (problem,) * sizes[2] + (hint,) * sizes[3],
        (Suggestion(problem, 1, words[:32_000], words[:32_000]),) * min(100, sizes[4]),
        {"acme": words[:80]},
    )
    text = comment_on(review)
    as_json = report(review)
    assert len(text.encode()) <= MAX_COMMENT_BYTES and len(as_json.encode()) <= MAX_REPORT_BYTES
    folder = tmp_path_factory.mktemp("answer")
    write_handoff(folder, 7, HEAD, text, as_json)
    found = handed_review(folder, HEAD)
    assert found["verdict"] == review.verdict.value and found["labels"] == [*review.labels]
    for key, whole in (
        ("problems", review.problems),
        ("changes", review.events),
        ("reasons", review.reasons),
        ("corrections", review.suggestions),
    ):
        assert len(found[key]) + found["left_out"][key] == len(whole)
    assert verdict_line(review) in text


def test_one_byte_too_many_is_refused(tmp_path: Path) -> None:
    """The test above means something only if the limit is kept."""
    write_handoff(tmp_path, 7, HEAD, "<!-- microinternships:review", " " * (MAX_REPORT_BYTES + 1))
    with pytest.raises(UntrustedInputError, match="2,000,000"):
        handed_review(tmp_path, HEAD)


@pytest.mark.parametrize("verdict", Verdict)
def test_what_is_left_out_is_counted(verdict: Verdict) -> None:
    """One answer of each verdict in which no list fits."""
    kind = Severity.ERROR if verdict is Verdict.NEEDS_FIXES else Severity.HINT
    problems = [
        Problem(Place(f"listings/acme/{n:03}.yml", n + 1), "field/type", "M" * 200, "", kind)
        for n in range(1000)
    ]
    problems.append(Problem(Place("listings"), "change/more-problems", "x.", "", kind, 5449))
    reasons = [Reason("not-yours", f"{n}" + "r" * 99, ("p",) * 9) for n in range(300)]
    review = Review(
        BASE,
        HEAD,
        "ana",
        500,
        tuple(Event(EventKind.NEW, f"acme/{n}", f"{n}", None, listing()) for n in range(500)),
        tuple(reasons if verdict is Verdict.NEEDS_MAINTAINER else ()),
        tuple(problems),
    )
    assert review.verdict is verdict
    text = comment_on(review)
    noun = "problem" if kind is Severity.ERROR else "hint"
    shown = text.count("M" * 200)
    assert 0 < shown < 1000 and f"\n… and {6449 - shown:,} more {noun}s." in text
    assert "more files." in text and "more listings." in text
    assert ("more points." in text) is (verdict is Verdict.NEEDS_MAINTAINER)
    if verdict is Verdict.NEEDS_FIXES:
        assert "6,449 things to fix" in text


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("large") / "board")


def _in_new_folders(text: str) -> Changes:
    return {
        f"listings/new-{n:03}/{name}": (ACME if name == "employer.yml" else text)
        .replace("acme", f"new-{n:03}")
        .replace("Acme", f"New {n:03}")
        for n in range(40)
        for name in ("employer.yml", "x.yml")
    }


LARGE: dict[str, tuple[Changes, str]] = {
    "files full of mistakes": (
        {f"listings/acme/{n}.yml": "title: x\n" * (300 + n) for n in range(60)}, "mend",
    ),
    "80 new files": (_in_new_folders(GOOD), "needs-maintainer"),
    "files elsewhere, of long names": (
        {f"{n}/" + "é" * 4000: f"{n}" for n in range(60)}, "needs-maintainer",
    ),
    "broken files of long names": (
        {f"listings/acme/{n}" + "#" * 200 + ".yml": "a:\tb\n" * 99 for n in range(60)}, "mend",
    ),
    "501 files": ({f"listings/acme/{n}.yml": "title: x\n" for n in range(501)}, "mend"),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_large_pull_request_gets_an_answer(
    name: str, repository: Repository, tmp_path: Path
) -> None:
    changes, verdict = LARGE[name]
    head = repository.head(changes)
    (tmp_path / "event.json").write_text(described(7, head, "eve"), encoding="utf-8")
    done = board(
        *("review", "--base", "main", "--head", head, "--pull-request", tmp_path / "event.json"),
        *("--output", tmp_path / "answer", "--today", TODAY),
        cwd=repository.root,
    )
    assert done.returncode == (verdict == "mend"), done.stderr
    assert pull_request_number(tmp_path / "answer", head) == 7
    review = json.loads((tmp_path / "answer/review.json").read_text(encoding="utf-8"))
    assert review["verdict"] == verdict and len(review["problems"]) <= 1001
    text = (tmp_path / "answer/comment.md").read_text(encoding="utf-8")
    assert "more" in text or "too much" in text
