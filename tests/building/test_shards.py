"""A site that several machines made in parts is the same, to the byte, as one that one made."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.building.build_cache import LIST
from generator.building.part import FILES, PUBLISHED, RECORD, RESULTS, owned
from generator.checking import check
from generator.checking.workspace import Workspace
from generator.cli import main
from generator.reading.git import folder as folder_hash
from generator.reading.store import write_sealed
from tests.support.paths import ROOT
from tests.support.trees import BOLT, contents, write_site_tree

DAY = date(2026, 11, 23)
NEW = "harbour-books/stock-list-importer.yml"
FILLED = "fjordlys/energy-dashboard.yml"
HIDDEN = "harbour-books/market-survey"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and a listing that carries its employer, in a Git repository.

    The site of the week before is there, and since then one listing was filled, one is new, and
    one is hidden while it is under review.
    """
    folder = tmp_path_factory.mktemp("board")
    files: dict[str, str | bytes] = {
        path.relative_to(ROOT / "listings").as_posix(): path.read_bytes()
        for path in (ROOT / "listings").glob("*/*")
    }
    new = files.pop(NEW)
    employer = "".join(f"  {line}\n" for line in str(BOLT["bolt/employer.yml"]).splitlines())
    files["bolt/logos.yml"] = f"{BOLT['bolt/logos.yml']!s}employer:\n{employer}"
    root = write_site_tree(folder / "board", files)
    _keep_skills_of([*files.values(), new], root)
    build(root, DAY - timedelta(days=7))
    assert isinstance(new, bytes)
    # Its former address was in the folder of an employer that another part owns.
    text = f"{new.decode()}aliases: [bolt/stock-list]\n"
    (root / "listings" / NEW).write_text(text, encoding="utf-8")
    with (root / "listings" / FILLED).open("a", encoding="utf-8") as file:
        file.write("status: filled\n")
    succeed("hide", HIDDEN, "--reason", "It may not exist.", "--root", root, "--today", DAY)
    shutil.rmtree(root / ".cache")
    git(root, "init", "--quiet")
    commit(root)
    return root


def _keep_skills_of(contents: list[str | bytes], root: Path) -> None:
    """Let the board have the skills of its listings only: each has pages and feeds."""
    texts = [text for text in contents if not str(text).startswith("b'\\x89PNG")]
    data = [yaml.load(text, yaml.CSafeLoader) for text in texts]
    names = {name for item in data for key in ("skills", "gains") for name in item.get(key, ())}
    terms = "".join(f"  - id: {name}\n" for name in sorted(names))
    (root / "schema/skills.yml").write_text(f"only: true\nterms:\n{terms}", encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True)


def commit(root: Path) -> None:
    git(root, "add", "listings")
    git(root, "commit", "--quiet", "--message=Listings")


@pytest.fixture(scope="module")
def whole(board: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that one build makes."""
    root = shutil.copytree(board, tmp_path_factory.mktemp("whole") / "board")
    build(root, DAY)
    return contents(root / "site")


def test_what_is_hidden_has_its_page_alone(whole: dict[str, bytes]) -> None:
    assert [path for path in whole if HIDDEN in path] == [f"listings/{HIDDEN}/index.html"]
    assert b"under review" in whole[f"listings/{HIDDEN}/index.html"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def succeed(*arguments: object) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return done.output


def build(root: Path, day: date) -> None:
    succeed("build", "--root", root, "--site-dir", root / "site", "--today", day)


def make(root: Path, number: int, count: int, *more: object) -> Path:
    part = root.parent / f"part-{number}-of-{count}"
    options = ("--root", root, "--site-dir", root / "site", "--today", DAY, *more)
    succeed("build", "--shard", f"{number}/{count}", "--out", part, *options)
    return part


def join(root: Path, parts: Sequence[Path]) -> Result:
    return run("join", *parts, "--root", root, "--site-dir", root / "site")


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_bytes_are_the_same(
    count: int,
    board: Path,
    whole: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = []
    for number in range(1, count + 1):  # each on a machine of its own
        root = shutil.copytree(board, tmp_path / f"machine-{number}" / "board")
        parts.append(make(root, number, count))
    root = shutil.copytree(board, tmp_path / "last" / "board")
    read: list[str] = []
    checked: list[str] = []
    real_read, real_check = Workspace.read, check.check_file
    monkeypatch.setattr(
        Workspace, "read", lambda work, path: (read.append(path), real_read(work, path))[1]
    )
    monkeypatch.setattr(
        check, "check_file", lambda path, *rest: (checked.append(path), real_check(path, *rest))[1]
    )
    done = join(root, [*reversed(parts)])
    assert done.exit_code == 0, done.output
    assert contents(root / "site") == whole
    assert checked == []
    assert [path for path in read if path.endswith(".yml")] == []  # Git knows them
    # The next build on the machine that joined them has nothing to do but to see that.
    succeed("build", "--root", root, "--site-dir", root / "site", "--today", DAY)
    assert contents(root / "site") == whole


def test_every_folder_has_one_owner_and_parts_are_of_like_size() -> None:
    sizes = {f"employer-{number}": number % 7 + 1 for number in range(100)}
    for count in (1, 2, 5, 100, 150):
        parts = [owned(sizes, number, count) for number in range(1, count + 1)]
        assert sorted(name for part in parts for name in part) == sorted(sizes)
        files = [sum(sizes[name] for name in part) for part in parts]
        assert max(files) - min(files) <= max(sizes.values())


@pytest.fixture(scope="module")
def two(board: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two parts of the board. Tests change copies."""
    root = shutil.copytree(board, tmp_path_factory.mktemp("two") / "board")
    return [make(root, number, 2) for number in (1, 2)]


def refused(root: Path, parts: Sequence[Path], said: str) -> None:
    before = contents(root / "site")
    done = join(root, parts)
    assert done.exit_code == 2
    assert said in done.output
    assert len(done.output.splitlines()) == 1
    assert contents(root / "site") == before


def test_parts_that_do_not_belong_together_are_refused(
    board: Path, two: list[Path], tmp_path: Path
) -> None:
    root = shutil.copytree(board, tmp_path / "board")
    refused(root, two[:1], "part 2 of 2 is missing: name every part.")
    refused(root, [two[0], two[0]], "are both part 1.")
    refused(root, [two[0], make(root, 2, 3)], "is one of 3")
    refused(root, [tmp_path], "is no part of a site")
    refused(root, [make(root, 9, 9)], "parts 1, 2, 3, 4, 5 … of 9 are missing")
    other_day = tmp_path / "other-day"
    options = ("--root", root, "--site-dir", root / "site")
    succeed("build", "--shard", "2/2", "--out", other_day, "--today", "2026-11-24", *options)
    refused(root, [two[0], other_day], "was made for 2026-11-24")
    refused(root, [two[0], make(root, 2, 2, "--no-search")], "was made with other options than")
    (root / "listings/bolt/new.yml").write_text("title: New\n", encoding="utf-8")
    refused(root, two, "was made of other listings than those here.")
    (root / "listings/bolt/new.yml").unlink()
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(text.replace("site_name: ", "site_name: The "), "utf-8")
    refused(root, two, "with another version of the program or other settings")


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from((RECORD, RESULTS, PUBLISHED, FILES)),
    at=st.floats(0, 1, exclude_max=True),
    put=st.sampled_from((b"", b"\0", b"}{", b"../../x")),
    cut=st.booleans(),
)
def test_a_damaged_part_gives_the_same_site_or_none(
    name: str, at: float, put: bytes, cut: bool,
    board: Path, two: list[Path], whole: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("damaged")
    root = shutil.copytree(board, folder / "board")
    part = shutil.copytree(two[1], folder / "part")
    path = part / name
    if name == FILES:
        found = sorted(item for item in path.rglob("*") if item.is_file())
        path = found[int(at * len(found))]
        path.write_bytes(path.read_bytes()[:-1])
    else:
        content = path.read_bytes()
        place = int(at * len(content))
        path.write_bytes(content[:place] + put + (b"" if cut else content[place + len(put) :]))
    before = contents(root / "site")
    done = join(root, [two[0], part])
    assert "Traceback" not in done.output and "made a mistake" not in done.output
    assert contents(root / "site") == (before if done.exit_code else whole)


def test_an_error_stops_the_part_that_has_it(board: Path, tmp_path: Path) -> None:
    root = shutil.copytree(board, tmp_path / "board")
    path = root / "listings" / NEW
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    options = ("--root", root, "--site-dir", root / "site", "--today", DAY)
    made = [
        run("build", "--shard", f"{number}/2", "--out", tmp_path / f"p{number}", *options)
        for number in (1, 2)
    ]
    assert sorted(done.exit_code for done in made) == [0, 2]
    said = "".join(done.output for done in made)
    assert f"nothing was built: listings/{NEW}:" in said and "`titel`" in said
    refused(root, [tmp_path / "p1", tmp_path / "p2"], "is no part of a site: it has no part.json.")
    number = 1 + [done.exit_code for done in made].index(2)
    shutil.copy(board / "listings" / NEW, path)
    (tmp_path / f"p{number}" / f".{FILES}.999999.new").mkdir()  # it was killed once more
    succeed("build", "--shard", f"{number}/2", "--out", tmp_path / f"p{number}", *options)
    assert join(root, [tmp_path / "p1", tmp_path / "p2"]).exit_code == 0


def test_an_error_that_only_all_parts_show_stops_their_joining(board: Path, tmp_path: Path) -> None:
    root = shutil.copytree(board, tmp_path / "board")
    folders = (path for path in (root / "listings").iterdir() if path.is_dir())
    sizes = {path.name: len([*path.iterdir()]) for path in folders}
    parts = [owned(sizes, number, 2) for number in (1, 2)]
    folder = next(part for part in parts if NEW.partition("/")[0] not in part)[0]
    path = next(
        path for path in (root / f"listings/{folder}").glob("*.yml") if "employer" not in path.name
    )
    with path.open("a", encoding="utf-8") as file:
        file.write("aliases: [bolt/stock-list]\n")
    refused(
        root, [make(root, number, 2) for number in (1, 2)], "`bolt/stock-list` already leads to"
    )


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_listing_that_changed_meanwhile_is_checked_again(
    is_committed: bool, board: Path, two: list[Path], tmp_path: Path
) -> None:
    root = shutil.copytree(board, tmp_path / "board")
    path = root / "listings" / NEW
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: ", "title: X", 1)[:-1], "utf-8")  # of the same size
    assert path.stat().st_size == len(text.encode())
    if is_committed:
        commit(root)
    one = shutil.copytree(root, tmp_path / "one" / "board")
    build(one, DAY)
    assert join(root, two).exit_code == 0
    assert contents(root / "site") == contents(one / "site")


def test_git_says_whether_a_folder_is_that_of_the_last_commit(tmp_path: Path) -> None:
    assert folder_hash(tmp_path, "listings") == ""
    root = tmp_path / "board"
    file = root / "listings/acme/survey.yml"
    file.parent.mkdir(parents=True)
    file.write_text("one", "utf-8")
    git(tmp_path, "init", "--quiet")
    assert folder_hash(root, "listings") == ""
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=One")
    first = folder_hash(root, "listings")
    assert len(first) == 40
    (root / "notes.txt").write_text("beside it", "utf-8")
    assert folder_hash(root, "listings") == first
    file.write_text("two", "utf-8")
    assert folder_hash(root, "listings") == ""
    commit(root)
    second = folder_hash(root, "listings")
    assert second not in {first, ""}
    (root / "listings/new.yml").write_text("new", "utf-8")
    assert folder_hash(root, "listings") == ""
    (root / ".gitignore").write_text("new.yml", "utf-8")
    assert folder_hash(root, "listings") == ""
    (root / "listings/new.yml").unlink()
    assert folder_hash(root, "listings") == second


@pytest.mark.parametrize(
    "change",
    [
        {"number": 7},
        {"number": 0, "count": 0},
        {"count": 10**12},
        {"engine": "nothing"},
        {"day": "2026-11-23T00:00:00"},
        {"batches": {"key": [["index.html", "9", 0, True]]}},
        {"path": "../../notes.txt"},
        {"path": "/etc/hostname"},
    ],
    ids=str,
)
def test_a_record_that_no_part_has_is_refused(
    change: dict[str, object], board: Path, two: list[Path], tmp_path: Path
) -> None:
    root = shutil.copytree(board, tmp_path / "board")
    part = shutil.copytree(two[1], tmp_path / "part")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    record = json.loads((part / RECORD).read_bytes().partition(b"\n")[2])
    if "path" in change:
        files = [file for written in record["batches"].values() for file in written]
        path = (part / FILES / str(change["path"])).resolve()
        for file in files:
            file[:2] = change["path"], path.stat().st_size
    else:
        record |= change
    write_sealed(part / RECORD, json.dumps(record).encode())
    refused(root, [two[0], part], "")


def test_with_keep_going_a_file_with_errors_is_left_out(board: Path, tmp_path: Path) -> None:
    root = shutil.copytree(board, tmp_path / "board")
    path = root / "listings" / NEW
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    one = shutil.copytree(root, tmp_path / "one" / "board")
    options = ("--keep-going", "--today", DAY)
    succeed("build", "--root", one, "--site-dir", one / "site", *options)
    parts = [make(root, number, 2, "--keep-going") for number in (1, 2)]
    done = join(root, parts)
    assert done.exit_code == 0
    assert contents(root / "site") == contents(one / "site")


@pytest.mark.parametrize("given_", ["0/2", "3/2", "2", "a/b", "1/", "-1/2", "1/99999"])
def test_a_wrong_shard_is_said(given_: str, tmp_path: Path) -> None:
    done = run("build", "--shard", given_, "--out", tmp_path / "part")
    assert done.exit_code == 2
    assert "write the second of five parts as 2/5." in done.output


def test_shard_and_out_go_together(board: Path, tmp_path: Path) -> None:
    assert "--shard 2/5 --out part-2" in run("build", "--shard", "1/2", "--root", board).output
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = run("build", "--shard", "1/2", "--out", tmp_path, "--root", board)
    assert done.exit_code == 2 and "files that are no part of a site" in done.output
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_more_parts_than_employers_leave_some_empty(tmp_path: Path) -> None:
    root = write_site_tree(tmp_path / "board")
    build(root, DAY)
    whole = contents(root / "site")
    parts = [make(root, number, 3) for number in (1, 2, 3)]
    assert [*(parts[2] / FILES).iterdir()] == [parts[2] / FILES / LIST]
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    done = join(root, parts)
    assert done.exit_code == 0, done.output
    assert contents(root / "site") == whole
