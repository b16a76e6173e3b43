"""The stylesheets and scripts of the board's own pages.

Scripts are published without their comments, which are for those who read the source: a third of
what a phone would load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from generator import PACKAGE
from generator.rendering.artifact import Artifact

_FOLDER = PACKAGE / "assets"
# Comments that begin a line, and types inside one. No text of a script goes over several lines, so
# that neither can be in one; a test makes sure of it.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_TYPE = re.compile(r"/\*\* @type [^\n]*?\*/ ?")
_IMPORT = re.compile(r'^import\b[^"]*"(\.\.?/[^"]+)";$', re.MULTILINE)


def assets() -> Iterator[Artifact]:
    """Every file of generator/assets/, in the site's folder `assets/board/`."""
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(_FOLDER).as_posix()
            content = path.read_bytes()
            if path.suffix == ".js":
                content = without_comments(content.decode()).encode()
            yield Artifact(f"assets/board/{name}", content)


def without_comments(script: str) -> str:
    """`script` without lines that are comments only, and without JSDoc's types inside lines."""
    return _TYPE.sub("", _COMMENT.sub("", script))


def deferred_script(entry: str) -> str:
    """HTML for a page's head: loads a script and everything it imports after the page is drawn.

    `entry` is the script's path in generator/assets/. The page must be one level below the root.
    """
    return (
        f'<meta name="board-modules" content="{" ".join(_modules(entry))}">\n'
        '<script type="module" src="../assets/board/defer.js" fetchpriority="low"></script>\n'
    )


def _modules(entry: str) -> list[str]:
    """`entry` and everything it imports, directly or indirectly, in alphabetical order."""
    found, pending = set[str](), [entry]
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        text = (_FOLDER / name).read_text(encoding="utf-8")
        folder = PurePosixPath(name).parent
        pending += [normpath(folder / target) for target in _IMPORT.findall(text)]
    return sorted(found)
