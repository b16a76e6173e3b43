"""The English that people read: pages, docs, messages, help, forms, and what tests expect of them.

Left out are comments in code, names, regular expressions, and the words of employers in listings.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.support.trees import ROOT

# A function that finds the texts in a file's content, each with its line.
Reader = Callable[[str], Iterator[tuple[int, str]]]

_CODE_BLOCK = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_SPOKEN_ATTRIBUTE = re.compile(r'\b(?:alt|aria-label|content|placeholder|title)="([^"]*)"')
_TAG = re.compile(r"<!--.*?-->|<[a-zA-Z/!][^>]*>", re.DOTALL)
_JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL)
_JS_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`')
_JS_VALUE = re.compile(r"\$\{[^{}]*\}")
_DESCRIPTION = re.compile(r"^ *(?:label|description): (.*)$", re.MULTILINE)


def visible_texts() -> Iterator[tuple[str, int, str]]:
    """Each text that people read: its file, its line from 1, and the text."""
    for pattern, read in _FILES:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and ".venv" not in path.parts:
                yield from ((name, line, text) for line, text in read(path.read_text("utf-8")))


def _lines(content: str) -> Iterator[tuple[int, str]]:
    yield from enumerate(content.split("\n"), 1)


def _markdown(content: str) -> Iterator[tuple[int, str]]:
    prose = _CODE.sub("", _CODE_BLOCK.sub(_blank, content))
    yield from _lines(prose)


def _html(content: str) -> Iterator[tuple[int, str]]:
    plain = _JINJA.sub(_blank, content)
    for match in _SPOKEN_ATTRIBUTE.finditer(plain):
        yield _line(plain, match.start()), match[1]
    yield from _lines(_TAG.sub(_blank, plain))


def _python(content: str) -> Iterator[tuple[int, str]]:
    """String constants; docstrings are for programmers, and those of rules are in rules.md."""
    tree = ast.parse(content)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in docstrings and " " in node.value.strip():
                yield node.lineno, node.value


def _javascript(content: str) -> Iterator[tuple[int, str]]:
    code = _JS_COMMENT.sub(_blank, content)
    for match in _JS_STRING.finditer(code):
        if " " in (text := _JS_VALUE.sub("…", match.group()).strip()):
            yield _line(code, match.start()), text


def _schema(content: str) -> Iterator[tuple[int, str]]:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                is_text = name in ("title", "description") or str(name).startswith("x-")
                if isinstance(inner, str) and is_text:
                    yield inner
                else:
                    yield from texts(inner)
        elif isinstance(value, list):
            for item in value:
                yield from texts(item)

    for text in texts(json.loads(content)):
        yield _line(content, content.find(json.dumps(text, ensure_ascii=False)[1:30])), text


def _vocabulary(content: str) -> Iterator[tuple[int, str]]:
    for match in _DESCRIPTION.finditer(content):
        yield _line(content, match.start()), match[1]


def _line(content: str, index: int) -> int:
    return content.count("\n", 0, max(0, index)) + 1


def _blank(match: re.Match[str]) -> str:
    """Nothing but the line breaks, so that lines keep their numbers."""
    return " " + "\n" * match.group().count("\n")


_FILES: tuple[tuple[str, Reader], ...] = (
    ("*.md", _markdown),
    ("docs/**/*.md", _markdown),
    ("generator/**/*.html", _html),
    ("generator/**/*.py", _python),
    ("generator/assets/**/*.js", _javascript),
    ("generator/scaffold/**/*", _lines),
    ("generator/theme/*.yml", _lines),
    (".github/**/*", _lines),
    ("action.yml", _lines),
    ("mkdocs.yml", _lines),
    ("schema/*.json", _schema),
    ("schema/*.yml", _vocabulary),
    ("tests/golden/broken/*", _lines),
    ("tests/golden/check/*", _lines),
    ("tests/golden/doctor/*", _lines),
    ("tests/golden/hosts/**/*", _lines),
    ("tests/golden/reviews/*", _lines),
    ("tests/golden/settings/*", _lines),
    ("tests/golden/upgrade/**/*", _lines),
)
