"""`board build` does nothing if nothing changed, and all that is needed if anything did."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.building import inputs, site
from tests.support.command import board
from tests.support.trees import GOOD, contents, override, write_site_tree

DAY = "2026-11-23"


@pytest.fixture(name="root")
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A board whose files count as old enough to be known by their times."""
    monkeypatch.setattr(inputs, "_SETTLED_NS", 0)
    return write_site_tree(tmp_path / "board")


@pytest.fixture(name="built")
def _built(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Builds, and says whether that took any work."""
    works: list[object] = []
    real = site.build

    def build(*arguments: object) -> object:
        works.append(arguments)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(site, "build", build)

    def run(*options: str, day: str = DAY) -> bool:
        before = len(works)
        given = ["build", "--root", str(root), "--site-dir", str(root / "site"), *options]
        done = board(*given, *(["--today", day] if day else []), cwd=root)
        assert done.returncode == 0, done.stderr
        assert f"Built {len([*root.glob('site/**/*.html')])} pages in" in done.stdout
        return len(works) > before

    return run


def test_the_second_build_does_nothing(root: Path, built: Callable[..., bool]) -> None:
    assert built()
    before = contents(root / "site"), (root / "site").stat()
    assert not built()
    assert (contents(root / "site"), (root / "site").stat()) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "listings/acme/survey.yml").write_text(GOOD),
        lambda root: (root / "listings/acme/survey.yml").unlink(),
        lambda root: (root / "listings/acme/second.yml").write_text("title: broken"),
        lambda root: (root / "docs/more.md").write_text("# More"),
        lambda root: (root / "mkdocs.yml").touch(),
        lambda root: override(root, "templates/card.html", "<article", "<article lang=en"),
        lambda root: (root / "site/index.html").unlink(),
        lambda root: (root / "site/index.html").write_text("<p>Not ours"),
        lambda root: (root / "site/CNAME").write_text("board.example"),
        lambda root: (root / ".site.1.new").mkdir(),
    ],
)
def test_any_change_is_noticed(
    root: Path, built: Callable[..., bool], change: Callable[[Path], object]
) -> None:
    built("--keep-going")
    assert not built("--keep-going")
    change(root)
    assert built("--keep-going")


def test_a_copy_of_the_board_is_another_board(root: Path) -> None:
    """Its caches are copied too, and say what the files of the original were like."""

    def build(folder: Path) -> str:
        done = board("build", "--no-search", "--root", str(folder), "--today", DAY, cwd=folder)
        assert done.returncode == 0, done.stderr
        return (folder / "site/listings/acme/survey/index.html").read_text("utf-8")

    assert "A better title" not in build(root)
    copy = shutil.copytree(root, root.parent / "copy")
    listing = copy / "listings/acme/survey.yml"
    listing.write_text(GOOD.replace("Market survey", "A better title, survey"))
    assert "A better title" in build(copy)


def test_another_day_or_option_is_another_build(built: Callable[..., bool]) -> None:
    built()
    assert built(day="2026-11-24")
    assert built("--no-search", day="2026-11-24")
    assert not built("--no-search", day="2026-11-24")


def test_the_day_ends_by_itself(
    built: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the board's time zone, twelve hours behind UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")  # 2026-11-23, noon
    built(day="")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478399")  # the last second of the day
    built(day="")
    assert not built(day="")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795521600")
    assert built(day="")


@pytest.mark.parametrize("settings", ["hooks: [docs/hook.py]", "markdown_extensions: [footnotes]"])
def test_a_board_whose_engine_reads_anything_is_always_built(
    root: Path, built: Callable[..., bool], settings: str
) -> None:
    (root / "docs/hook.py").write_text("")
    with open(root / "mkdocs.yml", "a", encoding="utf-8") as file:
        file.write(f"{settings}\n")
    assert built()
    assert built()
    assert not [*root.glob(".cache/board/frame-*")]


def test_a_file_that_is_very_new_may_change_unseen(
    built: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_SETTLED_NS", 10**15)
    assert built()
    assert built()


def test_what_a_build_had_to_say_is_said_again(root: Path) -> None:
    """Of listings with errors, and of links that the engine finds broken."""
    (root / "listings/acme/second.yml").write_text("title: broken")
    for _ in range(2):
        done = board("build", "--keep-going", "--today", DAY, cwd=root)
        assert "left out, because of errors" in done.stderr
    (root / "docs/more.md").write_text("# More\n\n[Nowhere](/nowhere.md)\n")
    with open(root / "mkdocs.yml", "a", encoding="utf-8") as file:
        file.write("validation: {links: {absolute_links: warn}}\n")
    for _ in range(2):
        assert "/nowhere.md" in board("build", "--keep-going", "--today", DAY, cwd=root).stderr


def test_a_damaged_frame_is_made_again(root: Path, built: Callable[..., bool]) -> None:
    built()
    before = contents(root / "site")
    (frame,) = root.glob(".cache/board/frame-*")
    for content in (b"", b"\n", frame.read_bytes().replace(b"html", b"HTML"), os.urandom(99)):
        frame.write_bytes(content)
        (root / "docs").touch()
        (root / "site/help/index.html").unlink()
        assert built()
        assert contents(root / "site") == before
