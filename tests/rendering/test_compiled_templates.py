"""Jinja's compiled templates are kept beside Python's own, and may be damaged or forbidden."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2.compiler import CodeGenerator

from generator.rendering.pages import jinja
from tests.rendering.test_pages import page_at
from tests.support.boards import board

PAGE = "listings/harbour/bookshop-survey/"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program's templates, none of them compiled yet."""
    leave = shutil.ignore_patterns("__pycache__")
    folder = shutil.copytree(jinja._FOLDER, tmp_path / "templates", ignore=leave)
    monkeypatch.setattr(jinja, "_FOLDER", folder)
    return folder


def page() -> str:
    """A page that is made as by a program that just started."""
    jinja._environment.cache_clear()
    try:
        return page_at(PAGE, board()).content
    finally:
        jinja._environment.cache_clear()


def test_a_template_is_compiled_once(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page()
    compiled: list[object] = []
    real = CodeGenerator.visit_Template
    monkeypatch.setattr(
        CodeGenerator,
        "visit_Template",
        lambda self, *rest: (compiled.append(rest), real(self, *rest))[1],
    )
    assert page() == first and not compiled
    (templates / "listing.html").write_text("Changed.", encoding="utf-8")
    assert page() != first and compiled


def test_what_is_damaged_is_compiled_again(templates: Path) -> None:
    first = page()
    for path in (templates / "__pycache__").iterdir():
        path.write_bytes(path.read_bytes()[:40])
    assert page() == first


def test_without_a_place_to_write_all_is_compiled(templates: Path) -> None:
    first = page()
    shutil.rmtree(templates / "__pycache__")
    (templates / "__pycache__").write_text("a file", encoding="utf-8")
    assert page() == first
