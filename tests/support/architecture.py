"""The picture and the list of docs/architecture.md, made from the imports.

`python -m tests.support.architecture` writes both anew; a test says when it is time to. The
layers are those of the contract in pyproject.toml, the imports those that grimp finds. Imports
are counted in three steps only, so that most changes to the code leave the picture as it is.

The picture has an arrow only where no longer way by arrows leads: with all of them there
would be nothing to see. The list has them all.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise, permutations
from typing import NamedTuple

import grimp

from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "assets" / "architecture.svg"
PACKAGE = "generator"
# They read no file, no clock and no environment, but for the few files that a test names.
PURE_FOLDERS = ("model", "checking", "board", "rendering", "reporting", "reviewing", "hosts")
# What a folder is for, in a few words: the narrowest box has room for 14 letters.
IN_SHORT = {
    "authoring": "new and fmt",
    "board": "today's board",
    "building": "the site on disk",
    "checking": "YAML becomes listings, with their problems",
    "cli": "the commands of board",
    "hosts": "GitHub, GitLab",
    "model": "typed data",
    "reading": "disk, Git, web, YAML",
    "rendering": "pages, feeds",
    "reporting": "error reports",
    "reviewing": "pull requests",
    "upkeep": "reminders, links",
}

Layers = tuple[tuple[str, ...], ...]
Imports = Counter[tuple[str, str]]


def layers() -> Layers:
    """The folders, from the top layer down, as pyproject.toml's contract has them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (found,) = (
        contract["layers"]
        for contract in config["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers" and contract["containers"] == [PACKAGE]
    )
    return tuple(tuple(re.findall(r"\w+", layer)) for layer in found)


@cache
def imports() -> Imports:
    """How many imports lead from a folder to another: `(importer, imported)`."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    folders = {name for layer in layers() for name in layer}
    found: Imports = Counter()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            pair = (_folder(module), _folder(other))
            if pair[0] != pair[1] and folders.issuperset(pair):
                found[pair] += 1
    return found


def _folder(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def nearest(found: Imports) -> list[tuple[str, str]]:
    """The imports that no longer way leads to: `cli` to `model` goes by `building`."""

    def reachable(start: str) -> set[str]:
        direct = {end for begin, end in found if begin == start}
        return direct.union(*map(reachable, direct))

    return sorted(
        (begin, end)
        for begin, end in found
        if not any(end in reachable(other) for other in _imported(found, begin))
    )


def _imported(found: Imports, folder: str) -> list[str]:
    return sorted(end for begin, end in found if begin == folder)


# The picture: every layer is as wide as the picture. Where an arrow passes a layer, there is a
# gap for it, which takes its place among the boxes like a very narrow one.

WIDTH = 372
MARGIN = 12
BOX = 54  # high
BETWEEN = 34  # layers
SPACE = 8  # between boxes
GAP = 16  # wide
INSET = 8  # of an arrow from a box's corner
HEAD = 7  # of an arrow


class Item(NamedTuple):
    """A box (`end` is empty), or the gap for the arrow from `begin` to `end`."""

    begin: str
    end: str = ""


class Span(NamedTuple):
    """From `left` to `right`."""

    left: int
    right: int

    @property
    def middle(self) -> int:
        return (self.left + self.right) // 2


@dataclass(frozen=True)
class Arrow:
    """An import that is drawn, by the items it passes from its importer on."""

    items: tuple[Item, ...]
    imports: int


Row = tuple[Item, ...]


def arrows(rows: Layers, found: Imports) -> list[Arrow]:
    """Those that are drawn."""
    level = {name: at for at, row in enumerate(rows) for name in row}
    return [
        Arrow(
            (
                Item(begin),
                *(Item(begin, end) for _ in range(level[begin] + 1, level[end])),
                Item(end),
            ),
            found[begin, end],
        )
        for begin, end in nearest(found)
    ]


def arranged(rows: Layers, drawn: Sequence[Arrow]) -> list[dict[Item, Span]]:
    """Where each item stands: in the order of each row with the fewest crossings."""
    level = {Item(name): at for at, row in enumerate(rows) for name in row}
    items: list[set[Item]] = [{Item(name) for name in row} for row in rows]
    steps: list[list[tuple[Item, Item]]] = [[] for _ in rows]  # from the row above
    for arrow in drawn:
        for below, (upper, lower) in enumerate(pairwise(arrow.items), level[arrow.items[0]] + 1):
            items[below].add(lower)
            steps[below].append((upper, lower))
    # The best way to each order of a row, going down.
    best: dict[Row, tuple[tuple[int, int], list[Row]]] = {(): ((0, 0), [])}
    for row, step in zip(items, steps, strict=True):
        new = {}
        for order in permutations(sorted(row)):
            ways = (
                ((cost[0] + more[0], cost[1] + more[1]), [*before, order])
                for above, (cost, before) in best.items()
                for more in [_cost(above, order, step)]
            )
            new[order] = min(ways)
        best = new
    return [_spans(row) for row in min(best.values())[1]]


def _cost(above: Row, below: Row, steps: Sequence[tuple[Item, Item]]) -> tuple[int, int]:
    """Crossings, and how far aside the arrows go."""
    upper, lower = _spans(above), _spans(below)
    ends = [(upper[begin].middle, lower[end].middle) for begin, end in steps]
    crossings = sum((a - c) * (b - d) < 0 for a, b in ends for c, d in ends)
    return crossings, sum(abs(begin - end) for begin, end in ends)


@cache
def _spans(row: Row) -> dict[Item, Span]:
    """The boxes share what the gaps leave."""
    gaps = sum(bool(item.end) for item in row)
    room = WIDTH - 2 * MARGIN - SPACE * (len(row) - 1) - GAP * gaps
    width = room // max(1, len(row) - gaps)
    spans, left = {}, MARGIN
    for item in row:
        if item is row[-1]:  # what dividing left over comes before it
            left = WIDTH - MARGIN - (GAP if item.end else width)
        spans[item] = Span(left, left + (GAP if item.end else width))
        left += (GAP if item.end else width) + SPACE
    return spans


def svg() -> str:
    """The picture. Light without its style sheet; dark where the reader's system is."""
    rows, found = layers(), imports()
    drawn = arrows(rows, found)
    placed = arranged(rows, drawn)
    bottom = MARGIN + len(rows) * (BOX + BETWEEN) - BETWEEN
    height = bottom + 84
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        'aria-labelledby="title" aria-describedby="desc" '
        f'width="{_shown(WIDTH)}" height="{_shown(height)}" viewBox="0 0 {WIDTH} {height}" '
        "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\">",
        "<!-- Made by `python -m tests.support.architecture`. -->",
        '<title id="title">The folders of generator/, on their layers</title>',
        f'<desc id="desc">{escape(described(rows))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}" rx="12" fill="#f2f5f4"/>',
        *_arrows(rows, drawn, placed),
        *(line for at, row in enumerate(placed) for line in _boxes(row, _top(at))),
        *_legend(bottom + 24),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


_STYLE = (
    "@media screen and (prefers-color-scheme:dark){"
    ".ground{fill:#202a26}.pure{fill:#17453a}.box{fill:#141a18}.box,.pure{stroke:#63d4b8}"
    ".name{fill:#e8efec}.word{fill:#b9c7c1}.line{stroke:#a9b8b2}.head{fill:#a9b8b2}}"
)


def _shown(length: int) -> int:
    """As large as it is where there is room."""
    return round(length * 1.2)


def described(rows: Layers) -> str:
    """The picture in words."""
    text = "; then ".join(" and ".join(row) for row in rows)
    return (
        f"The layers, from the top: {text}. "
        "Arrows lead down from each folder to those it imports; none leads up or aside."
    )


def _top(row: int) -> int:
    return MARGIN + row * (BOX + BETWEEN)


def _boxes(row: dict[Item, Span], top: int) -> Iterator[str]:
    for item, span in row.items():
        if item.end:
            continue
        name, width = item.begin, span.right - span.left
        pure = name in PURE_FOLDERS
        yield (
            f'<rect class="{"pure" if pure else "box"}" x="{span.left}" y="{top}" '
            f'width="{width}" height="{BOX}" rx="8" fill="{"#cfe9e0" if pure else "#fff"}" '
            'stroke="#0a6552" stroke-width="1.5"/>'
        )
        yield _text(span.middle, top + 23, name, "name", "#1b2320", 'font-weight="700"')
        yield _text(span.middle, top + 42, IN_SHORT[name], "word", "#3d4a45", size=12)


def _text(
    x: int, y: int, text: str, kind: str, colour: str, more: str = "", size: int = 15,
    anchor: str = "middle",
) -> str:  # fmt: skip
    return (
        f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{colour}"{f" {more}" if more else ""}>{escape(text)}</text>'
    )


def _arrows(
    rows: Layers, drawn: Sequence[Arrow], placed: Sequence[dict[Item, Span]]
) -> Iterator[str]:
    level = {name: at for at, row in enumerate(rows) for name in row}
    for arrow in drawn:
        first = level[arrow.items[0].begin]
        path, end = "", 0
        for at, (upper, lower) in enumerate(pairwise(arrow.items), first):
            begin, end = _ends(upper, placed[at][upper], lower, placed[at + 1][lower])
            top, bottom = _top(at) + BOX, _top(at + 1) - (0 if lower.end else HEAD)
            bend = (top + bottom) // 2
            path += f"V{top}" if path else f"M{begin} {top}"
            path += f"V{bottom}" if begin == end else f"C{begin} {bend} {end} {bend} {end} {bottom}"
        yield (
            f'<path class="line" d="{path}" fill="none" stroke="#4c5955" '
            f'stroke-width="{_line(arrow.imports)}"/>'
        )
        tip = _top(level[arrow.items[-1].begin]) - 1
        yield f'<path class="head" d="M{end - 5} {tip - 8}h10l-5 8z" fill="#4c5955"/>'


def _ends(upper: Item, above: Span, lower: Item, below: Span) -> tuple[int, int]:
    """Where an arrow leaves and where it comes in: straight down where that is possible."""
    above, below = _inner(upper, above), _inner(lower, below)
    left, right = max(above.left, below.left), min(above.right, below.right)
    if left <= right:
        return (left + right) // 2, (left + right) // 2
    return (above.right, below.left) if above.right < below.left else (above.left, below.right)


def _inner(item: Item, span: Span) -> Span:
    if item.end:
        return Span(span.middle, span.middle)
    return Span(span.left + INSET, span.right - INSET)


_STEPS = ((20, 4.5, "20 or more imports"), (5, 2.5, "5 to 19"), (1, 1, "fewer"))


def _line(count: int) -> float:
    return next(width for least, width, _ in _STEPS if count >= least)


def _legend(top: int) -> Iterator[str]:
    left = MARGIN + 2
    for (_, width, text), at in zip(_STEPS, (left, left + 178, left + 274), strict=True):
        yield (
            f'<path class="line" d="M{at} {top - 4}h22" fill="none" stroke="#4c5955" '
            f'stroke-width="{width}"/>'
        )
        yield _text(at + 29, top, text, "word", "#3d4a45", size=12, anchor="start")
    for line, (kind, colour, text) in enumerate(
        (
            ("pure", "#cfe9e0", "pure: reads no file, no clock, no environment"),
            ("box", "#fff", "reads or writes"),
        ),
        1,
    ):
        y = top + 20 * line
        yield (
            f'<rect class="{kind}" x="{left}" y="{y - 11}" width="22" height="14" rx="3" '
            f'fill="{colour}" stroke="#0a6552" stroke-width="1.5"/>'
        )
        yield _text(left + 29, y, text, "word", "#3d4a45", size=12, anchor="start")


# The page


def listed() -> str:
    """Every import, in words."""
    rows, found = layers(), imports()
    order = [name for row in rows for name in row]
    lines = []
    for name in order:
        names = sorted(_imported(found, name), key=order.index)
        lines.append(f"- **{name}**: {', '.join(names) or 'no other'}\n")
    return "".join(lines)


def picture() -> str:
    """What shows the picture on the page."""
    width, height = re.findall(r' (?:width|height)="(\d+)"', svg())[:2]
    return (
        f'![{described(layers())}](assets/{PICTURE.name}){{: width="{width}" height="{height}" }}\n'
    )


MADE = {"picture": picture, "imports": listed}


def page(now: str) -> str:
    """The page with what is made in it made anew."""
    for name, make in MADE.items():
        mark = f"<!-- made: {name} -->"
        before, _, rest = now.partition(f"{mark}\n")
        _, end, after = rest.partition("<!-- /made -->")
        if not end:
            raise ValueError(f"{PAGE.name} lacks the marks `{mark}` and `<!-- /made -->`.")
        now = f"{before}{mark}\n\n{make()}\n{end}{after}"
    return now


def write() -> None:
    """Both files, anew."""
    PICTURE.write_text(svg(), "utf-8", newline="\n")
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8", newline="\n")


if __name__ == "__main__":
    write()
