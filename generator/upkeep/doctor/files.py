"""Checks of the board's own files: lock, workflows, CODEOWNERS, .gitignore. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import PurePosixPath

from generator.model.numbers import count
from generator.upkeep.doctor.facts import Files, Given
from generator.upkeep.doctor.finding import Finding, fix, look, ok
from generator.upkeep.doctor.settings import PLACEHOLDERS

LOCK = "requirements.txt"
IGNORED = (".cache", ".venv", "site")  # made by the commands
# A requirement of the program itself: `microinternships==1.2.3`, or a wheel beside the lock.
_PINNED = re.compile(r"^microinternships==(?P<version>\S+)", re.MULTILINE)
_WHEEL = re.compile(
    r"^\.?/?(?P<file>microinternships-(?P<version>[^-\s]+)-[^\s/]+\.whl)(?P<rest>(?:[^\n]*\\\n)*.*)",
    re.MULTILINE,
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# What a board can't do without, by host. The other workflows are a matter of taste.
_NEEDED = {
    "github": (".github/workflows/check.yml", ".github/workflows/publish.yml"),
    "gitlab": (".gitlab-ci.yml",),
}
_SOME = {"forgejo": (".forgejo/workflows/", ".gitea/workflows/")}
_MOST_NAMES = 4


def wheel_in(lock: str) -> str:
    """The name of the program's wheel that a lock takes from the board's folder; empty if none."""
    found = _WHEEL.search(lock)
    return found["file"] if found else ""


def file_findings(files: Files, given: Given) -> Iterator[Finding]:
    """All findings about files, in the page's order."""
    yield _lock(files)
    yield from _record(files)
    yield from _workflows(files, given)
    if given.host != "gitlab" or files.codeowners:
        yield _codeowners(files, given)
    yield _gitignore(files)


def _lock(files: Files) -> Finding:
    check = "files/lock"
    if files.lock is None:
        action = "Restore it from Git, or run `board upgrade`."
        return fix(check, f"{LOCK} is missing, so nobody knows which versions to install.", action)
    if files.has_program:
        return ok(check, f"The program {files.installed} is in this repository.")
    wheel, pinned = _WHEEL.search(files.lock), _PINNED.search(files.lock)
    found = wheel or pinned
    if found is None:
        return look(
            check,
            f"{LOCK} does not name the program `microinternships`, so its version may change.",
            "Run `board upgrade`.",
        )
    if wheel and (finding := _wheel(wheel, files)):
        return finding
    version = found["version"]
    if version != files.installed:
        return fix(
            check,
            f"{LOCK} names version {version} of the program, but {files.installed} is installed.",
            "Run `make .venv/.site-ready` to install what it names.",
        )
    return ok(check, f"The installed program is the one that {LOCK} names, {version}.")


def _wheel(wheel: re.Match[str], files: Files) -> Finding | None:
    name, digest = wheel["file"], files.wheels.get(wheel["file"], "")
    if not digest:
        action = "Restore it from Git, or run `board upgrade`."
        return fix("files/lock", f"The file {name}, which {LOCK} names, is not here.", action)
    if digest not in _HASH.findall(wheel["rest"]):
        return fix(
            "files/lock",
            f"The file {name} is not the one whose hash is in {LOCK}.",
            "Restore both from Git, or run `board upgrade`.",
        )
    return None


def _record(files: Files) -> Iterator[Finding]:
    """What `board init` wrote, and which program it came from."""
    check, record = "files/upgrade", files.record
    if files.has_damaged_record:
        action = "Restore it from Git: `git checkout HEAD -- .board.json`."
        yield fix(check, ".board.json is damaged, so `board upgrade` can't work.", action)
    if record is None:
        return
    if _order(record.program) < _order(files.installed):
        yield fix(
            check,
            f"The board's files are from version {record.program}; {files.installed} is installed.",
            "Run `board upgrade`.",
        )
    elif _order(record.program) > _order(files.installed):
        yield fix(
            check,
            f"The board's files are from version {record.program}, "
            f"but the older {files.installed} is installed.",
            "Run `make .venv/.site-ready`.",
        )
    else:
        yield ok(check, f"The board's files are those of version {record.program}.")
    if record.missing:
        yield look(
            "files/missing",
            f"Written by `board init`, but no longer here: {_names(record.missing)}.",
            "If that was a mistake, restore them from Git.",
        )
    kept = len(record.written) - len(record.edited) - len(record.missing)
    edited = f"; edited: {_names(record.edited)}" if record.edited else ""
    yield ok("files/edited", f"{count(kept, 'file')} as `board init` wrote them{edited}.")


def _order(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing: `0.10.2` -> (0, 10, 2)."""
    return tuple(int(part[:9]) for part in re.findall(r"[0-9]+", version))


def _names(paths: Sequence[str]) -> str:
    more = len(paths) - _MOST_NAMES
    return ", ".join(paths[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _workflows(files: Files, given: Given) -> Iterator[Finding]:
    check = "files/workflows"
    missing = [path for path in _NEEDED.get(given.host, ()) if path not in files.workflows]
    if folders := _SOME.get(given.host):
        if not any(path.startswith(folders) for path in files.workflows):
            missing = [f"{folders[0]}*.yml"]
    action = "Restore it from Git, or run `board upgrade`."
    for path in missing:
        yield fix(check, f"{path} is missing. Without it nothing is checked or published.", action)
    if not missing and given.host:
        names = [PurePosixPath(path).name for path in files.workflows]
        yield ok(check, f"Workflows: {', '.join(names)}.")


def _codeowners(files: Files, given: Given) -> Finding:
    check = "files/codeowners"
    if files.codeowners is None:
        return look(
            check,
            "There is no CODEOWNERS, so nobody is asked to review a change of the settings.",
            "Write one with your logins, such as `* @your-login`.",
        )
    path, text = files.codeowners
    owners = sorted({
        word[1:]
        for line in text.splitlines()
        for word in line.partition("#")[0].split()[1:]
        if word.startswith("@") and "/" not in word  # with a slash, it is a team
    })  # fmt: skip
    known = {name.lower() for name in given.maintainers}
    invented = [name for name in owners if name.lower() in PLACEHOLDERS]
    if invented:
        return fix(
            check,
            f"{path} names @{invented[0]}, which is an example, so nobody is asked to review.",
            f"Write your own logins in {path}.",
        )
    if strangers := [name for name in owners if name.lower() not in known]:
        return look(
            check,
            f"{path} names {_names([f'@{name}' for name in strangers])}, "
            "but `maintainers` in mkdocs.yml does not.",
            "Write the same logins in both.",
        )
    if not owners:
        return ok(check, f"{path} names no single person.")
    return ok(check, f"{path} names {_names([f'@{name}' for name in owners])}.")


def _gitignore(files: Files) -> Finding:
    patterns = [
        line.strip().strip("/")
        for line in (files.gitignore or "").splitlines()
        if line.strip() and line[0] not in "#!"
    ]
    missing = [name for name in IGNORED if not any(fnmatch(name, item) for item in patterns)]
    if missing:
        lines = " ".join(f"/{name}/" for name in missing)
        return fix(
            "files/gitignore",
            f".gitignore lacks files that the commands make: {', '.join(missing)}.",
            f"Add to .gitignore, one a line: {lines}",
        )
    return ok("files/gitignore", ".gitignore has the files that the commands make.")
