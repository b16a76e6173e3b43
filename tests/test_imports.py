"""The house stands as drawn: imports go one way, and the middle touches nothing outside.

Read from the source with `ast`, so late imports and those for type checkers count too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "generator"

# From the ground up. What stands on a floor never rests, by whatever way round, on a higher
# one. `feed_text` belongs to `feed`; a name that is not here may be used, but not to climb.
FLOORS = (
    "artifact codec dates demo employer problem text vocabulary",
    "listing source tree",
    "collection fmt schema",
    "settings",
    "rules",
    "check rule_list",
    "board",
    "feed listing_json record review slices structured",
    "outputs pages head shell reporters search",
    "batches",
    "files cache git last_good",
    "workspace incremental",
    "engine",
    "cli",
)
# The only ones that touch the disk, the clock, the environment, the network or other programs.
OUTSIDE = {
    "files", "cache", "last_good", "git", "git_objects", "workspace", "incremental", "mending",
    "starting",
    "reviewing", "handover", "gh", "web", "link_check", "proving", "engine", "cli",
}  # fmt: skip
# These read templates and styles that come with the code, and nothing else.
PACKAGE_FILES = {"generator.pages.assets", "generator.pages.templates"}
# Who may import whom, where a floor does not say it all. Own family and stdlib are free.
ONLY = {
    "problem": set(),
    "artifact": set(),
    "files": {"artifact", "problem", "tree"},
    "cache": {"check", "codec", "employer", "listing", "problem"},  # the types it keeps
    "reporters.text": {"problem"},
    "reporters.github": {"problem"},
    "reporters.json": {"problem"},
    "reporters.sarif": {"problem", "rule_list"},
}
NEVER = {
    "pages": {"outputs", "reporters"},
    "outputs": {"pages", "head", "shell", "reporters"},
    "feed": {"outputs", "pages"},
    "reporters": {"outputs", "pages", "head", "shell"},
}
IMPURE_MODULES = {
    "glob", "locale", "logging", "multiprocessing", "os", "random", "secrets", "shutil", "socket",
    "subprocess", "sys", "tempfile", "time", "urllib.request", "uuid",
}  # fmt: skip
IMPURE_CALLS = {"getenv", "input", "now", "print", "today", "utcnow"}
READS = {"iterdir", "open", "read_bytes", "read_text", "rglob", "write_bytes", "write_text"}
PURE_PATHS = {"PurePath", "PurePosixPath"}
ENGINES = {"mkdocs", "material", "zensical"}

MODULES = sorted(
    ".".join(("generator", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    for path in PACKAGE.rglob("*.py")
)


def unit(module: str) -> str:
    """`generator.outputs.rss` is of `outputs`, `generator.feed_text` of `feed`."""
    name = module.removeprefix("generator").lstrip(".").partition(".")[0]
    listed = name in known() or name in OUTSIDE or "_" not in name
    return name if listed else name.partition("_")[0]


@cache
def known() -> dict[str, int]:
    return {name: floor for floor, names in enumerate(FLOORS) for name in names.split()}


@cache
def tree(module: str) -> ast.Module:
    path = PACKAGE.parent / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text("utf-8"), str(file))


@cache
def imported(module: str) -> frozenset[str]:
    """Every module that `module` imports; of our own the longest name there is."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: write imports in full"
            base = node.module or ""
            names = {f"{base}.{alias.name}" for alias in node.names}
            found |= {base, *(name for name in names if name in MODULES)}
            if base == "generator":
                found.discard(base)
    return frozenset(found)


def ours(module: str) -> set[str]:
    return {name for name in imported(module) if name in MODULES} - {module}


def reachable(module: str) -> Iterator[tuple[str, ...]]:
    """The ways from `module` to everything it rests on, each once."""
    seen, ways = {module}, [(module,)]
    while ways:
        way = ways.pop()
        for name in sorted(ours(way[-1]) - seen):
            seen.add(name)
            ways.append((*way, name))
            yield ways[-1]


def test_imports_go_down() -> None:
    for module in MODULES:
        floor = known().get(unit(module))
        for way in reachable(module) if floor is not None else ():
            assert known().get(unit(way[-1]), 0) <= floor, "imports climb: " + " -> ".join(way)


def test_nothing_inside_rests_on_the_outside() -> None:
    for module in MODULES:
        if unit(module) in OUTSIDE or module == "generator.__main__":
            continue
        for way in reachable(module):
            assert unit(way[-1]) not in OUTSIDE, " -> ".join(way)


def test_some_import_little() -> None:
    for module in MODULES:
        mine = unit(module)
        units = {unit(name) for name in ours(module)} - {mine, ""}
        assert not units & NEVER.get(mine, set()), module
        for name in (mine, module.removeprefix("generator.")):
            assert units <= ONLY.get(name, units), module


def test_only_the_engine_knows_the_theme_builder() -> None:
    for module in MODULES:
        roots = {name.partition(".")[0] for name in imported(module)}
        assert unit(module) == "engine" or not roots & ENGINES, module


def test_outputs_do_not_know_each_other() -> None:
    """A format can be added and removed without a look at the others."""
    parts = {name for name in MODULES if name.startswith("generator.outputs.")}
    assert parts
    for module in parts:
        assert not ours(module) & parts, module


def test_no_circles() -> None:
    for module in MODULES:
        for way in reachable(module):
            # A package lists its parts, and a part may import the package's base.
            family = any(a.startswith(f"{b}.") for a in way for b in way)
            circle = module in ours(way[-1]) and not family
            assert not circle, "a circle: " + " -> ".join((*way, module))


def test_the_inside_reads_no_file_no_clock_no_environment() -> None:
    for module in (name for name in MODULES if unit(name) not in OUTSIDE):
        assert not imported(module) & IMPURE_MODULES, module
        forbidden = IMPURE_CALLS | (READS if module not in PACKAGE_FILES else set())
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ImportFrom) and node.module == "pathlib":
                paths = {alias.name for alias in node.names}
                assert paths <= PURE_PATHS or module in PACKAGE_FILES, module
            if isinstance(node, ast.Import):
                assert not any(alias.name == "pathlib" for alias in node.names), module
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                assert name not in forbidden, f"{module}:{node.lineno} calls {name}()"
