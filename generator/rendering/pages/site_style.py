"""`assets/board/site.css`: the one stylesheet that all pages share. Pure.

It has what the theme's page asks for, in that order: the theme's own stylesheets without what no
page can use, the frame's (shell.css), the pages' (board.css), and the board's colour. Nothing is
painted before it has come, so it is one file and small.

What can be used is found in all that makes pages: the hand-written ones as the engine built them,
the templates, the scripts, and what a description in Markdown can become.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from generator.model.markdown import TAGS
from generator.rendering.artifact import Artifact
from generator.rendering.pages.css_pruning import compact, pruned, variables_in

PATH = "assets/board/site.css"
THEME_STYLES = "assets/stylesheets/"  # where both engines put the theme's

_TAG = re.compile(r'<([a-zA-Z][\w-]*)(?![\w-])((?:[^<>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_WORD = re.compile(r"[\w-]+")
# Attributes with texts and addresses, for which no selector of a theme asks.
_PROSE = {"alt", "aria-label", "content", "d", "href", "placeholder", "src", "title"}
_BETWEEN_TAGS = re.compile(r">[^<>{}]*<")
_TEXT_IN_SCRIPT = re.compile(r'"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`')
_VARIABLE_IN_SCRIPT = re.compile(r"--[\w-]+")


@dataclass(frozen=True)
class SiteStyle:
    """Everything that the stylesheet is made from.

    `sheets` are the stylesheets that go into it: path in the site, and text. The others are texts:
    `pages` of HTML, `templates` of Jinja, `scripts`, and `other_sheets`, which stay files.
    """

    sheets: tuple[tuple[str, str], ...]
    pages: tuple[str, ...]
    templates: tuple[str, ...]
    scripts: tuple[str, ...]
    other_sheets: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """A digest of all of it."""
        groups = (self.pages, self.templates, self.scripts, self.other_sheets)
        texts = [*chain(*self.sheets), *("\0".join(group) for group in groups)]
        text = "\0\0".join(texts).encode("utf-8", "replace")
        return hashlib.blake2b(text, digest_size=16).hexdigest()

    def files(self) -> Iterator[Artifact]:
        """The stylesheet; no file if the theme's page asks for none."""
        if not self.sheets:
            return
        theme, own = self._theme_and_own()
        style = pruned(theme, self._names(), self._variables(own)) + compact(own)
        yield Artifact(PATH, style.encode())

    def _theme_and_own(self) -> tuple[str, str]:
        """The theme's stylesheets as one, for they refer to each other, and the others."""
        theme: list[str] = []
        own: list[str] = []
        for path, text in self.sheets:
            (theme if path.startswith(THEME_STYLES) else own).append(text)
        return "\n".join(theme), "\n".join(own)

    def _names(self) -> set[str]:
        return {
            *TAGS,
            *(name for page in self.pages for name in _names_in_page(page)),
            *(name for text in self.templates for name in _names_in_template(text)),
            *(name for text in self.scripts for name in _names_in_script(text)),
        }

    def _variables(self, own: str) -> set[str]:
        """The custom properties that anything but the theme's stylesheets refers to."""
        styles = variables_in("\n".join((own, *self.other_sheets)))
        return styles | set(_VARIABLE_IN_SCRIPT.findall("\n".join(self.scripts)))


def _names_in_page(html: str) -> Iterator[str]:
    """The elements and attributes of a page, and the words in most values."""
    for tag in _TAG.finditer(html):
        yield tag[1].lower()
        for name, value in _ATTRIBUTE.findall(tag[2]):
            yield name
            if name not in _PROSE:
                yield from _WORD.findall(value)


def _names_in_template(text: str) -> Iterable[str]:
    """Every word that is not plain text between two tags: a class can come from an expression."""
    return _WORD.findall(_BETWEEN_TAGS.sub("><", text))


def _names_in_script(text: str) -> Iterator[str]:
    """The words in the texts of a script: it makes elements and sets classes by name."""
    for quoted, template in _TEXT_IN_SCRIPT.findall(text):
        yield from _WORD.findall(quoted or template)
