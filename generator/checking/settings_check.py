"""Checks mkdocs.yml, as far as a board uses it: all that is wrong, with a line to write instead.

schema/board.schema.json and schema/mkdocs.schema.json say most. What they can't say is here. Keys
that the board does not use are MkDocs' own, and are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from generator.checking import settings_values
from generator.checking.engine_settings import engine_problems
from generator.checking.field_words import ask_for, field_name, shortened
from generator.checking.logo_check import ENDINGS, logo_mistake
from generator.checking.schema import CompiledSchema, check_fields
from generator.checking.settings_values import Mistake
from generator.model.problem import Path, Place, Problem, Severity, in_order
from generator.model.settings import site_address
from generator.reading.source import Source
from generator.reading.tree import MAX_LOGO_BYTES

FILE = "mkdocs.yml"
BOARD = ("extra", "board")
PLUGIN = "board"
# The site's own files and folders, beside what is in docs/. A test compares them with a build.
SITE_PARTS = frozenset({
    "404.html", "api", "archive", "assets", "atom.xml", "browse", "categories", "collections",
    "deadlines", "deadlines.ics", "embed", "employers", "feed.json", "feed.xml", "feeds.opml",
    "follow", "index.html", "industries", "insights", "jobs.xml", "listings", "llms.txt", "match",
    "places", "portfolio", "post", "robots.txt", "shortlist", "sitemap.xml", "skills",
})  # fmt: skip
_THEMES_OWN = "assets/images/"  # the theme has a favicon of its own there
_VALUES: tuple[tuple[Path, str, Callable[[str], Mistake]], ...] = (
    (("site_url",), "settings/address", settings_values.site_address),
    (("repo_url",), "settings/address", settings_values.repository_address),
    ((*BOARD, "contact"), "settings/contact", settings_values.contact),
    ((*BOARD, "time_zone"), "settings/time-zone", settings_values.time_zone),
    ((*BOARD, "currency"), "settings/currency", settings_values.currency),
    ((*BOARD, "accent"), "settings/colour", settings_values.accent),
)
_NEEDED: tuple[Path, ...] = (
    ("site_name",), ("site_url",), ("site_description",), ("repo_url",), ("theme",),
    ("theme", "language"),
)  # fmt: skip
_NOT_USED = {
    "logo": "Name a picture in docs/ below `extra.board`, for example `logo: logo.svg`.",
    "palette": 'Choose one colour below `extra.board`, for example `accent: "#1a56db"`.',
}
_ANALYTICS: tuple[Path, ...] = (
    ("google_analytics",), ("extra", "analytics"), (*BOARD, "analytics"),
)  # fmt: skip


class SiteFiles(Protocol):
    """The hand-written part of a site: the files in `docs_dir` and in the theme's `custom_dir`."""

    def has(self, path: str) -> bool:
        """Whether there is a file at `path`, or whether that can't be known."""

    def has_own(self, path: str) -> bool:
        """Whether there is a file at `path`."""

    def has_folder(self, path: str) -> bool:
        """Whether the board has a folder at `path`, which begins at its top."""

    def content(self, path: str, most: int) -> bytes | None:
        """The first `most` + 1 bytes of the file at `path`; None if there is none."""

    def names(self) -> frozenset[str]:
        """The paths of all of them."""


def settings_problems(
    source: Source,
    board_schema: Mapping[str, Any],
    schema: Mapping[str, Any],
    files: SiteFiles,
    given_url: str = "",
) -> tuple[Problem, ...]:
    """All problems with the settings in `source`, from top to bottom; hints too.

    `board_schema` is that of `extra.board`, `schema` that of the rest of mkdocs.yml. `given_url` is
    the site's address if `source` leaves it out.
    """
    found = _Findings(source, files)
    refused = [*found.analytics()]
    said = {item.place for item in refused}
    checked = check_fields(source, CompiledSchema(with_board(schema, board_schema)))
    problems = [*refused, *(item for item in checked if item.place not in said)]
    problems += found.address(schema["properties"]["site_url"], given_url)
    problems += found.placed_wrong(board_schema["properties"])
    problems += _elsewhere(engine_problems(source, files.has_folder), problems)
    more = (
        *found.values(), *found.currencies(), *found.collections(), *found.network(),
        *found.plugins(), *found.links(), *found.theme(), *found.logo(),
    )  # fmt: skip
    problems += _elsewhere(more, problems)
    hidden = source.hidden_places
    problems = [p for p in problems if p.rule == "field/missing" or p.place not in hidden]
    return in_order([*problems, *found.not_given()])


def _elsewhere(more: Iterable[Problem], said: Iterable[Problem]) -> list[Problem]:
    """Those of `more` that are not where something is said already."""
    taken = {(item.place.line, item.place.column) for item in said}
    return [item for item in more if (item.place.line, item.place.column) not in taken]


def with_board(schema: Mapping[str, Any], board_schema: Mapping[str, Any]) -> dict[str, Any]:
    """`schema` of mkdocs.yml with `board_schema` as that of `extra.board`."""
    fields = schema["properties"]
    extra = fields["extra"]
    inner = {**extra, "properties": {**extra["properties"], "board": board_schema}}
    return {**schema, "properties": {**fields, "extra": inner}}


class _Findings:
    def __init__(self, source: Source, files: SiteFiles) -> None:
        self._source = source
        self._files = files

    def values(self) -> Iterator[Problem]:
        for path, rule, mistake_of in _VALUES:
            value = self._at(path)
            if isinstance(value, str) and value.strip() and (mistake := mistake_of(value)):
                yield self._problem(path, rule, mistake)

    def address(self, schema: Mapping[str, Any], given: str) -> Iterator[Problem]:
        """Whether anything says where the site will be."""
        if "site_url" in self._source.data:
            return
        if given and (mistake := settings_values.site_address(given)):
            message = f"`BOARD_SITE_URL`, a variable of this process, `{shortened(given)}`"
            yield Problem(Place(FILE), "settings/address", f"{message} {mistake[0]}", mistake[1])
        elif not site_address(self._source.data, given):
            fix = (
                f"{ask_for(schema, 'site_url')} Or publish on GitHub Pages and name the repository "
                "in `repo_url`: then the address is known."
            )
            last = next(reversed(self._source.data), None)
            place = Place(FILE) if last is None else self._source.key_place((last,))
            yield Problem(place, "field/missing", "`site_url` is missing.", fix)

    def analytics(self) -> Iterator[Problem]:
        """Whatever would count readers."""
        for path in _ANALYTICS:
            above = self._at(path[:-1])
            if isinstance(above, Mapping) and path[-1] in above:
                message = (
                    f"{field_name(path)} can't be set: nothing on the site calls a third party."
                )
                fix = "Remove it. To count visits, use the logs of the server that hosts the site."
                yield Problem(self._source.key_place(path), "settings/analytics", message, fix)

    def logo(self) -> Iterator[Problem]:
        """Whether the board's logo is there, and a picture that can do no harm."""
        path, where = self._at((*BOARD, "logo")), (*BOARD, "logo")
        if not isinstance(path, str) or not path.strip():
            return
        content = None if "://" in path else self._files.content(path, MAX_LOGO_BYTES)
        if content is not None:
            if mistake := logo_mistake(path, content):
                yield self._problem(where, "settings/logo", mistake)
            return
        pictures = [name for name in self._files.names() if name.endswith(ENDINGS)]
        fix = self._meant(pictures, path.removeprefix("docs/")) or (
            "Put a picture in docs/ and write its path from there, for example `logo: logo.svg`."
        )
        yield self._problem(where, "settings/file", ("is a file that the site does not have.", fix))

    def currencies(self) -> Iterator[Problem]:
        floors = self._at((*BOARD, "floors"))
        for code in floors if isinstance(floors, Mapping) else ():
            if mistake := settings_values.currency(code):
                place = self._source.key_place((*BOARD, "floors", code))
                message = f"`{shortened(code)}` {mistake[0]}"
                yield Problem(place, "settings/currency", message, mistake[1])

    def collections(self) -> Iterator[Problem]:
        """Collections that every listing would be in."""
        given = self._at((*BOARD, "collections"))
        for name, item in given.items() if isinstance(given, Mapping) else ():
            if isinstance(item, Mapping) and not item.keys() - {"label", "description"}:
                place = self._source.key_place((*BOARD, "collections", name))
                message = (
                    f"the collection `{shortened(name)}` has no condition: every listing is in it."
                )
                fix = "Add one, for example `level: [beginner]`."
                yield Problem(place, "settings/collection", message, fix)

    def network(self) -> Iterator[Problem]:
        """Addresses of other boards at which there can be none, and boards that are there twice."""
        given = self._at((*BOARD, "network"))
        seen = {_home(self._at(("site_url",)))}
        for name, item in given.items() if isinstance(given, Mapping) else ():
            url = item.get("url") if isinstance(item, Mapping) else None
            if not isinstance(url, str) or not url.strip():
                continue
            mistake = settings_values.board_address(url)
            if not mistake and _home(url) in seen:
                mistake = "is this board, or is in the network twice.", "Remove it."
            seen.add(_home(url))
            if mistake:
                yield self._problem((*BOARD, "network", name, "url"), "settings/network", mistake)

    def plugins(self) -> Iterator[Problem]:
        """MkDocs takes names, names with options, and both as a list or as fields."""
        plugins = self._at(("plugins",))
        if not isinstance(plugins, (list, Mapping)):
            return
        names = [
            name for item in plugins for name in (item if isinstance(item, Mapping) else [item])
        ]
        if PLUGIN not in names:
            plain = all(isinstance(name, str) for name in names) and isinstance(plugins, list)
            better = f"[{', '.join([*names, PLUGIN])}]" if plain else f"[{PLUGIN}]"
            fix = f"Write `plugins: {better}`." if plain else f"Add `{PLUGIN}` to it."
            place = self._source.key_place(("plugins",))
            yield Problem(place, "settings/plugin", "the plugin `board` is not in `plugins`.", fix)

    def links(self) -> Iterator[Problem]:
        for name in ("menu", "footer"):
            items = self._at(("extra", name))
            for index, item in enumerate(items if isinstance(items, list) else ()):
                path = item.get("path") if isinstance(item, Mapping) else None
                if isinstance(path, str) and (mistake := self._link(path)):
                    where = ("extra", name, index, "path")
                    yield self._problem(where, "settings/link", mistake)

    def theme(self) -> Iterator[Problem]:
        theme = self._at(("theme",))
        if not isinstance(theme, Mapping):
            return
        language, words = theme.get("language"), f"partials/languages/{theme.get('language')}.html"
        if isinstance(language, str) and theme.get("name", "material") == "material":
            mistake = settings_values.language(language)
            if mistake and not self._files.has_own(words):
                yield self._problem(("theme", "language"), "settings/language", mistake)
        icon = theme.get("favicon")
        if isinstance(icon, str) and icon and not icon.startswith(_THEMES_OWN):
            if not self._files.has(icon):
                fix = self._meant(self._files.names(), icon)
                fix = fix or "Write a file's path in docs/, or leave the line out."
                mistake = "is a file that the site does not have.", fix
                yield self._problem(("theme", "favicon"), "settings/file", mistake)
        for name, fix in _NOT_USED.items():
            if name in theme and not _is_default_palette(theme[name]):
                place = self._source.key_place(("theme", name))
                message = f"`theme.{name}` changes nothing on a board."
                yield Problem(place, "settings/not-used", message, fix, Severity.HINT)

    def placed_wrong(self, known: Mapping[str, Any]) -> Iterator[Problem]:
        """The board's settings that are not below `extra.board`."""
        board = self._at(BOARD)
        tops: list[Path] = [()] if board else [(), ("extra",)]
        for top in tops:
            group = self._at(top)
            for name in group if isinstance(group, Mapping) else ():
                if name in known and not (isinstance(board, Mapping) and name in board):
                    place = self._source.key_place((*top, name))
                    message = f"`{field_name((*top, name)).strip('`')}` is not where it belongs."
                    fix = f"Move it below `board`, which is below `extra`: `extra.board.{name}`."
                    yield Problem(place, "settings/place", message, fix)

    def not_given(self) -> Iterator[Problem]:
        """Values the board must know, and that only a tag or an alias tells."""
        board = self._at(BOARD)
        names = board if isinstance(board, Mapping) else {}
        needed = [*_NEEDED, ("extra",), BOARD, *((*BOARD, name) for name in names)]
        said, hidden = set[Place](), self._source.hidden_places
        for path in needed:
            place = self._source.key_place(path)
            if path[0] in self._source.data and place in hidden and place not in said:
                said.add(place)
                message = f"{field_name(path)} is given by a tag or an alias."
                fix = "Write the value itself: `board check` does not know what MkDocs makes of it."
                yield Problem(place, "settings/not-plain", message, fix)

    def _link(self, path: str) -> Mistake:
        if path.startswith(("https://", "http://", "mailto:", "#")):
            return None
        page = path.partition("#")[0].partition("?")[0].removeprefix("./")
        if page in {"", "."} or self._has_page(page):
            return None
        files = self._files.names()
        pages = {name.removesuffix(".md").removesuffix("index") for name in files}
        pages = {f"{name.strip('/')}/" for name in pages if name}
        known = pages | {part if "." in part else f"{part}/" for part in SITE_PARTS}
        fix = self._meant(known, page) or "Write the path of a page, such as `browse/` or `help/`."
        return "is a page that the site does not have.", fix

    def _has_page(self, path: str) -> bool:
        page = path.strip("/")
        if not page or page.partition("/")[0] in SITE_PARTS:
            return True
        names = (page, f"{page}.md", f"{page}/index.md", f"{page}/README.md")
        return any(map(self._files.has, (*names, f"{page.removesuffix('.html')}.md")))

    def _meant(self, known: Collection[str], name: str) -> str:
        close = settings_values.closest(name, known)
        return f"Did you mean `{close}`?" if close else ""

    def _problem(self, path: Path, rule: str, mistake: tuple[str, str]) -> Problem:
        value = shortened(self._at(path))
        message = f"{field_name(path)} `{value}` {mistake[0]}"
        return Problem(self._source.place(path), rule, message, mistake[1])

    def _at(self, path: Path) -> Any:
        """The value at `path`; None if there is none."""
        value: Any = self._source.data
        for step in path:
            if isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                value = value.get(step) if isinstance(value, Mapping) else None
        return value


def _home(url: Any) -> str:
    """The address of a board's home page, as two of them can be compared."""
    return url.strip().rstrip("/").lower() if isinstance(url, str) else ""


def _is_default_palette(value: Any) -> bool:
    """Whether a palette says what every board has: colours of its own."""
    return isinstance(value, Mapping) and {*value.values()} <= {"default", "slate", "custom"}
