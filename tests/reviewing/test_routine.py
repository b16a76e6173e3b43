"""What the review calls safe to merge, and what a workflow merges by itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from tests.support.command import Done, board
from tests.support.repositories import (
    ACME,
    BASE,
    CLOSED,
    MKDOCS,
    TODAY,
    Changes,
    Raw,
    Repository,
    described,
)
from tests.support.trees import GOOD, OTHER

L = "listings/acme/"
SURVEY, OLD, TOLD = L + "survey.yml", L + "old-survey.yml", L + "told.yml"
FILLED = GOOD + "status: filled\n"
LATER = GOOD.replace("deadline: 2026-12-04", "deadline: 2026-12-20")
EXPIRED = OTHER.replace("2026-11-20", "2026-10-01").replace("2026-12-04", "2026-10-20")
SECOND = OTHER.replace("Market survey of independent bookshops", "Read sixty letters of a botanist")
BOLT = f"employer:\n{indent(ACME.replace('acme', 'bolt').replace('Acme', 'Bolt'), '  ')}"
CARRIER = OTHER.replace("Market survey of independent", "Draw a logo for") + BOLT


def outcome(more: str = "", summary: str = "Twelve shops told us what they need.") -> str:
    return f'outcome: {{summary: "{summary}"{", " * bool(more)}{more}}}\n'


# Acme's second listing is open, the third has expired, the fourth has an outcome. Bolt's only one
# carries its employer.
FILES = {
    **BASE,
    L + "letters.yml": SECOND,
    TOLD: CLOSED.replace("Old survey of", "Older survey of") + outcome(),
    "listings/bolt/logos.yml": CARRIER,
    L + "expired.yml": EXPIRED.replace("Market survey of independent", "Old letters about"),
}


@pytest.fixture(name="repository", scope="module")
def _repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("routine") / "board", FILES)


def review(repository: Repository, head: str, author: str = "acme-owner") -> dict[str, Any]:
    done = board(
        *("review", "--base", "main", "--head", head, "--author", author),
        *("--format", "json", "--today", TODAY),
        cwd=repository.root,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


SAFE: dict[str, tuple[Changes, str]] = {
    "filled": ({SURVEY: FILLED}, "close"),
    "withdrawn": ({SURVEY: GOOD + "status: withdrawn\n"}, "close"),
    "two are closed": ({SURVEY: FILLED, L + "letters.yml": SECOND + "status: filled\n"}, "close"),
    "one that has expired is filled": (
        {L + "expired.yml": FILES[L + "expired.yml"] + "status: filled\n"}, "close"
    ),
    "a later deadline": ({SURVEY: LATER}, "extend"),
    "one is closed, another extended": (
        {SURVEY: FILLED, L + "letters.yml": SECOND.replace("2026-12-04", "2026-12-20")},
        "close-and-extend",
    ),
    "comments and layout change too": (
        {SURVEY: "# We found somebody.\n" + FILLED.replace("level: beginner", 'level: "beginner"')},
        "close",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAFE)
def test_safe(name: str, repository: Repository) -> None:
    changes, kind = SAFE[name]
    found = review(repository, repository.head(changes))
    assert (found["safe"], found["verdict"]) == (kind, "pass")
    assert "board: safe to merge" in found["labels"]


UNSAFE: dict[str, Changes] = {
    "what became of one that was filled": {OLD: CLOSED + outcome()},
    "filled, and what became of it": {SURVEY: FILLED + outcome()},
    "an outcome in another language": {
        OLD: CLOSED
        + outcome(summary="调查完成了,网站由安娜·雷斯制作,她住在波尔图,对我们的帮助很大。")
    },
    "an outcome that is taken back": {TOLD: CLOSED.replace("Old s", "Older s")},
    "only whether it led to a job": {TOLD: FILES[TOLD].replace('need."}', 'need.", hired: yes}')},
    "one is withdrawn, another one's outcome": {
        SURVEY: GOOD + "status: withdrawn\n",
        OLD: CLOSED + outcome(),
    },
    "an outcome with a mistake": {OLD: CLOSED + outcome(summary="Write to @ana-reis about it.")},
    "an outcome of a withdrawn listing": {SURVEY: GOOD + "status: withdrawn\n" + outcome()},
    "an outcome and the pay": {OLD: CLOSED.replace("amount: 400", "amount: 450") + outcome()},
    "an outcome, and another one is extended": {OLD: CLOSED + outcome(), SURVEY: LATER},
    "nothing": {},
    "only the layout": {SURVEY: "# Hello\n" + GOOD},
    "the pay too": {SURVEY: FILLED.replace("amount: 400", "amount: 450")},
    "a number becomes a text": {SURVEY: FILLED.replace("amount: 400", "amount: 400.0")},
    "the alias of an address": {SURVEY: FILLED + "aliases: [acme/shops]\n"},
    "status and deadline": {SURVEY: LATER + "status: filled\n"},
    "an earlier deadline": {SURVEY: GOOD.replace("deadline: 2026-12-04", "deadline: 2026-12-01")},
    "a deadline too far away": {SURVEY: GOOD.replace("2026-12-04", "2027-06-01")},
    "a listing opens again": {L + "old-survey.yml": CLOSED.replace("filled", "open")},
    "the status is dropped": {L + "old-survey.yml": CLOSED.replace("status: filled\n", "")},
    "from filled to withdrawn": {L + "old-survey.yml": CLOSED.replace("filled", "withdrawn")},
    "a filled listing is extended": {
        L + "old-survey.yml": CLOSED.replace("2026-12-04", "2026-12-20")
    },
    "an expired listing opens again": {
        L + "expired.yml": FILES[L + "expired.yml"].replace("2026-10-20", "2026-12-10")
    },
    "a new listing too": {
        SURVEY: FILLED,
        L + "new.yml": OTHER.replace("Market survey of independent", "Count all the bees of"),
    },
    "a logo too": {SURVEY: FILLED, L + "logo.png": b"\x89PNG\r\n\x1a\n"},
    "the employer too": {SURVEY: FILLED, L + "employer.yml": ACME.replace("coyote", "roadrunner")},
    "its maintainers too": {
        SURVEY: FILLED,
        L + "employer.yml": ACME.replace("[acme", "[eve, acme"),
    },
    "a workflow too": {SURVEY: FILLED, ".github/workflows/check.yml": "on: push\n"},
    "the setting too": {SURVEY: FILLED, "mkdocs.yml": MKDOCS + "    auto_merge: true\n"},
    "another employer's listing too": {
        SURVEY: FILLED,
        "listings/harbour/web-shop.yml": BASE["listings/harbour/web-shop.yml"] + "status: filled\n",
    },
    "another one is deleted": {SURVEY: FILLED, L + "old-survey.yml": None},
    "it moves": {SURVEY: None, L + "shops.yml": FILLED + "aliases: [acme/survey]\n"},
    "it becomes a program": {SURVEY: Raw("100755", FILLED)},
    "it becomes a link": {SURVEY: Raw("120000", "old-survey.yml")},
    "it can't be read": {SURVEY: FILLED + "status: filled\n"},
    "it has a mistake": {SURVEY: GOOD + "status: full\n"},
}


@pytest.mark.parametrize("name", UNSAFE)
def test_not_safe(name: str, repository: Repository) -> None:
    found = review(repository, repository.head(UNSAFE[name]))
    assert found["safe"] == ""
    assert "board: safe to merge" not in found["labels"]


OF_A_PERSON = "The site was built by Ana Reis, aged 19, who lives in Rua das Flores 12 in Porto."


@pytest.mark.parametrize("path", [OLD, SURVEY])
def test_an_outcome_is_shown_to_a_maintainer_with_a_question(
    path: str, repository: Repository
) -> None:
    """It needs no decision of theirs, but somebody has to read it."""
    before = CLOSED if path == OLD else FILLED
    head = repository.head({path: before + outcome(summary=OF_A_PERSON)})
    found = review(repository, head)
    assert (found["safe"], found["verdict"], found["reasons"]) == ("", "pass", [])
    command = ("review", "--base", "main", "--head", head, "--author", "acme-owner")
    text = board(*command, "--today", TODAY, cwd=repository.root).stdout
    assert "name or describe a person, or lead to one? No rule knows all names." in text
    assert f"**What became of it:** {OF_A_PERSON}" in text


@pytest.mark.parametrize("name", ["an outcome that is taken back", "only whether it led to a job"])
def test_nobody_is_asked_to_read_what_is_not_new(name: str, repository: Repository) -> None:
    command = ("review", "--base", "main", "--head", repository.head(UNSAFE[name]))
    text = board(*command, "--author", "acme-owner", "--today", TODAY, cwd=repository.root).stdout
    assert "## All good: we can publish this\n" in text and "name or describe" not in text


def test_an_outcome_of_another_employer_s_listing_needs_a_maintainer(
    repository: Repository,
) -> None:
    found = review(repository, repository.head({OLD: CLOSED + outcome()}), "eve")
    assert (found["safe"], found["verdict"]) == ("", "needs-maintainer")
    assert [reason["code"] for reason in found["reasons"]] == ["not-yours"]


@pytest.mark.parametrize(
    "author", ["eve", "board-ana", "acme-owner2", "acme", "github-actions[bot]"]
)
def test_only_by_the_employer_s_own_maintainers(repository: Repository, author: str) -> None:
    """A board's maintainer may do it too, but then nobody at the employer has asked for it."""
    assert review(repository, repository.head({SURVEY: FILLED}), author)["safe"] == ""


def test_a_listing_that_carries_its_employer(repository: Repository) -> None:
    path = "listings/bolt/logos.yml"
    closed = CARRIER + "status: filled\n"
    assert review(repository, repository.head({path: closed}), "bolt-owner")["safe"] == "close"
    assert review(repository, repository.head({path: closed}))["safe"] == ""
    other = closed.replace("bolt-owner", "eve")
    assert review(repository, repository.head({path: other}), "bolt-owner")["safe"] == ""
    assert review(repository, repository.head({path: other}), "eve")["safe"] == ""


def test_several_commits_count_together(repository: Repository) -> None:
    first = repository.head({SURVEY: GOOD.replace("amount: 400", "amount: 900")})
    assert review(repository, repository.head({SURVEY: FILLED}, onto=first))["safe"] == "close"
    hidden = repository.head({L + "bees.yml": OTHER}, onto=first)
    assert review(repository, repository.head({SURVEY: FILLED}, onto=hidden))["safe"] == ""


def test_the_comment_says_it_plainly(repository: Repository) -> None:
    done = board(
        *("review", "--base", "main", "--head", repository.head({SURVEY: LATER})),
        *("--author", "acme-owner", "--today", TODAY),
        cwd=repository.root,
    )
    assert (
        "this only extends the deadline of 1 listing, and the author is one of the employer's "
        "maintainers. It is safe to merge.\n" in done.stdout
    )


def test_the_base_branch_s_maintainers_count_when_it_moved(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "board", FILES)
    head = repository.head({SURVEY: FILLED})
    assert review(repository, head)["safe"] == "close"
    repository.onto_main({L + "employer.yml": ACME.replace("acme-owner", "acme-kim")})
    assert review(repository, head)["safe"] == ""
    repository.onto_main({L + "employer.yml": ACME, SURVEY: LATER})
    assert review(repository, head)["safe"] == "close", "a merge keeps both changes"
    repository.onto_main({SURVEY: LATER + "status: withdrawn\n"})
    assert review(repository, head)["safe"] == "", "the same line was changed on the board too"


class TestMerge:
    """`board comment merge`, with GitHub played by a program that answers what the test says."""

    @pytest.fixture(name="repository")
    def _repository(self, tmp_path: Path) -> Repository:
        files = {**FILES, "mkdocs.yml": MKDOCS + "    auto_merge: true\n"}
        return Repository(tmp_path / "board", files)

    def handed(self, repository: Repository, head: str, author: str = "acme-owner") -> Path:
        folder = repository.root.parent
        (folder / "pull.json").write_text(described(7, head, author))
        done = board(
            *("review", "--base", "main", "--head", head, "--output", folder / "answer"),
            *("--pull-request", folder / "pull.json", "--today", TODAY),
            cwd=repository.root,
        )
        assert done.returncode == 0
        return folder

    def merge(self, repository: Repository, commit: str, refuses: bool = False, **now: Any) -> Done:
        folder = self.handed(repository, commit)
        pull = json.loads((folder / "pull.json").read_text())["pull_request"]
        tip = now.pop("tip", repository.git("rev-parse", "main"))
        answers = {"pulls/7": {**pull, "draft": False, **now}, "commits/main": {"sha": tip}}
        for name, answer in answers.items():
            (folder / name.replace("/", "-")).write_text(json.dumps(answer))
        program = folder / "bin" / "gh"
        program.parent.mkdir(exist_ok=True)
        program.write_text(
            "#!/bin/sh\n"
            f'case "$*" in *--method*) echo "$*" >> {folder}/sent; cat >> {folder}/sent; '
            f"exit {int(refuses)};; esac\n"
            f'cat {folder}/$(echo "$2" | sed s,repos/example/board/,, | tr / -)\n'
        )
        program.chmod(0o755)
        return board(
            *("comment", "merge", folder / "answer", "--head", commit),
            cwd=repository.root,
            PATH=f"{program.parent}:{os.environ['PATH']}",
            GITHUB_REPOSITORY="example/board",
        )

    def sent(self, repository: Repository) -> str:
        path = repository.root.parent / "sent"
        return path.read_text() if path.exists() else ""

    def test_merges_exactly_the_reviewed_commit(self, repository: Repository) -> None:
        head = repository.head({SURVEY: FILLED})
        assert self.merge(repository, head).stdout == "merged\n"
        call, body = self.sent(repository).split("\n", 1)
        assert "--method PUT repos/example/board/pulls/7/merge" in call
        assert json.loads(body) == {"merge_method": "squash", "sha": head}

    @pytest.mark.parametrize(
        ("now", "why"),
        [
            ({"head": {"sha": "f" * 40}}, "it was changed after the review."),
            ({"draft": True}, "it is a draft."),
            ({"draft": None}, "it is a draft."),
            ({"state": "closed"}, "it is closed."),
            ({"merged": True}, "it is closed."),
            ({"base": {"ref": "gh-pages"}}, "it is for another branch."),
            ({"user": {"login": "acme-renamed"}}, "its author has another name now."),
            ({"tip": "e" * 40}, "the board was changed after the review."),
            ({"head": None, "base": None}, "it is for another branch."),
        ],
    )
    def test_does_not_if_anything_changed(
        self, repository: Repository, now: dict[str, Any], why: str
    ) -> None:
        done = self.merge(repository, repository.head({SURVEY: FILLED}), **now)
        assert (done.returncode, done.stdout) == (0, f"not merged: {why}\n")
        assert self.sent(repository) == ""

    @pytest.mark.parametrize("name", ["the pay too", "a workflow too", "only the layout"])
    def test_does_not_if_it_is_not_safe(self, repository: Repository, name: str) -> None:
        done = self.merge(repository, repository.head(UNSAFE[name]))
        assert done.stdout.startswith("not merged: it is not one that this board merges")
        assert self.sent(repository) == ""

    def test_does_not_if_it_brings_a_new_text(self, repository: Repository) -> None:
        head = repository.head({OLD: CLOSED + outcome()})
        done = self.merge(repository, head)
        assert done.stdout.startswith("not merged: it is not one that this board merges")
        comment = (repository.root.parent / "answer" / "comment.md").read_text()
        assert "safe to merge" not in comment

    def test_does_not_where_the_board_has_not_turned_it_on(self, tmp_path: Path) -> None:
        """Also if the pull request itself would turn it on."""
        for setting in ("", "    auto_merge: false\n"):
            files = {**FILES, "mkdocs.yml": MKDOCS + setting}
            repository = Repository(tmp_path / f"x{len(setting)}" / "board", files)
            for changes in ({SURVEY: FILLED}, UNSAFE["the setting too"]):
                done = self.merge(repository, repository.head(changes))
                assert done.stdout.startswith("not merged: it is not one that this board merges")
                assert self.sent(repository) == ""

    def test_says_so_if_github_refuses(self, repository: Repository) -> None:
        done = self.merge(repository, repository.head({SURVEY: FILLED}), refuses=True)
        assert (done.returncode, done.stdout) == (0, "not merged: GitHub refused.\n")

    def test_may_merge_tells_the_workflow(self, repository: Repository) -> None:
        for changes, expected in (({SURVEY: FILLED}, "true\n"), (UNSAFE["the pay too"], "false\n")):
            head = repository.head(changes)
            folder = self.handed(repository, head)
            arguments = ("comment", "may-merge", folder / "answer", "--head", head)
            assert board(*arguments, cwd=repository.root).stdout == expected

    def test_a_review_of_another_commit_is_not_believed(self, repository: Repository) -> None:
        folder = self.handed(repository, repository.head({SURVEY: FILLED}))
        report = folder / "answer" / "review.json"
        for text in ("[]", "{", report.read_text().replace('"head": "', '"head": "0')):
            report.write_text(text)
            head = (folder / "answer" / "head").read_text().strip()
            done = board("comment", "merge", folder / "answer", "--head", head, cwd=repository.root)
            assert (done.returncode, done.stdout) == (2, "")

    def test_the_comment_says_that_it_is_merged(self, repository: Repository) -> None:
        folder = self.handed(repository, repository.head({SURVEY: FILLED}))
        text = (folder / "answer" / "comment.md").read_text()
        assert "It is safe to merge. The board now merges it by itself.\n" in text
