"""A board's own words: added to the program's, checked, and never two meanings for one spelling."""

from __future__ import annotations

import re
import socket
from datetime import date
from pathlib import Path

import pytest

from generator.checking.run import check_paths
from generator.checking.workspace import WorkspaceError, open_workspace
from generator.model.vocabulary import Vocabulary
from tests.support.command import board
from tests.support.trees import GOOD, ROOT, write_tree


def words(root: Path, text: str, file: str = "skills.yml") -> Vocabulary:
    """The board's words of a kind, with `text` as its own file."""
    (root / "schema").mkdir(exist_ok=True)
    (root / "schema" / file).write_text(text, encoding="utf-8")
    found: Vocabulary = getattr(open_workspace(root).vocabularies, file.removesuffix(".yml"))
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_tree(tmp_path)


def test_words_are_added_after_the_programs(root: Path) -> None:
    before = open_workspace(root).vocabularies
    found = words(
        root,
        "areas:\n  - {id: crafts, label: Crafts}\n"
        "terms:\n  - {id: zine-making, label: Zines, aliases: [zinecraft], broader: crafts}\n",
    )
    assert [*found.terms] == [*before.skills.terms, "zine-making"]
    assert found.find("Zinecraft") == "zine-making" and found.find("MS Excel") == "excel"
    assert found.by_area({"zine-making"})[0][0] == "Crafts"
    now = open_workspace(root).vocabularies
    assert now.categories == before.categories and now.industries == before.industries


def test_a_word_of_the_programs_is_changed_in_its_place(root: Path) -> None:
    before = open_workspace(root).vocabularies.skills
    found = words(root, "terms:\n  - {id: excel, label: Tables}\n")
    assert [*found.terms] == [*before.terms]
    changed, old = found.terms["excel"], before.terms["excel"]
    assert (changed.label, changed.aliases, changed.broader) == ("Tables", old.aliases, old.broader)


def test_only_these_words(root: Path) -> None:
    found = words(root, "only: true\nterms:\n  - id: python\n  - {id: welding, label: Welding}\n")
    assert [*found.terms] == ["python", "welding"]
    assert found.label("python") == "Python"
    (root / "schema/skills.yml").write_text("only: true\nterms:\n  - id: python\n")
    done = board("check", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 1 and "[vocabulary/unknown]" in done.stdout


@pytest.mark.parametrize(
    ("file", "term"), [("categories.yml", "zines"), ("industries.yml", "zine-shops")]
)
def test_the_other_vocabularies_too(root: Path, file: str, term: str) -> None:
    assert term in words(root, f"terms:\n  - {{id: {term}, label: Of zines}}\n", file)


WRONG = {
    "an alias that is taken": (
        "terms:\n  - {id: zine, label: Zine, aliases: [zines, ms-excel]}\n",
        "schema/skills.yml:2:46: error: `ms-excel` already means `excel`.",
    ),
    "a label that is taken": (
        "terms:\n  - id: zine\n    label: Python\n",
        "schema/skills.yml:3:12: error: `Python` already means `python`.",
    ),
    "two of its own": (
        "terms:\n  - {id: zine, label: Zine}\n  - {id: zines, label: zine}\n",
        "schema/skills.yml:3:24: error: `zine` already means `zine`.",
    ),
    "an id twice": (
        "terms:\n  - {id: zine, label: Zine}\n  - {id: zine, label: Zines}\n",
        "schema/skills.yml:3:10: error: `zine` is here twice, first on line 2.",
    ),
    "an unknown area": (
        "terms:\n  - {id: zine, label: Zine, broader: medai}\n",
        "Did you mean `media`?",
    ),
    "no label": ("terms:\n  - id: excell\n", "Did you mean `excel`? If not, add a line such as"),
    "no id": ("terms:\n  - label: Zine\n", "`id` of item 1 of `terms` is missing"),
    "an id with spaces": ("terms:\n  - {id: Zine Making, label: Z}\n", "`id: zine-making`"),
    "a misspelt field": ("terms:\n  - {id: zine, lable: Z}\n", "Did you mean `label`?"),
    "no list": ("terms: zine\n", "[field/type]"),
    "no terms": ("only: true\n", "`terms` is missing"),
    "a list": ("- zine\n", "schema/skills.yml:1:1"),
    "broken": ("terms: [\n", "schema/skills.yml:"),
    "empty": ("", "schema/skills.yml:1: the file is empty."),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_words_are_problems_with_a_line(root: Path, name: str) -> None:
    text, said = WRONG[name]
    with pytest.raises(WorkspaceError):
        words(root, text)
    done = board("check", cwd=root)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert said in done.stderr
    assert board("build", cwd=root).stderr == done.stderr


def test_the_programs_own_folder_is_not_merged_with_itself() -> None:
    assert len(open_workspace(ROOT).word_files) == len([*(ROOT / "schema").glob("*.*")])


def test_the_words_of_an_older_board_still_count_and_its_schemas_do_not(root: Path) -> None:
    """Such a board has a copy of both."""
    (root / "schema").mkdir()
    for path in (ROOT / "schema").iterdir():
        (root / "schema" / path.name).write_bytes(path.read_bytes())
    before = open_workspace(ROOT).vocabularies
    assert open_workspace(root).vocabularies == before
    listing = root / "schema/listing.schema.json"
    listing.write_text(listing.read_text().replace('"maxLength": 80', '"maxLength": 20', 1))
    done = board("check", "-v", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 0 and "20" not in done.stdout
    assert "schema/listing.schema.json:1" in done.stdout and "not used" in done.stdout


HOSTILE_SCHEMAS = {
    "fetched": '{{"$ref": "{url}"}}',
    "fetched-inside": '{{"properties": {{"title": {{"$ref": "{url}#/x"}}}}}}',
    "dynamic": '{{"$dynamicRef": "{url}"}}',
    "meta": '{{"$schema": "{url}", "$id": "{url}"}}',
    "elsewhere": '{{"$ref": "../../../../etc/passwd"}}',
    "endless": '{{"properties": {{"title": {{"pattern": "^(([a-zA-Z ]+)+)+$"}}}}}}',
    "itself": '{{"$ref": "listing.schema.json"}}',
    "no-json": "{{",
    "list": "[]",
    "nothing": "{{}}",
}


@pytest.mark.parametrize("name", HOSTILE_SCHEMAS)
def test_a_schema_of_strangers_does_nothing(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can't ask a server, read another file or keep a check busy."""
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: asked.append(address))
    text = HOSTILE_SCHEMAS[name].format(url="http://127.0.0.1:9/x.json")
    (root / "schema").mkdir()
    for kind in ("board", "employer", "listing", "mkdocs", "vocabulary"):
        (root / f"schema/{kind}.schema.json").write_text(text)
    wrong = GOOD.replace("level: beginner", "level: 7")
    bad = re.sub(r"^title: .*$", f"title: {'a' * 79}!", wrong, flags=re.MULTILINE)
    (root / "listings/acme/survey.yml").write_text(bad)
    (report,) = check_paths(root, [], date(2026, 11, 23), cache=False)
    rules = {problem.rule for problem in report.problems}
    assert rules == {"settings/schema-not-used", "field/not-a-choice"}
    assert not asked


def test_the_result_of_a_check_is_not_kept_when_words_change(root: Path) -> None:
    listing = root / "listings/acme/survey.yml"
    listing.write_text(GOOD.replace("skills: [", "skills: [zine-making, "))
    check = ("check", "--today", "2026-11-23")
    assert board(*check, cwd=root).returncode == 1
    words(root, "terms:\n  - {id: zine-making, label: Zine making}\n")
    assert board(*check, cwd=root).returncode == 0
    (root / "schema/skills.yml").unlink()
    assert board(*check, cwd=root).returncode == 1
