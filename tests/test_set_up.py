"""The tests' own tools do what they promise."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable

import pytest

from tests.support.paths import ROOT, TESTS


def test_a_test_cannot_reach_the_network() -> None:
    with (
        socket.socket() as connection,
        pytest.raises(AssertionError, match="Tests run offline"),
    ):
        connection.connect(("192.0.2.1", 80))


def test_golden_compares_every_byte(golden: Callable[[str, bytes], None]) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"(?s)not what was agreed.*\+one \\r\\n"):
        golden("no-such-file", b"one \r\n")


def test_only_the_browsers_own_tests_load_playwright() -> None:
    """Other tests, run by themselves, start quickly and need no browser."""
    loads = re.compile(
        r"^\s*(?:from|import) (?:playwright|tests\.(?:support\.)?browser)\b", re.MULTILINE
    )
    found = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if loads.search(path.read_text("utf-8"))
    }
    assert "browser/conftest.py" in found
    assert {name for name in found if not name.startswith("browser/")} == {"support/browser.py"}


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt"]
)
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(re.search(r"==\S+.* \\\n +--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text
    assert "--index" not in text


def test_a_lock_has_every_dependency() -> None:
    """A dependency that is new in pyproject.toml is in the locks after `make lock`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    dev = project["optional-dependencies"]["dev"]
    for name, needed in (
        ("requirements.txt", project["dependencies"]),
        ("requirements-dev.txt", project["dependencies"] + dev),
    ):
        locked = set(re.findall(r"^(\S+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        names = {re.match(r"[\w.-]+", need)[0].lower().replace(".", "-") for need in needed}
        assert names <= {entry.replace(".", "-").split("[")[0] for entry in locked}


def test_make_says_what_it_would_do() -> None:
    """The Makefile is sound, and asks for nothing but python3."""
    done = subprocess.run(
        ["make", "--dry-run", "site", "test", "lint", f"PYTHON={sys.executable}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
