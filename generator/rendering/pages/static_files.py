"""The stylesheets and scripts of the board's own pages.

They are published without their comments, which are a quarter of what a phone would load. Their
names and lines stay, so that they can still be read in a browser. The script of a page is published
with the modules it needs in one file, but for those that all pages share: these are in `site.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator import PACKAGE
from generator.rendering.artifact import Artifact
from generator.rendering.pages.bundles import (
    SharedScript,
    bundle,
    from_shared,
    imported_by,
    shared_script,
)
from generator.rendering.pages.css_pruning import compact

_FOLDER = PACKAGE / "assets"
# Comments that begin a line, and types in front of a value. `tests/test_javascript.py`
# makes sure that no text of a script looks like one.
_COMMENT = re.compile(
    r"^[ \t]*(?:/\*(?:(?!\*/|\n[ \t]*/\*)[\s\S])*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE
)
_TYPE = re.compile(r"/\*\* @type (?:(?!/?\*/|/\*)[^\n])*\*/ ")
# What all pages load. These modules keep a state, so no page may load one of them twice.
SHARED = "site.js"
# Without what all pages share: the component on pages of other sites, what it loads, and the
# script of /embed/. Each is in one file with all it needs.
_STANDALONE = (
    "browse/chosen.js", "browse/chosen_by_columns.js", "embed/v1.js", "embed/main.js",
)  # fmt: skip
_AT_ITS_OWN_ADDRESS = "embed/v1.js"  # other sites name it, so it stays for ever
_EVERYWHERE = ("deadlines.js", "save_button.js", "defer.js")
_IN_SITE_STYLE = "board.css"  # part of the stylesheet that all pages share (site_style.py)

Overrides = Mapping[str, bytes]


def assets(overrides: Overrides | None = None) -> Iterator[Artifact]:
    """The files of generator/assets/, in the site's folder `assets/board/`.

    `overrides` are the board's files instead of the program's: `assets/board.css`.
    """
    own = overrides or {}
    for path in sorted(_FOLDER.rglob("*")):
        name = path.relative_to(_FOLDER).as_posix()
        if not path.is_file() or path.name.startswith(".") or path.suffix == ".js":
            continue
        if path.suffix == ".css":
            if name != _IN_SITE_STYLE:
                yield Artifact(f"assets/board/{name}", compact(asset(name, own)).encode())
        else:
            content = own.get(f"assets/{name}")
            content = path.read_bytes() if content is None else content
            yield Artifact(f"assets/board/{name}", content)
    for name, text in _published_scripts(scripts(own)):
        place = name if name == _AT_ITS_OWN_ADDRESS else f"assets/board/{name}"
        yield Artifact(place, text.encode())


def scripts(overrides: Overrides) -> dict[str, str]:
    """The modules of generator/assets/ without comments, by path: `post/main.js`."""
    names = (path.relative_to(_FOLDER).as_posix() for path in sorted(_FOLDER.rglob("*.js")))
    return {name: without_comments(asset(name, overrides)) for name in names}


def asset(name: str, overrides: Overrides) -> str:
    """The text of a file of generator/assets/, or of the board's own instead."""
    content = overrides.get(f"assets/{name}")
    return _read(name) if content is None else content.decode("utf-8-sig").replace("\r\n", "\n")


def page_styles(overrides: Overrides) -> list[str]:
    """The stylesheets that only some pages have."""
    names = (path.relative_to(_FOLDER).as_posix() for path in sorted(_FOLDER.rglob("*.css")))
    return [asset(name, overrides) for name in names if name != _IN_SITE_STYLE]


def _published_scripts(modules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The script that all pages share, and each module by itself, with what only it needs.

    A script that no other one imports is a page's: it is in one file with its modules.
    """
    read = modules.__getitem__
    shared = shared_script(SHARED, _EVERYWHERE, read)
    yield shared.name, shared.text
    imported = {needed for name in modules for needed in imported_by(name, read)}
    for name, text in modules.items():
        if name in _STANDALONE:
            yield name, bundle(name, read, SharedScript(SHARED, "", {}))
        elif name in shared.variables:
            yield name, from_shared(name, read, shared)
        else:
            yield name, text if name in imported else bundle(name, read, shared)


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def without_comments(script: str) -> str:
    """A script of ours without its comments."""
    return _TYPE.sub("", _COMMENT.sub("", script))


def deferred_script(entry: str) -> str:
    """HTML for a page's head: loads a script and what it needs after the page is drawn.

    `entry` is the script's path in generator/assets/; defer.js, which is on all pages, loads it.
    """
    return f'<meta name="board-script" content="{entry}">\n'
