"""Which names in listings/ are read, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.reading import files
from generator.reading.tree import Entry, EntryKind, Tree, identifier, logo_problem, tree_of

PNG = b"\x89PNG\r\n\x1a\n"


def rules(*entries: tuple[str, EntryKind]) -> dict[str, str]:
    """Path -> rule of the first problem that each of these entries gets beside a good one."""
    good = [
        ("acme", EntryKind.FOLDER),
        ("acme/employer.yml", EntryKind.FILE),
        ("acme/survey.yml", EntryKind.FILE),
    ]
    tree = tree_of(Entry(f"listings/{path}", kind) for path, kind in (*good, *entries))
    assert "listings/acme/survey.yml" in tree.listings, "the rest of the board is still checked"
    found = [(problem.place.file, problem.rule) for problem in reversed(tree.problems)]
    return {file.removeprefix("listings/"): rule for file, rule in found}


@pytest.mark.parametrize(
    ("path", "kind", "rule"),
    [
        ("acme/link.yml", EntryKind.LINK, "file/link"),
        ("acme/linked", EntryKind.LINK, "file/link"),
        ("acme/x.yml", EntryKind.FOLDER, "file/not-a-file"),
        ("acme/pipe.yml", EntryKind.OTHER, "file/not-a-file"),
        ("acme/deeper", EntryKind.FOLDER, "file/too-deep"),
        ("acme/Survey.yml", EntryKind.FILE, "file/name"),
        ("acme/two words.yml", EntryKind.FILE, "file/name"),
        ("acme/a--b.yml", EntryKind.FILE, "file/name"),
        ("acme/übung.yml", EntryKind.FILE, "file/name"),
        ("acme/..yml.yml", EntryKind.FILE, None),
        ("acme/a.b.yml", EntryKind.FILE, "file/name"),
        ("acme/" + "a" * 61 + ".yml", EntryKind.FILE, "file/name"),
        ("acme/con.yml", EntryKind.FILE, "file/reserved-name"),
        ("acme/LPT1.yml", EntryKind.FILE, "file/reserved-name"),
        ("nul", EntryKind.FOLDER, "file/reserved-name"),
        ("nobody", EntryKind.FOLDER, "file/empty-folder"),
        ("acme/evil\n::error::x.yml", EntryKind.FILE, "file/name"),
        ("acme/$(ls)`x`.yml", EntryKind.FILE, "file/name"),
        ("acme/late.yaml", EntryKind.FILE, "file/ending"),
        ("acme/late.YML", EntryKind.FILE, "file/ending"),
        ("acme/notes.txt", EntryKind.FILE, "file/unexpected"),
        ("acme/script.svg", EntryKind.FILE, "file/unexpected"),
        ("loose.yml", EntryKind.FILE, "file/no-folder"),
        ("acme/.DS_Store", EntryKind.FILE, None),
        (".gitkeep", EntryKind.FILE, None),
        ("acme/logo.png", EntryKind.FILE, None),
    ],
)
def test_a_name_gets_its_rule(path: str, kind: EntryKind, rule: str | None) -> None:
    assert rules((path, kind)).get(path) == rule


def test_capitals_alone_do_not_make_two_names() -> None:
    assert rules(("acme/Survey.yml", EntryKind.FILE))["acme/Survey.yml"] == "file/name"
    tree = tree_of(
        Entry(f"listings/{path}", EntryKind.FILE)
        for path in ("acme/employer.yml", "acme/a.yml", "acme/A.yml")
    )
    assert tree.listings == ["listings/acme/a.yml"], "the good one is not pushed off the board"
    twins = [problem.place.file for problem in tree.problems if problem.rule == "file/case-twin"]
    assert twins == ["listings/acme/A.yml"]


@pytest.mark.parametrize(
    "names",
    [(), (".gitkeep",), ("README.md",), ("example.yml",)],
    ids=["nothing", "gitkeep", "readme", "example"],
)
def test_a_board_may_have_no_listing_yet(names: tuple[str, ...]) -> None:
    tree = tree_of(Entry(f"listings/{name}", EntryKind.FILE) for name in names)
    assert tree == Tree()


def test_what_is_printed_of_a_name_is_harmless() -> None:
    tree = tree_of([Entry("listings/acme/a\x1b[31m`\n.yml", EntryKind.FILE)])
    for problem in tree.problems:
        assert problem.message.isprintable() and problem.fix.isprintable()


def test_identifier() -> None:
    assert identifier("listings/acme/survey.yml") == "acme/survey"
    assert identifier("listings/acme/employer.yml") == "acme"


def test_a_logo_is_a_small_picture() -> None:
    assert logo_problem("listings/acme/logo.png", PNG + b"x") is None
    assert logo_problem("listings/acme/logo.webp", b"RIFF1234WEBPVP8 ") is None
    for path, content, rule in (
        ("logo.png", b"<svg onload=alert(1)>", "logo/not-a-picture"),
        ("logo.webp", b"RIFF1234AVI ", "logo/not-a-picture"),
        ("logo.png", PNG + b"x" * 65536, "logo/too-large"),
    ):
        problem = logo_problem(path, content)
        assert problem is not None and problem.rule == rule


def test_the_disk_is_read_without_following_links(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "employer.yml").write_text("x")
    folder = tmp_path / "listings" / "acme"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text("x" * 100)
    (folder / "out.yml").symlink_to(secret / "employer.yml")
    (tmp_path / "listings" / "out").symlink_to(secret, target_is_directory=True)
    os.mkfifo(folder / "pipe.yml")
    found = {entry.path: entry.kind for entry in files.scan(tmp_path / "listings", "listings")}
    assert found == {
        "listings/acme": EntryKind.FOLDER,
        "listings/acme/a.yml": EntryKind.FILE,
        "listings/acme/out.yml": EntryKind.LINK,
        "listings/acme/pipe.yml": EntryKind.OTHER,
        "listings/out": EntryKind.LINK,
    }
    assert len(files.read(folder / "a.yml", 10)) == 11


def test_no_folder_is_no_entries(tmp_path: Path) -> None:
    assert [*files.scan(tmp_path / "listings", "listings")] == []
