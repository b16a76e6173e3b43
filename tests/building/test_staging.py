"""Where a site is written: whole beside the old one, then in its place in one step."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.building import BuildError, swap
from generator.building import staging as staging_module
from generator.building.build_cache import LIST, BuildCache
from generator.building.staging import StagingFolder
from generator.rendering.artifact import Artifact, Batch
from tests.support.paths import ROOT
from tests.support.trees import contents

OLD = {"index.html": b"old", "a/b/one.html": b"one", "a/two.html": b"two", "gone/x.html": b"x"}
NEW = {"index.html": b"new", "a/b/one.html": b"one", "a/two.html": b"2", "more/y.html": b"y"}
# What nobody but the board's people put there.
OTHERS = {
    ".git/HEAD": b"ref: main",
    ".nojekyll": b"",
    ".well-known/security.txt": b"Contact: me",
    "CNAME": b"board.example",
    "a/notes.txt": b"Dear diary",
}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    folder = tmp_path / "board"
    folder.mkdir()
    return folder


def built(root: Path, files: dict[str, bytes]) -> None:
    """Build a site of `files`. Those that the last build had are reused, as in a real build."""
    staging = StagingFolder(root / "site", root)
    cache = BuildCache(root, staging.site)
    batches = [
        Batch(f"{path} {content!r}", "", lambda item=(path, content): [Artifact(*item)])
        for path, content in files.items()
    ]
    written = staging.write_batches(batches, cache)
    staging.commit()
    cache.store(written)


def add(site: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)


def files_of(site: Path) -> dict[str, bytes]:
    """The site without the list of its files."""
    return {path: content for path, content in contents(site).items() if path != LIST}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".cache")


@pytest.fixture(params=["exchanged", "renamed", "exchanged, with a spare", "renamed, with a spare"])
def swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """In one step, and as where that is not possible; with a spare site, and without."""
    if "spare" in request.param:
        monkeypatch.setattr(staging_module, "_MOST_CHANGED", 0)
    if "renamed" in request.param:
        monkeypatch.setattr(swap, "_renameat2", lambda: None)
    elif sys.platform == "linux":
        assert swap._renameat2() is not None
    return str(request.param)


@pytest.mark.usefixtures("swapping")
class TestOthersFiles:
    """Nothing is deleted that no board made."""

    def test_they_stay(self, root: Path) -> None:
        built(root, OLD)
        add(root / "site", OTHERS)
        (root / "site/a/link").symlink_to("notes.txt")
        for files in (NEW, OLD, NEW):
            built(root, files)
            assert (root / "site/a/link").readlink() == Path("notes.txt")
            (root / "site/a/link").unlink()
            assert files_of(root / "site") == files | OTHERS
            (root / "site/a/link").symlink_to("notes.txt")
        assert names(root) == ["site"]

    def test_hidden_names_stay_in_a_folder_without_a_site(self, root: Path) -> None:
        add(root / "site", {".git/HEAD": b"ref: main"})
        built(root, NEW)
        assert files_of(root / "site") == NEW | {".git/HEAD": b"ref: main"}

    @pytest.mark.parametrize("theirs", ["more/y.html", "more", "more/y.html/z"])
    def test_a_name_that_the_board_wants_too_is_said(self, root: Path, theirs: str) -> None:
        built(root, OLD)
        add(root / "site", {theirs: b"mine"})
        with pytest.raises(BuildError, match="was not made by the board"):
            built(root, NEW)
        assert files_of(root / "site") == OLD | {theirs: b"mine"}

    @pytest.mark.parametrize("name", ["index.html", "cat.png", "letters/mother.txt"])
    def test_a_folder_of_anything_else_is_refused(self, root: Path, name: str) -> None:
        add(root / "site", {name: b"mine"})
        with pytest.raises(BuildError, match="has files that no board made"):
            StagingFolder(root / "site", root)
        assert contents(root / "site") == {name: b"mine"}
        assert names(root) == ["site"]


class TestFolder:
    """Where a site may be."""

    def test_it_never_replaces_the_board_itself(self, root: Path) -> None:
        for folder in (root, root.parent):
            with pytest.raises(BuildError, match="contains the board itself"):
                StagingFolder(folder, root)

    def test_it_never_replaces_a_file(self, root: Path) -> None:
        (root / "cat.png").touch()
        with pytest.raises(BuildError, match="not a folder"):
            StagingFolder(root / "cat.png", root)

    def test_a_link_to_the_site_stays_a_link(self, root: Path, tmp_path: Path) -> None:
        real = tmp_path / "real"
        real.mkdir()
        (root / "site").symlink_to(real)
        built(root, NEW)
        assert (root / "site").is_symlink()
        assert files_of(real) == NEW

    @pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "", "a/"])
    def test_it_writes_inside_only(self, root: Path, path: str) -> None:
        staging = StagingFolder(root / "site", root)
        with pytest.raises(BuildError, match="no path inside"):
            staging.write([Artifact(path, b"")])

    def test_one_name_is_written_once(self, root: Path) -> None:
        staging = StagingFolder(root / "site", root)
        with pytest.raises(BuildError, match="two pages"):
            staging.write([Artifact("x", b"1"), Artifact("x", b"2")])


def test_a_build_without_a_change_touches_nothing(root: Path) -> None:
    built(root, OLD)
    page = root / "site/index.html"
    page.touch()  # a new time: this batch alone is made again
    built(root, OLD)
    before = (root / "site").stat().st_ino
    built(root, OLD)
    assert (root / "site").stat().st_ino == before
    (root / "site/a/two.html").unlink()
    built(root, OLD)
    assert files_of(root / "site") == OLD


def test_a_spare_site_makes_the_next_one_whatever_is_in_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that turned into folders, were changed, removed or added, and nothing of the site."""
    monkeypatch.setattr(staging_module, "_MOST_CHANGED", 0)
    first = {"keep.html": b"1", "a": b"file", "b/c": b"in a folder", "d/e/f": b"deep", "g": b"g"}
    second = {"keep.html": b"1", "a/x": b"in a folder", "b": b"file", "d/e/f": b"deep"}
    built(root, first)
    for files in (second, first, second, first):
        built(root, files)
        assert files_of(root / "site") == files
        (spare,) = root.glob(".cache/spare-*")
        (spare / "odd.txt").write_bytes(b"odd")
        (spare / "d/e/f").unlink()
        if files is first:  # a copy
            (spare / "d/e/f").write_bytes(b"deep")
        (spare / "keep.html").unlink()
        (spare / "keep.html").write_bytes(b"another")
    assert sorted(names(root)) == ["site"]


def test_a_site_with_much_that_is_new_leaves_no_spare(root: Path) -> None:
    for files in (OLD, NEW):
        built(root, files)
    assert not [*root.glob(".cache/spare-*")]


def test_what_the_engine_wrote_is_compared_too(root: Path) -> None:
    for content in (b"1", b"2", b"2"):
        staging = StagingFolder(root / "site", root)
        (staging.folder / "help.html").write_bytes(content)
        staging.commit()
        assert files_of(root / "site") == {"help.html": content}
    (root / "site/help.html").unlink()
    staging = StagingFolder(root / "site", root)
    (staging.folder / "help.html").write_bytes(b"2")
    staging.commit()
    assert files_of(root / "site") == {"help.html": b"2"}


def test_what_was_written_before_it_was_emptied_is_not_in_the_site(root: Path) -> None:
    staging = StagingFolder(root / "site", root)
    staging.write([Artifact("a/old.html", b"1"), Artifact("old.html", b"1")])
    staging.empty()
    staging.write([Artifact("a/new.html", b"2")])
    staging.commit()
    assert files_of(root / "site") == {"a/new.html": b"2"}


def test_a_name_that_a_batch_and_a_file_want_is_refused(root: Path) -> None:
    built(root, OLD)
    staging = StagingFolder(root / "site", root)
    old = [Batch(f"{path} {OLD[path]!r}", "", list) for path in OLD]
    staging.write_batches(old, BuildCache(root, staging.site))
    with pytest.raises(BuildError, match=r"two pages or files want to be `index\.html`"):
        staging.write([Artifact("index.html", b"again")])
    staging.discard()
    assert files_of(root / "site") == OLD


@pytest.mark.usefixtures("swapping")
class TestInterrupted:
    """A build that is stopped at any moment leaves a whole site, old or new."""

    @pytest.mark.parametrize("error", [None, errno.ENOSPC])
    def test_at_every_step(self, root: Path, swapping: str, error: int | None) -> None:
        """Killed, and on a full disk."""
        for files in (OLD, NEW, OLD):
            built(root, files)
        add(root / "site", OTHERS)
        wholes = (OLD | OTHERS, NEW | OTHERS)
        is_always_there = "exchanged" in swapping or error is not None
        step, seen = 0, set()
        while self.interrupted(root, step, error):
            step += 1
            if is_always_there:
                assert files_of(root / "site") in wholes, step
            seen.add("site" if (root / "site").exists() else "none")
            StagingFolder(root / "site", root).discard()  # the next build cleans up
            assert files_of(root / "site") in wholes, step
            assert names(root) == ["site"]
            for files in (NEW, OLD):
                built(root, files)
            assert bool([*root.glob(".cache/spare-*")]) == ("spare" in swapping)
            assert files_of(root / "site") == OLD | OTHERS
        assert files_of(root / "site") == NEW | OTHERS
        assert step > 15
        assert seen == ({"site"} if is_always_there else {"site", "none"})

    def interrupted(self, root: Path, step: int, error: int | None) -> bool:
        """Build in another process, where change number `step` fails or never comes.

        Whether it got that far.
        """
        process = os.fork()
        if not process:
            status, stopper = 1, _Stopper(step, error)
            try:
                sys.addaudithook(stopper)
                built(root, NEW)
                status = 3 if stopper.has_stopped else 0
            except OSError as failure:
                status = 3 if failure.errno == error else 1
            finally:
                os._exit(status)
        _, ended = os.waitpid(process, 0)
        assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) in (0, 3)
        return os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 3


_CHANGES = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.symlink"}
_NEEDS_NO_ROOM = {"os.remove", "os.rmdir", "os.rename", "os.chmod"}


class _Stopper:
    """Stops this process before its change number `step` of what is on the disk.

    With an `error`, that change and all later ones that need room fail with it instead.
    """

    def __init__(self, step: int, error: int | None) -> None:
        self._left = step
        self._error = error
        self.has_stopped = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_WRONLY
        swaps = event == "ctypes.dlsym" and "renameat2" in arguments and self._error is None
        if not (event in _CHANGES or writes or swaps):
            return
        if self._error is not None and event in _NEEDS_NO_ROOM:
            return
        if self._left:
            self._left -= 1
            return
        self.has_stopped = True
        if self._error is None:
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            raise OSError(self._error, os.strerror(self._error))


@pytest.mark.usefixtures("swapping")
@pytest.mark.parametrize("failing", ["put_in_place", "keep_others", "write_list"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_at_the_end_leaves_the_old_site(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    built(root, OLD)
    staging = StagingFolder(root / "site", root)
    staging.write([Artifact("index.html", b"new")])

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"generator.building.staging.{failing}", fail)
    with pytest.raises(type(error)):
        staging.commit()
    staging.discard()
    assert files_of(root / "site") == OLD
    assert names(root) == ["site"]


_BUILD = """
import sys, time
from pathlib import Path
from generator.building.staging import StagingFolder
from generator.rendering.artifact import Artifact
root = Path(sys.argv[1])
staging = StagingFolder(root / "site", root)
print("begun", flush=True)
sys.stdin.readline()
staging.write([Artifact("index.html", sys.argv[2].encode())])
staging.commit()
"""


def test_a_second_build_waits_for_the_first(root: Path) -> None:
    def start(text: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", _BUILD, str(root), text], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    with start("one") as first:
        assert first.stdout
        assert first.stdout.readline() == "begun\n"
        with start("two") as second:
            assert second.stderr
            assert "another build of" in second.stderr.readline()
            assert first.communicate("go\n", timeout=60)[1] == ""
            assert second.communicate("go\n", timeout=60)[0] == "begun\n"
    assert files_of(root / "site") == {"index.html": b"two"}


def test_a_build_does_not_wait_for_ever(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staging = StagingFolder(root / "site", root)
    monkeypatch.setattr(swap, "_LONGEST_WAIT", 0)
    with pytest.raises(BuildError, match="has run for too long"):
        StagingFolder(root / "site", root)
    staging.discard()
    StagingFolder(root / "site", root).discard()
