"""Broken boards: `board doctor` always has a page, and never a traceback."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.upkeep.doctor import gather, gather_git
from tests.support.doctor_boards import SETTINGS, DoctorBoard

FILES = (
    "mkdocs.yml", "requirements.txt", ".board.json", ".gitignore", ".github/CODEOWNERS",
    ".github/workflows/check.yml", ".github/workflows/publish.yml",
    ".github/ISSUE_TEMPLATE/bug-report.yml", ".cache/links.json", "listings/acme/survey.yml",
    "listings/acme/employer.yml",
)  # fmt: skip
_PIECES = st.sampled_from([
    "on:", "jobs:", "- ", "  ", "\n", "{", "]", ":", "&a ", "*a", "!!x ", "extra:", "board:", "\t",
    "repo_url: https://github.com/a/b", "maintainers: [1, {}]", '{"program": "1", "written": {',
    '"a/../b": 1}}', "microinternships==", "./microinternships-1-py3-none-any.whl", "* @",
    "labels: ", "permissions: ", "\0", "\ufeff", "é", "99999999999999999999",
])  # fmt: skip
CONTENT = st.one_of(
    st.binary(max_size=60),
    st.lists(_PIECES, max_size=12).map(lambda pieces: "".join(pieces).encode()),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> DoctorBoard:
    hosted = DoctorBoard(tmp_path_factory.mktemp("broken"))
    hosted.push("git@github.com:example/board.git")
    return hosted


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(FILES), CONTENT, min_size=1, max_size=3))
def test_any_content_of_any_file(shared: DoctorBoard, contents: dict[str, bytes]) -> None:
    before = {name: _read(shared.root / name) for name in contents}
    try:
        for name, content in contents.items():
            (shared.root / name).parent.mkdir(exist_ok=True)
            (shared.root / name).write_bytes(content)
        done = shared.doctor("--offline")
        assert done.returncode in {0, 1}
        assert done.stderr == ""
        assert " to fix" in done.stdout.splitlines()[-1]
    finally:
        for name, old in before.items():
            (shared.root / name).unlink()
            if old is not None:
                (shared.root / name).write_bytes(old)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("name", [*FILES, ".github", ".github/workflows", "listings", ".cache"])
@pytest.mark.parametrize("kind", ["folder", "file", "loop"])
def test_a_file_of_another_kind(tmp_path: Path, name: str, kind: str) -> None:
    odd = DoctorBoard(tmp_path)
    path = odd.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(tmp_path / "away")
    if kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.write_text("x")
    else:
        path.symlink_to(path.name)
    done = odd.doctor("--offline")
    assert "Traceback" not in done.stderr
    if name == "mkdocs.yml" and kind == "loop":
        assert done.returncode == 2 and done.stderr.startswith("board: there is no mkdocs.yml")
    else:
        assert done.stderr == "" and done.stdout.endswith(".\n")


def test_settings_of_wrong_kinds_count_as_missing(tmp_path: Path) -> None:
    odd = DoctorBoard(tmp_path, SETTINGS.replace("contact: careers@northgate.test", "contact: 7"))
    data = json.loads(odd.doctor("--offline", "--format", "json").stdout)
    found = {item["check"]: item["state"] for item in data["findings"]}
    assert found["settings/valid"] == found["settings/contact"] == "fix"


def test_a_repository_in_every_odd_state(tmp_path: Path) -> None:
    odd = DoctorBoard(tmp_path)
    (odd.root / ".git").write_text("gitdir: nowhere\n")
    assert not gather_git.git_facts(odd.root, "main").is_repository
    (odd.root / ".git").unlink()
    odd.git("init", "--quiet", "--initial-branch=main")
    empty = gather_git.git_facts(odd.root, "main")
    assert empty.is_repository and not empty.has_commits and empty.unpushed is None
    assert odd.doctor("--offline").stderr == ""
    odd.git("add", "--all")
    odd.git("commit", "--quiet", "--message=The board")
    odd.git("checkout", "--quiet", "--detach")
    detached = gather_git.git_facts(odd.root, "main")
    assert (detached.branch, detached.has_commits, detached.remote) == ("", True, "")
    inner = odd.root / "listings"
    assert gather_git.git_facts(inner, "main").subfolder == "listings"
    (inner / "acme/survey.yml").rename(inner / "acme/other.yml")
    odd.git("add", "--all")
    assert gather_git.git_facts(odd.root, "main").uncommitted == 2


def test_a_shallow_clone_is_seen(tmp_path: Path) -> None:
    whole = DoctorBoard(tmp_path)
    whole.push("git@github.com:example/board.git")
    whole.git("commit", "--quiet", "--allow-empty", "--message=More")
    clone = ["git", "clone", "--quiet", "--depth=1", whole.root.as_uri(), tmp_path / "clone"]
    subprocess.run(clone, check=True, capture_output=True)
    facts = gather_git.git_facts(tmp_path / "clone", "main")
    assert facts.is_shallow and facts.default_branch == "main" and facts.unpushed == 0


def test_without_git_the_rest_of_the_page_is_there(tmp_path: Path) -> None:
    bare = DoctorBoard(tmp_path)
    (tmp_path / "programs/git").unlink()
    (tmp_path / "programs/make").unlink()
    done = bare.doctor("--offline")
    assert done.returncode == 1 and done.stderr == ""
    assert "git is not installed." in done.stdout
    assert "Git could not be asked: the program `git` is not installed." in done.stdout


def test_a_file_that_is_too_large_counts_as_missing(tmp_path: Path) -> None:
    large = DoctorBoard(tmp_path)
    large.write(".gitignore", "x" * (4 * 1024 * 1024 + 1))
    assert gather.file_facts(large.root).gitignore is None


def test_a_record_names_no_file_outside_the_board(tmp_path: Path) -> None:
    board = DoctorBoard(tmp_path)
    written = {"/etc/hostname": "x", "../away": "x", "a/../../b": "x", "mkdocs.yml": SETTINGS}
    board.write(".board.json", json.dumps({"program": "1", "written": written}))
    record = gather.file_facts(board.root).record
    assert record is not None and record.written == ("mkdocs.yml",)
    assert record.edited == record.missing == ()
