"""The machine that measures, in words."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def this_machine(folder: Path) -> str:
    """Its processor, cores, memory, the kind of disk below `folder`, and Python's version."""
    cpu = _first(r"model name\s*: (.*)", Path("/proc/cpuinfo")) or platform.machine()
    memory = int(_first(r"MemTotal:\s*(\d+)", Path("/proc/meminfo")) or 0) / 2**20
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB of memory, {_disk(folder)}, "
        f"{system}, Python {platform.python_version()}"
    )


def _first(pattern: str, file: Path) -> str:
    match = re.search(pattern, file.read_text("utf-8", "replace")) if file.exists() else None
    return match[1].strip() if match else ""


def _disk(folder: Path) -> str:
    """The kind of file system: the longest place of a mount that leads to the folder."""
    table = Path("/proc/mounts")
    lines = table.read_text("utf-8").splitlines() if table.exists() else ()
    mounts = [line.split()[1:3] for line in lines]
    at = folder.resolve()
    above = [(place, kind) for place, kind in mounts if at.is_relative_to(place)]
    kind = max(above, key=lambda mount: len(mount[0]), default=("", "disk"))[1]
    return "a disk in memory" if kind == "tmpfs" else f"a disk with {kind}"
