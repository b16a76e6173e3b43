"""`board new`, as an employer runs it; and what others reuse of this repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.reading.source import parse
from tests.support.command import board
from tests.support.trees import GOOD, MKDOCS, ROOT, write_tree

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
        assert done.stdout == (
            "wrote listings/acme/shops.yml\n"
            "Next: commit listings/acme/shops.yml, and send it as a pull request.\n"
        )
        golden("new/listing.yml", (root / "listings/acme/shops.yml").read_bytes())

    def test_what_it_writes_is_valid_and_in_order(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        board("new", "acme/shops", *options(LISTING), *DAY, cwd=root)
        assert board("check", *DAY, "listings/acme/shops.yml", cwd=root).returncode == 0
        assert board("fmt", "--check", cwd=root).returncode == 0
        text = (root / "listings/acme/shops.yml").read_text()
        assert "$schema" not in text, "an editor's settings name the program's own"

    def test_an_editor_uses_the_schema_in_the_programs_own_folder(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "schema").symlink_to(ROOT / "schema")
        board("new", "acme/shops", *options(LISTING), *DAY, cwd=root)
        first = (root / "listings/acme/shops.yml").read_text().splitlines()[0]
        assert first == "# yaml-language-server: $schema=../../schema/listing.schema.json"
        assert (root / "listings/acme" / first.partition("=")[2]).resolve().exists()

    def test_every_field_is_there_with_what_it_is_for(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        board("new", "acme/shops", *options(LISTING), *DAY, cwd=root)
        text = (root / "listings/acme/shops.yml").read_text()
        flat = " ".join(text.replace("\n# ", " ").split())
        schema = json.loads((ROOT / "schema/listing.schema.json").read_text())
        for name, part in schema["properties"].items():
            if name not in {"status", "outcome", "aliases", "employer"}:
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

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            (["pay=x", "pay.amount=1"], "`pay` and `pay.amount` are both set"),
            (["pay.amount=1", "pay=€400"], "`pay` is set twice"),
            (["pay.amount=€400", "pay.currency=USD"], "set twice, to `EUR` and `USD`"),
            (["title=Survey of shops", "title=Survey of cafes"], "`title` is set twice"),
            (["pay=$400"], "Is it `USD` or `AUD`?"),
            (["pay=unpaid"], "Every project on this board is paid"),
            (["deadline=5/12/2026"], "Is it 5 December or 12 May?"),
            (["title.x=1"], "there is no field `title.x`"),
            (["place.x.y=1"], "there is no field"),
            (["employer={name: Acme}"], "set the employer's fields one by one"),
        ],
    )
    def test_a_value_that_is_refused(self, tmp_path: Path, typed: list[str], said: str) -> None:
        root = write_tree(tmp_path, mkdocs=MKDOCS.replace("USD: 15", "USD: 15, AUD: 20"))
        names = {item.partition("=")[0].partition(".")[0] for item in typed}
        others = {k: v for k, v in LISTING.items() if k.partition(".")[0] not in names}
        sets = [f"--set={item}" for item in typed]
        done = board("new", "acme/shops", *options(others), *sets, *DAY, cwd=root)
        assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1
        assert not (root / "listings/acme/shops.yml").exists()

    def test_values_as_people_type_them(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        others = {k: v for k, v in LISTING.items() if k.partition(".")[0] not in {"pay", "place"}}
        typed = {
            "hours": "15-20 hours", "duration_weeks": "3 weeks", "deadline": "14 December 2026",
            "pay": "€400", "place.mode": "Remote", "place.applicant_countries": "UK and Portugal",
        }  # fmt: skip
        done = board("new", "acme/shops", *options(others | typed), *DAY, cwd=root)
        assert done.returncode == 0, done.stdout + done.stderr
        source, _ = parse((root / "listings/acme/shops.yml").read_bytes(), "x")
        assert source
        assert source.data["hours"] == {"min": 15, "max": 20}
        assert source.data["pay"] == {"amount": 400, "currency": "EUR", "per": "project"}
        assert source.data["place"]["applicant_countries"] == ["GB", "PT"]
        assert source.data["deadline"] == "2026-12-14"

    @pytest.mark.parametrize("text", ["a: b # c", "'", '"', "- x", "{x", "yes", "12:30 and so on"])
    def test_text_stays_text(self, tmp_path: Path, text: str) -> None:
        root = write_tree(tmp_path)
        title = f"{text} survey of shops"
        board("new", "acme/x", *options({**LISTING, "title": title}), cwd=root)
        source, _ = parse((root / "listings/acme/x.yml").read_bytes(), "x")
        assert source and source.data["title"] == title


class TestReuse:
    """Editors, pre-commit and other repositories."""

    def test_the_editors_schemas(self) -> None:
        schemas = json.loads((ROOT / ".vscode/settings.json").read_text())["yaml.schemas"]
        makefile = (ROOT / "generator/scaffold/board/Makefile").read_text()
        assert "$(VENV)/schemas" in makefile  # which is a link to them
        for path, patterns in schemas.items():
            assert path.startswith("./.venv/schemas/") and patterns
            assert (ROOT / "generator/schemas" / Path(path).name).exists()

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
        (root / "schema").mkdir()
        (root / "schema/listing.schema.json").write_text('{"$ref": "http://127.0.0.1:9/x"}')
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
