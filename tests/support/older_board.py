"""A board that an older version of the program made, for tests of upgrades.

There is no older version yet whose `board init` wrote .board.json. So its files are made from
today's: the record of the board has other texts, and format 1.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import __version__
from generator.authoring.board_answers import BoardAnswers
from generator.authoring.board_record import FILE, BoardRecord, new_record, record_text
from generator.authoring.program_wheel import Program, program_of
from generator.authoring.scaffold import scaffold
from tests.support.trees import EMPLOYER, GOOD

OLD = "0.0.9"
ANSWERS = BoardAnswers(
    name="Northgate",
    contact="careers@northgate.example",
    repository="https://github.com/northgate/projects",
    floors={"USD": "15", "EUR": "12"},
    maintainers=("ana",),
    demo_day="2026-11-23",
)
MODELINE = "# yaml-language-server: $schema=../../schema/{}.schema.json\n\n"
# What format 1 had in mkdocs.yml, and the program brings now.
OLD_THEME = """\
theme:
  name: material
  custom_dir: generator/theme
  language: en
  palette: {scheme: default, primary: custom, accent: custom} # colours.js goes dark
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc: {permalink: false}
"""


def stand_in_wheel(folder: Path, version: str = __version__) -> Path:
    """A file that has a wheel's name and beginning, and no program."""
    folder.mkdir(exist_ok=True)
    path = folder / f"microinternships-{version}-py3-none-any.whl"
    path.write_bytes(b"PK" + version.encode())
    return path


@dataclass
class OlderBoard:
    """A board in `root`, committed. `program` is the new one, `wheel` its file."""

    root: Path
    wheel: Path
    written: dict[str, str] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        """The version that the board is upgraded to."""
        return program_of(self.wheel)

    def path(self, name: str) -> Path:
        """A file of the board."""
        return self.root / name

    def read(self, name: str) -> str:
        """The text of a file of the board."""
        return self.path(name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file, as a person would. `commit` is another step."""
        text = self.read(name)
        assert text.count(old) == 1, f"{name} has {text.count(old)} times {old!r}"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def put(self, name: str, content: str | bytes) -> None:
        """Write a file."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(content.encode() if isinstance(content, str) else content)

    def git(self, *arguments: str) -> str:
        """One git command, without the settings of the person who runs the tests."""
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.root, env=environment, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    def commit(self) -> None:
        """Commit all that there is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=Now")

    def changed(self) -> list[str]:
        """What differs from the last commit, as Git says it in short: `M Makefile`."""
        lines = self.git("status", "--porcelain", "--untracked-files=all").splitlines()
        return [" ".join(line.split()) for line in lines]


def older_board(folder: Path, form: int = 1) -> OlderBoard:
    """A board of version 0.0.9 with two listings, as `board init` left it and as it was committed.

    Since then the program has changed the Makefile, the README and a workflow; .editorconfig is
    new, and stale.yml and notes.md are gone.
    """
    board = OlderBoard(folder / "board", stand_in_wheel(folder / "new"))
    old_program = program_of(stand_in_wheel(folder / "old", OLD))
    files = scaffold(ANSWERS, old_program)
    texts = _older(new_record(ANSWERS, old_program, files).written)
    record = BoardRecord(OLD, form, ANSWERS, texts)
    for path, content in {**files, **{k: v.encode() for k, v in texts.items()}}.items():
        board.put(path, content)
    board.path(".editorconfig").unlink()
    board.put(
        "requirements.txt",
        f"click==8.1.0 --hash=sha256:00\nour-tool==1 --hash=sha256:00\n{old_program.requirement}",
    )
    board.put(FILE, record_text(record))
    board.put("listings/acme/employer.yml", MODELINE.format("employer") + EMPLOYER)
    survey = MODELINE.format("listing") + GOOD.replace("research, excel]", "research, MS Excel]")
    board.put("listings/acme/survey.yml", survey)
    board.git("init", "--quiet", "--initial-branch=main")
    board.commit()
    return board


def _older(written: Mapping[str, str]) -> dict[str, str]:
    texts = dict(written)
    del texts[".editorconfig"]
    texts["Makefile"] = "# Run make.\n" + texts["Makefile"].replace(
        "SITE ?= site", "SITE ?= public"
    )
    texts["README.md"] += "\nAn old last line.\n"
    texts["mkdocs.yml"] = texts["mkdocs.yml"].replace("plugins:", f"{OLD_THEME}plugins:")
    check = ".github/workflows/check.yml"
    texts[check] = "# The old check.\n" + texts[check]
    texts[".github/workflows/stale.yml"] = "name: Stale\n"
    texts["docs/notes.md"] = "# Notes\n"
    return texts
