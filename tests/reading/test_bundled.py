"""What the program's own files are known by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.reading import bundled

FILES = (
    "model/pay.py",
    "model/__pycache__/pay.pyc",
    "templates/listing.html",
    "templates/__pycache__/tmp1a2b.tmp",
    "templates/__pycache__/1a2b.pyc",
    "scaffold/board/Makefile.txt",
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program whose pages are a link, as in the repository."""
    folder = tmp_path / "package"
    for path in (*(folder / name for name in FILES), tmp_path / "docs/help.md"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("before", encoding="utf-8")
    (folder / "pages").symlink_to(tmp_path / "docs")
    monkeypatch.setattr(bundled, "PACKAGE", folder)
    yield folder
    bundled.digest.cache_clear()


@pytest.mark.parametrize(
    ("changed", "whole", "part"),
    [
        ("model/pay.py", True, True),
        ("templates/listing.html", True, False),
        ("scaffold/board/Makefile.txt", False, False),
        ("pages/help.md", False, False),
        ("model/__pycache__/pay.pyc", False, False),
        ("templates/__pycache__/tmp1a2b.tmp", False, False),
    ],
)
def test_a_digest_changes_with_the_files_that_it_is_of(
    package: Path, changed: str, whole: bool, part: bool
) -> None:
    def digests() -> tuple[str, str]:
        bundled.digest.cache_clear()
        return bundled.digest(), bundled.digest("model")

    before = digests()
    (package / changed).write_text("after", encoding="utf-8")
    after = digests()
    assert [old != new for old, new in zip(before, after, strict=True)] == [whole, part]


def test_no_compiled_template_can_be_replaced(package: Path) -> None:
    assert [*bundled.replaceable()] == ["templates/listing.html"]
