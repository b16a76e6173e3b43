"""Every regular expression of the program as JSON, for the Node test that looks for slow ones.

A call such as `re.compile(rf"{_START}.*")` is found in the syntax tree, and its arguments are
evaluated in the finished module. So only what is put together inside a function is out of reach:
`AT_RUN_TIME` has an example of each. Patterns of phrases and of schemas are added.

How a pattern is used counts: one that is only used with `fullmatch` can't begin at every place of a
text. `tests/js/regular_expressions.test.js` reads the output.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import generator
from generator.checking.rule_kit.prose import all_phrases

ROOT = Path(__file__).parents[2]
_SEARCHING = {"search", "sub", "subn", "split", "findall", "finditer"}
_METHODS = {"match", "fullmatch", *_SEARCHING}
# What a call inside a function compiles, by its source text: the value depends on arguments.
AT_RUN_TIME = {
    r"f'^[ \\t]+{re.escape(name)}:(?:\\s|$)'": r"^[ \t]+description:(?:\s|$)",
    r"'[;\\n]' if ';' in text else '[,\\n]'": r"[;,\n]",
    # The patterns of schemas, which are listed as such.
    "error.limit": None,
    # Those of phrases.
    "pattern": None,
}
_TOKEN = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]?|\\.|\(\?P(?:<|=\w+\))|[.^$]", re.DOTALL)
# The letters of all scripts: a few hundred of them stand for the rest, which keeps classes small.
_LETTERS = r"A-Za-z\xc0-\u02af"
_CLASSES = {
    r"[^\W\d_]": f"[{_LETTERS}]",
    r"[^\W_]": f"[{_LETTERS}0-9]",
    r"[\W_]": f"[^{_LETTERS}0-9]",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it is, and whether matches begin and end where the text does."""

    where: str
    source: str
    flags: int = 0
    at_start: bool = False
    at_end: bool = False

    def for_javascript(self) -> dict[str, str]:
        """The pattern in JavaScript's syntax: `where`, `source` and `flags`."""
        source = _TOKEN.sub(self._token, self.source)
        if self.at_start:
            source = f"^(?:{source})"
        if self.at_end:
            source += "$"
        return {"where": self.where, "source": source, "flags": self._flags()}

    def _flags(self) -> str:
        return "iu" if self.flags & re.IGNORECASE else "u"

    def _token(self, match: re.Match[str]) -> str:
        token = match.group()
        letter = f"{_LETTERS}0-9_"
        if token in _CLASSES:
            return _CLASSES[token]
        if token.startswith("(?P="):
            return rf"\k<{token[4:-1]}>"
        if token.startswith("["):
            inside = re.sub(
                r"\\.", lambda escape: _escape(escape.group(), letter, "-"), token[1:-1]
            )
            return f"[{inside.replace('[', chr(92) + '[')}]"
        if token.startswith("\\"):
            return _escape(token, f"[{letter}]")
        if token in "^$" and self.flags & re.MULTILINE:  # JavaScript knows other line ends too
            return r"(?<![^\n])" if token == "^" else r"(?![^\n])"
        any_character = "[^]" if self.flags & re.DOTALL else r"[^\n]"
        return {".": any_character, "^": "^", "$": r"(?=\n?$)", "(?P<": "(?<"}[token]


def _escape(escape: str, letter: str, also: str = "") -> str:
    """An escape of Python's; `letter` is what `\\w` becomes, and `also` may be escaped too."""
    character = escape[1]
    if character in "wW":
        return letter if character == "w" else rf"[^{letter.strip('[]')}]"
    if character == "Z":
        return "$"
    if character.isalnum() or character in ".*+?()[]{}|^$/\\" + also:
        return escape
    return character


def found() -> list[Found]:
    """All patterns of the program and of its schemas."""
    modules = [_module(name) for name in _names()]
    trees = {module: ast.parse(Path(str(module.__file__)).read_text("utf-8")) for module in modules}
    uses = _uses(trees)
    return [
        *(each for module, tree in trees.items() for each in _calls(module, tree, uses)),
        *_phrases(),
        *_schemas(),
    ]


def _names() -> Iterator[str]:
    yield "generator"
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            yield module.name


def _module(name: str) -> ModuleType:
    return importlib.import_module(name)


def _uses(trees: dict[ModuleType, ast.Module]) -> dict[str, set[str]]:
    """The methods that are called on each name, anywhere: `{"_NAME": {"fullmatch"}}`."""
    uses: dict[str, set[str]] = defaultdict(set)
    for module, tree in trees.items():
        # A rule's `data` is for JavaScript, which uses a pattern as Python does.
        seen = {
            id(value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Dict)
            for value in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                seen.add(id(node.value))
                uses[_key(module, _last_name(node.value))].add(node.attr)
        for node in ast.walk(tree):
            name = isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load)
            if name and id(node) not in seen:  # handed on: how it is used is not seen here
                uses[_key(module, _last_name(node))].add("handed on")
    return uses


def _key(module: ModuleType, name: str) -> str:
    return f"{module.__name__}.{name}" if name.startswith("_") else name


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _calls(module: ModuleType, tree: ast.Module, uses: dict[str, set[str]]) -> Iterator[Found]:
    names = {
        id(node.value): _last_name(node.targets[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "re.compile"
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if _last_name(node.func.value) != "re" or node.func.attr not in {"compile", *_METHODS}:
            continue
        name = names.get(id(node), "")
        methods = uses[_key(module, name)] if name else {node.func.attr}
        file = Path(str(module.__file__)).relative_to(ROOT).as_posix()
        pattern = _value(node.args[0], module)
        if pattern is not None:
            yield Found(
                f"{file}: {name or ast.unparse(node.args[0])}",
                pattern,
                _flags(node, module),
                at_start=bool(methods) and methods <= {"match", "fullmatch"},
                at_end=methods == {"fullmatch"},
            )


def _value(argument: ast.expr, module: ModuleType) -> str | None:
    text = ast.unparse(argument)
    if text in AT_RUN_TIME:
        return AT_RUN_TIME[text]
    value = eval(text, vars(module))
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _flags(call: ast.Call, module: ModuleType) -> int:
    given = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
        given += call.args[1:]
    return sum(int(eval(ast.unparse(flags), vars(module))) for flags in given)


def _phrases() -> Iterator[Found]:
    for phrases in all_phrases():
        for name in ("pattern", "unless", "denied"):
            if pattern := getattr(phrases, name):
                yield Found(f"phrases: {phrases.rule} {name}", pattern)


def _schemas() -> Iterator[Found]:
    for path in sorted((ROOT / "schema").glob("*.json")):
        for where, pattern in _patterns_in(json.loads(path.read_text("utf-8"))):
            yield Found(f"schema/{path.name}: {where}", pattern)


def _patterns_in(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if isinstance(pattern := value.get("pattern"), str):
            yield at, pattern
        for pattern in value.get("patternProperties", ()):
            yield at, pattern
    parts = value.items() if isinstance(value, dict) else ()
    for name, part in [*parts, *enumerate(value if isinstance(value, list) else ())]:
        yield from _patterns_in(part, f"{at}/{name}")


if __name__ == "__main__":
    print(json.dumps([each.for_javascript() for each in found()], indent=1))
