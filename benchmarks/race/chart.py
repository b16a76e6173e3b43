"""The chart of a race: CPU seconds of each generator, readable in light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from benchmarks.race.phases import COLD
from benchmarks.race.results import OURS, Race
from benchmarks.race.tables import seconds

WIDTH, _NAMES, _BARS, _ROW = 670, 240, 330, 26
_DARK = (
    "@media screen and (prefers-color-scheme:dark){.ground{fill:#202a26}.name{fill:#e8efec}"
    ".other{fill:#7d8f88}.ours{fill:#63d4b8}}"
)


def chart(races: Sequence[Race]) -> str:
    """An SVG with a group of bars for each size at which others took part too."""
    parts, top = [], 20
    for race in races:
        if len(race.results) > 1:
            parts.append(_text(20, top + 14, f"{race.listings:,} listings, CPU seconds", True))
            parts += _bars(race, top + 28)
            top += 28 + _ROW * len(race.results) + 22
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" '
        f'width="{WIDTH}" height="{top}" viewBox="0 0 {WIDTH} {top}" '
        "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\" "
        'font-size="14">\n<!-- Made by `python -m benchmarks.race`. -->\n'
        '<title id="title">CPU seconds of a build without a cache</title>\n'
        f"<style>{_DARK}</style>\n"
        f'<rect class="ground" width="{WIDTH}" height="{top}" rx="12" fill="#f2f5f4"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _bars(race: Race, top: int) -> list[str]:
    longest = max(result.costs[COLD].cpu for result in race.results.values())
    found = []
    for at, (name, result) in enumerate(race.results.items()):
        cpu = result.costs[COLD].cpu
        kind, fill = ("ours", "#0f766e") if name == OURS else ("other", "#94a3a0")
        y, width = top + at * _ROW, max(1, round(_BARS * cpu / longest))
        found += [
            _text(20, y + 14, name, name == OURS),
            f'<rect class="{kind}" x="{20 + _NAMES}" y="{y}" width="{width}" height="18" rx="3" '
            f'fill="{fill}"/>',
            _text(28 + _NAMES + width, y + 14, seconds(cpu), False),
        ]
    return found


def _text(x: int, y: int, text: str, is_bold: bool) -> str:
    weight = ' font-weight="600"' if is_bold else ""
    return f'<text class="name" x="{x}" y="{y}"{weight} fill="#1b2622">{escape(text)}</text>'
