"""Puts scripts and what they import into one file, so that a phone asks once. Pure.

`/post/` needs some fifty modules: in one file they take 30 % less when compressed, and one request.
The modules are ours and of one style, which `tests/rendering/test_bundles.py` asks of each: imports
and exports by name, one a line, and no circle. So each module can become a function that
returns what it exports.

Modules that every page loads keep a state, so no page may have two of one. They are in a shared
file, from which all other files take them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath, relpath

_IMPORT = re.compile(
    r'^import (?P<names>\{[^{}]*\}|\* as \w+) from "(?P<target>\.\.?/[^"]+)";\n', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function\*?|const|class) (?P<name>\w+))", re.MULTILINE
)

# What only helps to read a script: indentation, empty lines, and comments after code.
_FOR_READERS = re.compile(r"^ +|^\n|(?<=[;,{)]) // [^\n\"'`]*$", re.MULTILINE)

_NO_NAME = re.compile(r"\W")

_ADDRESS = "import.meta.url"  # in a script: its own address

Read = Callable[[str], str]
SourceOf = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class SharedScript:
    """The file that all pages load. `variables`: as what it exports each of its modules."""

    name: str
    text: str
    variables: Mapping[str, str]


def shared_script(name: str, entries: Iterable[str], read: Read) -> SharedScript:
    """The script `name` with `entries` and all modules that they need.

    Names are paths from one folder: `post/main.js`. `read` gives the text of a module.
    """
    order: list[str] = []
    for entry in entries:
        _collect(entry, read, (), order)
    # A module's variable has the same name in every build: a page may come from a browser's cache.
    variables = {module: f"m_{_NO_NAME.sub('_', module[:-3])}" for module in order}

    def source_of(module: str, target: str) -> str:
        return variables[_resolve(module, target)]

    parts = [_function(name, module, read, variables[module], source_of) for module in order]
    exported = f"export {{ {', '.join(variables.values())} }};\n"
    return SharedScript(name, _for_browsers([*parts, exported]), variables)


def bundle(entry: str, read: Read, shared: SharedScript) -> str:
    """The script `entry` with all modules that it needs, but for those in `shared`."""
    order: list[str] = []
    _collect(entry, read, shared.variables, order)
    variables = {name: f"m{number}" for number, name in enumerate(order)}
    imported: set[str] = set()

    def source_of(module: str, target: str) -> str:
        """The variable with the exports of the module that `module` calls `target`."""
        name = _resolve(module, target)
        if name in variables:
            return variables[name]
        imported.add(shared.variables[name])
        return shared.variables[name]

    parts = [_function(entry, name, read, variables[name], source_of) for name in order[:-1]]
    body, exported = _body(entry, read(entry), source_of)
    # A script that another one imports when it needs it has exports too.
    exports = f"export {{ {', '.join(exported)} }};\n" if exported else ""
    return _for_browsers([_import(entry, shared, imported), *parts, body, exports])


def from_shared(name: str, read: Read, shared: SharedScript) -> str:
    """A module of `shared` as a file of its own, with the same exports."""
    variable = shared.variables[name]
    exported = [match["name"] for match in _EXPORT.finditer(read(name))]
    again = f"export const {{ {', '.join(exported)} }} = {variable};\n" if exported else ""
    return _import(name, shared, {variable}) + again


def _import(name: str, shared: SharedScript, variables: Collection[str]) -> str:
    target = _relative(shared.name, _folder(name))
    return f'import {{ {", ".join(sorted(variables))} }} from "{target}";\n' if variables else ""


def _for_browsers(parts: Iterable[str]) -> str:
    # No text of ours goes over several lines, so what begins a line is never part of one.
    return _FOR_READERS.sub("", "".join(parts)).replace(";\n}", ";}")


def imported_by(name: str, read: Read) -> set[str]:
    """The modules that `name` imports itself."""
    return {_resolve(name, match["target"]) for match in _IMPORT.finditer(read(name))}


def modules(entry: str, read: Read, outside: Collection[str] = ()) -> list[str]:
    """`entry` and everything it imports, directly or indirectly, what is imported first."""
    order: list[str] = []
    _collect(entry, read, outside, order)
    return order


def _collect(name: str, read: Read, outside: Collection[str], order: list[str]) -> None:
    if name in order or name in outside:
        return
    text = read(name)
    for match in _IMPORT.finditer(text):
        _collect(_resolve(name, match["target"]), read, outside, order)
    order.append(name)


def _function(file: str, name: str, read: Read, variable: str, source_of: SourceOf) -> str:
    """The module `name` as a function, called once, in the script `file`."""
    body, exported = _body(name, read(name), source_of)
    own_address = f'new URL("{_relative(name, _folder(file))}", {_ADDRESS})'
    body = body.replace(_ADDRESS, own_address)
    return f"const {variable} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"


def _body(name: str, text: str, source_of: SourceOf) -> tuple[str, list[str]]:
    """A module's code with constants in place of imports, and the names that it exports."""
    exported = [match["name"] for match in _EXPORT.finditer(text)]

    def imported(match: re.Match[str]) -> str:
        names = match["names"].removeprefix("* as ")
        return f"const {names} = {source_of(name, match['target'])};\n"

    return _EXPORT.sub("", _IMPORT.sub(imported, text)), exported


def _resolve(module: str, target: str) -> str:
    return normpath(PurePosixPath(module).parent / target)


def _folder(name: str) -> str:
    return str(PurePosixPath(name).parent)


def _relative(name: str, folder: str) -> str:
    path = relpath(name, folder)
    return path if path.startswith(".") else f"./{path}"
