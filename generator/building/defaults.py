"""The settings of MkDocs and the theme that every board has: `theme/defaults.yml`.

What a board's mkdocs.yml sets counts more. No engine is known here: both get the same settings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from generator.building.menu import shown_links
from generator.checking.settings_check import SITE_PARTS
from generator.model.settings import Settings
from generator.reading.bundled import DEFAULTS

Config = dict[str, Any]
_EXTENSIONS = "markdown_extensions"


@cache
def _defaults() -> Config:
    settings: Config = yaml.load(DEFAULTS.read_bytes(), yaml.CSafeLoader)
    return settings


def completed(config: Mapping[str, Any]) -> Config:
    """The settings of a board's mkdocs.yml, and the defaults for what it does not set."""
    theme = config.get("theme")
    given = {**config, "theme": {"name": theme}} if isinstance(theme, str) else config
    found = _merged(_defaults(), given)
    extensions = {**_options(_defaults()[_EXTENSIONS]), **_options(config.get(_EXTENSIONS))}
    found[_EXTENSIONS] = [
        {name: options} if options else name for name, options in extensions.items()
    ]
    return found


def _merged(base: Mapping[str, Any], given: Mapping[str, Any]) -> Config:
    """`base` with what `given` sets. Groups are merged; null counts as not given."""
    found = dict(base)
    for key, value in given.items():
        if value is None and key in found:
            continue
        inner = found.get(key)
        if isinstance(inner, Mapping) and isinstance(value, Mapping):
            value = _merged(inner, value)
        found[key] = value
    return found


def _options(extensions: Any) -> Config:
    """Each extension with its options. MkDocs takes names, names with options, and a mapping."""
    if isinstance(extensions, Mapping):
        return {**extensions}
    found: Config = {}
    for item in extensions if isinstance(extensions, list) else ():
        found.update(item if isinstance(item, Mapping) else {item: None})
    return found


def for_pages(
    config: Mapping[str, Any], pages: Collection[str], own: Collection[str], board: Settings
) -> Config:
    """`nav` and `extra` of a site, for a board's mkdocs.yml `config`.

    `pages` are the site's hand-written pages, such as `reference/rules.md`; `own` are those of them
    that are in the board's docs/ and may be listed. Of the default links, those to other pages are
    left out, and of all links those to a section that the settings `board` hide. Pages of the board
    that are in no list come after the first entry.
    """
    found = completed(config)
    extra = dict(found["extra"])
    given = config.get("extra")
    for name in ("menu", "footer"):
        if not isinstance(given, Mapping) or given.get(name) is None:
            extra[name] = [item for item in extra[name] if _leads_to(item["path"], pages)]
        extra[name] = shown_links(extra[name], board)
    nav = found["nav"]
    if not config.get("nav"):
        nav = [*_existing(_defaults()["nav"], pages)]
        listed = {*_files_in(nav), "index.md", "README.md"}
        nav[1:1] = sorted(page for page in own if page not in listed)
    return {"nav": nav, "extra": extra}


def _leads_to(path: str, pages: Collection[str]) -> bool:
    name = path.strip("/")
    is_own = f"{name}.md" in pages or f"{name}/index.md" in pages
    return is_own or name.partition("/")[0] in SITE_PARTS


def _existing(nav: Iterable[Any], pages: Collection[str]) -> Iterator[Any]:
    """The entries of `nav` whose pages there are; a group without any is left out."""
    for entry in nav:
        ((title, target),) = entry.items() if isinstance(entry, Mapping) else [("", entry)]
        if isinstance(target, list):
            if inner := [*_existing(target, pages)]:
                yield {title: inner}
        elif target in pages:
            yield entry
        elif (index := f"{target.removesuffix('.md')}/index.md") in pages:
            yield {title: index} if title else index


def _files_in(nav: Iterable[Any]) -> Iterator[str]:
    for entry in nav:
        for target in entry.values() if isinstance(entry, Mapping) else [entry]:
            yield from _files_in(target) if isinstance(target, list) else [target]
