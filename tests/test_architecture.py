"""The middle of the program is pure: it reads no file, no clock and no environment.

Which folder may import which is a contract in pyproject.toml, checked by import-linter in
`make lint`. What is here, import-linter can't see: calls.
"""

from __future__ import annotations

import ast

import pytest

from tests.support.paths import ROOT

PACKAGE = ROOT / "generator"

PURE_FOLDERS = ("model", "checking", "board", "rendering", "reporting", "reviewing", "github")
# The files in pure folders that read and write: each is the one door of its folder.
DOORS = {
    "checking/incremental.py", "checking/result_cache.py", "checking/run.py",
    "checking/workspace.py", "github/client.py", "reviewing/review.py",
    "reviewing/workflow_handoff.py",
}  # fmt: skip
# These read the templates and styles that come with the code, and nothing else.
PACKAGE_FILES = {"rendering/pages/jinja.py", "rendering/pages/static_files.py"}
IMPURE_MODULES = {
    "glob", "locale", "logging", "multiprocessing", "os", "random", "secrets", "shutil", "socket",
    "subprocess", "sys", "tempfile", "time", "urllib.request", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"getenv", "input", "now", "print", "today", "utcnow"}
FILE_CALLS = {"iterdir", "open", "read_bytes", "read_text", "rglob", "write_bytes", "write_text"}
PURE_PATHS = {"PurePath", "PurePosixPath"}

PURE = sorted(
    path.relative_to(PACKAGE).as_posix()
    for folder in PURE_FOLDERS
    for path in (PACKAGE / folder).rglob("*.py")
    if path.relative_to(PACKAGE).as_posix() not in DOORS
)


@pytest.mark.parametrize("file", PURE)
def test_the_middle_reads_no_file_no_clock_no_environment(file: str) -> None:
    reads_package = file in PACKAGE_FILES
    forbidden_calls = IMPURE_CALLS | (set() if reads_package else FILE_CALLS)
    for node in ast.walk(ast.parse((PACKAGE / file).read_text("utf-8"), file)):
        if isinstance(node, ast.Import):
            modules = {alias.name for alias in node.names}
            assert not modules & IMPURE_MODULES
            assert "pathlib" not in modules
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in IMPURE_MODULES
            if node.module == "pathlib" and not reads_package:
                assert {alias.name for alias in node.names} <= PURE_PATHS
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert name not in forbidden_calls, f"line {node.lineno} calls {name}()"


def test_the_doors_exist() -> None:
    """A door that was renamed would leave its new name unchecked."""
    for file in DOORS | PACKAGE_FILES:
        assert (PACKAGE / file).is_file(), file
