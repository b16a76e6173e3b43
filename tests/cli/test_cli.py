"""`board check` as an employer or a maintainer runs it; half of them as a real process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.board.history import NO_HISTORY, parse_history
from generator.model.errors import DEBUG
from generator.upkeep.dead_links import from_json
from tests.support.command import board, board_process
from tests.support.trees import GOOD, MKDOCS, write_tree


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
        "  rule: https://board.example/reference/rules/#field-not-a-choice\n"
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


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "command", ["check", "build", "serve", "reminders", "doctor", "review-all"]
)
def test_a_day_beyond_the_boards_is_refused_in_one_line(
    command: str, day: str, tmp_path: Path
) -> None:
    done = board(command, "--today", day, cwd=write_tree(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"board: --today is {day}: give a day from 2000-01-01 to 2100-12-31.\n"


@pytest.mark.parametrize(
    "epoch", ["abc", "-1", "0", "1e9", "9" * 30, "4133894400", "253402300799", "1.5", "٣٠٠"]
)
@pytest.mark.parametrize("command", ["check", "build", "reminders"])
def test_an_absurd_time_of_the_build_is_refused_in_one_line(
    command: str, epoch: str, tmp_path: Path
) -> None:
    root = write_tree(tmp_path, mkdocs=MKDOCS.replace('    demo_day: "2026-11-23"\n', ""))
    done = board(command, cwd=root, SOURCE_DATE_EPOCH=epoch)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("board: SOURCE_DATE_EPOCH is no time from 2000-01-01 to ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("day", ["2000-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_are_fine(day: str, tmp_path: Path) -> None:
    assert board("check", "--today", day, cwd=write_tree(tmp_path)).returncode in {0, 1}


def test_a_mistake_of_the_program_ends_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("x\ny")

    monkeypatch.setattr("generator.checking.run.check_paths", fail)
    monkeypatch.delenv(DEBUG)
    done = board("check", cwd=write_tree(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("board: the program made a mistake (KeyError in ")
    assert "Please report it" in done.stderr and done.stderr.count("\n") == 1
    monkeypatch.setenv(DEBUG, "1")
    with pytest.raises(KeyError):
        board("check", cwd=tmp_path)


@pytest.mark.parametrize("schema", ["[]", "null", "[" * 50_000, '{"properties": {"title": true}}'])
def test_a_board_s_own_schema_is_never_read(schema: str, tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    (root / "schema").mkdir()
    for name in ("listing", "employer", "board"):
        (root / f"schema/{name}.schema.json").write_text(schema, encoding="utf-8")
    done = board("check", "--verbose", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("schema/listing.schema.json") == 1


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_record_with_a_day_beyond_the_boards_is_ignored(day: str) -> None:
    item = f'"hash":"{"0" * 16}","first_seen":"{day}","changed":"{day}","edits":1,"state":"open"'
    record = f'{{"version":1,"listings":{{"acme/survey":{{{item}}}}}}}'.encode()
    assert parse_history(record, date(2026, 11, 23)) == NO_HISTORY


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"a":' * 100_000, b"\xff", b"9" * 10_000])
def test_json_that_nobody_would_write_is_refused_in_one_line(text: bytes, tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    for name in ("given", ".board.json", "state"):
        (root / name).write_bytes(text)
    for command in (
        ("review", "--base=main", "--head=main", "--pull-request=given"),
        ("from-issue", "--event=given"),
        ("moderate", "--event=given", "--output=out"),
        ("upgrade",),
    ):
        done = board(*command, cwd=root)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("board: ") and done.stderr.count("\n") == 1
    assert from_json(text) == {}
