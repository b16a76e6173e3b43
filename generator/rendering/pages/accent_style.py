"""The board's own colour, in the shades that each scheme needs: the end of `site.css`.

It comes after the other styles and sets the custom properties that they use.
"""

from __future__ import annotations

from generator.model.colour import Shades, dark_shades, light_shades
from generator.model.settings import Settings

# The other styles make buttons lighter under the mouse: white text might then be hard to read.
_HOVER = """\
.bs-sheet a.bs-call:hover,
.md-typeset .b-button:hover {
  filter: brightness(0.92);
}
"""


def accent_style(settings: Settings) -> str:
    """The rules; none if the board has no colour of its own."""
    if not settings.accent:
        return ""
    light = _rule(":root", light_shades(settings.accent))
    dark = _rule('[data-md-color-scheme="slate"]', dark_shades(settings.accent))
    return f"{light}{_HOVER}@media screen {{\n{dark}}}\n"


def _rule(selector: str, shades: Shades) -> str:
    values = {
        "--bs-brand": shades.brand,
        "--bs-on-brand": shades.on_brand,
        "--md-accent-fg-color": shades.strong,
        "--b-tint": shades.tint,
        "--b-pay": shades.strong,
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
