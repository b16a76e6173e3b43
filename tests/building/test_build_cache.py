"""A build that takes over what did not change gives, to the byte, what one from nothing gives."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.authoring.format_files import format_files
from generator.authoring.hide_listing import hide_listing, unhide_listing
from generator.authoring.listing_names import hidden_entries
from generator.building import BuildError, BuildOptions, code_version, workers
from generator.building.build_cache import BuildCache
from generator.building.site import build as build_site
from generator.building.staging import StagingFolder
from generator.building.workers import WrittenFile, make_batches
from generator.checking.workspace import open_workspace
from generator.rendering.artifact import Artifact, Batch
from tests.reviewing.plays import with_employer
from tests.support.paths import ROOT
from tests.support.trees import EMPLOYER, GOOD, OTHER, contents, write_site_tree

DAY = date(2026, 11, 23)
WORDS = (
    "archive bakery budget campaign clinic customers data draft festival findings forecast garden "
    "guide harbour interviews launch letters library logistics market museum newsletter plants "
    "podcast poster prototype report review river school script sensor sheet station story survey"
).split()
_WORK = ("a poster", "a podcast", "two maps", "a survey", "one index", "six labels")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three employers with four listings each, and the hand-written pages that a build needs."""
    files: dict[str, str | bytes] = {}
    for name in ("bolt", "cave", "dune"):
        files[f"{name}/employer.yml"] = employer(name)
        for number in range(4):
            files[f"{name}/work-{number}.yml"] = listing(name, number)
    root = write_site_tree(tmp_path_factory.mktemp("once") / "board", files)
    built(root)
    return root


@pytest.fixture
def board(once: Path, tmp_path: Path) -> Path:
    """A copy of that board, which is built already: with its site and its caches."""
    return shutil.copytree(once, tmp_path / "board")


def employer(name: str) -> str:
    return EMPLOYER.replace("name: Acme", f"name: {name.title()}").replace("acme.", f"{name}.")


def listing(name: str, number: int) -> str:
    text = (GOOD if number % 2 else OTHER).replace("acme.example", f"{name}.example")
    choose = random.Random(f"{name} {number}")
    old = text[text.index("description: |") : text.index("deliverables:")]
    new = " ".join(choose.choices(WORDS, k=50))
    text = text.replace(old, f"description: |\n  {new}.\n")
    title = text[text.index("title: ") : text.index("\n")]
    return text.replace(title, f"title: Make {_WORK[number]} for {name.title()}, part {number}")


def build(root: Path, options: BuildOptions) -> None:
    build_site(open_workspace(root), options, "mkdocs")


def built(root: Path, day: date = DAY) -> dict[str, bytes]:
    build(root, BuildOptions(day, keep_going=True, search=False))
    return contents(root / "site")


def from_nothing(root: Path, day: date = DAY) -> dict[str, bytes]:
    """What a machine builds that has the history file, but nothing else."""
    fresh = root.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
    record = "site/api/v1/record.json"
    if (root / record).exists():
        (fresh / record).parent.mkdir(parents=True)
        shutil.copy(root / record, fresh / record)
    return built(fresh, day)


def times(root: Path) -> dict[str, int]:
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    return {path.relative_to(root / "site").as_posix(): path.stat().st_mtime_ns for path in files}


def written(root: Path, change: Callable[[], object]) -> set[str]:
    """The files that are written anew after `change`."""
    before = times(root)
    change()
    build(root, BuildOptions(DAY, search=False))
    return {path for path, time in times(root).items() if before.get(path) != time}


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class Changes:
    """What people do to a board, one thing at a time."""

    def __init__(self, root: Path, seed: int) -> None:
        self._root, self._choose = root, random.Random(seed)

    def one(self) -> None:
        """Something."""
        self._choose.choice(
            [
                self.edit, self.fill, self.delete, self.add, self.rename, self.rename_employer,
                self.move_employer, self.hide, self.unhide,
            ]
        )()  # fmt: skip

    def edit(self) -> None:
        path = self._listing()
        text = path.read_text("utf-8")
        path.write_text(text.replace("title: Make", "title: Make again", 1), encoding="utf-8")

    def fill(self) -> None:
        """With what became of it, which the employer's other pages count."""
        path = self._listing()
        lines = path.read_text("utf-8").rstrip().splitlines()
        kept = [line for line in lines if not line.startswith(("status:", "outcome:"))]
        made = f"This is result number {len(lines)} of many."
        text = "\n".join([*kept, "status: filled", f"outcome: {{summary: {made}, hired: yes}}"])
        path.write_text(f"{text}\n", encoding="utf-8")

    def delete(self) -> None:
        self._listing().unlink()

    def hide(self) -> None:
        work, path = open_workspace(self._root), self._listing()
        name = f"{path.parent.name}/{path.stem}"
        if not hidden_entries(work, name):
            hide_listing(work, name, "Someone told us that it does not exist.", DAY)

    def unhide(self) -> None:
        work = open_workspace(self._root)
        for name in [*work.hidden][:1]:
            unhide_listing(work, name)

    def add(self) -> None:
        number = self._choose.randrange(1000)
        text = listing("cave", 1).replace("part 1", f"part {number}")
        (self._root / f"listings/cave/new-{number}.yml").write_text(text, encoding="utf-8")

    def rename(self) -> None:
        path = self._listing()
        new = path.with_name(f"renamed-{self._choose.randrange(1000)}.yml")
        alias = f"aliases: [{path.parent.name}/{path.stem}]\n"
        text = path.read_text("utf-8").rstrip() + "\n"
        new.write_text(text if "aliases:" in text else text + alias, encoding="utf-8")
        path.unlink()

    def rename_employer(self) -> None:
        path = self._root / f"listings/{self._choose.choice(['bolt', 'cave'])}/employer.yml"
        name = f"name: House {self._choose.randrange(1000)}"
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([name, *lines[1:]]) + "\n", encoding="utf-8")

    def move_employer(self) -> None:
        """From employer.yml into a listing, or back."""
        own = self._root / "listings/dune/employer.yml"
        if not own.exists():
            format_files(self._root)
            return
        listings = sorted(self._root.glob("listings/dune/[!e]*.yml"))
        text = with_employer(listings[0].read_text("utf-8").rstrip() + "\n", own.read_text("utf-8"))
        listings[0].write_text(text, encoding="utf-8")
        own.unlink()

    def _listing(self) -> Path:
        return self._choose.choice(sorted((self._root / "listings").glob("*/[!e]*.yml")))


def test_an_employer_that_moves(board: Path) -> None:
    changes = Changes(board, 0)
    for _ in range(2):
        changes.move_employer()
        expected = from_nothing(board)
        assert built(board) == expected


def test_what_is_hidden_leaves_no_trace_and_comes_back_as_it_was(board: Path) -> None:
    """Its id stays at its own address and where other boards are told that it is gone."""
    whole, changes = built(board), Changes(board, 3)
    changes.hide()
    (name,) = open_workspace(board).hidden
    title = read_title(board / f"listings/{name}.yml")
    assert sum(title in content for content in whole.values()) > 10
    expected = from_nothing(board)
    hidden = built(board)
    assert hidden == expected
    own = f"listings/{name}/index.html"
    told = {"api/v1/changes.json", "api/v1/record.json", ".board-files", own}
    assert {path for path, content in hidden.items() if name.encode() in content} == told
    assert not [path for path, content in hidden.items() if title in content]
    assert [path for path in hidden if name in path] == [own]
    assert b"under review" in hidden[own] and b"noindex" in hidden[own]
    assert (board / "listings/hidden.yml").exists()

    changes.unhide()
    expected = from_nothing(board)
    assert built(board) == expected
    assert expected.keys() == whole.keys()
    changes_now = json.loads(expected["api/v1/changes.json"])
    assert [item["id"] for item in changes_now["changed"]] == [name], "who dropped it is told"
    assert name not in [item["id"] for item in changes_now["closed"]]
    (board / "site/api/v1/record.json").unlink()
    assert from_nothing(board) == whole, "without a record nothing tells that it was away"


def read_title(path: Path) -> bytes:
    first, _, _ = path.read_text("utf-8").partition("\n")
    return first.removeprefix("title: ").encode()


@pytest.mark.parametrize("seed", range(2))
def test_whatever_changes_the_bytes_are_those_of_a_build_from_nothing(
    board: Path, seed: int
) -> None:
    changes = Changes(board, seed)
    for _ in range(4):
        changes.one()
        expected = from_nothing(board)
        assert built(board) == expected


@pytest.mark.parametrize("is_sample", [True, False])
def test_another_day_too(board: Path, is_sample: bool) -> None:
    """Listings come, expire, leave calendars and search engines; an employer is verified."""
    if not is_sample:
        replace_in(board / "mkdocs.yml", '    demo_day: "2026-11-23"\n', "")
    with open(board / "listings/bolt/employer.yml", "a", encoding="utf-8") as file:
        file.write("verified: {day: 2026-11-25, how: dns}\n")
    built(board)
    for days in (1, 2, 9, 25, 56):
        day = DAY + timedelta(days=days)
        expected = from_nothing(board, day)
        assert built(board, day) == expected, day


def test_the_next_day_leaves_what_does_not_show_it(board: Path) -> None:
    built(board)
    before = times(board)
    built(board, DAY + timedelta(days=1))
    after = times(board)
    assert after["index.html"] != before["index.html"]
    for path in ("listings/bolt/work-1/index.html", "skills/excel/feed.xml", "jobs.xml"):
        assert after[path] == before[path], path


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mkdocs.yml", "site_name: Microinternships", "site_name: Another board"),
        ("mkdocs.yml", "closing_soon", "closing_soon"),
        ("schema/skills.yml", "id: excel", "id: excel\n    label: Real Excel"),
        ("schema/exchange_rates.yml", "  EUR: 0.864", "  EUR: 0.5"),
        ("overrides/theme/partials/footer.html", "<footer", '<footer lang="en"'),
        ("docs/help.md", "# Help", "# Much help"),
    ],
)
def test_a_change_of_what_all_share_reaches_every_page(
    board: Path, file: str, old: str, new: str
) -> None:
    path = board / file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file.replace("overrides/", "generator/"), path)
        built(board)
    if old == "closing_soon":  # a setting that is not there yet
        old, new = "  board:\n", "  board:\n    closing_soon_days: 30\n"
    replace_in(path, old, new)
    expected = from_nothing(board)
    assert built(board) == expected


def test_a_change_of_our_own_code_makes_all_anew(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def update() -> None:
        monkeypatch.setattr(code_version, "_LIBRARIES", (*code_version._LIBRARIES, "click"))

    assert "listings/bolt/work-1/index.html" in written(board, update)


def test_only_what_shows_a_listing_is_written_again(board: Path) -> None:
    edited = board / "listings/bolt/work-1.yml"
    found = written(board, lambda: replace_in(edited, "title: Make", "title: Do"))
    assert "listings/bolt/work-1/index.html" in found
    assert "employers/bolt/feed.xml" in found
    assert "browse/index.html" in found
    assert "api/v1/listings/bolt/work-1.json" in found
    assert "employers/cave/index.html" not in found
    assert "api/v1/listings/bolt/work-2.json" not in found
    assert "skills/illustration/deadlines.ics" not in found


@pytest.fixture
def with_archive(board: Path) -> tuple[Path, str]:
    """A built board with a closed listing, and the path of its month's page in the archive."""
    with open(board / "listings/cave/work-0.yml", "a", encoding="utf-8") as file:
        file.write("status: filled\n")
    built(board)
    [month] = (board / "site/archive").glob("2*/index.html")
    return board, month.relative_to(board / "site").as_posix()


def test_a_page_of_a_long_list_that_does_not_show_a_listing_stays(
    with_archive: tuple[Path, str],
) -> None:
    board, month = with_archive
    edited = board / "listings/bolt/work-1.yml"
    found = written(board, lambda: replace_in(edited, "title: Make", "title: Do"))
    assert "archive/index.html" in found
    assert month not in found


def test_a_template_of_the_boards_own_may_show_anything(with_archive: tuple[Path, str]) -> None:
    board, month = with_archive
    own = board / "overrides/templates/archive_month.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ board.open | length }} are open.\n", encoding="utf-8")
    before = built(board)[month]
    assert b" are open." in before
    (board / "listings/bolt/work-1.yml").unlink()
    expected = from_nothing(board)
    assert built(board)[month] == expected[month] != before


def test_a_board_that_was_moved_reuses_its_site(board: Path) -> None:
    """As on a machine of a workflow, where the board may be in another folder each time."""
    assert not written(board, lambda: None)


def test_so_does_one_from_an_archive_that_knows_whole_seconds_only(board: Path) -> None:
    def restore() -> None:
        for path in (board / "site").rglob("*.*"):
            seconds = path.stat().st_mtime_ns // 10**9
            os.utime(path, ns=(seconds * 10**9, seconds * 10**9))

    found = written(board, restore)
    assert "listings/bolt/work-1/index.html" in found, "its time is another one now"
    assert all(times(board)[path] % 10**9 == 0 for path in found)


def test_a_file_that_somebody_changed_or_removed_is_made_again(board: Path) -> None:
    before = contents(board / "site")
    page = board / "site/listings/bolt/work-1/index.html"
    page.write_text("<p>Not ours")
    (board / "site/listings/bolt/work-2/index.html").unlink()
    assert built(board) == before


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "\x00",
        '{"format": 0, "batches": {"key": [["x", 1, 2, true]]}}',
        '{"format": 1, "batches": []}',
        '{"format": 1, "batches": {"key": 3}}',
        '{"format": 1, "batches": {"key": [3]}}',
        '{"format": 1, "batches": {"key": [["x"]]}}',
        '{"format": 1, "batches": {"key": [["x", 1, 2, true, 5]]}}',
    ],
)
def test_a_damaged_cache_is_ignored(tmp_path: Path, content: str) -> None:
    old_files = {"x": (1, 2)}
    cache = BuildCache(tmp_path, tmp_path / "site")
    cache.store({"key": [WrittenFile("x", 1, 2, True)]})
    assert BuildCache(tmp_path, tmp_path / "site").reusable("key", old_files)
    assert BuildCache(tmp_path, tmp_path / "other").reusable("key", old_files) is None
    (file,) = (tmp_path / ".cache/board").iterdir()
    file.write_text(content)
    assert BuildCache(tmp_path, tmp_path / "site").reusable("key", old_files) is None


class TestProcesses:
    """Several processes leave what one leaves."""

    @pytest.fixture(autouse=True)
    def two(self, monkeypatch: pytest.MonkeyPatch) -> None:
        if not hasattr(os, "fork"):
            pytest.skip("no such thing here")
        monkeypatch.setattr(workers, "_worker_count", lambda batches: 2)
        monkeypatch.setattr(workers, "BATCHES_AT_ONCE", 3)

    def batches(self, fail: Callable[[], Iterator[Artifact]] | None = None) -> list[Batch]:
        made = [
            Batch(
                f"{n}", "xy"[n % 2] if n < 4 else "", lambda n=n: [Artifact(f"{n}.txt", b"x" * n)]
            )
            for n in range(40)
        ]
        return [*made, Batch("bad", "", fail)] if fail else made

    def write(self, folder: Path) -> Callable[[Artifact], WrittenFile]:
        def write(artifact: Artifact) -> WrittenFile:
            (folder / artifact.path).write_bytes(artifact.content)
            return WrittenFile(artifact.path, len(artifact.content), os.getpid(), False)

        return write

    def test_all_is_made_once_and_told_in_order(self, tmp_path: Path) -> None:
        made = make_batches(self.batches(), self.write(tmp_path))
        assert [item.path for (item,) in made] == [f"{n}.txt" for n in range(40)]
        assert contents(tmp_path) == {f"{n}.txt": b"x" * n for n in range(40)}

    def test_the_site_is_the_same(self, board: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        several = built(board)
        monkeypatch.setattr(workers, "_worker_count", lambda batches: 1)
        assert from_nothing(board) == several

    def test_an_error_comes_out_wherever_it_happens(self, tmp_path: Path) -> None:
        def fail() -> Iterator[Artifact]:
            raise OSError(28, "No space left on device")

        with pytest.raises((BuildError, OSError), match="No space left"):
            make_batches(self.batches(fail), self.write(tmp_path))

    def test_a_process_that_dies_is_noticed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workers, "_run_worker", lambda *_: os._exit(9))
        with pytest.raises(BuildError, match="sudden end"):
            make_batches(self.batches(), self.write(tmp_path))


def test_a_name_that_two_batches_want_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "board"
    root.mkdir()
    staging = StagingFolder(root / "site", root)
    twins = [Batch(key, "", lambda: [Artifact("x", b"")]) for key in "ab"]
    with pytest.raises(BuildError, match="two pages"):
        staging.write_batches(twins, BuildCache(root, staging.site))
    staging.discard()
