"""What a new board's files come from, and the record of what was written."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.board_answers import HOSTS, BoardAnswers, answers_from
from generator.authoring.board_record import BoardRecord, read_record, record_text
from generator.authoring.scaffold import SAMPLES_DAY, usual_floors
from generator.model.errors import BoardError
from tests.support.command import board
from tests.support.new_board import new_board
from tests.support.paths import ROOT

SCAFFOLD = ROOT / "generator/scaffold"


class TestWhatItCopies:
    def test_no_file_is_there_twice(self) -> None:
        """What this repository uses itself is a link."""
        known = {}
        listed = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.split("\n")
        for name in filter(None, listed):
            path = ROOT / name
            if path.is_file() and not path.is_symlink() and path.stat().st_size:
                known.setdefault(path.read_bytes(), []).append(name)
        scaffolded = str(SCAFFOLD.relative_to(ROOT))
        twice = [
            names
            for names in known.values()
            if len(names) > 1 and any(name.startswith(scaffolded) for name in names)
        ]
        assert twice == []
        assert not [path for path in SCAFFOLD.rglob("*") if not path.exists()], "a broken link"

    def test_the_floors_and_the_day_are_those_of_the_samples(self) -> None:
        text = (ROOT / "mkdocs.yml").read_text("utf-8")
        own = yaml.safe_load(text)["extra"]["board"]
        assert usual_floors() == {code: str(amount) for code, amount in own["floors"].items()}
        assert own["demo_day"] == SAMPLES_DAY

    def test_a_board_s_workflows_are_this_repository_s(self) -> None:
        for path in (SCAFFOLD / "github/dot-github").rglob("*"):
            if path.suffix == ".yml" and path.name != "dependabot.yml":
                name = path.relative_to(SCAFFOLD / "github/dot-github")
                assert path.is_symlink() and path.resolve() == ROOT / ".github" / name

    def test_makefile_names_no_command_that_is_not_there(self, wheel: Path, tmp_path: Path) -> None:
        folder = new_board(tmp_path / "mine", wheel)
        shown = subprocess.run(
            ["make", "--dry-run", "site", "serve", "check", "PYTHON=python3"],
            cwd=folder, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        assert "--require-hashes --no-deps" in shown and "--editable" not in shown
        for name in re.findall(r"bin/board (\w+)", shown):
            assert board(name, "--help", cwd=folder).returncode == 0


TEXT = st.text(min_size=1, max_size=20)


@given(
    answers=st.builds(
        BoardAnswers, name=TEXT, contact=TEXT, url=TEXT, repository=TEXT,
        host=st.sampled_from(HOSTS),
        time_zone=TEXT, floors=st.dictionaries(TEXT, TEXT, max_size=3),
        maintainers=st.lists(TEXT, max_size=3).map(tuple), demo_day=TEXT,
    ),
    written=st.dictionaries(st.from_regex(r"\.?[a-z]+(/[A-Z]+){0,2}", fullmatch=True), st.text()),
)  # fmt: skip
def test_a_record_is_read_as_it_was_written(
    answers: BoardAnswers, written: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "record"
    folder.mkdir(exist_ok=True)
    record = BoardRecord("0.1.0", 2, answers, written)
    (folder / ".board.json").write_bytes(record_text(record))
    assert read_record(folder) == record
    assert answers_from(answers.as_json()) == answers


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 100_000, '{"program": 1}',
     '{"program": "0.1", "format": 2, "written": {}, "answers": {}}',
     '{"program": "0.1", "format": 2, "written": {"a": 1}, "answers": {"name": "x"}}',
     '{"program": "0.1", "format": 2, "written": {}, "answers": {"name": "x", "floors": []}}',
     '{"program": "0.1", "format": 2, "written": {}, "answers": {"name": "x", "more": ""}}'],
)  # fmt: skip
def test_a_damaged_record_is_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / ".board.json").write_text(text)
    with pytest.raises(BoardError, match=r"\.board\.json"):
        read_record(tmp_path)


def test_a_board_without_a_record(tmp_path: Path) -> None:
    assert read_record(tmp_path) is None
