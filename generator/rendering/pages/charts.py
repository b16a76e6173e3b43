"""Charts as SVG that is part of a page. pygal lays them out; the page's stylesheet colours them.

pygal (LGPL 3) writes SVG by itself, from Python alone. Altair and Plotly draw in the browser with
scripts of their own; matplotlib needs NumPy, and its letters are outlines unless told otherwise.
What pygal puts around a chart for a file of its own is taken off here: styles and scripts, which
the site's policy forbids, tooltips that need those scripts, ids made at random, and the day.

A chart has no colours: they are the page's, in the light and the dark. Two series differ by more
than colour (insights.css). For screen readers a chart is one picture with a name; the table below
it has the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from generator.model.numbers import signed

if TYPE_CHECKING:
    from pygal.graph.graph import Graph  # type: ignore[import-untyped]

# A phone shows it at about this width, so texts keep their size there (in pixels).
_WIDTH = 360
_TEXT = 13
_ROW = 30  # the height of a row of bars
_MAX_LABELS = 5  # on the axis of time: more would run into each other
_MAX_LABEL = 22  # characters
_MINUS = signed(-1)[0]
_STEPS = tuple(first * 10**power for power in range(5) for first in (1, 2, 5))
_MOST_MARKS = 5  # on the axis of values
_KEPT = {"path", "rect", "circle", "text", "g"}
_CLASSES = {"guide", "major", "line", "dot", "rect", "value"}
_NUMBERS = {"x", "y", "cx", "cy", "r", "width", "height", "d"}


def lines(
    name: str, labels: Sequence[str], series: Sequence[Sequence[int]], shown: Callable[[str], str]
) -> Markup:
    """A line for each of `series` over `labels`, of which a few are shown, as `shown` says them."""
    step = max(1, -(-(len(labels) - 1) // (_MAX_LABELS - 1)))
    highest = max(1, *map(max, series))
    chart = _chart("Line", 230, show_dots=len(labels) <= 2 * _MAX_LABELS, range=(0, highest * 1.08))
    chart.y_labels = _marks(0, highest)
    chart.x_labels = [
        shown(label) if (len(labels) - 1 - at) % step == 0 else ""
        for at, label in enumerate(labels)
    ]
    return _drawn(chart, "lines", name, series)


def columns(name: str, labels: Sequence[str], values: Sequence[int]) -> Markup:
    """A column for each value."""
    highest = max(1, *values)
    chart = _chart(
        "Bar", 210, print_values=True, print_values_position="top", range=(0, highest * 1.08)
    )
    chart.y_labels = _marks(0, highest)
    chart.x_labels = labels
    return _drawn(chart, "columns", name, [values])


def bars(name: str, labels: Sequence[str], values: Sequence[int]) -> Markup:
    """A bar for each value, the first on top; values below zero go to the left."""
    low, high = min(0, *values), max(1, *values)
    span = high - low  # beside each bar is room for its number; one on the left has a minus
    chart = _chart(
        "HorizontalBar",
        _ROW * len(values) + 8,
        show_x_labels=False,
        print_values=True,
        print_values_position="top",
        range=(low - 0.16 * span if low else 0, high + 0.12 * span),
    )
    chart.x_labels = [*map(_short, reversed(labels))]
    return _drawn(chart, "bars", name, [values[::-1]])


def spreads(name: str, labels: Sequence[str], rows: Sequence[Sequence[Decimal]]) -> Markup:
    """For each row a bar from the lowest to the highest value, its middle half darker.

    A row is: lowest, quarter, half, three quarters, highest. The line at 1 stands out.
    """
    lowest, highest = min(row[0] for row in rows), float(max(row[-1] for row in rows))
    start = 1 if lowest >= 1 else 0
    chart = _chart("HorizontalStackedBar", _ROW * len(rows) + 34, range=(start, highest))
    chart.x_labels = [*map(_short, reversed(labels))]
    chart.y_labels = _marks(start, highest, (0.5, *_STEPS))
    steps = [(row[0], *(b - a for a, b in pairwise(row))) for row in rows[::-1]]
    return _drawn(chart, "spreads", name, [*zip(*steps, strict=True)])


def _marks(start: int, highest: float, steps: Sequence[float] = _STEPS) -> list[dict[str, Any]]:
    """Round numbers for an axis, from `start` on."""
    step = next((step for step in steps if highest - start <= step * _MOST_MARKS), steps[-1])
    values = [start + step * at for at in range(int((highest - start) / step) + 1)]
    return [{"value": value, "label": f"{value:,g}"} for value in values]


def _short(label: str) -> str:
    return label if len(label) <= _MAX_LABEL else f"{label[: _MAX_LABEL - 1].rstrip()}…"


def _chart(kind: str, height: int, **options: Any) -> Graph:
    import pygal  # type: ignore[import-untyped]  # late: it takes 0.1 s

    style = pygal.style.Style(
        label_font_size=_TEXT, major_label_font_size=_TEXT, value_font_size=_TEXT
    )
    return getattr(pygal, kind)(
        width=_WIDTH,
        height=height,
        style=style,
        js=(),
        css=(),
        show_legend=False,
        margin=4,
        margin_left=14,  # some fonts are wider than pygal takes them for
        margin_right=24,
        truncate_label=-1,
        formatter=_whole,
        **options,
    )


def _whole(value: float | None) -> str:
    """The number on an axis or a bar; none between whole ones."""
    if value is None or value != round(value):
        return ""
    return signed(round(value))


def _drawn(chart: Graph, kind: str, name: str, series: Iterable[Sequence[int | Decimal]]) -> Markup:
    """`chart` with `series` as an element of the page. `name` says what it shows."""
    for number, values in enumerate(series):
        chart.add(str(number), [*values])
    root = chart.render_tree()
    view = root.get("viewBox")
    inside = "".join(_element(child) for child in root)
    picture = Markup(inside)  # noqa: S704 - `_element` escaped it
    return Markup(
        '<svg class="i-chart i-{}" viewBox="{}" font-size="{}" role="img" aria-label="{}">{}</svg>'
    ).format(kind, view, _TEXT, name, picture)


def _element(node: etree._Element) -> str:
    """An element as HTML with what a picture needs, and no more; empty if nothing is left."""
    tag = node.tag if isinstance(node.tag, str) else ""
    tag = tag.rpartition("}")[2]
    names = (node.get("class") or "").split()
    if tag not in _KEPT or not {"background", "tooltip", "titles"}.isdisjoint(names):
        return ""
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(node, names))
    if tag in {"path", "rect", "circle"}:
        return f"<{tag}{attributes}/>"
    if tag == "text":
        return f"<text{attributes}>{escape(node.text)}</text>" if node.text else ""
    inside = "".join(map(_element, node))
    return f"<g{attributes}>{inside}</g>" if inside and attributes else inside


def _attributes(node: etree._Element, names: list[str]) -> Iterable[tuple[str, str]]:
    kept = [name for name in names if name in _CLASSES or name.startswith("serie-")]
    if "axis" in names and "line" not in names:
        kept += ["i-x" if "x" in names else "i-y"]
    if "value" in names and (node.text or "").startswith(_MINUS):
        kept.append("i-below")
    if kept:
        yield "class", " ".join(kept)
    for key, value in node.items():
        if key == "transform":
            yield key, value
        elif key in _NUMBERS:
            yield key, " ".join(map(_rounded, value.split()))


def _rounded(text: str) -> str:
    """A coordinate with one decimal: pygal writes sixteen. It may follow a letter: `M4.38`."""
    letter = text[0] if text[0].isalpha() else ""
    try:
        return f"{letter}{round(float(text[len(letter) :]), 1):g}"
    except ValueError:
        return text
