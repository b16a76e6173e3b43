"""What the label `hide` on a report does, and what people are told."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.hide_listing import hide_listing, unhide_listing
from generator.checking.workspace import Workspace, open_workspace
from generator.hosts.pull_request import UntrustedInputError
from generator.reviewing.moderation import (
    Moderation,
    answer,
    moderate,
    owners_of,
    pull_request,
    report,
)
from generator.reviewing.reported_issue import (
    FIELDS,
    WRONG,
    ReportedIssue,
    parse_reported_issue,
    read_report,
)
from generator.reviewing.review import review_pull_request
from tests.support.hostile import hostile
from tests.support.issues import event, issue
from tests.support.paths import ROOT
from tests.support.repositories import ACME, BASE, Repository
from tests.support.trees import BOLT, EMPLOYER, GOOD, OTHER, write_tree

TODAY = date(2026, 11, 23)
HIDDEN = "listings/hidden.yml"
ENTRY = "acme/survey: {since: 2026-11-20, reason: It may not exist.}\n"
SECRET = "Ask @kim <script>, #1"
REPORT = issue({"address": "acme/survey", "what": WRONG[1], "more": SECRET}, FIELDS)


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return open_workspace(write_tree(tmp_path, BOLT))


def done(work: Workspace, body: str, *, hide: bool = True) -> Moderation:
    return moderate(
        ReportedIssue(body, 12, hide),
        open_workspace(work.root),
        lambda name, reason: hide_listing(open_workspace(work.root), name, reason, TODAY, 12),
        lambda name: unhide_listing(open_workspace(work.root), name),
    )


def test_the_form_is_the_one_that_is_read() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/report-a-listing.yml").read_text())
    assert [(item["id"], item["attributes"]["label"]) for item in form["body"]] == [
        (field.name, field.label) for field in FIELDS
    ]
    assert form["body"][1]["attributes"]["options"] == [*WRONG, "Something else"]


@pytest.mark.parametrize("hide", [True, False])
def test_what_people_read(
    work: Workspace, hide: bool, golden: Callable[[str, bytes], None]
) -> None:
    if not hide:
        done(work, REPORT)
    result = done(work, REPORT, hide=hide)
    texts = (answer(result), pull_request(result))
    assert result.is_fine and not any(word in "".join(texts) for word in ("kim", "script"))
    golden(f"moderation/{'hide' if hide else 'unhide'}.md", "\n---\n".join(texts).encode())
    found = json.loads(report(result))
    assert found["branch"] == ("hide" if hide else "unhide") + "/acme/survey" and found["ok"]
    assert (work.root / HIDDEN).exists() == hide


def test_an_employer_without_accounts_is_told_by_a_person(work: Workspace) -> None:
    path = work.root / "listings/acme/employer.yml"
    path.write_text(EMPLOYER.replace("maintainers: [acme-owner]\n", ""), encoding="utf-8")
    result = done(work, REPORT)
    assert result.owners == () and "knows no account of <code>acme</code>" in pull_request(result)
    path.write_text(EMPLOYER.replace("acme-owner", "a b, a@b, c/d, ok-1"), encoding="utf-8")
    assert owners_of(open_workspace(work.root), "acme") == ("ok-1",)


REFUSED = {
    "another listing": (REPORT.replace("acme/survey", "acme/surve"), "Did you mean <code>acme/su"),
    "no listing": (REPORT.replace("acme/survey", "the first one"), "does not name a listing"),
    "a way out": (REPORT.replace("acme/survey", "../../etc/passwd"), "no listing <code>etc/passwd"),
    "a heading twice": (REPORT + "\n### The listing's address\n\nbolt/logos\n", "is there twice"),
    "no form": ("Please hide acme/survey", "heading of the form is missing"),
    "a long one": ("x" * 70_000, "more than 65,536 characters"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_t_be_done_is_answered(work: Workspace, name: str) -> None:
    body, said = REFUSED[name]
    result = done(work, body)
    assert said in answer(result) and not (work.root / HIDDEN).exists()
    found = json.loads(report(result))
    assert (found["ok"], found["branch"], found["relabel"]) == (False, "", True)


def test_twice_and_back_twice(work: Workspace) -> None:
    assert done(work, REPORT).is_fine
    assert "is hidden already, since 2026" in answer(done(work, REPORT))
    assert done(work, REPORT, hide=False).is_fine
    result = done(work, REPORT, hide=False)
    assert "is not hidden. Nothing is." in answer(result) and "still open" in answer(result)
    assert not json.loads(report(result))["relabel"]


def file(work: Workspace, text: str) -> None:
    (work.root / HIDDEN).write_text(text, encoding="utf-8")


ISSUES = "acme/survey: {since: 2026-11-20, reason: It may not exist., issue: 12}\n"


def test_what_comes_back_is_what_the_issue_hid(work: Workspace) -> None:
    """Its author may have edited it since then, to name another hidden listing."""
    other = REPORT.replace("acme/survey", "bolt/logos")
    for body in (other, "", REPORT):
        file(work, ISSUES + ENTRY.replace("acme/survey", "bolt/logos"))
        result = done(work, body, hide=False)
        assert (result.listing, result.owners) == ("acme/survey", ("acme-owner",))
        assert [*open_workspace(work.root).hidden] == ["bolt/logos"]
    assert done(work, other, hide=False).listing == "bolt/logos", "that was hidden by hand"


def test_what_another_issue_hid_comes_back_there(work: Workspace) -> None:
    file(work, ISSUES.replace("12", "9"))
    said = html.unescape(answer(done(work, REPORT, hide=False)))
    assert "hidden from issue #\u200b9, not from this one. Take the label off there." in said
    said = html.unescape(answer(done(work, REPORT)))
    assert "since 2026-11-20, from issue #\u200b9." in said
    assert "To bring it back, take the label off issue #9." in said
    assert open_workspace(work.root).hidden


def test_an_issue_that_hid_several_is_settled_by_hand(work: Workspace) -> None:
    file(work, ISSUES + ISSUES.replace("acme/survey", "bolt/logos"))
    said = answer(done(work, REPORT, hide=False))
    assert "hid 2 listings: <code>acme/survey</code>, <code>bolt/logos</code>. Run" in said
    assert len(open_workspace(work.root).hidden) == 2


def test_a_listing_keeps_its_label_under_a_new_name(work: Workspace) -> None:
    file(work, ISSUES)
    (work.root / "listings/acme/survey.yml").unlink()
    new = GOOD + "aliases: [acme/survey]\n"
    (work.root / "listings/acme/study.yml").write_text(new, encoding="utf-8")
    report_now = REPORT.replace("acme/survey", "acme/study")
    result = done(work, report_now)
    assert "is hidden already as <code>acme/survey</code>, since" in answer(result)
    assert not json.loads(report(result))["relabel"]
    result = done(work, report_now, hide=False)
    assert result.is_fine and result.listing == "acme/study"
    assert not (work.root / HIDDEN).exists()


def told(**changes: object) -> bytes:
    known = json.loads(event(REPORT, label="hide", labels=[{"name": "hide"}]))
    return json.dumps(known | changes).encode()


def test_the_event_is_that_label_on_an_open_issue() -> None:
    assert parse_reported_issue(told()) == ReportedIssue(REPORT, 12, hide=True)
    of = json.loads(told())["issue"]
    off = told(action="unlabeled", issue=of | {"labels": [], "state": "closed"})
    assert not parse_reported_issue(off).hide
    for wrong in (
        b"[]", b"{", told(action="opened"), told(label={"name": "bug"}), told(issue=None),
        told(action="unlabeled"), told(issue=of | {"labels": []}),
        told(issue=of | {"state": "closed"}), told(issue=of | {"pull_request": {}}),
        told(issue=of | {"number": -1}), told(issue=of | {"body": ["x"]}),
    ):  # fmt: skip
        with pytest.raises(UntrustedInputError):
            parse_reported_issue(wrong)


@given(hostile(REPORT.encode()))
def test_whatever_an_issue_says_only_the_forms_own_words_are_taken(content: bytes) -> None:
    found = read_report(content.decode("utf-8", "replace"))
    assert bool(found.listing) != bool(found.problems)
    known = {f"Someone told us that {text[0].lower()}{text[1:]}." for text in WRONG}
    assert found.reason in {*known, "Someone told us that something is wrong with it.", ""}


@given(st.binary(max_size=60))
def test_an_event_of_anything(content: bytes) -> None:
    with pytest.raises(UntrustedInputError):
        parse_reported_issue(content)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("hidden") / "board"
    return Repository(folder, {**BASE, HIDDEN: ENTRY})


class TestPullRequests:
    """While a listing is hidden, its owner can't bring it back without a maintainer."""

    @pytest.mark.parametrize(
        ("changes", "reasons", "errors"),
        [
            ({HIDDEN: None}, {"moderation"}, set()),
            ({HIDDEN: ENTRY.replace("survey", "old-survey")}, {"moderation"}, set()),
            ({HIDDEN: "acme/survey:\n"}, {"moderation"}, {"field/empty"}),
            ({"listings/acme/survey.yml": GOOD.replace("400", "450")}, {"under-review"}, set()),
            ({"listings/acme/survey.yml": GOOD + "status: withdrawn\n"}, {"under-review"}, set()),
            (
                {"listings/acme/survey.yml": None, "listings/acme/shops.yml": GOOD},
                {"under-review"}, {"change/renamed"},
            ),
            ({"listings/acme/new.yml": OTHER}, {"under-review"}, set()),
            ({"listings/acme/employer.yml": ACME + "size: 1-10\n"}, {"under-review"}, set()),
        ],
    )  # fmt: skip
    def test_an_owner_needs_a_maintainer(
        self, repository: Repository, changes: dict[str, str | None], reasons: set[str],
        errors: set[str],
    ) -> None:  # fmt: skip
        head = repository.head(changes)
        found = review_pull_request(repository.root, "main", head, "acme-owner", TODAY).review
        assert reasons <= {reason.code for reason in found.reasons}
        assert errors <= {problem.rule for problem in found.errors}
        if not errors:
            assert found.verdict == "needs-maintainer" and not found.safe

    def test_others_do_not(self, repository: Repository) -> None:
        harbour = BASE["listings/harbour/employer.yml"]
        head = repository.head({"listings/harbour/employer.yml": harbour + "# more\n"})
        found = review_pull_request(repository.root, "main", head, "harbour-owner", TODAY).review
        assert found.verdict == "pass"
