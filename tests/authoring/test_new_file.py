"""`board new`, `board close`, `board init`: as an employer and a maintainer run them."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.checking.workspace import open_workspace
from generator.reading.source import parse
from tests.support.command import board
from tests.support.trees import GOOD, ROOT, write_tree

DAY = ("--today", "2026-11-23")
DESCRIPTION = "You will talk to shops, sort what you hear and propose what we build next. " * 4
LISTING = {
    "title": "Market survey: what shops need",
    "summary": "Find out what forty bookshops need from a stock system, and tell us.",
    "description": DESCRIPTION.strip(),
    "deliverables": "Interview notes, Ten slides",
    "category": "research",
    "skills": "MS Excel, market-research",
    "level": "beginner",
    "hours": "{min: 15, max: 20}",
    "duration_weeks": "3",
    "pay.amount": "400",
    "pay.currency": "USD",
    "pay.per": "project",
    "place.mode": "remote",
    "place.applicant_countries": "US, CA",
    "apply.email": "work@acme.example",
}
FIRM = {
    "employer.name": "Harbour Books",
    "employer.website": "https://harbour.example",
    "employer.about": "We make a stock system for bookshops, and we are nine people.",
    "employer.industry": "retail",
    "employer.country": "NO",
    "employer.maintainers": "ana-harbour",
}


def options(answers: dict[str, str]) -> list[str]:
    return [f"--set={name}={value}" for name, value in answers.items()]


class TestNew:
    def test_with_options(self, tmp_path: Path, golden: Callable[[str, bytes], None]) -> None:
        root = write_tree(tmp_path)
        done = board("new", "acme/shops", *options(LISTING), *DAY, cwd=root)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "wrote listings/acme/shops.yml\n"
        golden("new/listing.yml", (root / "listings/acme/shops.yml").read_bytes())

    def test_what_it_writes_is_valid_and_in_order(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        board("new", "acme/shops", *options(LISTING), *DAY, cwd=root)
        assert board("check", *DAY, "listings/acme/shops.yml", cwd=root).returncode == 0
        assert board("fmt", "--check", cwd=root).returncode == 0
        text = (root / "listings/acme/shops.yml").read_text()
        first = text.splitlines()[0]
        assert first == "# yaml-language-server: $schema=../../schema/listing.schema.json"
        assert (root / "listings/acme" / first.partition("=")[2]).resolve().exists()

    def test_every_field_is_there_with_what_it_is_for(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        board("new", "acme/shops", *options(LISTING), *DAY, cwd=root)
        text = (root / "listings/acme/shops.yml").read_text()
        flat = " ".join(text.replace("\n# ", " ").split())
        schema = json.loads((ROOT / "schema/listing.schema.json").read_text())
        for name, part in schema["properties"].items():
            if name not in {"status", "aliases", "employer"}:
                assert f"\n{name}:" in text or f"\n# {name}:" in text
                assert " ".join(part["description"].split()) in flat

    def test_a_new_employer(self, tmp_path: Path, golden: Callable[[str, bytes], None]) -> None:
        root = write_tree(tmp_path)
        done = board("new", "harbour/shops", *options(LISTING | FIRM), *DAY, cwd=root)
        assert done.returncode == 0
        golden("new/employer.yml", (root / "listings/harbour/employer.yml").read_bytes())
        assert board("check", *DAY, cwd=root).returncode == 0

    def test_what_is_missing_is_said(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        done = board("new", "acme/shops", "--set=title=Market survey", cwd=root)
        assert done.returncode == 2 and done.stderr.count("\n") == 1
        assert "summary, description" in done.stderr and "title" not in done.stderr.split(".")[0]
        assert not (root / "listings/acme/shops.yml").exists()

    def test_a_wrong_answer_is_written_and_said(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        answers = {**LISTING, "pay.amount": "40"}
        done = board("new", "acme/shops", *options(answers), *DAY, cwd=root)
        assert done.returncode == 1 and "[pay/below-floor]" in done.stdout
        assert (root / "listings/acme/shops.yml").exists()

    @pytest.mark.parametrize(
        "name",
        [
            "acme/A b",
            "acme",
            "acme/con",
            "../x",
            "acme/employer",
            "acme/../x",
            "/x/y",
            ".a/b",
            "a/b/c",
            "acme/x\ny",
            "acme/" + "x" * 61,
        ],
    )
    def test_a_name_that_can_not_be(self, tmp_path: Path, name: str) -> None:
        root = write_tree(tmp_path)
        done = board("new", name, *options(LISTING | FIRM), cwd=root)
        assert done.returncode == 2 and done.stderr.startswith("board: ")
        assert len([*(root / "listings").rglob("*.yml")]) == 2

    def test_nothing_is_written_over(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        done = board("new", "acme/survey", *options(LISTING), cwd=root)
        assert done.returncode == 2 and "exists already" in done.stderr
        assert (root / "listings/acme/survey.yml").read_text() == GOOD

    @pytest.mark.parametrize("wrong", ["--set=titel=x", "--set=title", "--set=pay.x=1"])
    def test_a_wrong_option(self, tmp_path: Path, wrong: str) -> None:
        assert board("new", "acme/x", wrong, cwd=write_tree(tmp_path)).returncode == 2

    @pytest.mark.parametrize("text", ["a: b # c", "'", '"', "- x", "{x", "yes", "12:30 and so on"])
    def test_text_stays_text(self, tmp_path: Path, text: str) -> None:
        root = write_tree(tmp_path)
        title = f"{text} survey of shops"
        board("new", "acme/x", *options({**LISTING, "title": title}), cwd=root)
        source, _ = parse((root / "listings/acme/x.yml").read_bytes(), "x")
        assert source and source.data["title"] == title


class TestAsking:
    def test_on_a_terminal(self, tmp_path: Path) -> None:
        """A wrong answer is explained and asked for again."""
        root = write_tree(tmp_path)
        answers = [
            "short", LISTING["title"], LISTING["summary"], LISTING["description"],
            "Interview notes", "", "reserch", "research", "MS Excel, market-research",
            "", "20", "3", "400", "USD", "", "onsite", "Oslo", "NO",
            "", "", "not an address", "https://acme.example/apply",
        ]  # fmt: skip
        said, code = on_a_terminal(root, ["new", "acme/shops", *DAY], answers)
        assert code == 0, said
        assert "`title` has 5 characters" in said and "Did you mean `research`" in said
        source, _ = parse((root / "listings/acme/shops.yml").read_bytes(), "x")
        assert source
        assert source.data["skills"] == ["excel", "market-research"]
        assert source.data["place"] == {"mode": "onsite", "city": "Oslo", "country": "NO"}
        assert source.data["posted"] == "2026-11-23"
        assert source.data["deadline"] == "2026-12-14"


def on_a_terminal(root: Path, arguments: list[str], answers: list[str]) -> tuple[str, int]:
    """Type an answer each time the command waits for one."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        stdin=slave, stdout=slave, stderr=slave, close_fds=True,
    )  # fmt: skip
    os.close(slave)
    said, unread, waiting = b"", b"", [*answers]
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            said, unread = said + part, unread + part
        elif process.poll() is not None:
            break
        elif unread.rstrip(b" ").endswith(b":") and waiting:
            unread = b""
            os.write(master, waiting.pop(0).encode() + b"\n")
    process.kill() if process.poll() is None else None
    os.close(master)
    return said.decode(), process.wait()


class TestClose:
    def test_one_line_changes(self, tmp_path: Path) -> None:
        text = "# ours\n" + GOOD.replace("level: beginner", "level:   beginner  # all welcome")
        root = write_tree(tmp_path, {"acme/survey.yml": text})
        done = board("close", "acme/survey", "--status=filled", cwd=root)
        assert (done.returncode, done.stdout) == (0, "listings/acme/survey.yml: filled.\n")
        after = (root / "listings/acme/survey.yml").read_text()
        assert after == text.replace("2026-12-04\n", "2026-12-04\nstatus: filled\n")
        board("close", "acme/survey", "--status=withdrawn", cwd=root)
        after = (root / "listings/acme/survey.yml").read_text()
        assert after == text.replace("2026-12-04\n", "2026-12-04\nstatus: withdrawn\n")

    def test_an_unknown_listing(self, tmp_path: Path) -> None:
        done = board("close", "acme/surveys", "--status=filled", cwd=write_tree(tmp_path))
        assert done.returncode == 2 and "Did you mean `acme/survey`?" in done.stderr

    def test_an_employer_is_no_listing(self, tmp_path: Path) -> None:
        done = board("close", "acme/employer", "--status=filled", cwd=write_tree(tmp_path))
        assert done.returncode == 2


class TestInit:
    def test_a_fresh_board(self, tmp_path: Path) -> None:
        folder = tmp_path / "mine"
        name = 'The "Harbour" board: \\ jobs'
        done = board("init", "mine", "--name", name, "--url", "https://h.example/b/", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        settings = open_workspace(folder).settings
        assert (settings.name, settings.url) == (name, "https://h.example/b/")
        assert settings.demo_day is None and settings.floors
        assert [path.name for path in (folder / "listings").iterdir()] == [".gitkeep"]
        assert not [*folder.rglob("__pycache__")]
        for part in ("schema/skills.yml", "generator/cli/__init__.py", "SECURITY.md", "docs"):
            assert (folder / part).exists()

    def test_its_first_listing(self, tmp_path: Path) -> None:
        board("init", "mine", cwd=tmp_path)
        folder = tmp_path / "mine"
        own = {"apply.email": "work@harbour-books.com"}
        own |= {"employer.website": "https://harbour-books.com"}
        done = board("new", "acme/shops", *options(LISTING | FIRM | own), *DAY, cwd=folder)
        assert done.returncode == 0
        assert board("check", *DAY, cwd=folder).returncode == 0

    def test_a_folder_with_something_in_it(self, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "thesis.txt").touch()
        done = board("init", "mine", cwd=tmp_path)
        assert done.returncode == 2 and "not empty" in done.stderr


class TestReuse:
    """Editors, pre-commit and other repositories."""

    def test_the_editors_schemas(self) -> None:
        schemas = json.loads((ROOT / ".vscode/settings.json").read_text())["yaml.schemas"]
        for path, patterns in schemas.items():
            assert (ROOT / path).exists() and patterns

    def test_the_hooks_name_commands_that_exist(self, tmp_path: Path) -> None:
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        assert [hook["id"] for hook in hooks] == ["board-check", "board-fmt"]
        root = write_tree(tmp_path)
        for hook in hooks:
            program, *arguments = hook["entry"].split()
            done = board(*arguments, "listings/acme/survey.yml", cwd=root)
            assert program == "board" and done.returncode == 0

    def test_the_action_reads_no_foreign_text_as_a_command(self) -> None:
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        for step in action["runs"]["steps"]:
            assert "${{" not in step.get("run", "")
            if "uses" in step:
                assert len(step["uses"].partition("@")[2]) == 40

    def test_the_actions_check_step_runs(self, tmp_path: Path) -> None:
        """Its script, with what GitHub sets; a module in the board's folder is not imported."""
        steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
        root = write_tree(tmp_path / "board", {"acme/bad.yml": "x: 1\n"})
        (root / "yaml.py").write_text("raise SystemExit('foreign code ran')\n")
        (tmp_path / "board-venv").mkdir()
        (tmp_path / "board-venv" / "board").symlink_to(Path(sys.executable).parent.parent)
        environment = {
            **os.environ, "RUNNER_TEMP": str(tmp_path / "board-venv"), "FORMAT": "github",
            "GITHUB_ACTION_PATH": str(ROOT), "FOLDER": ".", "CHANGED_SINCE": "",
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-e", "-c", steps[-1]["run"]], cwd=root, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1 and done.stdout.startswith("::error file=listings/acme/bad.yml")
