"""`board fmt` moves the employer that a listing carries into an employer.yml."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.authoring.move_employer import move_employer
from generator.authoring.yaml_layout import comments
from generator.checking.workspace import open_workspace
from generator.reading.files import write_new
from generator.reading.source import parse
from tests.support.command import board
from tests.support.trees import EMPLOYER, GOOD, OTHER, ROOT, write_tree

ZED = EMPLOYER.replace("name: Acme", "name: Zed").replace("acme", "zed")
LISTING = OTHER.replace("acme.example", "zed.example")
GROUP = "employer:\n" + "".join(f"  {line}\n" for line in ZED.splitlines())
INLINE = LISTING + GROUP
TODAY = "--today=2026-11-23"
OWN = "listings/zed/employer.yml"
_WORK = open_workspace(ROOT)


def tree(tmp_path: Path, **files: str) -> Path:
    """A board with these files in listings/zed/."""
    return write_tree(tmp_path, {f"zed/{name}.yml": text for name, text in files.items()})


def texts(root: Path) -> dict[str, str]:
    return {path.stem: path.read_text() for path in (root / "listings/zed").glob("*.yml")}


def test_both_files_are_canonical(tmp_path: Path) -> None:
    root = tree(tmp_path, survey=INLINE)
    checked = board("fmt", "--check", cwd=root)
    assert checked.returncode == 1 and texts(root) == {"survey": INLINE}
    assert "would change listings/zed/survey.yml\n" in checked.stdout
    assert "would change listings/zed/employer.yml\n" in checked.stdout
    done = board("fmt", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert texts(root) == {"survey": LISTING, "employer": ZED}
    assert (root / "listings/zed/employer.yml").stat().st_mode & 0o777 == 0o644
    assert board("fmt", "--check", cwd=root).returncode == 0


def test_check_fix_does_it_too(tmp_path: Path) -> None:
    root = tree(tmp_path, survey=INLINE)
    done = board("check", "--fix", TODAY, cwd=root)
    assert done.returncode == 0, done.stdout
    assert set(done.stderr.splitlines()) == {
        "fixed listings/zed/survey.yml",
        "fixed listings/zed/employer.yml",
    }
    assert texts(root) == {"survey": LISTING, "employer": ZED}


def test_the_fields_come_into_order(tmp_path: Path) -> None:
    lines = [f"  {line}" for line in reversed(ZED.replace("retail", "Retail").splitlines())]
    group = "employer:\n" + "\n".join(lines) + "\n"
    root = tree(tmp_path, survey=group + LISTING)
    board("fmt", cwd=root)
    assert texts(root) == {"survey": LISTING, "employer": ZED}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_comments_and_the_line_for_editors(ending: str, tmp_path: Path) -> None:
    modeline = "# yaml-language-server: $schema=../../schema/{}.schema.json\n"
    group = GROUP.replace("  country", "  # where we pay taxes\n  country")
    text = f"""{modeline.format("listing")}
# of the listing
{LISTING}
# about us
{group}  # size: 1-10
# the end
"""
    root = tree(tmp_path)
    (root / "listings/zed").mkdir()
    (root / "listings/zed/survey.yml").write_bytes(text.replace("\n", ending).encode())
    done = board("fmt", cwd=root)
    assert done.stderr == ""
    after = texts(root)
    assert "employer:" not in after["survey"] and parse(after["employer"].encode(), "x")[0]
    assert after["employer"].startswith(modeline.format("employer") + "\n")
    moved = comments(after["employer"].partition("\n")[2])
    assert moved == ["# about us", "# size: 1-10", "# where we pay taxes"]
    assert sorted(moved + comments(after["survey"])) == comments(text)


def test_on_one_line(tmp_path: Path) -> None:
    fields = ", ".join(line.replace("and more", "or more") for line in ZED.splitlines())
    fields = fields.replace("about: We", 'about: "We').replace("that.", 'that."')
    root = tree(tmp_path, survey=LISTING + "employer: {" + fields + "}\n")
    board("fmt", cwd=root)
    assert texts(root) == {"survey": LISTING, "employer": ZED.replace("and more", "or more")}


def test_a_text_in_several_lines(tmp_path: Path) -> None:
    about = (
        "about: |\n    We make everything.\n\n      - also this\n    And more beside all that.\n"
    )
    employer = "about: |\n  We make everything.\n\n    - also this\n  And more beside all that.\n"
    line = next(line for line in ZED.splitlines(keepends=True) if line.startswith("about"))
    root = tree(tmp_path, survey=INLINE.replace(line, about))
    board("fmt", cwd=root)
    assert texts(root) == {"survey": LISTING, "employer": ZED.replace(line, employer)}


class TestWhatIsThereAlready:
    def test_the_same_is_removed(self, tmp_path: Path) -> None:
        own = ZED + "verified: true\n"
        root = tree(tmp_path, survey=INLINE, employer=own)
        board("fmt", cwd=root)
        assert texts(root) == {"survey": LISTING, "employer": own}

    def test_another_is_left_alone_with_a_word(self, tmp_path: Path) -> None:
        other = ZED.replace("country: US", "country: CA")
        root = tree(tmp_path, survey=INLINE, employer=other)
        done = board("fmt", cwd=root)
        assert texts(root) == {"survey": INLINE, "employer": other}
        assert "listings/zed/survey.yml: the folder has another description" in done.stderr

    @pytest.mark.parametrize("broken", ["", "name: [\n", "[]\n"])
    def test_a_broken_one_is_never_overwritten(self, broken: str, tmp_path: Path) -> None:
        root = tree(tmp_path, survey=INLINE, employer=broken)
        board("fmt", cwd=root)
        assert texts(root) == {"survey": INLINE, "employer": broken}

    def test_nor_a_link(self, tmp_path: Path) -> None:
        root = tree(tmp_path, survey=INLINE)
        (tmp_path / "outside.yml").write_text("x: 1\n")
        (root / "listings/zed/employer.yml").symlink_to(tmp_path / "outside.yml")
        board("fmt", cwd=root)
        assert (tmp_path / "outside.yml").read_text() == "x: 1\n"
        assert texts(root)["survey"] == INLINE

    def test_a_new_file_never_replaces_one(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("old")
        with pytest.raises(FileExistsError):
            write_new(tmp_path / "a", b"new")
        assert [path.name for path in tmp_path.iterdir()] == ["a"]
        assert (tmp_path / "a").read_text() == "old"
        write_new(tmp_path / "b", b"new")
        assert sorted(os.listdir(tmp_path)) == ["a", "b"]

    def test_comments_are_not_lost_with_a_second_copy(self, tmp_path: Path) -> None:
        text = INLINE.replace("  country", "  # taxes\n  country")
        root = tree(tmp_path, survey=text, employer=ZED)
        done = board("fmt", cwd=root)
        assert texts(root) == {"survey": text, "employer": ZED}
        assert "there are comments in it" in done.stderr


class TestSeveralListings:
    def test_equal_ones_make_one_file(self, tmp_path: Path) -> None:
        root = tree(tmp_path, a=INLINE, b=GOOD + GROUP, c=GOOD)
        board("fmt", cwd=root)
        assert texts(root) == {"a": LISTING, "b": GOOD, "c": GOOD, "employer": ZED}

    def test_different_ones_stay(self, tmp_path: Path) -> None:
        other = GOOD + GROUP.replace("country: US", "country: CA")
        root = tree(tmp_path, a=INLINE, b=other)
        done = board("fmt", cwd=root)
        assert texts(root) == {"a": INLINE, "b": other}
        assert done.stderr.count("another description") == 2

    @pytest.mark.parametrize("name", ["a", "b"])
    def test_one_path_only(self, name: str, tmp_path: Path) -> None:
        """The folder has an employer at any time, and the other file stays."""
        files = {"a": INLINE, "b": GOOD + GROUP}
        root = tree(tmp_path, **files)
        board("fmt", f"listings/zed/{name}.yml", cwd=root)
        tidy = {"a": LISTING, "b": GOOD}
        assert texts(root) == {**files, name: tidy[name], "employer": ZED}
        assert board("check", TODAY, cwd=root).returncode != 2

    def test_a_listing_without_one_is_no_reason_to_move(self, tmp_path: Path) -> None:
        root = tree(tmp_path, a=INLINE, b=GOOD)
        board("fmt", "listings/zed/b.yml", cwd=root)
        assert texts(root) == {"a": INLINE, "b": GOOD}


class TestWhatIsLeftAlone:
    @pytest.mark.parametrize(
        "text",
        [
            LISTING + "employer: Zed\n",
            LISTING + "employer:\n",
            LISTING + "employer: []\n",
            INLINE.replace("country: US", "country: usa"),
            INLINE + "  verified: true\n",
            LISTING
            + "employer: {name: Zed, # us\n"
            + INLINE.partition("name: Zed\n")[2]
            .replace("\n", ",\n")
            .replace("[zed-owner],", "[zed-owner]}"),
        ],
    )
    def test_with_a_word(self, text: str, tmp_path: Path) -> None:
        root = tree(tmp_path, survey=text)
        done = board("fmt", cwd=root)
        assert texts(root).keys() == {"survey"} and "employer:" in texts(root)["survey"]
        assert done.stderr.startswith("listings/zed/survey.yml: ")
        assert done.stderr.count("\n") == 1

    def test_a_file_that_cant_be_read(self, tmp_path: Path) -> None:
        root = tree(tmp_path, survey=INLINE + "x: [\n")
        assert board("fmt", cwd=root).returncode == 0
        assert texts(root) == {"survey": INLINE + "x: [\n"}

    def test_a_draft_outside_the_board(self, tmp_path: Path) -> None:
        root = tree(tmp_path / "board")
        draft = tmp_path / "draft.yml"
        draft.write_text(INLINE)
        assert board("fmt", draft, cwd=root).returncode == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == ["board", "draft.yml"]
        assert parse(draft.read_bytes(), "x")[0].data["employer"]["name"] == "Zed"  # type: ignore[union-attr]


_LINES = ("# a", "  # b", "    # c", "#", "", "   ", "# employer: x", "  # name: y", "---", "...")


@settings(max_examples=300)
@given(st.data())
def test_nothing_is_ever_lost(data: st.DataObject) -> None:
    """Comments and empty lines anywhere: what moves is all there, or nothing moves."""
    lines = data.draw(st.sampled_from([INLINE, GROUP + LISTING])).split("\n")
    for text in data.draw(st.lists(st.sampled_from(_LINES), max_size=4)):
        lines.insert(data.draw(st.integers(0, len(lines))), text)
    content = "\n".join(lines).encode()
    before, _ = parse(content, "zed/a.yml")
    assume(before is not None and isinstance(before.data.get("employer"), dict))
    assert before
    files = {"listings/zed/a.yml": content}
    moved = move_employer(
        files, frozenset(files), OWN, None, _WORK.employer_schema, _WORK.vocabularies
    )
    if moved.reasons:
        assert not moved.texts
        return
    listing, employer = (
        parse(moved.texts[path].encode(), "x")[0] for path in ("listings/zed/a.yml", OWN)
    )
    assert listing and employer
    assert listing.data | {"employer": employer.data} == before.data
    assert "employer" not in listing.data
    kept = comments(moved.texts["listings/zed/a.yml"]) + comments(moved.texts[OWN])
    assert sorted(kept) == comments(before.text)


def test_board_new_asks_for_no_second_employer(tmp_path: Path) -> None:
    root = tree(tmp_path, survey=INLINE)
    done = board(
        "new", "zed/second", "--set=title=Count the shops of a town", cwd=root,
    )  # fmt: skip
    assert done.returncode == 2 and "these fields are needed: summary" in done.stderr
    assert "website" not in done.stderr
