"""`board upgrade` as a maintainer runs it: what it says, what it writes, what it refuses."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import __version__
from generator.authoring.board_record import FILE, FORMAT, read_record
from generator.authoring.scaffold import scaffold
from generator.authoring.upgrade_plan import Outcome
from tests.support.command import Done, board, board_process
from tests.support.new_board import new_board
from tests.support.older_board import (
    ANSWERS,
    MODELINE,
    OLD,
    OLD_THEME,
    OlderBoard,
    older_board,
    stand_in_wheel,
)
from tests.support.paths import ROOT
from tests.support.trees import GOOD, MKDOCS, contents, write_tree
from tests.support.wheel import Installed

CHECK = ".github/workflows/check.yml"
TODAY = "2026-11-23"


@pytest.fixture
def older(tmp_path: Path) -> OlderBoard:
    """A board of an older version, as `board init` left it."""
    return older_board(tmp_path)


@pytest.fixture
def edited(older: OlderBoard) -> OlderBoard:
    """The same after years: edits of every kind, all committed."""
    older.edit("Makefile", "SITE ?= public", "SITE ?= www")  # the new version changes it too
    older.edit("README.md", "# Northgate", "# Northgate College")  # merges
    older.edit(".gitignore", "site/\n", "site/\nwww/\n")  # the new version left it alone
    older.edit("mkdocs.yml", "EUR: 12", "EUR: 13")
    older.edit("mkdocs.yml", "language: en", "language: de")
    older.edit("docs/notes.md", "# Notes\n", "# Our notes\n")  # no longer written
    older.path(".github/pull_request_template.md").unlink()
    older.put(".editorconfig", "root = true\n# ours\n")  # new in this version
    older.put("listings/acme/broken.yml", "title: [\n")
    older.commit()
    return older


def upgrade(it: OlderBoard, *options: str) -> Done:
    """Run the command with the new version's wheel."""
    return board("upgrade", "--wheel", it.wheel, *options, cwd=it.root)


def said(done: Done) -> bytes:
    """What was printed, with a name for the version that changes with each release."""
    text = f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
    return text.replace(__version__, "NEW").encode()


def solved(text: str) -> str:
    """A file with the board's own lines where there was a conflict."""
    text, number = re.subn(r"<<<<<<< .*\n(.*\n)(?s:.*?)>>>>>>> .*\n", r"\1", text)
    assert number == 1
    return text


class TestWhatItSays:
    def test_a_board_that_nobody_edited(
        self, older: OlderBoard, golden: Callable[[str, bytes], None]
    ) -> None:
        golden("upgrade/not-edited.txt", said(upgrade(older)))

    def test_edits_of_every_kind(
        self, edited: OlderBoard, golden: Callable[[str, bytes], None]
    ) -> None:
        golden("upgrade/edited.txt", said(upgrade(edited)))

    def test_a_dry_run_shows_the_differences(
        self, edited: OlderBoard, golden: Callable[[str, bytes], None]
    ) -> None:
        before = contents(edited.root)
        golden("upgrade/dry-run.txt", said(upgrade(edited, "--dry-run")))
        assert contents(edited.root) == before

    def test_a_dry_run_of_what_has_no_conflict_exits_0(self, older: OlderBoard) -> None:
        assert upgrade(older, "--dry-run").returncode == 0

    def test_a_board_that_is_current(self, older: OlderBoard) -> None:
        upgrade(older)
        line = f"This board is up to date with microinternships {__version__}.\n"
        for options in ((), ("--dry-run",)):
            done = upgrade(older, *options)
            assert (done.returncode, done.stdout, done.stderr) == (0, line, "")

    @pytest.mark.parametrize("readme", ["", "# What the host wrote\n"])
    def test_a_new_board_is_current(self, wheel: Path, tmp_path: Path, readme: str) -> None:
        folder = tmp_path / "mine"
        folder.mkdir()
        if readme:
            (folder / "README.md").write_text(readme)
        new_board(folder, wheel)
        done = board("upgrade", "--wheel", wheel, cwd=folder)
        assert done.stdout.startswith("This board is up to date") and done.returncode == 0

    def test_many_listings_are_counted(self, older: OlderBoard) -> None:
        survey = older.read("listings/acme/survey.yml")
        for number in range(9):
            older.put(f"listings/acme/survey-{number}.yml", survey)
        older.commit()
        assert "\n  and 7 more files\n" in upgrade(older).stdout

    def test_an_answer_that_was_never_asked_for(self, older: OlderBoard) -> None:
        record = json.loads(older.read(FILE))
        del record["answers"]["time_zone"], record["answers"]["demo_day"]
        older.put(FILE, json.dumps(record))
        older.commit()
        out = upgrade(older).stdout
        assert "It uses:\n  time_zone: Etc/GMT+12\n  demo_day: nothing\n" in out

    def test_outside_a_repository_no_git_command_is_proposed(self, older: OlderBoard) -> None:
        older.path(".git").rename(older.root.parent / "git")
        done = upgrade(older)
        assert (
            done.returncode == 0 and "make check" in done.stdout and "git diff" not in done.stdout
        )

    def test_the_page_explains_every_word_of_the_table(self) -> None:
        page = (ROOT / "docs/run/upgrading.md").read_text(encoding="utf-8")
        for outcome in Outcome:
            assert f"\n| {outcome.value} |" in page


class TestWhatItWrites:
    def test_a_board_that_nobody_edited_has_the_new_versions_files(self, older: OlderBoard) -> None:
        upgrade(older)
        now = contents(older.root)
        new = scaffold(ANSWERS, older.program)
        assert {path: now[path] for path in new} == new
        own = {path for path in now if not path.startswith((".git/", "listings/"))}
        assert own == {*new, FILE}
        record = read_record(older.root)
        assert record and (record.program, record.format) == (__version__, FORMAT)

    def test_edits_are_kept_or_merged(self, edited: OlderBoard) -> None:
        upgrade(edited)
        assert edited.read("README.md").startswith("# Northgate College\n")
        assert edited.read(".gitignore").count("www/") == 1
        assert "EUR: 13" in edited.read("mkdocs.yml")
        assert "theme:\n  name: material\n  language: de\nplugins:" in edited.read("mkdocs.yml")
        assert edited.read("docs/notes.md") == "# Our notes\n"
        assert edited.read(".editorconfig") == "root = true\n# ours\n"
        assert edited.read("listings/acme/broken.yml") == "title: [\n"
        assert not edited.path(".github/pull_request_template.md").exists()
        assert not edited.path(".github/workflows/stale.yml").exists()

    def test_a_conflict_has_both_and_what_was_before(self, edited: OlderBoard) -> None:
        upgrade(edited)
        assert (
            "<<<<<<< this board\n"
            "SITE ?= www\n"
            f"||||||| microinternships {OLD}\n"
            "SITE ?= public\n"
            "=======\n"
            "SITE ?= site\n"
            f">>>>>>> microinternships {__version__}\n"
        ) in edited.read("Makefile")

    def test_lock_and_wheel_are_replaced(self, older: OlderBoard) -> None:
        upgrade(older)
        assert older.read("requirements.txt").endswith(older.program.requirement)
        wheels = [path.name for path in older.root.glob("*.whl")]
        assert wheels == [older.wheel.name]

    def test_a_lock_that_dependabot_changed_stays_until_the_next_version(
        self, older: OlderBoard
    ) -> None:
        upgrade(older)
        lock = older.read("requirements.txt")
        older.put("requirements.txt", "new-package==1 --hash=sha256:00\n" + lock)
        older.commit()
        assert "up to date" in upgrade(older).stdout

    def test_another_wheel_of_the_same_version_is_taken(self, older: OlderBoard) -> None:
        upgrade(older)
        older.commit()
        older.wheel.write_bytes(b"PK built again")
        assert upgrade(older).returncode == 0
        assert older.changed() == [f"M {older.wheel.name}", "M requirements.txt"]
        assert older.read("requirements.txt").endswith(older.program.requirement)

    def test_line_ends_of_windows_are_no_edit_and_stay(self, older: OlderBoard) -> None:
        windows = older.read("Makefile").replace("\n", "\r\n")
        older.put("Makefile", windows)
        older.put(".gitattributes", older.read(".gitattributes").replace("\n", "\r\n"))
        done = upgrade(older, "--force")
        new = scaffold(ANSWERS, older.program)["Makefile"]
        assert done.returncode == 0
        assert older.path("Makefile").read_bytes() == new.replace(b"\n", b"\r\n")

    def test_only_listings_of_an_older_form_change(self, older: OlderBoard) -> None:
        upgrade(older)
        for path in ("listings/acme/survey.yml", "listings/acme/employer.yml"):
            assert "yaml-language-server" not in older.read(path)
        assert "skills: [market-research, excel]" in older.read("listings/acme/survey.yml")

    def test_listings_of_the_same_form_stay(self, tmp_path: Path) -> None:
        it = older_board(tmp_path, form=FORMAT)
        upgrade(it)
        assert not [line for line in it.changed() if "listings/" in line]

    def test_a_conflict_is_solved_once(self, edited: OlderBoard) -> None:
        upgrade(edited)
        edited.put("Makefile", solved(edited.read("Makefile")))
        edited.commit()
        assert "up to date" in upgrade(edited).stdout
        assert "SITE ?= www\n" in edited.read("Makefile")

    def test_a_file_of_ones_own_stays_ones_own(self, edited: OlderBoard) -> None:
        """It is no edited file of init's: later versions never merge into it."""
        upgrade(edited)
        record = read_record(edited.root)
        assert record and ".editorconfig" not in record.written

    def test_a_link_is_not_followed(self, older: OlderBoard, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.write_bytes(older.path("Makefile").read_bytes())
        older.path("Makefile").unlink()
        older.path("Makefile").symlink_to(elsewhere)
        older.commit()
        before = elsewhere.read_bytes()
        done = upgrade(older)
        assert "Makefile (it is a link or a folder, where a file was written)" in done.stdout
        assert elsewhere.read_bytes() == before and older.path("Makefile").is_symlink()


class TestWhatIsLeft:
    """`board check` says where a conflict is, so that it is not pushed by mistake."""

    @pytest.fixture(autouse=True)
    def _theme(self, older: OlderBoard) -> None:
        """The folder that its settings name: without it, only the settings are reported."""
        (older.root / "generator/theme").mkdir(parents=True)

    @pytest.mark.parametrize("file", ["mkdocs.yml", CHECK, "Makefile"])
    def test_a_conflict_is_a_problem(self, older: OlderBoard, file: str) -> None:
        text = older.read(file)
        older.put(file, f"<<<<<<< this board\na: 1\n=======\na: 2\n>>>>>>> new\n{text}")
        done = board("check", "--today", TODAY, cwd=older.root)
        assert done.returncode > 0
        out = done.stdout + done.stderr
        assert f"{file}:1:1: error: a conflict of an upgrade is left here. [file/conflict]" in out
        assert "help: Keep the lines that are right, and delete the others" in out

    def test_it_is_one_among_what_changed_too(self, older: OlderBoard) -> None:
        older.put("Makefile", "<<<<<<< this board\na:\n=======\nb:\n>>>>>>> new\n")
        done = board("check", "--changed-since", "HEAD", "--today", TODAY, cwd=older.root)
        assert (done.returncode, "Makefile:1:1: error" in done.stdout) == (1, True)
        older.commit()
        done = board("check", "--changed-since", "HEAD", "--today", TODAY, cwd=older.root)
        assert (done.returncode, "Makefile" in done.stdout) == (0, False)

    def test_without_one_a_board_that_was_clean_is_clean(self, older: OlderBoard) -> None:
        before = board("check", "--today", TODAY, cwd=older.root)
        upgrade(older)
        after = board("check", "--today", TODAY, cwd=older.root)
        assert (before.returncode, after.returncode) == (0, 0)
        assert after.stdout == "2 files checked: all fine.\n"

    @pytest.mark.parametrize(
        "text", ["[]", "{", '{"written": {"../x": "", "\\u0000": ""}}', "9" * 5000]
    )
    def test_a_record_that_can_not_be_read_is_no_matter(self, older: OlderBoard, text: str) -> None:
        older.put(FILE, text)
        assert board("check", "--today", TODAY, cwd=older.root).returncode == 0


class TestTheWholeWay:
    def test_an_edited_board_is_upgraded_checked_and_built(
        self, edited: OlderBoard, wheel: Path, tmp_path: Path
    ) -> None:
        """With the installed program, as a maintainer does it; it knows its wheel by itself."""
        new = Installed(tmp_path / "venv", wheel)
        edited.put("overrides/templates/none_open.html", "<p>Come back on Monday.</p>\n")
        edited.path("listings/acme/broken.yml").unlink()
        edited.commit()
        done = new.run("upgrade", cwd=edited.root)
        assert (done.returncode, done.stderr) == (1, "")
        assert edited.path(wheel.name).read_bytes() == wheel.read_bytes()
        assert "Makefile:" in new.run("check", "--today", TODAY, cwd=edited.root).stdout
        edited.put("Makefile", solved(edited.read("Makefile")))
        edited.commit()
        assert "up to date" in new.run("upgrade", cwd=edited.root).stdout
        done = new.run("check", "--today", TODAY, cwd=edited.root)
        assert (done.returncode, done.stdout) == (0, "2 files checked: all fine.\n")
        done = new.run("build", "--today", TODAY, "--no-search", cwd=edited.root)
        assert done.returncode == 0, done.stderr
        assert edited.changed() == []
        page = edited.read("site/listings/acme/survey/index.html")
        assert "Northgate" in page and "<html lang=de" in page


class TestAdoption:
    """Listings and settings of a board that is a copy of the repository."""

    @pytest.fixture
    def new(self, older: OlderBoard) -> OlderBoard:
        upgrade(older)
        shutil.rmtree(older.path("listings"))
        older.commit()
        return older

    @pytest.fixture
    def copy(self, tmp_path: Path) -> Path:
        root = write_tree(tmp_path / "copy", {"acme/bad.yml": "title: [\n", "acme/logo.png": b"x"})
        (root / "mkdocs.yml").write_text(OLD_THEME + MKDOCS)
        survey = root / "listings/acme/survey.yml"
        survey.write_text(MODELINE.format("listing") + survey.read_text())
        return root

    def test_listings_and_settings_are_taken_over(
        self, new: OlderBoard, copy: Path, golden: Callable[[str, bytes], None]
    ) -> None:
        done = board("upgrade", "--adopt", "../copy", cwd=new.root)
        golden("upgrade/adopt.txt", said(done))
        assert new.read("mkdocs.yml") == MKDOCS
        assert new.read("listings/acme/survey.yml") == GOOD
        assert new.path("listings/acme/logo.png").read_bytes() == b"x"
        assert not new.path("schema").exists()

    def test_a_dry_run_writes_nothing(self, new: OlderBoard, copy: Path) -> None:
        before = contents(new.root)
        done = board("upgrade", "--adopt", "../copy", "--dry-run", cwd=new.root)
        assert done.returncode == 0 and "Nothing was written." in done.stdout
        assert contents(new.root) == before

    def test_what_is_there_stays(self, new: OlderBoard, copy: Path) -> None:
        new.put("listings/acme/survey.yml", "title: Ours\n")
        done = board("upgrade", "--adopt", "../copy", cwd=new.root)
        assert "They stay:\n  listings/acme/survey.yml\n" in done.stdout
        assert new.read("listings/acme/survey.yml") == "title: Ours\n"

    def test_what_is_not_committed_is_not_replaced(self, new: OlderBoard, copy: Path) -> None:
        new.edit("mkdocs.yml", "Northgate", "Southgate")
        done = board("upgrade", "--adopt", "../copy", cwd=new.root)
        assert done.returncode == 2 and "Commit first" in done.stderr

    @pytest.mark.parametrize("source", [".", "..", "nowhere"])
    def test_a_folder_that_is_no_board(self, new: OlderBoard, source: str) -> None:
        done = board("upgrade", "--adopt", source, cwd=new.root)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)


class TestWhatItRefuses:
    """Each on one line, with exit code 2 and not a byte written."""

    def refused(self, it: OlderBoard, *options: str) -> str:
        before = contents(it.root)
        done = upgrade(it, *options)
        assert contents(it.root) == before
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done
        return done.stderr

    def test_changes_that_are_not_committed(self, older: OlderBoard) -> None:
        older.edit("README.md", "An old last", "A last")
        assert self.refused(older) == (
            "board: README.md would change, and Git does not have it as it is now. Commit first, "
            "so that `git diff` shows what is new. (--force: continue anyway.)\n"
        )
        assert upgrade(older, "--force").returncode == 1

    def test_a_board_that_was_never_committed(self, older: OlderBoard) -> None:
        older.git("update-ref", "-d", "HEAD")
        assert "and 12 more would change" in re.sub(r"\d+ more", "12 more", self.refused(older))
        older.git("rm", "--quiet", "-r", "--cached", ".")
        assert "Commit first" in self.refused(older)

    def test_other_changes_that_are_not_committed_are_no_matter(self, older: OlderBoard) -> None:
        older.put("listings/acme/next.yml", "title: Next\n")
        older.edit("docs/about.md", "# About", "# All about")
        assert upgrade(older).returncode == 0

    def test_a_conflict_that_is_still_there(self, edited: OlderBoard) -> None:
        upgrade(edited)
        edited.commit()
        line = edited.read("Makefile").split("<<<<<<< ")[0].count("\n") + 1
        assert self.refused(edited).startswith(f"board: Makefile:{line}: a conflict is left here.")

    def test_a_board_of_a_newer_version(self, older: OlderBoard) -> None:
        for key, value in (("program", "99.0.1"), ("format", 99)):
            record = json.loads(older.read(FILE))
            older.put(FILE, json.dumps({**record, key: value, "answers": {"new": "x"}}))
            assert "Install that one or a newer one." in self.refused(older)

    def test_a_wheel_of_another_version(self, older: OlderBoard, tmp_path: Path) -> None:
        other = stand_in_wheel(tmp_path / "other", "0.0.1")
        done = board("upgrade", "--wheel", other, cwd=older.root)
        assert done.returncode == 2
        assert done.stderr == f"board: the wheel has version 0.0.1, but {__version__} runs here.\n"

    def test_a_board_without_a_record(self, older: OlderBoard) -> None:
        older.path(FILE).unlink()
        assert "Restore it from Git; or make a new board" in self.refused(older)

    def test_a_copy_of_the_repository(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path)
        (root / "generator").mkdir()
        (root / "generator/__init__.py").touch()
        done = board("upgrade", cwd=root)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "board init" in done.stderr and "docs/run/upgrading.md" in done.stderr

    def test_no_board_at_all(self, tmp_path: Path) -> None:
        done = board_process("upgrade", "--root", tmp_path, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr == f"board: there is no board here: no mkdocs.yml in {tmp_path}.\n"

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("program", "0.0.1\n::error::"),
            ("program", 3),
            ("format", "2"),
            ("format", True),
            ("written", []),
            ("written", {"Makefile": 3}),
            ("written", {"Makefile": "\ud800"}),
            ("written", {"../outside": "x"}),
            ("written", {"/etc/hosts": "x"}),
            ("written", {".git/config": "x"}),
            ("written", {"listings/acme/survey.yml": "x"}),
            ("written", {"requirements.txt": "x"}),
            ("written", {"a\x00b": "x"}),
            ("answers", None),
            ("answers", {"name": "A", "host": "elsewhere"}),
            ("answers", {"name": "A", "repository": "https://["}),
            ("answers", {"name": "\udc80"}),
        ],
    )
    def test_a_damaged_record(self, older: OlderBoard, key: str, value: object) -> None:
        record = json.loads(older.read(FILE))
        older.put(FILE, json.dumps({**record, key: value}))
        assert self.refused(older).startswith("board: .board.json")

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.data())
    def test_any_bytes_for_a_record(self, older: OlderBoard, data: st.DataObject) -> None:
        good = older.git("show", f"HEAD:{FILE}").encode()
        at = data.draw(st.integers(0, len(good)))
        odd = data.draw(st.binary(max_size=8))
        older.path(FILE).write_bytes(
            data.draw(st.sampled_from([odd, good[:at], good[:at] + odd + good[at + len(odd) :]]))
        )
        done = upgrade(older, "--dry-run")
        assert done.returncode in {0, 1, 2}
        if done.returncode == 2:
            assert (done.stdout, done.stderr.count("\n")) == ("", 1)

    def test_a_folder_for_a_record(self, older: OlderBoard) -> None:
        older.path(FILE).unlink()
        older.path(FILE).mkdir()
        assert FILE in self.refused(older)
