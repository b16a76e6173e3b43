"""On a large board, `board serve` shows a saved listing's page before the rest of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.building import preview as preview_module
from generator.building.preview import Preview
from generator.building.saved_listing import pages_of_saved
from generator.building.serve import Version, watch
from tests.building.test_build import TODAY
from tests.support.trees import BOLT, GOOD, contents, write_site_tree

PAGE = "listings/acme/survey/index.html"
FORMER = "listings/acme/first-survey/index.html"


@pytest.fixture(autouse=True)
def every_build_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_module, "_SLOW", 0)


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return write_site_tree(tmp_path / "board", BOLT)


@pytest.fixture
def shown(board: Path) -> Preview:
    """The board's preview after a build that needed no engine."""
    preview = Preview(board, TODAY.today)
    preview.build()
    preview.build()
    return preview


def save(board: Path, text: str, name: str = "acme/survey") -> str:
    path = board / f"listings/{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_its_pages_are_those_of_the_build_that_follows(board: Path, shown: Preview) -> None:
    before = contents(shown.site)
    text = GOOD.replace("Market survey", "Careful survey") + "aliases: [acme/first-survey]\n"
    file = save(board, text)
    assert shown.show_saved({file})
    now = contents(shown.site)
    assert {name for name in now if now[name] != before.get(name)} == {PAGE}
    assert b"Careful survey" in now[PAGE]
    assert shown.rebuild({file})
    after = contents(shown.site)
    assert after[PAGE] == now[PAGE]
    assert FORMER in after, "a former address is a new file, and waited for the build"
    assert b"Careful survey" in after["feed.xml"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("acme/survey", GOOD.replace("Market survey", "URGENT!!!")),
        ("acme/survey", "title: broken"),
        ("acme/survey", GOOD + "status: filled\n"),
        ("acme/second", GOOD),
        ("acme/employer", "name: Acme\n"),
    ],
)
def test_what_needs_more_than_its_own_file_waits(
    board: Path, shown: Preview, name: str, text: str
) -> None:
    before = contents(shown.site)
    assert not shown.show_saved({save(board, text, name)})
    assert contents(shown.site) == before


def test_neither_two_files_nor_others(board: Path, shown: Preview) -> None:
    file = save(board, GOOD.replace("Market survey", "Careful survey"))
    assert not shown.show_saved({file, save(board, str(BOLT["bolt/logos.yml"]), "bolt/logos")})
    assert not shown.show_saved({str(board / "mkdocs.yml")})
    assert not shown.show_saved(set())
    (board / "listings/acme/survey.yml").unlink()
    assert not shown.show_saved({file})


def test_a_small_board_is_built_at_once(
    board: Path, shown: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_module, "_SLOW", 3600)
    shown.build()
    assert not shown.show_saved({save(board, GOOD.replace("Market survey", "Careful survey"))})


def test_pages_in_the_browser_load_again_twice(
    board: Path, shown: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, versions = shown.watched(), Version()
    save(board, GOOD.replace("Market survey", "Careful survey"))
    told: list[tuple[bool, bool]] = []  # what has the new title: its page, the board's feed

    def woken() -> None:
        told.append(
            (
                b"Careful" in (shown.site / PAGE).read_bytes(),
                b"Careful" in (shown.site / "feed.xml").read_bytes(),
            )
        )

    def done() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(versions, "next", woken)
    monkeypatch.setattr(shown, "make_index", done)
    with pytest.raises(KeyboardInterrupt):
        watch(shown, seen, versions)
    assert told == [(True, False), (True, True)]


def test_a_page_can_not_be_made_of_a_file_that_is_gone(board: Path, shown: Preview) -> None:
    assert shown._last is not None
    (board / "listings/acme/survey.yml").unlink()
    with pytest.raises(FileNotFoundError):
        [*pages_of_saved("listings/acme/survey.yml", *shown._last)]
