"""The page bodies' templates, compiled once. What is put in is escaped unless it is `Markup`."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator import PACKAGE
from generator.board import wording
from generator.model.markdown import REL
from generator.rendering.pages.live_counts import counted

_FOLDER = PACKAGE / "templates"


def render(name: str, /, **values: Any) -> str:
    """The template `name` filled with `values`."""
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
    environment.globals.update(words=wording, counted=counted, REL=REL)
    return environment
