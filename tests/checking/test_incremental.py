"""`board check --changed-since`: on real repositories, with the answers to whatever goes wrong."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from generator.checking import check
from generator.checking.rule import Finding, Parts, Rule, RuleContext
from generator.checking.run import check_all, check_changed
from generator.checking.workspace import open_workspace
from generator.model.problem import Severity
from generator.reading.store import seal
from tests.support.command import board
from tests.support.repositories import TODAY, Repository
from tests.support.trees import GOOD

DAY = date.fromisoformat(TODAY)
BAD = GOOD.replace("level: beginner", "level: begginer")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "board")


def changed(
    root: Path, ref: str = "main", *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return board(
        "check", f"--changed-since={ref}", "--today", TODAY, *options, cwd=root, **environment
    )


def forge(database: sqlite3.Connection, digest: bytes) -> None:
    """Give the result of listings/acme/new.yml to a file with another digest, and seal it."""
    path = "listings/acme/new.yml"
    row = database.execute("SELECT stat, keys FROM sealed_files WHERE path = ?", (path,)).fetchone()
    database.execute(
        "UPDATE sealed_files SET digest = ?, state_seal = ? WHERE path = ?",
        (digest, seal(path, row[0], digest, row[1]), path),
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that could not run."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("board: ") and done.stderr.count("\n") == 1
    return done.stderr


class TestWhatIsReported:
    def test_nothing_changed(self, repository: Repository) -> None:
        done = changed(repository.root)
        assert (done.returncode, done.stdout) == (0, "0 files checked: all fine.\n")

    def test_only_what_changed(self, repository: Repository) -> None:
        (repository.root / "listings/acme/old.yml").write_text(BAD)
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message=broken long ago")
        (repository.root / "listings/acme/survey.yml").write_text(BAD)
        done = changed(repository.root)
        assert done.returncode == 1
        assert "listings/acme/survey.yml:16:8: error" in done.stdout
        assert "old.yml" not in done.stdout and done.stdout.endswith(
            "\n1 file checked: 1 error in 1 file.\n"
        )

    def test_a_file_git_does_not_know_yet(self, repository: Repository) -> None:
        (repository.root / "listings/acme/new.yml").write_text(BAD)
        assert "listings/acme/new.yml:16:8: error" in changed(repository.root).stdout

    def test_a_new_file_whose_deadline_is_over(self, repository: Repository) -> None:
        """An old one has closed by itself; a new one is a mistake. Git knows which is which."""
        over = GOOD.replace("2026-11-20", "2026-10-01").replace("2026-12-04", "2026-10-20")
        for name in ("old", "survey"):
            (repository.root / f"listings/acme/{name}.yml").write_text(over)
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message=closed by now")
        (repository.root / "listings/acme/old.yml").write_text(over + "openings: 2\n")
        assert ": error:" not in changed(repository.root).stdout
        (repository.root / "listings/acme/new.yml").write_text(over)
        said = changed(repository.root).stdout
        assert "new.yml:" in said and "[dates/deadline-passed]" in said
        assert "Choose a later day, such as 2026-12-14." in said

    def test_from_where_the_branch_left(self, repository: Repository) -> None:
        """What others changed on main meanwhile is not reported."""
        repository.git("checkout", "--quiet", "-b", "mine")
        (repository.root / "listings/acme/mine.yml").write_text(BAD)
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message=mine")
        theirs = repository.head({"listings/acme/survey.yml": BAD})
        repository.git("update-ref", "refs/heads/main", theirs)
        assert changed(repository.root).stdout.count(": error: ") == 1

    def test_a_deleted_employer_with_listings(self, repository: Repository) -> None:
        (repository.root / "listings/acme/employer.yml").unlink()
        done = changed(repository.root)
        assert done.returncode == 1
        assert "listings/acme/survey.yml:1:1: error: nothing says who offers this" in done.stdout

    def test_a_renamed_employer_folder(self, repository: Repository) -> None:
        (repository.root / "listings/acme").rename(repository.root / "listings/Acme Inc")
        done = changed(repository.root)
        assert done.returncode == 1 and "[file/name]" in done.stdout

    def test_a_changed_schema_is_everybodys_business(self, repository: Repository) -> None:
        (repository.root / "schema/categories.yml").write_text(
            "only: true\nterms:\n- {id: writing, label: Writing}\n"
        )
        done = changed(repository.root)
        assert done.stdout.count("[vocabulary/unknown]") == 3  # every listing of the board

    def test_hostile_names(self, repository: Repository) -> None:
        names = ["a\nb.yml", '"q".yml', "::error::x.yml", "`id`.yml", "$(id).yml", "é ü.yml"]
        for name in names:
            (repository.root / "listings/acme" / name).write_text(GOOD)
        repository.git("add", "--all")  # half of the trouble is how Git quotes them
        done = changed(repository.root, "main", "--format=github")
        assert done.returncode == 1
        assert done.stdout.count("title=file/name::") == len(names)
        assert all(line.startswith(("::error file=", "0 files", "6 f")) for line in
                   done.stdout.splitlines())  # fmt: skip

    def test_a_board_in_a_folder_of_a_repository(self, tmp_path: Path) -> None:
        repository = Repository(tmp_path / "all" / "board")
        outer = repository.root.parent
        (repository.root / ".git").rename(outer / ".git")
        for command in (["add", "--all"], ["commit", "--quiet", "-m", "moved"]):
            subprocess.run(
                ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *command],
                cwd=outer, check=True,
            )  # fmt: skip
        (repository.root / "listings/acme/survey.yml").write_text(BAD)
        assert "listings/acme/survey.yml:16:8" in changed(repository.root).stdout

    def test_changed_files_are_put_right(self, repository: Repository) -> None:
        untidy = GOOD.replace("excel", "MS Excel")
        (repository.root / "listings/acme/new.yml").write_text(untidy)
        done = changed(repository.root, "main", "--fix")
        assert done.stderr == "fixed listings/acme/new.yml\n"


class TestWhatCanNotBeAnswered:
    def test_a_base_that_does_not_exist(self, repository: Repository) -> None:
        assert "no branch or commit `nowhere`" in refused(changed(repository.root, "nowhere"))

    @pytest.mark.parametrize("ref", ["", "--output=x", "a b", "$(touch x)", "\x1b[31m", "HEAD:x"])
    def test_a_base_that_is_none(self, repository: Repository, ref: str) -> None:
        assert "\x1b" not in refused(changed(repository.root, ref))
        assert not (repository.root / "x").exists()

    def test_no_repository(self, tmp_path: Path) -> None:
        repository = Repository(tmp_path / "board")
        (repository.root / ".git").rename(tmp_path / "elsewhere")
        environment = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
        assert "not in a Git repository" in refused(changed(repository.root, **environment))

    def test_no_git(self, repository: Repository, tmp_path: Path) -> None:
        done = changed(repository.root, PATH=str(tmp_path))
        assert "`git` is not installed" in refused(done)

    def test_a_shallow_clone(self, repository: Repository, tmp_path: Path) -> None:
        """As actions/checkout makes it by default."""
        first = repository.git("rev-parse", "HEAD")
        repository.onto_main({"listings/acme/a.yml": GOOD})
        repository.onto_main({"listings/acme/b.yml": GOOD})
        clone = tmp_path / "clone"
        source = repository.root.as_uri()
        subprocess.run(["git", "clone", "--quiet", "--depth=1", source, clone], check=True)
        assert "shallow" in refused(changed(clone, first))
        subprocess.run(
            ["git", "fetch", "--quiet", "--depth=1", source, first], cwd=clone, check=True
        )
        assert "fetch-depth: 0" in refused(changed(clone, first))

    def test_unrelated_histories(self, repository: Repository) -> None:
        tree = repository.git("rev-parse", "HEAD^{tree}")
        other = repository.git("commit-tree", tree, "-m", "Another beginning")
        assert "no common commit" in refused(changed(repository.root, other))

    def test_paths_and_a_base(self, repository: Repository) -> None:
        done = board("check", "listings", "--changed-since=main", cwd=repository.root)
        assert done.returncode == 2


def _same_title(parts: Parts, context: RuleContext) -> Iterator[tuple[str, Finding]]:
    for file, listing in parts.listings.items():
        for other, twin in parts.listings.items():
            if other != file and twin.title == listing.title:
                yield file, Finding(("title",), f"the same title as {other}.")


class TestComparing:
    """Rules that compare listings see every one that a changed one could be compared with."""

    @pytest.fixture(autouse=True)
    def with_rule(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rule = Rule("test/same-title", Severity.ERROR, board=_same_title)
        monkeypatch.setattr(check, "RULES", (*check.RULES, rule))

    def test_with_a_listing_of_another_employer(self, repository: Repository) -> None:
        (repository.root / "listings/harbour/copy.yml").write_text(GOOD)
        for _ in ("cold", "warm"):
            found = check_changed(repository.root, "main", DAY).problems
            mine = [item for item in found if item.rule.startswith("test/")]
            assert [item.place.file for item in mine] == ["listings/harbour/copy.yml"]
            assert "listings/acme/survey.yml" in mine[0].message
            assert "duplicate/other-employer" in {item.rule for item in found}

    def test_the_whole_board_says_the_same(self, repository: Repository) -> None:
        (repository.root / "listings/harbour/copy.yml").write_text(GOOD)
        work = open_workspace(repository.root)
        plain = check_all(work, DAY).checked
        for _ in ("cold", "warm"):
            assert check_all(open_workspace(repository.root), DAY).checked == plain
        some = check_changed(repository.root, "main", DAY).problems
        mine = [item for item in plain.problems if item.place.file.endswith("/copy.yml")]
        assert [*some] == mine


class TestCache:
    def file(self, repository: Repository) -> Path:
        return repository.root / ".cache" / "board" / "checked.sqlite"

    def test_a_second_run_says_the_same(self, repository: Repository) -> None:
        (repository.root / "listings/acme/survey.yml").write_text(BAD)
        first = changed(repository.root)
        assert self.file(repository).exists()
        assert changed(repository.root).stdout == first.stdout

    def test_a_change_of_the_same_size_and_time_is_seen(self, repository: Repository) -> None:
        path = repository.root / "listings/acme/survey.yml"
        path.write_text(GOOD.replace("USD", "EUR"))
        assert changed(repository.root).returncode == 0
        before = path.stat()
        path.write_text(GOOD.replace("USD", "usd"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert changed(repository.root).returncode == 1

    def test_other_settings_start_it_anew(self, repository: Repository) -> None:
        path = repository.root / "listings/acme/new.yml"
        path.write_text(GOOD)
        assert changed(repository.root).returncode == 0
        settings = repository.root / "mkdocs.yml"
        settings.write_text(settings.read_text().replace("USD: 15", "USD: 50"))
        assert "[pay/below-floor]" in changed(repository.root).stdout

    def test_a_forged_one_counts_only_where_it_is_used(self, repository: Repository) -> None:
        """Whoever can write the cache can make it lie: `--no-cache` is for such a folder."""
        path = repository.root / "listings/acme/new.yml"
        path.write_text(GOOD)
        assert changed(repository.root).returncode == 0
        path.write_text(BAD)
        digest = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        with closing(sqlite3.connect(self.file(repository))) as database, database:
            forge(database, digest)
        assert changed(repository.root).returncode == 0
        assert changed(repository.root, "main", "--no-cache").returncode == 1
        done = board("check", "--no-cache", "--today", TODAY, cwd=repository.root)
        assert "listings/acme/new.yml:16:8: error" in done.stdout

    def test_a_draft_elsewhere_is_checked_without_it_too(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        """A draft's path can be one of the board's, so a forged result would count for it."""
        on_board = repository.root / "listings/acme/new.yml"
        on_board.write_text(GOOD)
        assert changed(repository.root).returncode == 0
        draft = tmp_path / "drafts/acme/new.yml"
        draft.parent.mkdir(parents=True)
        draft.write_text(BAD)
        digest = hashlib.blake2b(draft.read_bytes(), digest_size=16).digest()
        with closing(sqlite3.connect(self.file(repository))) as database, database:
            forge(database, digest)
        check = ("check", str(draft), "--today", TODAY)
        assert "begginer" not in board(*check, cwd=repository.root).stdout
        assert "begginer" in board(*check, "--no-cache", cwd=repository.root).stdout

    @pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
    def test_a_damaged_one_is_no_cache(self, repository: Repository, damage: bytes) -> None:
        (repository.root / "listings/acme/survey.yml").write_text(BAD)
        first = changed(repository.root)
        self.file(repository).write_bytes(damage)
        assert changed(repository.root).stdout == first.stdout

    def test_every_byte_may_be_wrong(self, repository: Repository) -> None:
        (repository.root / "listings/acme/survey.yml").write_text(BAD)
        expected = check_changed(repository.root, "main", DAY).problems
        whole = self.file(repository).read_bytes()
        for at in range(0, len(whole), 977):
            bad = whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 64]) + whole[at + 64 :]
            self.file(repository).write_bytes(bad)
            found = check_changed(repository.root, "main", DAY).problems
            assert {item.place.file for item in found} <= {item.place.file for item in expected}

    def test_a_folder_that_can_not_be_written(self, repository: Repository) -> None:
        (repository.root / ".cache").write_text("a file where the folder should be")
        (repository.root / "listings/acme/survey.yml").write_text(BAD)
        assert changed(repository.root).returncode == 1

    def test_what_was_deleted_is_forgotten(self, repository: Repository) -> None:
        path = repository.root / "listings/acme/new.yml"
        path.write_text(BAD)
        assert changed(repository.root).returncode == 1
        path.unlink()
        assert changed(repository.root).returncode == 0
        path.write_text(GOOD)
        assert changed(repository.root).returncode == 0
