"""Copies a file of the program into a board's folder, where the board's people can change it."""

from __future__ import annotations

from pathlib import Path

from generator import PACKAGE
from generator.authoring.new_file import AuthoringError
from generator.checking.settings_values import closest
from generator.reading import bundled, files
from generator.reading.overrides import FOLDER

_DOCS = "docs/"
_LARGE = ".github/workflows/publish-large.yml"  # which only a large board on GitHub needs


def overridable() -> dict[str, Path]:
    """Every file that a board can have its own version of, by name: `templates/listing.html`.

    The value is where the program's is on disk. A page's name is `docs/for-students.md`.
    """
    pages = {f"{_DOCS}{name}": path for name, path in bundled.pages().items()}
    large = {_LARGE: PACKAGE / "scaffold/large/publish-large.yml"}
    return {**pages, **bundled.replaceable(), **large}


def place_of(name: str) -> str:
    """Where in its folder a board has its own version of `name`."""
    return name if name.startswith(_DOCS) or name == _LARGE else f"{FOLDER}/{name}"


def copy_to_override(root: Path, name: str) -> str:
    """Copy the program's file `name` into the board in `root`. Returns its path there.

    The path is relative to `root`. Raises AuthoringError if the program has no such file, or if the
    board has one already.
    """
    known = overridable()
    name = name.removeprefix("./").removeprefix(f"{FOLDER}/")
    if name not in known:
        raise AuthoringError(f"the program has no file `{name}`. {_advice(name)}")
    place = place_of(name)
    try:
        files.write_new(root / place, known[name].read_bytes())
    except FileExistsError:
        raise AuthoringError(f"{place} exists already, and stays as it is.") from None
    return place


def _advice(name: str) -> str:
    known = overridable()
    same = [other for other in known if other.rpartition("/")[2] == name.rpartition("/")[2]]
    close = closest(name, known) or (same or [""])[0]
    return f"Did you mean `{close}`?" if close else "`board override` lists those that it has."
