"""Which files of a board a build reads, its engine included.

Some settings let an engine read what nobody can name: a hook is a program, and so is a plugin. A
board with such settings has no inputs that are known, and its engine always runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.building.inputs import UnknownInputs
from generator.reading.overrides import FOLDER as OVERRIDES
from generator.reading.tree import FOLDER as LISTINGS

SETTINGS = "mkdocs.yml"
# Their values are read from elsewhere, or are programs and extensions that read elsewhere.
_UNKNOWABLE = ("INHERIT", "hooks", "markdown_extensions", "mdx_configs")


@dataclass(frozen=True)
class BoardFolders:
    """The folders of a board, and where its site goes. Not all need exist."""

    root: Path
    docs: Path
    themes: tuple[Path, ...]  # each counts more than the one before
    site: Path

    @property
    def all_read(self) -> tuple[Path, ...]:
        """Every file and folder that a build reads."""
        own = (self.root / name for name in (SETTINGS, LISTINGS, "schema", OVERRIDES))
        return (*own, self.docs, *self.themes[1:])


def board_folders(root: Path) -> BoardFolders:
    """The folders of the board in `root`.

    Raises `UnknownInputs` if its settings let the engine read others.
    """
    try:
        settings = yaml.load((root / SETTINGS).read_bytes(), _Loader)  # noqa: S506 - a SafeLoader
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnknownInputs(SETTINGS) from error
    if not isinstance(settings, Mapping) or not _are_knowable(settings):
        raise UnknownInputs(SETTINGS)
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    return BoardFolders(
        root,
        docs=root / str(settings.get("docs_dir") or "docs"),
        themes=(root / OVERRIDES / "theme", *([root / str(custom)] if custom else [])),
        site=root / str(settings.get("site_dir") or "site"),
    )


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Keeps a value with a tag, such as `!ENV`, as a node."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: node)


def _are_knowable(settings: Mapping[str, Any]) -> bool:
    if settings.get("plugins") != ["board"] or any(settings.get(name) for name in _UNKNOWABLE):
        return False
    return not any(isinstance(value, yaml.Node) for value in _values(settings))


def _values(value: Any) -> Iterator[Any]:
    """`value` and all that is in it. A node stands for a value with a tag."""
    yield value
    inner = value.values() if isinstance(value, Mapping) else value
    if isinstance(inner, Iterable) and not isinstance(inner, str | bytes):
        for item in inner:
            yield from _values(item)
