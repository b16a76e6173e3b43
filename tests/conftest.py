"""What the tests share: no network, golden files, the built site."""

from __future__ import annotations

import difflib
import fcntl
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import disk_usage
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from generator.model.errors import DEBUG
from tests.support.command import board_process
from tests.support.html_pages import HtmlPage, html_pages
from tests.support.paths import ENGINE, GOLDEN, ROOT, TODAY
from tests.support.wheel import build_wheel

# Tests write and delete files by the ten thousand: on a disk (ext4), a second build of the samples
# takes 1.8 s in place of 1.0 s. A whole run has half a gigabyte at most.
_MEMORY = "/dev/shm"
if "TMPDIR" not in os.environ and Path(_MEMORY).is_dir() and disk_usage(_MEMORY).free > 2 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = _MEMORY
# The workers share the machine: how long an example takes says nothing.
settings.register_profile(
    "board", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("board")
# A mistake of the program fails the test that meets it, also in a process of its own. Without it,
# a check would report the mistake as a problem of a file.
os.environ[DEBUG] = "1"


MadeOnce = Callable[[str, Callable[[Path], None]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write anew what golden() compares with; read the diff.",
    )


def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: each waits for the browser or another program now and then."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """No test reaches beyond this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _local_only(getattr(socket.socket, name)))
        yield


def _local_only(call: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address[0]):
            self.close()
            raise AssertionError(f"A test tried to reach {address}. Tests run offline.")
        return call(self, *arguments)

    return guarded


def _is_local(host: str) -> bool:
    return host in {"localhost", "::1", ""} or host.startswith("127.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str | Path, bytes], None]:
    """`golden(path, actual)`: `actual` is, byte for byte, what tests/golden/`path` holds.

    A whole path, such as `ROOT / "docs/x.md"`, is a file that is agreed on elsewhere.

    After a wanted change: `make test ARGS=--update-golden`, then read the diff.
    """

    def compare(path: str | Path, actual: bytes) -> None:
        file = GOLDEN / path
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(actual)
        expected = file.read_bytes() if file.exists() else b""
        if actual != expected:
            pytest.fail(
                _difference(file.relative_to(ROOT).as_posix(), expected, actual), pytrace=False
            )

    return compare


def _difference(path: str, expected: bytes, actual: bytes) -> str:
    before, after = (
        # repr: what can't be seen (a space at the end, a carriage return) differs too
        [repr(line)[1:-1] for line in content.decode("utf-8", "backslashreplace").splitlines(True)]
        for content in (expected, actual)
    )
    lines = list(difflib.unified_diff(before, after, path, "now", n=2, lineterm=""))
    more = [f"... and {len(lines) - 80} more lines"] if len(lines) > 80 else []
    hint = "Is the change wanted? make test ARGS=--update-golden"
    return "\n".join([f"{path} is not what was agreed.", *lines[:80], *more, hint])


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeOnce:
    """`made_once(name, make)`: a folder that one worker makes with `make(folder)`, for all."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def folder_of(name: str, make: Callable[[Path], None]) -> Path:
        folder = shared / name
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                make(folder)
        return folder

    return folder_of


@pytest.fixture(scope="session")
def site(made_once: MadeOnce) -> Path:
    """The sample board, built once for all workers as on the day it was written for.

    BOARD_ENGINE says with which engine: `mkdocs` or `zensical`. Tests of pages and links, and those
    in a browser, look at this site.
    """
    return made_once("site", _build)


@pytest.fixture(scope="session")
def wheel(made_once: MadeOnce) -> Path:
    """The program's wheel, built once for all workers."""
    (found,) = made_once("wheel", build_wheel).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def pages(site: Path) -> tuple[HtmlPage, ...]:
    """Every page of the sample board's site."""
    return html_pages(site)


def _build(folder: Path) -> None:
    options = ("--engine", ENGINE, "--site-dir", folder, "--today", TODAY)
    done = board_process("build", *options, cwd=ROOT)
    if done.returncode:
        pytest.fail(f"The sample board does not build:\n{done.stdout}{done.stderr}", pytrace=False)
