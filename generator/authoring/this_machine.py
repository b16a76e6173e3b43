"""What this machine knows of its own place: proposals for a new board, which a person confirms."""

from __future__ import annotations

import os
from pathlib import Path

from generator.checking import settings_values

_ZONE_LINK = Path("/etc/localtime")
_ZONE_NAME = Path("/etc/timezone")
_NOWHERE = ("UTC", "Etc/", "GMT", "Zulu", "Universal")  # what a server says that was told nothing


def time_zone() -> str:
    """The machine's own zone, a name of the tz database; empty if it says none."""
    for name in (os.environ.get("TZ", "").removeprefix(":"), _linked(), _written()):
        if name:
            known = not name.startswith(_NOWHERE) and settings_values.time_zone(name) is None
            return name if known else ""
    return ""


def currency(zone: str) -> str:
    """The currency of the country that a time zone is in; empty if that is not known."""
    from babel.core import get_global  # Babel is slow to load
    from babel.numbers import get_territory_currencies

    territory = get_global("zone_territories").get(zone, "")
    found = get_territory_currencies(territory) if territory else []
    return str(found[0]) if found else ""


def _linked() -> str:
    target = os.path.realpath(_ZONE_LINK) if _ZONE_LINK.exists() else ""
    return target.partition("/zoneinfo/")[2].removeprefix("posix/")


def _written() -> str:
    try:
        return _ZONE_NAME.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
