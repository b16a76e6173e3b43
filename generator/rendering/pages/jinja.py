"""The templates of the pages' content, each compiled once. Values are escaped unless `Markup`."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator import PACKAGE
from generator.board import wording
from generator.model.markdown import REL
from generator.rendering.pages.live_counts import live_count

_FOLDER = PACKAGE / "templates"


def render(name: str, /, **values: Any) -> str:
    """Render generator/templates/`name` with `values`.

    Every template can also use `words` (board/wording.py), `counted` (`live_count`) and `REL`.
    """
    return _template(name).render(values)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(words=wording, counted=live_count, REL=REL)
    return environment
