"""`board check` as an employer or a maintainer runs it; half of them as a real process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import board, board_process
from tests.support.trees import GOOD, write_tree


def test_a_good_board_exits_0(tmp_path: Path) -> None:
    done = board_process("check", "--today", "2026-11-23", cwd=write_tree(tmp_path))
    assert (done.returncode, done.stdout) == (0, "2 files checked: all fine.\n")


def test_a_problem_is_shown_as_a_compiler_does(tmp_path: Path) -> None:
    text = GOOD.replace("level: beginner", "level: begginer")
    done = board_process("check", cwd=write_tree(tmp_path, {"acme/survey.yml": text}))
    assert done.returncode == 1
    assert done.stdout == (
        "listings/acme/survey.yml:16:8: error: `level` can't be `begginer`. [field/not-a-choice]\n"
        "  16 | level: begginer\n"
        "     |        ^^^^^^^^\n"
        "  help: Did you mean `beginner`? Write one of `beginner`, `intermediate` or `advanced`.\n"
        "\n"
        "2 files checked: 1 error in 1 file.\n"
    )
    assert done.stderr == ""


def test_the_mark_is_under_wide_characters(tmp_path: Path) -> None:
    text = GOOD.replace("level: beginner", "place: {city: 東京, mode: moon}").replace(
        "place: {mode: remote", "x: {mode: remote"
    )
    done = board("check", cwd=write_tree(tmp_path, {"acme/survey.yml": text}))
    lines = done.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "place.mode" in line)
    assert lines[at + 1] == "  16 | place: {city: 東京, mode: moon}"
    assert lines[at + 2] == "     |                           ^^^^"


def test_a_strangers_file_can_not_talk_to_the_terminal(tmp_path: Path) -> None:
    root = write_tree(
        tmp_path,
        {"acme/a\x1b[31m\n::error::b.yml": "title: \x1b]0;x\x07\n", "acme/c.yml": "t: \x9b31m\n"},
    )
    done = board_process("check", cwd=root)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout and "\x9b" not in done.stdout and "\x07" not in done.stdout
    assert not any(line.startswith("::") for line in done.stdout.splitlines())


def test_only_what_was_asked_for_is_reported(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"acme/a.yml": "x: 1\n", "acme/b.yml": "x: 1\n"})
    done = board("check", "listings/acme/a.yml", cwd=root)
    assert "listings/acme/a.yml:1:1" in done.stdout and "b.yml" not in done.stdout
    assert done.stdout.endswith(" in 1 file.\n")


def test_a_folder_outside_the_board_can_be_checked(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "board")
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "idea.yml").write_text(GOOD.replace("USD", "usd"))
    done = board("check", drafts, cwd=root)
    assert done.returncode == 1
    assert f"{drafts}/idea.yml:20:30: error: `pay.currency` can't be `usd`." in done.stdout
    assert "Write `USD`." in done.stdout


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}])
def test_no_colour_without_a_terminal(tmp_path: Path, environment: dict[str, str]) -> None:
    done = board_process("check", cwd=write_tree(tmp_path, {"acme/a.yml": "x: 1\n"}), **environment)
    assert "\x1b" not in done.stdout


def test_no_board_here_exits_2_with_one_line(tmp_path: Path) -> None:
    done = board_process("check", "--root", tmp_path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("board: mkdocs.yml:1: ")


def test_a_wrong_option_exits_2(tmp_path: Path) -> None:
    assert board("check", "--today", "tomorrow", cwd=write_tree(tmp_path)).returncode == 2
