"""`board close`, `board extend` and `board repost`, as an employer runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import board
from tests.support.trees import GOOD, contents, write_tree

DAY = ("--today", "2026-11-23")
NEXT = "Next: commit listings/acme/survey.yml, and send it as a pull request.\n"
FILLED = GOOD + "status: filled\n"


def listing(root: Path, name: str = "survey") -> str:
    return (root / f"listings/acme/{name}.yml").read_bytes().decode()


class TestClose:
    def test_one_line_changes(self, tmp_path: Path) -> None:
        text = "# ours\n" + GOOD.replace("level: beginner", "level:   beginner  # all welcome")
        root = write_tree(tmp_path, {"acme/survey.yml": text})
        done = board("close", "acme/survey", "--status=filled", *DAY, cwd=root)
        assert (done.returncode, done.stdout) == (0, "listings/acme/survey.yml: filled.\n" + NEXT)
        assert listing(root) == text.replace("2026-12-04\n", "2026-12-04\nstatus: filled\n")
        board("close", "acme/survey", "--status=withdrawn", *DAY, cwd=root)
        assert listing(root) == text.replace("2026-12-04\n", "2026-12-04\nstatus: withdrawn\n")

    def test_an_error_in_the_file_is_shown(self, tmp_path: Path) -> None:
        text = GOOD.replace("amount: 400", "amount: 40")
        root = write_tree(tmp_path, {"acme/survey.yml": text})
        done = board("close", "acme/survey", "--status=filled", *DAY, cwd=root)
        assert done.returncode == 1 and "[pay/below-floor]" in done.stdout
        assert done.stdout.splitlines()[-1].startswith("Next: fix the errors above, then commit")

    def test_what_became_of_it_now_or_later(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        said = ("--outcome", "Twelve shops told us what they need.\nWe build it.", "--hired")
        assert board("close", "acme/survey", "--status=filled", *DAY, cwd=root).returncode == 0
        done = board("close", "acme/survey", "--status=filled", *said, *DAY, cwd=root)
        assert (done.returncode, done.stdout) == (0, "listings/acme/survey.yml: filled.\n" + NEXT)
        outcome = "summary: Twelve shops told us what they need. We build it., hired: true"
        closed = f"2026-12-04\nstatus: filled\noutcome: {{{outcome}}}\n"
        assert listing(root) == GOOD.replace("2026-12-04\n", closed)
        assert board("check", *DAY, cwd=root).returncode == 0
        assert board("fmt", "--check", cwd=root).returncode == 0
        other = ("--outcome", "Ten slides.", "--link", "https://www.linkedin.com/in/ana")
        done = board("close", "acme/survey", "--status=filled", *other, *DAY, cwd=root)
        assert done.returncode == 1 and "[field/too-short]" in done.stdout
        assert "outcome: {summary: Ten slides., link:" in listing(root)

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--status=filled", "--hired"], "--link and --hired need --outcome"),
            (["--status=filled", "--link", "https://a.example/x"], "need --outcome"),
            (["--status=withdrawn", "--outcome", "It is done."], "use --status filled"),
        ],
    )
    def test_an_outcome_without_its_beginning(
        self, tmp_path: Path, options: list[str], said: str
    ) -> None:
        root = write_tree(tmp_path)
        done = board("close", "acme/survey", *options, *DAY, cwd=root)
        assert done.returncode == 2 and said in done.stderr
        assert listing(root) == GOOD

    @pytest.mark.parametrize(
        "command", [["close", "--status=filled"], ["extend", "--deadline=2026-12-14"], ["repost"]]
    )
    def test_an_unknown_listing(self, tmp_path: Path, command: list[str]) -> None:
        root = write_tree(tmp_path)
        before = contents(root)
        for unknown, said in (
            ("acme/surveys", "Did you mean `acme/survey`?"),
            ("acme/employer", "there is no listing"),
            ("../x", "there is no listing"),
            ("x" * 5000, "there is no listing"),
        ):
            done = board(command[0], unknown, *command[1:], cwd=root)
            assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1
        assert contents(root) == before


class TestExtend:
    @pytest.mark.parametrize("typed", ["14 December 2026", "2026-12-14", "14/12/2026"])
    def test_only_the_deadline_changes(self, tmp_path: Path, typed: str) -> None:
        root = write_tree(tmp_path)
        path = "listings/acme/survey.yml"
        done = board("extend", path, "--deadline", typed, *DAY, cwd=root)
        assert (done.returncode, done.stdout) == (0, f"{path}: open until 2026-12-14.\n" + NEXT)
        assert listing(root) == GOOD.replace("2026-12-04", "2026-12-14")
        assert board("check", *DAY, cwd=root).returncode == 0

    @pytest.mark.parametrize(
        ("typed", "text", "said"),
        [
            ("5/12/2026", GOOD, "Write 2026-12-05 or 2026-05-12."),
            ("soon", GOOD, "is not a day"),
            ("2026-11-22", GOOD, "has passed"),
            ("2026-12-01", GOOD, "already"),
            ("2027-03-01", GOOD, "The last possible day is 2027-02-18."),
            ("2026-12-14", FILLED, "`board repost`"),
            ("2026-12-14", "{posted: 2026-11-20, deadline: 2026-12-04", "can't be read"),
        ],
    )
    def test_a_refused_deadline_leaves_the_file(
        self, tmp_path: Path, typed: str, text: str, said: str
    ) -> None:
        root = write_tree(tmp_path, {"acme/survey.yml": text})
        done = board("extend", "acme/survey", "--deadline", typed, *DAY, cwd=root)
        assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1
        assert listing(root) == text


class TestRepost:
    def test_a_copy_with_new_dates(self, tmp_path: Path) -> None:
        text = (
            "# ours\n"
            + FILLED.replace("start: flexible", "start: 2026-12-07")
            + "outcome:\n  summary: Twelve shops told us what they need.\naliases: [acme/x]\n"
        )
        root = write_tree(tmp_path, {"acme/survey.yml": text})
        done = board("repost", "acme/survey", "--today", "2026-12-21", cwd=root)
        assert (done.returncode, done.stdout) == (
            0,
            "wrote listings/acme/survey-2.yml\n"
            "`start` was 2026-12-07 and is `flexible` now.\n"
            "Item 2 of `deliverables` was due on 2026-12-18. It has no date now.\n"
            "Next: commit listings/acme/survey-2.yml, and send it as a pull request.\n",
        )
        assert listing(root) == text
        new = GOOD.replace("2026-11-20", "2026-12-21").replace("2026-12-04", "2027-01-11")
        assert listing(root, "survey-2") == "# ours\n" + new.replace("    due: 2026-12-18\n", "")
        assert board("check", "--today", "2026-12-21", cwd=root).returncode == 0

    def test_names_count_on(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path, {"acme/survey.yml": FILLED, "acme/top-10.yml": FILLED})
        for identifier in ("acme/survey", "acme/survey", "acme/top-10"):
            assert board("repost", identifier, *DAY, cwd=root).returncode == 0
        board("close", "acme/survey-3", "--status=filled", cwd=root)
        assert board("repost", "acme/survey-3", *DAY, cwd=root).returncode == 0
        names = {path.name for path in (root / "listings/acme").iterdir()}
        assert names == {
            "employer.yml", "survey.yml", "survey-2.yml", "survey-3.yml", "survey-4.yml",
            "top-10.yml", "top-10-2.yml",
        }  # fmt: skip

    def test_a_long_name_stays_a_name(self, tmp_path: Path) -> None:
        name = "survey-" * 8 + "four"
        root = write_tree(tmp_path, {f"acme/{name}.yml": FILLED})
        assert board("repost", f"acme/{name}", *DAY, cwd=root).returncode == 0
        assert (root / f"listings/acme/{name[:58]}-2.yml").exists()

    @pytest.mark.parametrize("name", ["spring", "acme/spring", "listings/acme/spring.yml"])
    def test_an_own_name_and_deadline(self, tmp_path: Path, name: str) -> None:
        root = write_tree(tmp_path, {"acme/survey.yml": FILLED})
        own = ("--name", name, "--deadline", "1 February 2027")
        assert board("repost", "acme/survey", *own, *DAY, cwd=root).returncode == 0
        assert "posted: 2026-11-23\ndeadline: 2027-02-01\n" in listing(root, "spring")

    @pytest.mark.parametrize(
        ("text", "options", "said"),
        [
            (GOOD, [], "open until 2026-12-04"),
            (FILLED, ["--name=survey"], "exists already"),
            (FILLED, ["--name=../x/y"], "stays in `acme`"),
            (FILLED, ["--name=employer"], "name"),
            (FILLED, ["--name=bolt/x"], "stays in `acme`"),
            (FILLED, ["--name=Big Project"], "name"),
            (FILLED, ["--deadline=2026-11-23"], "Choose a day after 2026-11-23, up to 2027-02-21."),
            (FILLED, ["--deadline=2027-02-22"], "up to 2027-02-21."),
            (FILLED, ["--deadline=5/12/2026"], "Write 2026-12-05 or 2026-05-12."),
            ("{posted: 2026-11-20, deadline: 2026-11-21}\n", ["--name=x"], ""),
            ("posted: 2026-11-20\n", [], "no `deadline`"),
            ("x: [\n", [], "can't be read"),
        ],
    )
    def test_what_is_refused_writes_nothing(
        self, tmp_path: Path, text: str, options: list[str], said: str
    ) -> None:
        root = write_tree(tmp_path, {"acme/survey.yml": text})
        before = contents(root)
        done = board("repost", "acme/survey", *options, *DAY, cwd=root)
        if said:
            assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1
            assert contents(root) == before
        else:  # on one line, dates can be replaced as well; the rest of its errors is shown
            assert done.returncode == 1 and "[field/missing]" in done.stdout
