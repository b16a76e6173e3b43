"""A board without listings is valid: what each command says on its first day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Done, board
from tests.support.paths import TODAY
from tests.support.repositories import ACME, BASE, Repository
from tests.support.trees import GOOD, MKDOCS, write_tree

DAY = ("--today", TODAY)
SENTENCE = (
    "There is no listing yet: add the first one with `board new acme/market-survey`, "
    "or with the form on the site's page /post/.\n"
)


def empty_board(root: Path, **files: str) -> Path:
    """A board whose folder listings/ has only `files`; without any, there is no such folder."""
    write_tree(root, mkdocs=MKDOCS.replace('    demo_day: "2026-11-23"\n', ""))
    for path in (root / "listings/acme").iterdir():
        path.unlink()
    (root / "listings/acme").rmdir()
    for name, content in files.items():
        (root / "listings" / name).write_text(content, encoding="utf-8")
    if not files:
        (root / "listings").rmdir()
    return root


def said(done: Done) -> tuple[int, str, str]:
    """The exit code, the output and the messages."""
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "files",
    [{}, {".gitkeep": ""}, {"README.md": "Listings go here.\n"}, {"example.yml": "# title: One\n"}],
    ids=["no folder", "gitkeep", "readme", "commented example"],
)
def test_check_says_how_to_add_the_first_listing(tmp_path: Path, files: dict[str, str]) -> None:
    root = empty_board(tmp_path, **files)
    assert said(board("check", *DAY, cwd=root)) == (0, SENTENCE, "")
    assert said(board("check", "--verbose", *DAY, cwd=root)) == (0, SENTENCE, "")


def test_an_employer_alone_is_no_listing(tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    (root / "listings/acme/survey.yml").unlink()
    expected = (0, f"1 file checked: all fine.\n{SENTENCE}", "")
    assert said(board("check", *DAY, cwd=root)) == expected


def test_the_folder_by_name_is_the_whole_board(tmp_path: Path) -> None:
    root = empty_board(tmp_path, **{".gitkeep": ""})
    assert said(board("check", "listings", *DAY, cwd=root)) == (0, SENTENCE, "")


def test_a_mistyped_folder_is_not_an_empty_board(tmp_path: Path) -> None:
    root = empty_board(tmp_path / "board")
    (tmp_path / "elsewhere").mkdir()
    for arguments in (
        ("check", "--root", tmp_path / "elsewhere"),
        ("check", "--root", tmp_path / "nowhere"),
        ("build", "--root", tmp_path / "elsewhere"),
    ):
        done = board(*arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "mkdocs.yml" in done.stderr
    done = board("check", tmp_path / "elsewhere", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no listing in " in done.stderr


def test_programs_get_an_empty_report(tmp_path: Path) -> None:
    root = empty_board(tmp_path)
    assert '"files_checked": 0' in board("check", "--format=json", cwd=root).stdout
    assert '"results": []' in board("check", "--format=sarif", cwd=root).stdout
    assert said(board("check", "--format=github", cwd=root)) == (
        0,
        "0 files checked: all fine.\n",
        "",
    )


@pytest.mark.parametrize(
    ("command", "output"),
    [
        (("reminders",), ""),
        (("links", "--state", "links.json"), None),
        (("fmt",), "0 files: 0 changed.\n"),
        (("fmt", "--check"), "0 files: 0 would change.\n"),
        (("check", "--fix"), SENTENCE),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_other_commands_have_nothing_to_do(
    tmp_path: Path, command: tuple[str, ...], output: str | None
) -> None:
    done = board(*command, cwd=empty_board(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert output is None or done.stdout == output


def test_the_first_pull_request_to_an_empty_board(tmp_path: Path) -> None:
    """The base has no listing, or not even the folder."""
    base = {"mkdocs.yml": BASE["mkdocs.yml"]}
    first = {"listings/acme/employer.yml": ACME, "listings/acme/survey.yml": GOOD}
    for name, files in (("bare", base), ("kept", {**base, "listings/.gitkeep": ""})):
        repository = Repository(tmp_path / name, files)
        done = board(
            *("review", "--base", "main", "--head", repository.head(first)),
            *("--author", "acme-owner", "--format", "json", *DAY),
            cwd=repository.root,
        )
        assert done.stderr == ""
        answer = json.loads(done.stdout)
        assert answer["verdict"] == "needs-maintainer"  # as for every new employer
        assert not [item for item in answer["problems"] if item["severity"] == "error"]


def test_the_last_listing_may_be_deleted(tmp_path: Path) -> None:
    files = {**BASE, "listings/acme/survey.yml": GOOD + "status: filled\n"}
    repository = Repository(
        tmp_path / "board", {name: files[name] for name in files if "harbour" not in name}
    )
    gone = {name: None for name in files if name.startswith("listings/acme/")}
    done = board(
        *("review", "--base", "main", "--head", repository.head(gone)),
        *("--author", "board-ana", "--format", "json", *DAY),
        cwd=repository.root,
    )
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    assert (answer["verdict"], answer["problems"]) == ("pass", [])
