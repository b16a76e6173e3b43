"""A site is the same whichever file an employer is in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.authoring.format_files import format_files
from generator.building import BuildError, BuildOptions
from generator.building.with_mkdocs import build
from tests.reviewing.plays import with_employer
from tests.support.trees import BOLT, contents, write_site_tree

DAY = date(2026, 11, 23)
EMPLOYER = str(BOLT["bolt/employer.yml"]) + "logo: logo.png\nsize: 1-10\n"
LISTING = str(BOLT["bolt/logos.yml"])
SECOND = LISTING.replace("Market survey of independent bookshops", "Draw a map of forty bookshops")
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(100)
APART: dict[str, str | bytes] = {
    "bolt/employer.yml": EMPLOYER,
    "bolt/logos.yml": LISTING + "aliases: [bolt/old-name]\n",
    "bolt/map.yml": SECOND.replace("nine hundred letters", "six hundred maps"),
    "bolt/logo.png": LOGO,
}
INLINE = {name: content for name, content in APART.items() if name != "bolt/employer.yml"} | {
    "bolt/logos.yml": with_employer(str(APART["bolt/logos.yml"]), EMPLOYER)
}


def site(root: Path, *, keep_going: bool = False) -> dict[str, bytes]:
    build(root, BuildOptions(today=DAY, keep_going=keep_going))
    return contents(root / "site")


def test_the_bytes_are_the_same(tmp_path: Path) -> None:
    """Pages, feeds, data, redirects, the logo and the search index: nothing differs."""
    apart = site(write_site_tree(tmp_path / "apart", APART))
    inline = site(write_site_tree(tmp_path / "inline", INLINE))
    assert inline.keys() == apart.keys()
    assert [name for name in apart if inline[name] != apart[name]] == []
    for name in ("employers/bolt/logo.png", "listings/bolt/old-name/index.html"):
        assert name in inline
    assert b"Bolt &amp; Co" in inline["employers/bolt/index.html"]


def test_also_when_it_moves_between_two_builds(tmp_path: Path) -> None:
    """The second build takes over what did not change."""
    root = write_site_tree(tmp_path / "board", INLINE)
    before = site(root)
    format_files(root)
    assert (root / "listings/bolt/employer.yml").exists()
    assert site(root) == before


def test_a_new_name_reaches_every_page(tmp_path: Path) -> None:
    root = write_site_tree(tmp_path / "board", INLINE)
    site(root)
    path = root / "listings/bolt/logos.yml"
    path.write_text(path.read_text().replace("Bolt & Co", "Screw & Co"))
    found = site(root)
    for name in ("employers/bolt/index.html", "listings/bolt/map/index.html", "feed.xml"):
        assert b"Bolt &amp; Co" not in found[name] and b"Screw &amp; Co" in found[name], name


class TestABrokenListing:
    @pytest.fixture
    def board(self, tmp_path: Path) -> Path:
        return write_site_tree(tmp_path / "board", INLINE)

    @staticmethod
    def spoil(root: Path) -> None:
        path = root / "listings/bolt/logos.yml"
        path.write_text(path.read_text().replace("level: beginner", "level: begginer"))

    def test_nothing_is_built(self, board: Path) -> None:
        self.spoil(board)
        with pytest.raises(BuildError, match="`level` can't be"):
            site(board)

    def test_its_last_good_version_still_carries_the_employer(self, board: Path) -> None:
        before = site(board)
        self.spoil(board)
        assert site(board, keep_going=True) == before

    def test_a_new_listing_beside_it_has_that_employer(
        self, board: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        site(board)
        self.spoil(board)
        (board / "listings/bolt/map.yml").unlink()
        text = str(APART["bolt/map.yml"]).replace("six hundred", "ninety")
        (board / "listings/bolt/charts.yml").write_text(text)
        found = site(board, keep_going=True)
        assert b"Bolt &amp; Co" in found["listings/bolt/charts/index.html"]
        said = capfd.readouterr().err
        assert "listings/bolt/logos.yml stays as it was last published." in said
        assert "listings/bolt/charts.yml stays" not in said

    def test_a_second_employer_does_not_replace_the_published_one(self, board: Path) -> None:
        """Two pull requests, each of them fine, can bring two employers into one folder."""
        before = site(board)
        other = EMPLOYER.replace("Bolt & Co", "Another").replace("logo: logo.png\n", "")
        text = str(APART["bolt/map.yml"]).replace("six hundred", "ninety")
        (board / "listings/bolt/aaa.yml").write_text(with_employer(text, other))
        assert site(board, keep_going=True) == before

    def test_without_one_the_folder_is_left_out(
        self, board: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        self.spoil(board)
        found = site(board, keep_going=True)
        assert "listings/acme/survey/index.html" in found
        assert not [name for name in found if "bolt" in name]
        said = capfd.readouterr().err
        assert "listings/bolt/map.yml:1:1: error: the employer of this listing is in" in said
