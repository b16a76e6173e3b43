"""The templates of the pages' content, each compiled once. Values are escaped unless `Markup`.

A board may have templates of its own instead of some of the program's, in overrides/templates/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator import PACKAGE
from generator.board import wording
from generator.board.board import Board
from generator.board.feed_names import formats_of
from generator.model.errors import BoardError
from generator.model.listing import Listing
from generator.model.markdown import REL
from generator.rendering.pages.faces import face
from generator.rendering.pages.live_counts import live_count
from generator.rendering.pages.short_html import shortened

_FOLDER = PACKAGE / "templates"
_OWN = "overrides/templates/"  # what the file names of the board's own templates begin with

# The blocks of scripts that run from right to left (Unicode Character Database, DerivedBidiClass:
# what is R or AL unless assigned otherwise).
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIR_AUTO = Markup(' dir="auto"')

Templates = tuple[tuple[str, str], ...]  # the name and the text of each
_OWN_TEMPLATES: ContextVar[Templates] = ContextVar("_OWN_TEMPLATES", default=())


class TemplateError(BoardError):
    """A template of the board's own can't be used. The message says which, where and why."""


@contextmanager
def own_templates(overrides: Mapping[str, bytes]) -> Iterator[None]:
    """Within, `render` uses the templates in `overrides`, such as `templates/listing.html`."""
    own = tuple(
        (path.removeprefix("templates/"), content.decode("utf-8-sig"))
        for path, content in overrides.items()
        if path.startswith("templates/")
    )
    token = _OWN_TEMPLATES.set(own)
    try:
        yield
    finally:
        _OWN_TEMPLATES.reset(token)


def has_own_templates() -> bool:
    """Whether `render` uses templates of the board's own, which may show any part of the board."""
    return bool(_OWN_TEMPLATES.get())


def render(name: str, /, **values: Any) -> str:
    """Render generator/templates/`name`, or the board's own template, with `values`.

    Every template can also use `words` (board/wording.py), `counted` (`live_count`), `face`
    (faces.py), `formats_of` (board/feed_names.py), `lang` (`lang_attribute`), `dir`
    (`dir_attribute`) and `REL`.
    Raises `TemplateError` if that fails and the board has templates of its own.
    """
    own = _OWN_TEMPLATES.get()
    try:
        return _environment(own).get_template(name).render(values)
    except BoardError:
        raise
    except Exception as error:
        if not own:
            raise
        place = template_line(error, _OWN)
        if place is None:  # it went wrong in one of ours, which uses one of theirs
            names = ", ".join(f"{_OWN}{name}" for name, _ in own)
            raise TemplateError(f"{names}: does not fit {name}: {_said(error)}") from error
        raise TemplateError(f"{place}: {_said(error)}") from error


def lang_attribute(board: Board, listing: Listing) -> Markup:
    """The attribute ` lang="pt"` for texts of `listing`; empty if they are in the board's language.

    HTML Standard, section 3.2.6.1: an element without it has the language of its parent.
    """
    language = board.text_language(listing)
    if language == board.settings.language:
        return Markup()
    return Markup(' lang="{}"').format(language)


def dir_attribute(text: str) -> Markup:
    """The attribute ` dir="auto"` for `text`, if it may run from right to left; else nothing.

    A text without such letters runs as the page does, with or without it (HTML Standard, section
    3.2.6.4). Most texts have none, and a page has some thirty texts.
    """
    return Markup() if text.isascii() or not _RIGHT_TO_LEFT.search(text) else _DIR_AUTO


def template_texts(overrides: Mapping[str, bytes]) -> list[str]:
    """The texts of all templates; of the board's own in `overrides` instead of the program's."""
    return [
        overrides.get(f"templates/{path.name}", path.read_bytes()).decode("utf-8-sig")
        for path in sorted(_FOLDER.glob("*.html"))
    ]


def template_line(error: BaseException, folder: str) -> str | None:
    """The last line of a template in `folder` that led to `error`: `overrides/x.html:3`.

    `folder` is what the file names of such templates begin with. None if there is no such line.
    """
    if isinstance(error, TemplateSyntaxError) and (error.filename or "").startswith(folder):
        return f"{error.filename}:{error.lineno}"
    found, step = None, error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        found = f"{file}:{step.tb_lineno}" if file.startswith(folder) else found
        step = step.tb_next
    return found


def _said(error: Exception) -> str:
    return f"{' '.join(str(error).split()).rstrip('.') or type(error).__name__}."


class _CompiledTemplates(FileSystemBytecodeCache):
    """Templates that were compiled before, in a folder; what is damaged is compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket`, if its file can be read."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # anything: Jinja unpickles a checksum first
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep `bucket`, if the disk lets us."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled_before() -> _CompiledTemplates:
    """The program's templates as Jinja compiled them: beside Python's own compiled files.

    Compiling them is a tenth of a small board's build.
    """
    folder = _FOLDER / "__pycache__"
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    return _CompiledTemplates(str(folder), "%s.pyc")


@lru_cache(maxsize=2)
def _environment(own: Templates) -> Environment:
    texts = dict(own)

    def load(name: str) -> tuple[str, str, None] | None:
        if name in texts:
            return texts[name], f"{_OWN}{name}", None
        path = _FOLDER / name
        if not path.is_file():
            return None
        text = path.read_text(encoding="utf-8")
        # Mail programs are no browsers: an email is written out.
        return text if name.startswith("mail/") else shortened(text), str(path), None

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=None if own else _compiled_before(),
    )
    environment.globals.update(
        words=wording,
        counted=live_count,
        face=face,
        formats_of=formats_of,
        lang=lang_attribute,
        dir=dir_attribute,
        REL=REL,
    )
    return environment
