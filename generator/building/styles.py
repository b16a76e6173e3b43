"""Collects what the stylesheet of all pages is made from (rendering/pages/site_style.py)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.building import BuildError
from generator.model.settings import Settings
from generator.rendering.pages.accent_style import accent_style
from generator.rendering.pages.jinja import template_texts
from generator.rendering.pages.page_template import PageTemplate
from generator.rendering.pages.site_style import THEME_STYLES, SiteStyle
from generator.rendering.pages.static_files import asset, page_styles, scripts

_SHELL = "assets/shell/shell.css"


def take_styles(
    folder: Path, template: PageTemplate, overrides: Mapping[str, bytes], settings: Settings
) -> SiteStyle:
    """The sources of the stylesheet, from what the engine wrote to `folder` and from the program.

    The stylesheets that become part of it are removed from `folder`: no page asks for them.
    Raises `BuildError` if one of them is missing.
    """
    own = {
        "assets/board/board.css": asset("board.css", overrides),
        "assets/board/accent.css": accent_style(settings),
    }
    sheets = tuple((path, _sheet(folder, path, own)) for path in template.sheets)
    if sheets:
        shutil.rmtree(folder / THEME_STYLES, ignore_errors=True)
        (folder / _SHELL).unlink(missing_ok=True)
    return SiteStyle(
        sheets=sheets,
        pages=(template.html, *_texts(folder, "*.html")),
        templates=tuple(template_texts(overrides)),
        scripts=(*scripts(overrides).values(), *_texts(folder, "*.js")),
        other_sheets=(*page_styles(overrides), *_texts(folder, "*.css")),
    )


def _sheet(folder: Path, path: str, own: Mapping[str, str]) -> str:
    if path in own:
        return own[path]
    try:
        return (folder / path).read_text(encoding="utf-8")
    except OSError:
        raise BuildError(
            f"the theme's page asks for {path}, which the engine did not write."
        ) from None


def _texts(folder: Path, pattern: str) -> Iterator[str]:
    """The texts of the engine's files, and of the board's own in docs/."""
    for path in sorted(folder.rglob(pattern)):
        yield path.read_text(encoding="utf-8", errors="replace")
