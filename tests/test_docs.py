"""What the docs tell people to copy works, and what they show is what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import click
import pytest
import yaml

from generator.checking.run import check_paths
from generator.checking.workspace import open_workspace
from generator.cli import main
from generator.model.problem import Problem
from tests.support import limits_table
from tests.support.branding import LOGO
from tests.support.command import board, board_process
from tests.support.paths import ROOT
from tests.support.trees import write_tree

PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LISTING = re.compile(r"# listings/(\S+\.yml)\n")


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in _BLOCK.findall(page.read_text("utf-8")) if kind == language]


def examples() -> dict[str, str]:
    """Whole files of listings/ in the docs, by path below it."""
    found = {}
    for page in PAGES:
        for text in blocks(page, "yaml"):
            if named := _LISTING.match(text):
                found[named[1]] = text
    return found


def test_the_limits_are_those_of_the_code(golden: Callable[[Path, bytes], None]) -> None:
    golden(limits_table.PAGE, limits_table.page().encode())


def problems(root: Path) -> list[Problem]:
    results = check_paths(root, (), date(2026, 11, 25))
    return [problem for result in results for problem in result.problems]


def test_files_to_copy_pass_the_check(tmp_path: Path) -> None:
    found = examples()
    assert len(found) >= 3
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert problems(write_tree(tmp_path, dict(found), mkdocs=settings)) == []


def test_settings_to_copy_are_accepted(tmp_path: Path) -> None:
    """A whole mkdocs.yml as shown, and parts of one put into ours."""
    seen = 0
    for at, text in enumerate(text for page in PAGES for text in blocks(page, "yaml")):
        data = yaml.safe_load(text)
        if isinstance(data, dict) and "board" in data.get("extra", {}):
            whole = {
                "site_name": "A board",
                "site_url": "https://board.example/",
                "plugins": ["board"],
            } | data
            root = write_tree(tmp_path / str(at), mkdocs=yaml.safe_dump(whole))
            (root / "docs").mkdir()
            (root / "docs/logo.svg").write_text(LOGO, encoding="utf-8")
            assert open_workspace(root).settings.name
            seen += 1
    assert seen


def test_words_to_copy_are_accepted(tmp_path: Path) -> None:
    """A file of a board's schema/ as shown."""
    shown = [text for page in PAGES for text in blocks(page, "yaml") if text[:9] == "# schema/"]
    assert shown
    for at, text in enumerate(shown):
        root = write_tree(tmp_path / str(at))
        file = root / text.split()[1]
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        words = getattr(open_workspace(root).vocabularies, file.stem)
        assert all(words.find(term["label"]) for term in yaml.safe_load(text)["terms"])


def test_every_yaml_block_is_yaml() -> None:
    for page in PAGES:
        for text in blocks(page, "yaml"):
            assert yaml.safe_load(text), page.name


def test_the_readme_shows_what_check_prints(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(examples())
    name = "harbour-books/bookshop-survey.yml"
    files[name] = str(files[name]).replace("level: beginner", "level: begginer")
    write_tree(tmp_path, files, mkdocs=(ROOT / "mkdocs.yml").read_text("utf-8"))
    (shown,) = (text for text in blocks(ROOT / "README.md", "console") if " check " in text)
    command, _, output = shown.partition("\n")
    assert command == "$ .venv/bin/board check listings/harbour-books"
    done = board_process(*command.split()[2:], "--today", "2026-11-25", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert output == done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = _BLOCK.sub("", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if target.endswith((".md", ".png", "LICENSE")) and "://" not in target:
            assert (page.parent / target).exists(), target


def test_commands_in_the_docs_exist() -> None:
    """`make x` and `board x` are what people type: none may be gone."""
    makefiles = (ROOT / "Makefile", ROOT / "generator/scaffold/board/Makefile")
    makefile = "".join(path.read_text("utf-8") for path in makefiles)
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    for target in set(re.findall(r"(?:`|\$ |&& )make ([a-z]+)", text)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    commands = set(re.findall(r"(?:`|\$ )(?:\.venv/bin/)?board ([a-z-]+)", text))
    assert commands
    for command in sorted(commands):
        assert board(command, "--help", cwd=ROOT).returncode == 0, command


def commands(group: click.Group, name: str = "board") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, such as `board comment post`."""
    for part, command in group.commands.items():
        yield f"{name} {part}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {part}")


def unnamed(text: str, main: click.Group) -> list[str]:
    """The commands, and the values that their options take, that `text` does not name."""
    missing = []
    for name, command in commands(main):
        missing += [] if re.search(rf"\b{name}\b", text) else [name]
        for option in command.params:
            values = option.type.choices if isinstance(option.type, click.Choice) else ()
            missing += [
                f"{name} {option.opts[0]} {value}"
                for value in values
                if not re.search(rf"`{value}`|{option.opts[0]} {value}\b", text)
            ]
    return missing


def workflow_files(root: Path) -> set[str]:
    """Names of all workflow files: the repository's, and those that a new board gets."""
    paths = [
        *(root / ".github/workflows").iterdir(),
        *(root / "generator/scaffold").rglob("*.yml*"),
    ]
    return {
        path.name.removesuffix(".jinja").removeprefix("dot-").removeprefix(".")
        for path in paths
        if path.parent.name == "workflows" or "gitlab-ci" in path.name
    }


HANDWRITTEN = "".join(
    page.read_text("utf-8") for page in PAGES if page.name not in {"commands.md", "CHANGELOG.md"}
)


def test_every_command_is_on_a_page_that_says_when_to_use_it() -> None:
    """Beside the page that is made of the command line. The steps of workflows need no more."""
    missing = unnamed(HANDWRITTEN, main)
    assert [name for name in missing if not name.startswith("board comment")] == []
    page = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    assert all(f"# {name}\n" in page for name, _ in commands(main))


def test_every_workflow_is_on_a_page() -> None:
    assert {name for name in workflow_files(ROOT) if name not in HANDWRITTEN} == set()


def test_a_command_a_value_or_a_workflow_that_no_page_names_is_noticed(tmp_path: Path) -> None:
    engine = click.Option(["--engine"], type=click.Choice(["mkdocs", "hugo"]))
    group = click.Group(commands={"build": click.Command("build", params=[engine])})
    group.add_command(click.Command("fly"))
    assert unnamed("`board build --engine mkdocs`", group) == [
        "board build --engine hugo",
        "board fly",
    ]
    for name in (
        ".github/workflows/a.yml",
        "generator/scaffold/x/dot-forgejo/workflows/b.yml.jinja",
        "generator/scaffold/x/dot-gitlab-ci.yml",
        "generator/scaffold/x/mkdocs.yml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert workflow_files(tmp_path) == {"a.yml", "b.yml", "gitlab-ci.yml"}


_PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)*/?")
_FILE = re.compile(r"\.(css|html|js|json|md|py|sqlite|svg|toml|txt|yml)$")


def paths_in(text: str) -> set[str]:
    """What stands in backticks and looks like a path in the repository.

    It begins with a folder of ours, ends with a slash, or has the ending of a file of ours.
    """
    names = {path.name for top in (ROOT, ROOT / "generator") for path in top.iterdir()}
    return {
        path
        for path in re.findall(r"`([^`\n]+)`", text)
        if _PATH.fullmatch(path)
        and (path.endswith("/") or _FILE.search(path) or path.partition("/")[0] in names)
    }


def is_made(path: str) -> bool:
    """Whether a command makes it: Git ignores it, or it is a file of the site."""
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return path.startswith(
        (
            *(line[1:] for line in ignored if line[0] == "/"),
            "api/",
            "assets/board/site.",
            "assets/shell/",
        )
    )


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_paths_in_what_developers_read_exist(page: str) -> None:
    """`NAME` stands for any name. Paths may begin in generator/."""
    found = paths_in((ROOT / page).read_text("utf-8"))
    assert found
    for path in sorted(found):
        pattern = path.rstrip("/").replace("NAME", "*")
        if not is_made(path):
            assert any([*top.glob(pattern)] for top in (ROOT, ROOT / "generator")), path


def test_a_path_that_is_gone_is_noticed() -> None:
    text = "`cli/no.py`, `board build`, `/browse/`, `feed.xml`, `gone/`, `no.md`, `pay/below-floor`"
    assert paths_in(text) == {"cli/no.py", "gone/", "no.md"}
