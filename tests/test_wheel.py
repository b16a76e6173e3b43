"""From the wheel alone: what is installed makes, checks and builds a board by itself."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import pytest

from tests.support.new_board import options
from tests.support.paths import ROOT
from tests.support.trees import contents, write_tree
from tests.support.wheel import Installed

# Folders of the package that hold no code: the wheel must bring every file of theirs.
DATA = ("assets", "templates", "theme", "schemas", "scaffold")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("installed"), wheel)


def test_the_repository_is_not_there(installed: Installed) -> None:
    """Or else these tests would show nothing."""
    script = "import generator, sys; print(generator.__file__, sys.path)"
    found = subprocess.run(
        [installed.folder / "bin/python", "-c", script], cwd=installed.folder, check=True,
        env=installed.environment(), capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert found.startswith(str(installed.folder)) and f"'{ROOT}'" not in found


def test_it_checks_a_board_with_the_schemas_it_brings(installed: Installed, tmp_path: Path) -> None:
    root = write_tree(tmp_path / "board")
    done = installed.run("check", "--today", "2026-11-23", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    (root / "listings/acme/survey.yml").write_text("title: Too little\n")
    done = installed.run("check", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 1
    assert "survey.yml" in done.stdout


def test_it_holds_every_file_that_the_package_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        brought = {*packed.namelist()}
    for folder in DATA:
        there = {
            f"generator/{folder}/{path}" for path in contents(ROOT / "generator" / folder)
            if not path.endswith(".DS_Store") and "__pycache__" not in path
        }  # fmt: skip
        linked = (ROOT / "generator/scaffold/samples").rglob("*")
        if folder == "scaffold":
            there |= {
                f"generator/{path.relative_to(ROOT / 'generator')}"
                for path in linked if path.is_file()
            }  # fmt: skip
        assert there and there <= brought, there - brought
    assert not [path for path in brought if path.endswith(".pyc")]


@pytest.mark.parametrize("samples", [False, True], ids=["empty", "samples"])
def test_a_new_board_from_the_first_command_to_the_site(
    samples: bool, installed: Installed, tmp_path: Path
) -> None:
    """No warning and no hint on the way, and the program is the wheel that was installed."""
    more = ["--samples"] if samples else []
    done = installed.run("init", "mine", *options(), *more, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    root = tmp_path / "mine"
    done = installed.run("check", "--verbose", cwd=root)
    assert (done.returncode, done.stderr) == (0, "") and "hint" not in done.stdout
    done = installed.run("build", cwd=root)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "" and ", no hints, " in done.stdout
    number = "open listings" if samples else "no open listing"
    assert done.stdout.startswith("Built ") and number in done.stdout
    site = root / "site"
    about = unescape((site / "about/index.html").read_text("utf-8"))
    assert "careers@northgate-college.org" in about
    assert "About this board" in (site / "help/index.html").read_text("utf-8"), "in the list"
    for page in ("post", "for-employers", "run/start", "reference/settings"):
        assert (site / page / "index.html").is_file(), page


class TestWhichProgramABoardNames:
    """The very one that is installed, or one line that says why not."""

    def lock(self, board: Path) -> str:
        return (board / "requirements.txt").read_text("utf-8")

    def test_the_wheel_it_came_from(
        self, installed: Installed, wheel: Path, tmp_path: Path
    ) -> None:
        installed.run("init", "mine", *options(), cwd=tmp_path)
        assert (tmp_path / "mine" / wheel.name).read_bytes() == wheel.read_bytes()
        assert f"\n./{wheel.name} \\\n    --hash=sha256:" in self.lock(tmp_path / "mine")

    @pytest.mark.parametrize("then", ["gone", "changed"])
    def test_a_wheel_that_is_not_there_any_more(
        self, then: str, wheel: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / wheel.name
        shutil.copy(wheel, copy)
        program = Installed(tmp_path / "program", copy)
        copy.unlink() if then == "gone" else copy.write_bytes(copy.read_bytes() + b"more")
        done = program.run("init", "mine", *options(), cwd=tmp_path)
        assert done.returncode == 2 and done.stderr.count("\n") == 1
        assert "--wheel FILE" in done.stderr and not (tmp_path / "mine").exists()
        done = program.run("init", "mine", *options(), "--wheel", wheel, cwd=tmp_path)
        assert done.returncode == 0, done.stderr

    def test_a_published_version(self, wheel: Path, tmp_path: Path) -> None:
        """Installed by its name: pip says what its hash is."""
        registry = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent)}
        program = Installed(tmp_path / "program", "--find-links", wheel.parent, "microinternships")
        done = program.run("init", "mine", *options(), cwd=tmp_path, **registry)
        assert done.returncode == 0, done.stderr
        assert "\nmicrointernships==0.1.0 \\\n    --hash=sha256:" in self.lock(tmp_path / "mine")
        assert not [*(tmp_path / "mine").glob("*.whl")]
        registry["PIP_FIND_LINKS"] = str(tmp_path)
        done = program.run("init", "other", *options(), cwd=tmp_path, **registry)
        assert done.returncode == 2 and "pip could not download" in done.stderr
        assert "--wheel FILE" in done.stderr and done.stderr.count("\n") == 1

    def test_pip_takes_the_lock_s_last_line(
        self, installed: Installed, wheel: Path, tmp_path: Path
    ) -> None:
        """As the Makefile runs it; and it refuses another wheel under that name."""
        installed.run("init", "mine", *options(), cwd=tmp_path)
        root = tmp_path / "mine"
        (root / "last.txt").write_text(self.lock(root)[self.lock(root).index("./micro") :])
        venv = Installed(tmp_path / "venv")
        command = [
            venv.folder / "bin/python", "-m", "pip", "install", "--quiet", "--no-index",
            "--no-deps", "--require-hashes", "--requirement", "last.txt", "--force-reinstall",
        ]  # fmt: skip
        subprocess.run(command, cwd=root, env=venv.environment(), check=True)
        assert venv.run("--version", cwd=root).stdout == "board, version 0.1.0\n"
        with (root / wheel.name).open("ab") as file:
            file.write(b"more")
        done = subprocess.run(
            command, cwd=root, env=venv.environment(), check=False, capture_output=True, text=True
        )
        assert done.returncode and "DO NOT MATCH THE HASHES" in done.stderr
