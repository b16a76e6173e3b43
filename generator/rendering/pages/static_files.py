"""The stylesheets and scripts of the board's own pages.

Scripts are published without their comments, which are a quarter of what a phone would load. Their
names, lines and spaces stay, so that they can still be read in a browser. The script of a page that
needs many modules is published with them in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator import PACKAGE
from generator.rendering.artifact import Artifact
from generator.rendering.pages.bundles import bundle, modules

_FOLDER = PACKAGE / "assets"
# Comments that begin a line, and types in front of a value. `tests/test_javascript.py`
# makes sure that no text of a script looks like one.
_COMMENT = re.compile(
    r"^[ \t]*(?:/\*(?:(?!\*/|\n[ \t]*/\*)[\s\S])*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE
)
_TYPE = re.compile(r"/\*\* @type (?:(?!/?\*/|/\*)[^\n])*\*/ ")
# The scripts of pages that need many modules, and those that every page has loaded already. These
# keep a state, so no page may load them twice.
_BUNDLED = ("browse/main.js", "match/main.js", "portfolio/main.js", "post/main.js")
_EVERYWHERE = ("deadlines.js", "save_button.js")


def assets(overrides: Mapping[str, bytes] | None = None) -> Iterator[Artifact]:
    """Every file of generator/assets/, in the site's folder `assets/board/`.

    `overrides` are the board's files instead of the program's: `assets/board.css`.
    """
    own = overrides or {}

    def read(name: str) -> str:
        content = own.get(f"assets/{name}")
        if content is None:
            return _read(name)
        return without_comments(content.decode("utf-8-sig").replace("\r\n", "\n"))

    outside = frozenset(name for entry in _EVERYWHERE for name in modules(entry, read))
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(_FOLDER).as_posix()
            if path.suffix == ".js":
                script = bundle(name, read, outside) if name in _BUNDLED else read(name)
                content = script.encode()
            else:
                replaced = own.get(f"assets/{name}")
                content = path.read_bytes() if replaced is None else replaced
            yield Artifact(f"assets/board/{name}", content)


@cache
def _read(name: str) -> str:
    return without_comments((_FOLDER / name).read_text(encoding="utf-8"))


def without_comments(script: str) -> str:
    """A script of ours without its comments."""
    return _TYPE.sub("", _COMMENT.sub("", script))


def deferred_script(entry: str) -> str:
    """HTML for a page's head: loads a script and everything it imports after the page is drawn.

    `entry` is the script's path in generator/assets/. The page must be one level below the root.
    """
    return (
        f'<meta name="board-script" content="{entry}">\n'
        '<script type="module" src="../assets/board/defer.js" fetchpriority="low"></script>\n'
    )
