"""The stylesheets and scripts of the board's own pages.

Scripts are published without their comments, which are a quarter of what a phone would load. Their
names, lines and spaces stay, so that they can still be read in a browser. The script of a page that
needs many modules is published with them in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator import PACKAGE
from generator.rendering.artifact import Artifact
from generator.rendering.pages.bundles import bundle, modules

_FOLDER = PACKAGE / "assets"
# Comments that begin a line, and types in front of a value. `tests/test_javascript.py`
# makes sure that no text of a script looks like one.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @type [^\n]*?\*/ ")
# The scripts of pages that need many modules, and those that every page loads by itself.
_BUNDLED = ("browse/main.js", "match/main.js", "post/main.js")
_EVERYWHERE = ("deadlines.js", "save_button.js")


def assets() -> Iterator[Artifact]:
    """Every file of generator/assets/, in the site's folder `assets/board/`."""
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(_FOLDER).as_posix()
            content = _script(name).encode() if path.suffix == ".js" else path.read_bytes()
            yield Artifact(f"assets/board/{name}", content)


def _script(name: str) -> str:
    return bundle(name, _read, _outside()) if name in _BUNDLED else _read(name)


@cache
def _read(name: str) -> str:
    return without_comments((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def _outside() -> frozenset[str]:
    """What every page has loaded already. It keeps a state, so no page may load it twice."""
    return frozenset(name for entry in _EVERYWHERE for name in modules(entry, _read))


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
