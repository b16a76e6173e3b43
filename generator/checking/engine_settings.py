"""Checks what mkdocs.yml says to the engine: keys, kinds of values, folders, third parties. Pure.

The board does not use these settings itself. But a wrong one ends a build with a message that has
no line, or makes a site that is no board: pages at other addresses, files that are no pages,
readers who are sent to third parties. The names are those of MkDocs 1.6
(https://www.mkdocs.org/user-guide/configuration/).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.checking.field_words import field_name, shortened
from generator.checking.schema_messages import kind_of
from generator.checking.settings_values import closest
from generator.model.problem import Path, Problem, Severity
from generator.reading.source import Source

KEYS = frozenset({
    "INHERIT", "copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template",
    "exclude_docs", "extra", "extra_css", "extra_javascript", "extra_templates", "google_analytics",
    "hooks", "markdown_extensions", "mdx_configs", "nav", "not_in_nav", "pages", "plugins",
    "remote_branch", "remote_name", "repo_name", "repo_url", "site_author", "site_description",
    "site_dir", "site_name", "site_url", "strict", "theme", "use_directory_urls", "validation",
    "watch",
})  # fmt: skip
_OF_EXTRA = ("board", "menu", "footer")
_TEXT, _LIST, _GROUP, _SWITCH = (
    "text",
    "a list",
    "names with values of their own",
    "`true` or `false`",
)
_TYPES: dict[str, tuple[type, ...]] = {
    _TEXT: (str,), _LIST: (list,), _GROUP: (dict,), _SWITCH: (bool,),
}  # fmt: skip
# A setting and what it may be; `*` is each entry of a list. What is not given may be null.
_KINDS: tuple[tuple[Path, tuple[str, ...]], ...] = (
    *(((name,), (_TEXT,)) for name in (
        "copyright", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template", "exclude_docs",
        "not_in_nav", "remote_branch", "remote_name", "repo_name", "site_author", "site_dir",
        "dev_addr",
    )),
    *(((name,), (_LIST,)) for name in (
        "nav", "hooks", "extra_css", "extra_javascript", "extra_templates", "watch",
    )),
    (("markdown_extensions",), (_LIST, _GROUP)), (("validation",), (_GROUP,)),
    (("strict",), (_SWITCH,)), (("use_directory_urls",), (_SWITCH,)),
    (("theme", "custom_dir"), (_TEXT,)), (("theme", "features"), (_LIST,)),
    (("theme", "icon"), (_GROUP,)), (("theme", "palette"), (_LIST, _GROUP)),
    *(((name, "*"), (_TEXT,)) for name in ("hooks", "extra_css", "extra_templates", "watch")),
    (("extra_javascript", "*"), (_TEXT, _GROUP)), (("theme", "features", "*"), (_TEXT,)),
    (("markdown_extensions", "*"), (_TEXT, _GROUP)), (("plugins", "*"), (_TEXT, _GROUP)),
)  # fmt: skip
_FOLDERS: tuple[Path, ...] = (("docs_dir",), ("site_dir",), ("theme", "custom_dir"))
_TAKEN = ("listings", "schema", "overrides", ".git", ".cache")
_OTHER_THEMES = ("mkdocs", "readthedocs")
_HARMLESS_PLUGINS = ("board", "search")
_SNIPPETS = "pymdownx.snippets"
_REMOTE = ("http:", "https:", "//")


def engine_problems(source: Source, has_folder: Callable[[str], bool]) -> Iterator[Problem]:
    """What is wrong with the settings of the engine in `source`; hints too.

    `has_folder` says whether the board has the folder of that name.
    """
    found = _Engine(source, has_folder)
    yield from found.keys()
    yield from found.kinds()
    yield from found.nav()
    yield from found.folders()
    yield from found.fixed()
    yield from found.third_parties()
    yield from found.code()
    yield from found.snippets()


class _Engine:
    def __init__(self, source: Source, has_folder: Callable[[str], bool]) -> None:
        self._source = source
        self._data = source.data
        self._has_folder = has_folder

    def keys(self) -> Iterator[Problem]:
        """Misspelt keys: all that is below them would be dropped without a word."""
        extra = self._at(("extra",))
        inner = extra if isinstance(extra, Mapping) else {}
        below_top = (name for name in self._data if name not in KEYS)
        groups: list[tuple[Path, Any, Any]] = [
            ((), below_top, KEYS),
            (("extra",), (name for name in inner if name not in _OF_EXTRA), _OF_EXTRA),
        ]
        for top, names, known in groups:
            for name in names:
                if not top and name in _OF_EXTRA:
                    message, fix = (
                        f"`{name}` is not where it belongs.",
                        f"Move it below `extra`: `extra.{name}`.",
                    )
                    yield self._problem((name,), "settings/place", message, fix)
                elif meant := closest(str(name), known):
                    message = (
                        f"{field_name((*top, name))} is not a setting, so nothing below it is read."
                    )
                    yield self._problem(
                        (*top, name), "settings/key", message, f"Did you mean `{meant}`?"
                    )

    def kinds(self) -> Iterator[Problem]:
        """Values of another kind than the engine takes."""
        for path, kinds in _KINDS:
            *above, last = path
            value = self._at(tuple(above) if last == "*" else path)
            if last != "*":
                values: list[tuple[Path, Any]] = [(path, value)]
            else:
                values = [((*above, at), item) for at, item in enumerate(_list(value))]
            types = tuple(type_ for kind in kinds for type_ in _TYPES[kind])
            for where, item in values:
                if item is not None and not isinstance(item, types):
                    wanted = " or ".join(kinds)
                    message = f"{field_name(where)} {kind_of(item)} but should be {wanted}."
                    fix = f"Write {wanted}, or leave it out."
                    yield self._problem(where, "field/type", message, fix)

    def nav(self) -> Iterator[Problem]:
        """Entries of the list of pages that are neither a file nor one title with files."""
        pending: list[tuple[Path, Any]] = [(("nav",), self._at(("nav",)))]
        while pending:
            path, entries = pending.pop()
            for at, entry in enumerate(_list(entries)):
                where: Path = (*path, at)
                values = [*entry.items()] if isinstance(entry, Mapping) else [("", entry)]
                title, target = values[0] if len(values) == 1 else ("", None)
                if isinstance(target, list):
                    pending.append(((*where, title), target))
                elif not isinstance(target, str):
                    fix = "Write a page's file, such as `help.md`, or `Title: help.md`."
                    message = f"{field_name(where)} is no page."
                    yield self._problem(where, "settings/nav", message, fix)

    def folders(self) -> Iterator[Problem]:
        """Folders outside of the board, folders that hold something else, and missing ones."""
        given = {path: self._at(path) for path in _FOLDERS}
        names = {
            path: posixpath.normpath(text) for path, text in given.items() if isinstance(text, str)
        }
        docs, site = names.get(("docs_dir",), "docs"), names.get(("site_dir",), "site")
        for path, name in names.items():
            fix = "Write the name of a folder of this board, or leave the line out."
            if name.startswith(("/", "..")) or "\\" in name or "\0" in name or ":" in name:
                what = "is outside of the board."
                if path == ("site_dir",):
                    fix += " `board build --site-dir` writes elsewhere."
            elif name == "." or name.partition("/")[0] in _TAKEN:
                what = "is a folder of the board that has other files."
            elif path == ("site_dir",):
                if not (_is_in(site, docs) or _is_in(docs, site)):
                    continue
                what = f"and the pages' folder `{docs}` are one in the other."
            elif self._has_folder(name):
                continue
            else:
                what = "is a folder that the board does not have."
            message = f"{field_name(path)} `{shortened(given[path])}` {what}"
            yield self._problem(path, "settings/folder", message, fix, on_key=False)

    def fixed(self) -> Iterator[Problem]:
        """Settings that a board can't do without, or with."""
        if self._at(("use_directory_urls",)) is False:
            message = "`use_directory_urls: false` gives pages addresses that no link has."
            yield self._problem(
                ("use_directory_urls",), "settings/engine", message, "Remove the line."
            )
        theme = self._at(("theme",))
        name = theme.get("name") if isinstance(theme, Mapping) else theme
        if name in _OTHER_THEMES:
            message = f"a board can't be made with the theme `{name}`."
            path: Path = ("theme", "name") if isinstance(theme, Mapping) else ("theme",)
            yield self._problem(path, "settings/engine", message, "Write `material`.")
        if "INHERIT" in self._data:
            message = (
                "`INHERIT` takes settings from another file, which `board check` does not read."
            )
            yield self._problem(("INHERIT",), "settings/engine", message, "Write them here.")

    def third_parties(self) -> Iterator[Problem]:
        """Whatever would send a reader's browser to somebody else's server."""
        for name in ("extra_javascript", "extra_css"):
            for at, item in enumerate(_list(self._at((name,)))):
                address = item.get("path") if isinstance(item, Mapping) else item
                if isinstance(address, str) and address.strip().lower().startswith(_REMOTE):
                    message = (
                        f"{field_name((name, at))} calls a third party: nothing on the site does."
                    )
                    fix = "Put the file into docs/ and write its path from there."
                    yield self._problem((name, at), "settings/third-party", message, fix)
        font = self._at(("theme", "font"))
        if font is not None and font is not False:
            message = (
                "`theme.font` calls Google's servers: nothing on the site calls a third party."
            )
            yield self._problem(
                ("theme", "font"),
                "settings/third-party",
                message,
                "Write `font: false`, or leave it out.",
            )

    def code(self) -> Iterator[Problem]:
        """Hints about what runs in each build and can change every page."""
        plugins = self._at(("plugins",))
        names = [
            ((at,), name)
            for at, item in enumerate(_list(plugins))
            for name in (item if isinstance(item, Mapping) else [item])
        ] or [((name,), name) for name in (plugins if isinstance(plugins, Mapping) else ())]
        more = [(("plugins", *at), name) for at, name in names if name not in _HARMLESS_PLUGINS]
        more += [(("hooks", at), name) for at, name in enumerate(_list(self._at(("hooks",))))]
        for path, name in more:
            if isinstance(name, str):
                message = f"`{shortened(name)}` is code that can change every page."
                fix = "Keep it only if you trust it; `board check` does not see what it does."
                yield self._problem(path, "settings/code", message, fix, severity=Severity.HINT)

    def snippets(self) -> Iterator[Problem]:
        """A hint about the extension that copies other files into pages."""
        extensions = self._at(("markdown_extensions",))
        places: list[tuple[Path, Any]] = [(("markdown_extensions",), extensions)]
        places += [(("markdown_extensions", at), item) for at, item in enumerate(_list(extensions))]
        for path, item in places:
            if item == _SNIPPETS or (isinstance(item, Mapping) and _SNIPPETS in item):
                where = (*path, _SNIPPETS) if isinstance(item, Mapping) else path
                message = f"`{_SNIPPETS}` publishes any file that a page names."
                fix = "Set `base_path: [docs]` and `restrict_base_path: true`, or remove it."
                yield self._problem(
                    where, "settings/reads-files", message, fix, severity=Severity.HINT
                )

    def _problem(
        self, path: Path, rule: str, message: str, fix: str,
        severity: Severity = Severity.ERROR, *, on_key: bool = True,
    ) -> Problem:  # fmt: skip
        is_key = on_key and isinstance(path[-1], str)
        place = self._source.key_place(path) if is_key else self._source.place(path)
        return Problem(place, rule, message, fix, severity)

    def _at(self, path: Path) -> Any:
        value: Any = self._data
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
