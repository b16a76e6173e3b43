"""The files in listings/: which are listings, employers and logos, and which do not belong there.

Only names and kinds count here, not contents. A name must work wherever the repository is cloned:
lower case ASCII, not reserved by Windows, and no two names that differ only in case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from generator.model.problem import Place, Problem
from generator.model.safe_text import visible

FOLDER = "listings"
EMPLOYER_FILE = "employer.yml"
EXAMPLE_FILE = f"{FOLDER}/example.yml"  # a board may keep one for employers to copy; it is not read
HIDDEN_FILE = f"{FOLDER}/hidden.yml"  # what a maintainer took off the site: see model/hidden.py
MAX_NAME = 60
MAX_LOGO_BYTES = 64 * 1024
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLAIN_FILE = re.compile(rf"{FOLDER}/([a-z0-9]+(?:-[a-z0-9]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)\.yml")
# Microsoft, "Naming Files, Paths, and Namespaces".
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
_LOGO_ENDINGS = {".png", ".webp"}
_LOGO_STARTS = {".png": b"\x89PNG\r\n\x1a\n", ".webp": b"RIFF"}


class EntryKind(StrEnum):
    """What kind of file a name belongs to."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name below listings/: `path` is relative to the board's root, POSIX.

    `stat` is the size, times and inode of a file on disk; empty for all else.
    """

    path: str
    kind: EntryKind
    stat: str = ""


@dataclass(frozen=True, slots=True)
class Blob:
    """One file of a tree: Git's mode, such as `100644`, and the id of its content."""

    mode: str
    id: str


@dataclass
class Tree:
    """The paths of the files to read, and the problems of all others."""

    employers: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    logos: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def tree_of(entries: Iterable[Entry]) -> Tree:
    """Sort `entries` into files to read and problems. Without entries, both are empty."""
    tree = Tree()
    entries = sorted(entries, key=lambda entry: entry.path)
    for entry in entries:
        _sort_in(entry, tree)
    tree.problems += _case_twins(entries)
    tree.problems += _empty_folders(entries)
    return tree


def identifier(path: str) -> str:
    """`listings/acme/survey.yml` -> `acme/survey`; `listings/acme/employer.yml` -> `acme`."""
    parts = PurePosixPath(path)
    employer = parts.parts[1]
    return employer if parts.name == EMPLOYER_FILE else f"{employer}/{parts.stem}"


def logo_problem(path: str, content: bytes) -> Problem | None:
    """What is wrong with a logo's bytes, if anything.

    `content` is the file's first `MAX_LOGO_BYTES` + 1 bytes, or all of them.
    """
    if len(content) > MAX_LOGO_BYTES:
        message, fix = (
            "the logo is larger than 64 KB.",
            "Make the picture smaller, 256 pixels wide at most.",
        )
        return Problem(Place(path), "logo/too-large", message, fix)
    ending = PurePosixPath(path).suffix
    right = content.startswith(_LOGO_STARTS[ending])
    if not right or (ending == ".webp" and content[8:12] != b"WEBP"):
        message = f"the file is not a {ending[1:]} picture."
        return Problem(
            Place(path),
            "logo/not-a-picture",
            message,
            "Save the picture as png or webp.",
        )
    return None


def _sort_in(entry: Entry, tree: Tree) -> None:
    if entry.kind is EntryKind.FILE and (match := _PLAIN_FILE.fullmatch(entry.path)):
        name = match.group(2)  # a fast path for nearly every file
        if len(name) <= MAX_NAME and name not in _RESERVED:
            is_employer = entry.path.endswith(f"/{EMPLOYER_FILE}")
            (tree.employers if is_employer else tree.listings).append(entry.path)
            return
    path = PurePosixPath(entry.path)
    if any(part.startswith(".") for part in path.parts):
        return  # such as .gitkeep and .DS_Store
    if entry.kind is EntryKind.LINK:
        tree.problems.append(
            _problem(
                entry,
                "file/link",
                "this is a link to another file.",
                "Put the file itself here.",
            )
        )
    elif entry.kind is EntryKind.OTHER:
        tree.problems.append(
            _problem(entry, "file/not-a-file", "this is not an ordinary file.", "Remove it.")
        )
    elif entry.kind is EntryKind.FOLDER:
        _folder(entry, path, tree)
    else:
        _file(entry, path, tree)


def _folder(entry: Entry, path: PurePosixPath, tree: Tree) -> None:
    if path.suffix in {".yml", ".yaml"}:
        message = f"`{_shown(path.name)}` is a folder, but named like a file."
        tree.problems.append(_problem(entry, "file/not-a-file", message, "Replace it with a file."))
    elif len(path.parts) == 2:
        tree.problems += _name_problems(entry, path.name)
    elif len(path.parts) == 3:
        message = "folders inside an employer's folder are not read."
        tree.problems.append(
            _problem(entry, "file/too-deep", message, "Move its files one folder up.")
        )


def _file(entry: Entry, path: PurePosixPath, tree: Tree) -> None:
    if len(path.parts) > 3:
        return  # its folder was reported
    if len(path.parts) < 3:
        if entry.path in {EXAMPLE_FILE, HIDDEN_FILE}:
            return
        if path.suffix in {".yml", ".yaml"}:
            message = "this file is in no employer's folder."
            fix = f"Move it to listings/<employer>/{_shown(path.name)}."
            tree.problems.append(_problem(entry, "file/no-folder", message, fix))
        return
    if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yml":
        message = f"the name ends in `{path.suffix}`, which is not read."
        tree.problems.append(
            _problem(
                entry,
                "file/ending",
                message,
                f"Rename it to `{_shown(path.stem)}.yml`.",
            )
        )
    elif path.suffix == ".yml":
        if problems := _name_problems(entry, path.stem):
            tree.problems += problems
        else:
            (tree.employers if path.name == EMPLOYER_FILE else tree.listings).append(entry.path)
    elif path.suffix in _LOGO_ENDINGS:
        tree.logos.append(entry.path)
    else:
        message = "only listings (.yml) and a logo (.png, .webp) belong here."
        tree.problems.append(_problem(entry, "file/unexpected", message, "Remove it."))


def _name_problems(entry: Entry, name: str) -> list[Problem]:
    if name.casefold().split(".")[0] in _RESERVED:
        message = f"Windows does not allow the name `{_shown(name)}`."
        return [_problem(entry, "file/reserved-name", message, "Choose another name.")]
    if not _NAME.fullmatch(name):
        better = re.sub(r"[^a-z0-9]+", "-", name.lower().encode("ascii", "ignore").decode()).strip(
            "-"
        )
        fix = (
            f"Rename it to `{better}`."
            if _NAME.fullmatch(better)
            else "Choose a name such as `market-survey`."
        )
        message = f"`{_shown(name)}` can't be part of an address: use a-z, 0-9 and single hyphens."
        return [_problem(entry, "file/name", message, fix)]
    if len(name) > MAX_NAME:
        message = f"the name has {len(name)} characters; it may have at most {MAX_NAME}."
        return [_problem(entry, "file/name", message, "Choose a shorter name.")]
    return []


def _case_twins(entries: Iterable[Entry]) -> Iterator[Problem]:
    entries = tuple(entries)
    # Two different paths that are both in lower case can't differ in case only.
    suspects = {folded for entry in entries if (folded := entry.path.casefold()) != entry.path}
    twins: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries if suspects else ():
        twins[entry.path.casefold()].append(entry)
    for group in twins.values():
        # The path in lower case is accepted, so that adding a twin can't make it invalid.
        first, *others = sorted(group, key=lambda entry: (not entry.path.islower(), entry.path))
        for entry in others:
            message = f"this name and `{_shown(first.path)}` differ in capitals only."
            yield _problem(entry, "file/case-twin", message, "Rename or remove one of the two.")


def _empty_folders(entries: Iterable[Entry]) -> Iterator[Problem]:
    paths = [entry.path for entry in entries]
    used = {path.rpartition("/")[0] for path in paths}
    for entry in entries:
        is_employer = entry.kind is EntryKind.FOLDER and entry.path.count("/") == 1
        if is_employer and entry.path not in used and "/." not in entry.path:
            fix = "Add employer.yml and a listing, or remove the folder."
            yield _problem(entry, "file/empty-folder", "this folder is empty.", fix)


def _problem(entry: Entry, rule: str, message: str, fix: str) -> Problem:
    return Problem(Place(entry.path), rule, message, fix)


def _shown(text: str) -> str:
    """A file's name that is safe to print: strangers choose names, so they can contain anything."""
    return visible(text).replace("`", "'")[:80]
