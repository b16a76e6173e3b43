"""`board from-issue`: an issue becomes files, or an answer that says what to change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from textwrap import indent

import pytest
import yaml

from generator.reading.source import parse
from tests.support.command import Done, board
from tests.support.issues import (
    CHANGE_FIELDS,
    DESCRIPTION,
    FIRM,
    NEW_FIELDS,
    PROJECT,
    SURVEY,
    event,
    issue,
)
from tests.support.trees import EMPLOYER, GOOD, OTHER, write_tree

DAY = ("--today", "2026-11-23")
NEW = {**PROJECT, **FIRM}
NAME = "harbour-books/what-bookshops-need-from-a-stock-system"


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return write_tree(tmp_path)


def send(root: Path, body: str, *options: str, author: str = "ana-harbour") -> Done:
    (root / "issue.md").write_bytes(body.encode())
    who = ("--author", author) if author else ()
    return board("from-issue", "issue.md", *who, *options, *DAY, cwd=root)


def listings(root: Path) -> dict[str, bytes]:
    files = (root / "listings").rglob("*")
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.is_file()
    }


def found(root: Path, body: str, **options: str) -> list[tuple[str, str]]:
    """The rule and the form's field of each problem; nothing may have been written."""
    before = listings(root)
    done = send(root, body, "--format", "json", **options)
    report = json.loads(done.stdout)
    assert (done.returncode, report["ok"], report["files"]) == (1, False, [])
    assert listings(root) == before
    return [(item["rule"], item["field"]) for item in report["problems"]]


def data(root: Path, path: str) -> Mapping[str, object]:
    source, _ = parse((root / "listings" / path).read_bytes(), path)
    assert source is not None
    return source.data


class TestANewListing:
    def test_of_a_new_employer(self, root: Path) -> None:
        done = send(root, issue(NEW))
        assert done.returncode == 0, done.stdout
        assert f"wrote listings/{NAME}.yml" in done.stdout
        assert data(root, "harbour-books/employer.yml") == {
            "name": "Harbour Books",
            "website": "https://harbour.example",
            "about": f"{FIRM['employer.about']}\n",
            "industry": "retail",
            "country": "PT",
            "maintainers": ["ana-harbour"],
        }
        listing = data(root, f"{NAME}.yml")
        assert listing["description"] == DESCRIPTION
        assert listing["deliverables"] == [
            "Interview notes of 12 shops",
            {"what": "Ten slides, with sources", "due": "2027-01-04"},
        ]
        assert listing["skills"] == ["market-research", "excel"]
        assert listing["hours"] == {"min": 15, "max": 20}
        assert listing["duration_weeks"] == 3
        assert listing["pay"] == {"amount": 400, "currency": "EUR", "per": "project"}
        assert (listing["posted"], listing["deadline"]) == ("2026-11-23", "2026-12-14")
        assert (listing["category"], listing["level"]) == ("research", "beginner")

    def test_passes_the_board_s_own_check_and_formatter(self, root: Path) -> None:
        send(root, issue(NEW))
        assert board("check", *DAY, cwd=root).returncode == 0
        assert board("fmt", "--check", cwd=root).returncode == 0

    def test_of_an_employer_on_the_board(self, root: Path) -> None:
        answers = {**PROJECT, "employer.name": " ACME ", "apply.email": "work@acme.example"}
        done = send(root, issue(answers), author="Acme-Owner")
        assert done.returncode == 0, done.stdout
        assert "listings/acme/what-bookshops-need-from-a-stock-system.yml" in listings(root)
        assert listings(root)["listings/acme/employer.yml"] == EMPLOYER.encode()

    def test_by_somebody_else_is_for_a_maintainer_to_decide(self, root: Path) -> None:
        for name in ("Acme", "acme", "ACME!"):
            body = issue({**NEW, "employer.name": name})
            assert ("issue/not-yours", "") in found(root, body, author="mallory")

    def test_by_one_of_the_board_s_maintainers(self, root: Path) -> None:
        settings = root / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8") + "    maintainers: [board-ana]\n")
        answers = {**PROJECT, "employer.name": "Acme", "apply.email": "work@acme.example"}
        assert send(root, issue(answers), author="board-ana").returncode == 0

    def test_of_an_employer_that_another_listing_carries(self, root: Path) -> None:
        firm = indent(EMPLOYER.replace("acme", "bolt").replace("Acme", "Bolt & Co"), "  ")
        (root / "listings/bolt-inc").mkdir()
        carrier = OTHER.replace("acme.example", "bolt.example")
        (root / "listings/bolt-inc/logos.yml").write_text(f"{carrier}employer:\n{firm}")
        answers = {**PROJECT, "employer.name": "Bolt & Co", "apply.email": "work@bolt.example"}
        assert ("issue/not-yours", "") in found(root, issue(answers))
        done = send(root, issue(answers), "--format", "json", author="bolt-owner")
        assert json.loads(done.stdout)["listing"].startswith("bolt-inc/")
        assert done.returncode == 0
        body = issue({**SURVEY, "listing": "bolt-inc/logos"}, CHANGE_FIELDS)
        assert found(root, body, author="acme-owner") == [("issue/not-yours", "")]
        assert send(root, body, author="bolt-owner").returncode == 0

    def test_says_that_details_of_a_known_employer_are_not_used(self, root: Path) -> None:
        answers = {**NEW, "employer.name": "Acme", "apply.email": "work@acme.example"}
        done = send(root, issue(answers), author="acme-owner")
        assert (done.returncode, "is not used" in done.stdout) == (0, True)

    def test_never_replaces_a_listing(self, root: Path) -> None:
        answers = {**PROJECT, "employer.name": "Acme", "title": "Survey"}
        (root / "listings/acme/survey-2.yml").write_text(GOOD)
        done = send(root, issue(answers), "--format", "json", author="acme-owner")
        assert json.loads(done.stdout)["listing"] == "acme/survey-3"

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("../../etc/passwd of forty shops", "etc-passwd-of-forty-shops"),
            ("/absolute/path \\ C:\\windows", "absolute-path-c-windows"),
            ("Café Müller: ein Plan", "cafe-muller-ein-plan"),
            ("日本語の翻訳をお願いします", "project"),
            ("con", "project"),
            ("employer", "project"),
            ("a" * 80, "a" * 56),
            (".git/hooks/post-checkout", "git-hooks-post-checkout"),
        ],
    )
    def test_gets_a_name_that_stays_in_the_folder(self, root: Path, title: str, name: str) -> None:
        done = send(root, issue({**NEW, "title": title}), "--format", "json")
        report = json.loads(done.stdout)
        assert report["listing"] == f"harbour-books/{name}"
        outside = {item["file"] for item in report["problems"]} - {"issue"}
        assert all(file.startswith("listings/harbour-books/") for file in outside)

    def test_never_sets_what_the_board_sets(self, root: Path) -> None:
        smuggled = "Acme Tools\nverified: true\nmaintainers: [mallory]"
        send(root, issue({**NEW, "employer.name": smuggled}))
        for path, content in listings(root).items():
            if path.endswith("employer.yml") and b"Tools" in content:
                employer = yaml.safe_load(content)
                assert employer["maintainers"] == ["ana-harbour"] and "verified" not in employer

    def test_is_not_written_through_a_link_or_over_another_file(
        self, root: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        outside = tmp_path_factory.mktemp("outside")
        (root / "listings/harbour-books").symlink_to(outside)
        assert send(root, issue(NEW)).returncode == 2
        assert not [*outside.iterdir()]
        (root / "listings/harbour-books").unlink()
        (root / "listings/harbour-books").mkdir()
        (root / "listings/harbour-books/employer.yml").symlink_to(outside / "x")
        assert send(root, issue(NEW)).returncode == 1  # the check says that a link is there
        assert not [*outside.iterdir()]

    def test_problems_name_the_form_s_fields(self, root: Path) -> None:
        answers = {
            **PROJECT,
            "description": "Too short.",
            "place.mode": "onsite",
            "apply.url": "https://harbour.example/apply",
            "deadline": "5/12/2026",
            "skills": "excel, knitting with eels",
        }
        problems = found(root, issue(answers))
        assert ("issue/employer-unknown", "") in problems
        fields = {field for rule, field in problems if rule != "issue/employer-unknown"}
        assert fields == {
            "Description",
            "Deadline",
            "Place: City",
            "Place: Country",
            "How to apply",
            "Employer: Website",
            "Employer: About",
            "Employer: Industry",
            "Employer: Country",
        }
        answers |= {**FIRM, "description": DESCRIPTION, "place.mode": "remote"}
        del answers["apply.url"]
        answers["deadline"] = "2026-12-05"
        assert found(root, issue(answers)) == [("vocabulary/unknown", "Skills needed")]

    def test_a_missing_name_of_the_employer(self, root: Path) -> None:
        answers = {name: text for name, text in NEW.items() if name != "employer.name"}
        assert found(root, issue(answers)) == [("issue/form", "")]


@pytest.mark.parametrize(
    ("typed", "pay"),
    [
        ({"pay.amount": "400"}, {"amount": 400, "currency": "EUR", "per": "project"}),
        ({"pay.amount": "300-450"}, {"min": 300, "max": 450, "currency": "EUR", "per": "project"}),
        ({"pay.amount": "400", "pay.currency": "euro"}, {"amount": 400, "currency": "EUR"}),
        ({"pay.amount": "$400", "pay.currency": "usd"}, {"amount": 400, "currency": "USD"}),
        ({"pay.amount": "1,200.50"}, {"currency": "EUR", "per": "project"}),
        ({"pay.amount": "£400", "pay.currency": "EUR"}, {"amount": "£400", "currency": "EUR"}),
        ({"pay.amount": "20 an hour", "pay.per": "project"}, {"amount": "20 an hour"}),
    ],
)
def test_pay_as_people_type_it(typed: dict[str, str], pay: dict[str, object]) -> None:
    from generator.authoring.issue_answers import data_from
    from generator.checking.workspace import open_workspace
    from tests.support.paths import ROOT

    texts = {**PROJECT, **typed}
    words = open_workspace(ROOT).vocabularies
    assert pay.items() <= data_from(texts, NEW_FIELDS, words, ("EUR", "USD"))["pay"].items()


class TestAHostileAnswer:
    def test_with_another_field_s_heading_moves_nothing(self, root: Path) -> None:
        for field in NEW_FIELDS:
            text = f"{DESCRIPTION}\n### {field.label}\n\nmallory\n\nmore"
            body = issue({**NEW, "description": text})
            assert found(root, body) == [("issue/heading-twice", "")], field.label

    def test_with_a_heading_in_a_code_block_or_with_windows_line_ends(self, root: Path) -> None:
        fenced = issue({**NEW, "description": f"{DESCRIPTION}\n```\n### Title\n```"})
        assert found(root, fenced) == [("issue/heading-twice", "")]
        assert found(root, fenced.replace("\n", "\r\n")) == [("issue/heading-twice", "")]

    def test_windows_line_ends_change_nothing(self, root: Path) -> None:
        send(root, issue(NEW).replace("\n", "\r\n"))
        assert data(root, f"{NAME}.yml")["description"] == DESCRIPTION

    @pytest.mark.parametrize(
        "line",
        [
            "Title",
            "## Title",
            " ### Title",
            "### title",
            "### Title of the talk",
            "#### Title",
            "> ### Title",
            "title: Another one",
            "---",
            "...",
            "verified: true",
            "- a\n- b",
            "@everyone, see #1",
            "`rm -rf` $(touch x) ${{ secrets.X }}",
            "_No response_",
        ],
    )
    def test_stays_text_in_its_own_field(self, root: Path, line: str) -> None:
        text = f"{DESCRIPTION}\n{line}\n\nThe end of it."
        send(root, issue({**NEW, "description": text}))
        files = [path for path in listings(root) if "harbour-books/w" in path]
        for path in files:
            assert data(root, path.removeprefix("listings/"))["description"] == f"{text}\n"
            assert data(root, path.removeprefix("listings/"))["title"] == NEW["title"]
        if not files:  # `board check` refuses it, in the field where it is
            assert {field for _, field in found(root, issue({**NEW, "description": text}))} <= {
                "Description",
                "Place",
            }

    def test_is_refused_if_it_does_not_have_the_form_s_headings(self, root: Path) -> None:
        whole = issue(NEW)
        for body in (
            "",
            "Hello!",
            "---\ntitle: x\n",
            f"Hello!\n\n{whole}",
            whole.replace("### Title\n", ""),
            whole.replace("### Title\n", "### Titles\n"),
            whole.replace("### Title\n", "### Old\n")
            .replace("### Summary\n", "### Title\n")
            .replace("### Old\n", "### Summary\n"),
        ):
            assert {rule for rule, _ in found(root, body)} == {"issue/form"}

    def test_as_long_as_github_allows(self, root: Path) -> None:
        rest = len(issue({**NEW, "description": ""}))
        for text in ("x" * 60_000, " " * 60_000 + "x", "\n" * 60_000 + "x", "### " * 15_000):
            body = issue({**NEW, "description": text[: 65_000 - rest]})
            assert found(root, body)
        assert found(root, issue({**NEW, "description": "x" * 70_000})) == [("issue/form", "")]
        for name in ("title", "hours", "pay.amount", "deliverables", "apply.url", "deadline"):
            for text in (" 1" * 20_000, "1." * 20_000, "due " * 15_000, "- " * 20_000):
                assert found(root, issue({**NEW, name: f"x{text}x"}))

    def test_with_odd_characters(self, root: Path) -> None:
        for text in ("\x00", "\x1b[31m", "\u202e", "\ufeff", "\ufffe", "\U000e0041"):
            send(root, issue({**NEW, "title": f"Survey of {text} forty bookshops"}))
        for path in listings(root):
            if "survey" in path and "harbour" in path:
                title = data(root, path.removeprefix("listings/"))["title"]
                assert str(title).isprintable()

    def test_is_escaped_in_the_answer(self, root: Path) -> None:
        evil = "@everyone #1 <img src=x> [a](javascript:b) ![](https://evil.example) | GH-1"
        body = issue({**NEW, "skills": evil, "level": evil, "deadline": evil, "language": evil})
        done = send(root, body, "--format", "markdown")
        assert "Level" in done.stdout
        said = done.stdout.replace("](https://board.example/reference/rules/#", "")
        for text in ("@everyone", " #1", "<img", "](javascript", "](https", "GH-1 "):
            assert text not in said
        change = issue({**SURVEY, "listing": evil, "deadline": evil}, CHANGE_FIELDS)
        assert evil not in send(root, change, "--format", "markdown").stdout


class TestAChange:
    @pytest.mark.parametrize(
        "which",
        [
            "acme/survey",
            " listings/acme/survey.yml ",
            "https://board.example/listings/acme/survey/",
            "https://github.com/example/board/blob/main/listings/acme/survey.yml",
        ],
    )
    def test_marks_a_listing_as_filled(self, root: Path, which: str) -> None:
        body = issue({**SURVEY, "listing": which}, CHANGE_FIELDS)
        assert send(root, body, author="acme-owner").returncode == 0
        assert data(root, "acme/survey.yml") == {
            **yaml.load(GOOD, yaml.BaseLoader),
            **data(root, "acme/survey.yml"),
            "status": "filled",
        }
        assert found(root, body, author="acme-owner") == [("issue/refused", "")]

    def test_withdraws_and_extends(self, root: Path) -> None:
        extend = {**SURVEY, "action": "Extend the deadline", "deadline": "1 January 2027"}
        assert send(root, issue(extend, CHANGE_FIELDS), author="acme-owner").returncode == 0
        assert data(root, "acme/survey.yml")["deadline"] == "2027-01-01"
        withdraw = {**SURVEY, "action": "Withdraw"}
        assert send(root, issue(withdraw, CHANGE_FIELDS), author="acme-owner").returncode == 0
        assert data(root, "acme/survey.yml")["status"] == "withdrawn"
        later = {**extend, "deadline": "2027-01-20"}
        assert found(root, issue(later, CHANGE_FIELDS), author="acme-owner")

    @pytest.mark.parametrize("status", ["", "status: open\n", "status: withdrawn\n"])
    def test_only_a_filled_listing_says_what_became_of_it(self, status: str, root: Path) -> None:
        """Nothing is filled by the way: the answer would not say so."""
        path = root / "listings/acme/survey.yml"
        path.write_text(path.read_text() + status)
        before = path.read_text()
        told = {**SURVEY, "action": "Say what became of it",
                "outcome.summary": "Twelve shops told us what they need."}  # fmt: skip
        body = issue(told, CHANGE_FIELDS)
        assert found(root, body, author="acme-owner") == [("issue/refused", "")]
        answer = send(root, body, "--format", "markdown", author="acme-owner").stdout
        assert (
            "This listing is not filled. If someone did the work, choose “Mark as filled”" in answer
        )
        assert path.read_text() == before

    def test_says_what_became_of_it_now_or_later(self, root: Path) -> None:
        body = issue(SURVEY, CHANGE_FIELDS)
        assert send(root, body, author="acme-owner").returncode == 0
        told = {
            **SURVEY, "action": "Say what became of it",
            "outcome.summary": "Twelve shops told us\nwhat they need: a list that is *short*.",
            "outcome.link": "acme.example/findings", "outcome.hired": "yes",
        }  # fmt: skip
        done = send(root, issue(told, CHANGE_FIELDS), "--format", "markdown", author="acme-owner")
        assert done.returncode == 0 and done.stdout.startswith("## The outcome is written\n")
        assert data(root, "acme/survey.yml")["outcome"] == {
            "summary": "Twelve shops told us what they need: a list that is *short*.",
            "link": "https://acme.example/findings",
            "hired": "yes",
        }
        assert board("check", *DAY, cwd=root).returncode == 0

    @pytest.mark.parametrize(
        ("answers", "rule", "field"),
        [
            ({"outcome.hired": "yes"}, "field/missing", "The result in short"),
            ({"outcome.summary": "It is all done."}, "field/too-short", "The result in short"),
            (
                {
                    "outcome.summary": "Twelve shops told us what they need.",
                    "outcome.link": "https://www.linkedin.com/in/ana",
                },
                "outcome/personal-data",
                "Link to the result",
            ),
        ],
    )
    def test_an_outcome_is_checked(
        self, root: Path, answers: dict[str, str], rule: str, field: str
    ) -> None:
        body = issue({**SURVEY, **answers}, CHANGE_FIELDS)
        assert found(root, body, author="acme-owner") == [(rule, f"What became of it: {field}")]

    @pytest.mark.parametrize(
        "answers",
        [
            {**SURVEY, "action": "Extend the deadline"},
            {**SURVEY, "action": "Extend the deadline", "deadline": "2028-01-01"},
            {**SURVEY, "action": "Extend the deadline", "deadline": "2026-11-01"},
            {**SURVEY, "action": "Extend the deadline", "deadline": "soon"},
            {**SURVEY, "deadline": "2027-01-01"},
            {**SURVEY, "action": "Say what became of it"},
            {**SURVEY, "action": "Withdraw", "outcome.summary": "Twelve shops told us much."},
        ],
    )
    def test_is_refused_where_the_board_would(self, root: Path, answers: dict[str, str]) -> None:
        body = issue(answers, CHANGE_FIELDS)
        assert found(root, body, author="acme-owner") == [("issue/refused", "")]

    @pytest.mark.parametrize(
        "which", ["acme/no-such", "acme/employer", "../acme/survey", "acme", "", "a/b\nacme/survey"]
    )
    def test_of_no_listing(self, root: Path, which: str) -> None:
        body = issue({**SURVEY, "listing": which}, CHANGE_FIELDS)
        if which == "../acme/survey":  # the same listing, and nothing outside
            assert send(root, body, author="acme-owner").returncode == 0
        else:
            assert found(root, body, author="acme-owner") == [("issue/unknown-listing", "")]

    def test_by_somebody_else(self, root: Path) -> None:
        body = issue(SURVEY, CHANGE_FIELDS)
        assert found(root, body, author="mallory") == [("issue/not-yours", "")]
        answer = send(root, body, "--format", "markdown", author="mallory").stdout
        assert answer.startswith("## A maintainer of the board has to decide\n")

    def test_of_something_that_the_form_does_not_offer(self, root: Path) -> None:
        body = issue({**SURVEY, "action": "verified"}, CHANGE_FIELDS)
        assert found(root, body, author="acme-owner") == [("issue/form", "")]


class TestTheEvent:
    def run(self, root: Path, text: str) -> Done:
        (root / "event.json").write_text(text)
        arguments = ("from-issue", "--event", "event.json", "--output", "answer", *DAY)
        return board(*arguments, cwd=root)

    def test_leaves_all_that_the_workflow_needs(self, root: Path) -> None:
        done = self.run(root, event(issue(SURVEY, CHANGE_FIELDS)))
        assert (done.returncode, done.stdout) == (0, "The listing is closed\n")
        report = json.loads((root / "answer/report.json").read_text())
        assert report["files"] == ["listings/acme/survey.yml"]
        assert report["title"] == "Close acme/survey (filled), from issue #12"
        assert report["branch"] == "issue-12"
        text = (root / "answer/pull-request.md").read_text()
        assert "Closes #12" in text and "acme-owner" in text

    def test_with_problems_leaves_only_an_answer(self, root: Path) -> None:
        done = self.run(root, event(issue(SURVEY, CHANGE_FIELDS), author="mallory"))
        assert done.returncode == 1
        assert {path.name for path in (root / "answer").iterdir()} == {"answer.md", "report.json"}

    @pytest.mark.parametrize(
        "text",
        [
            event("x", label="listing"),
            event("x", labels=[{"name": "approved"}]),
            event("x", labels=[{"name": "listing"}]),
            event("x", state="closed"),
            event("x", pull_request={}),
            event("x", author="mallory; rm -rf /"),
            event("x", number=0),
            event("x", labels="approved"),
            event("x").replace("labeled", "edited"),
            "[]",
            "{",
            "\udcff",
        ],
    )
    def test_of_anything_else_is_not_believed(self, root: Path, text: str) -> None:
        (root / "event.json").write_bytes(text.encode("utf-8", "surrogateescape"))
        done = board("from-issue", "--event", "event.json", *DAY, cwd=root)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("board: ")

    def test_with_an_empty_issue_or_half_a_character(self, root: Path) -> None:
        for body in (None, "\ud800"):
            assert self.run(root, event(body)).returncode == 1  # type: ignore[arg-type]


def test_the_command_needs_one_input_that_is_text(root: Path) -> None:
    assert board("from-issue", *DAY, cwd=root).returncode == 2
    (root / "issue.md").write_bytes(b"\xff")
    done = board("from-issue", "issue.md", cwd=root)
    assert (done.returncode, done.stderr) == (2, "board: the issue's text is not UTF-8.\n")
    assert board("from-issue", "issue.md", "--author", "a b", cwd=root).returncode == 2
