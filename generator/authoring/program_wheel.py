"""The program itself, as a board's requirements.txt names it: with a hash, as every package.

Until a version is in a registry, a wheel lies beside requirements.txt.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from generator import PACKAGE, __version__
from generator.model.errors import BoardError

NAME = "microinternships"
_WHEEL = re.compile(rf"{NAME}-(?P<version>[0-9A-Za-z.!+_]+)-py3-none-any\.whl")
_SOURCES = ("pyproject.toml", "README.md", "LICENSE")  # what a build reads beside the package
_PIP = (sys.executable, "-m", "pip")
_OFFLINE = ("--no-deps", "--no-build-isolation", "--no-index")
_SECONDS = 300
_SAME_DAY = "315532800"  # 1980-01-01: the same files make the same wheel on any day
_GIVE_ONE = "Build one and name it with --wheel FILE."


@dataclass(frozen=True, slots=True)
class Program:
    """One version of the program. `requirement` is its entry in requirements.txt.

    `wheel` is empty if it comes from a registry; else it is the content of `wheel_name`, a file
    beside requirements.txt.
    """

    version: str
    requirement: str
    wheel_name: str = ""
    wheel: bytes = b""


def find_program(wheel: Path | None = None) -> Program:
    """The program in `wheel`; without one, the very program that runs.

    Raises BoardError if there is no wheel of it, or OSError.
    """
    if wheel is not None:
        return program_of(wheel)
    if _is_checkout(PACKAGE.parent):
        return _built(PACKAGE.parent)
    installed = _origin()
    address = installed.get("url") if isinstance(installed, dict) else None
    if not isinstance(address, str):
        return _published(__version__)
    if urlsplit(address).scheme != "file":
        raise BoardError(f"this program was installed from {address}, not from a file. {_GIVE_ONE}")
    file = Path(url2pathname(urlsplit(address).path))
    if _is_checkout(file):
        return _built(file)
    if not file.is_file():
        raise BoardError(f"the wheel {file}, of which this program is, is gone. {_GIVE_ONE}")
    program = program_of(file)
    wanted = _hash(installed)
    if wanted and wanted != hashlib.sha256(program.wheel).hexdigest():
        raise BoardError(f"{file} is no longer the wheel that this program was installed from. "
                         "Name the one to use with --wheel FILE.")  # fmt: skip
    return program


def program_of(wheel: Path) -> Program:
    """The program in a wheel. Raises BoardError for a file that is none of it, or OSError."""
    match = _WHEEL.fullmatch(wheel.name)
    if not match:
        raise BoardError(f"{wheel} is no wheel of {NAME}: those are called "
                         f"{NAME}-{__version__}-py3-none-any.whl.")  # fmt: skip
    if not wheel.is_file():
        raise BoardError(f"there is no wheel {wheel}.")
    content = wheel.read_bytes()
    if not content.startswith(b"PK"):
        raise BoardError(f"{wheel} is damaged: it is no wheel inside.")
    return Program(match["version"], _entry(f"./{wheel.name}", content), wheel.name, content)


def _entry(what: str, content: bytes) -> str:
    return f"{what} \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n"


def _origin() -> Any:
    """direct_url.json of this installation (PEP 610): where it came from; None if a registry."""
    try:
        text = metadata.distribution(NAME).read_text("direct_url.json")
        return json.loads(text) if text else None
    except (metadata.PackageNotFoundError, ValueError, OSError):
        return None


def _hash(origin: Any) -> str:
    archive = origin.get("archive_info") if isinstance(origin, dict) else None
    hashes = archive.get("hashes") if isinstance(archive, dict) else None
    found = hashes.get("sha256") if isinstance(hashes, dict) else None
    return found if isinstance(found, str) else ""


def _is_checkout(folder: Path) -> bool:
    return folder.joinpath("pyproject.toml").is_file() and folder.joinpath("generator").is_dir()


def _built(checkout: Path) -> Program:
    """A wheel of the checkout that this program runs from, made from a copy of its files.

    In the checkout itself, the build would leave folders of its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / NAME
        shutil.copytree(checkout / "generator", source / "generator", ignore=_left_out)
        for name in _SOURCES:
            shutil.copy(checkout / name, source / name)
        return _from_pip(
            ("wheel", *_OFFLINE, str(source)), f"no wheel could be built of {checkout}"
        )


def _left_out(folder: str, names: list[str]) -> set[str]:
    """What is made by running the program, and links to a folder that a board has deleted."""
    return {
        name
        for name in names
        if name in {"__pycache__", ".DS_Store"} or not os.path.exists(os.path.join(folder, name))
    }


def _published(version: str) -> Program:
    """The hash of a published version: pip downloads it once."""
    what = f"pip could not download {NAME} {version}"
    found = _from_pip(("download", "--no-deps", f"{NAME}=={version}"), what)
    return Program(version, _entry(f"{NAME}=={version}", found.wheel))


def _from_pip(command: tuple[str, ...], what: str) -> Program:
    """The wheel that a command of pip leaves in its folder."""
    with tempfile.TemporaryDirectory() as folder:
        target = "--wheel-dir" if command[0] == "wheel" else "--dest"
        options = ("--quiet", "--disable-pip-version-check", "--no-input", target, folder)
        try:
            done = subprocess.run(
                [*_PIP, command[0], *options, *command[1:]],
                env={"SOURCE_DATE_EPOCH": _SAME_DAY, **os.environ},
                capture_output=True, text=True, check=False, timeout=_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise BoardError(f"{what} within {_SECONDS} seconds. {_GIVE_ONE}") from None
        found = [*Path(folder).glob(f"{NAME}-*.whl")]
        if done.returncode or not found:
            said = [line for line in done.stderr.splitlines() if line.strip()][-1:]
            reason = said[0].removeprefix("ERROR: ") if said else "pip gave no reason."
            raise BoardError(f"{what}: {reason.rstrip('.')}. {_GIVE_ONE}")
        return program_of(found[0])
