"""Check only what is new since the last run, and report only what was asked about.

A file's result is kept in the cache under its path and the digest of its bytes. What the file
system says of a file (size, times, inode) saves reading it, as it does for Git. Rules that
compare listings get, for a changed one, every listing that has something in common with it:
the employer, the address to apply at, the title, an id, or a few of the same phrases.
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import PACKAGE
from generator.checking.check import Checked, FileResult, check_board, check_file
from generator.checking.result_cache import FOLDER as CACHE_FOLDER
from generator.checking.result_cache import Cache, Known, Written, written
from generator.checking.run import Report, check_files
from generator.checking.workspace import Workspace, open_workspace
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.problem import Problem
from generator.model.vocabulary import fold
from generator.reading import files
from generator.reading.git import changed_since
from generator.reading.tree import FOLDER

_SETTLED_NS = 2_000_000_000  # a file written this recently may change without its times changing
_PHRASES = 12
_WORD = re.compile(r"\w+")


def check_changed(root: Path, ref: str, day: date | None) -> Report:
    """Check the files that changed since `ref`, comparing them with all others.

    When the settings, a schema or a vocabulary changed, every file may have to be judged
    anew, so all are reported.
    """
    since = changed_since(root, ref)
    changed = since.changed
    work = open_workspace(root)
    today = work.today(day)
    if any(path == "mkdocs.yml" or path.startswith("schema/") for path in changed):
        problems = check_all(work, today, since.new)[0].problems
        return replace(_report(work, problems, len(_texts(work))), changed=changed)
    state = _State(work, today)
    context = replace(work.context(today), new=since.new)
    checked = check_board(work.tree, state.around(changed), _Contents(work), context)
    concerned = changed.union(_folders(changed))
    problems = tuple(problem for problem in checked.problems if problem.place.file in concerned)
    count = len(changed.intersection((*_texts(work), *work.tree.logos)))
    return replace(_report(work, problems, count), changed=changed)


def _folders(paths: Collection[str]) -> Iterator[str]:
    """The folders that `paths` stand in: a folder's name is a problem of every file in it."""
    for path in paths:
        while path := path.rpartition("/")[0]:
            yield path


def check_all(
    work: Workspace, today: date, new: frozenset[str] = frozenset()
) -> tuple[Checked, dict[str, str]]:
    """Check the whole board; what did not change since the last run comes from the cache.

    Returns a digest of every file as well, by path.
    """
    state = _State(work, today)
    results = state.results(_texts(work))
    context = replace(work.context(today), new=new)
    return check_board(work.tree, results, _Contents(work), context), state.digests


def _report(work: Workspace, problems: tuple[Problem, ...], count: int) -> Report:
    return Report(problems, count, work.lines)


def _texts(work: Workspace) -> tuple[str, ...]:
    return (*work.tree.employers, *work.tree.listings)


class _Contents(Mapping[str, bytes]):
    """The files' bytes, read when asked for."""

    def __init__(self, work: Workspace) -> None:
        self._work = work

    def __getitem__(self, path: str) -> bytes:
        return self._work.read(path)

    def __iter__(self) -> Iterator[str]:
        return iter((*_texts(self._work), *self._work.tree.logos))

    def __len__(self) -> int:
        return len(_texts(self._work)) + len(self._work.tree.logos)


class _State:
    """What is known of every file now: from the cache, or found just now and put there."""

    def __init__(self, work: Workspace, today: date) -> None:
        self._work = work
        self._today = today
        self._cache = Cache(
            work.root / CACHE_FOLDER / "checked.sqlite", code_version_of(work, today)
        )
        self._known = self._cache.known()
        self._fresh: dict[str, FileResult] = {}
        self._refresh()

    @property
    def digests(self) -> dict[str, str]:
        """A digest of each file, by path."""
        return {path: known.digest.hex() for path, known in self._known.items()}

    def results(self, paths: Collection[str]) -> list[FileResult]:
        """The result of each of `paths`, in their order."""
        kept = self._cache.results([path for path in paths if path not in self._fresh])
        context = self._work.context(self._today)
        found = {**kept, **self._fresh}
        return [
            found.get(path) or check_file(path, self._work.read(path), context) for path in paths
        ]

    def around(self, changed: Collection[str]) -> list[FileResult]:
        """Results of `changed`, of every employer, and of listings to compare them with."""
        listings = self._work.tree.listings
        folders = {path.rpartition("/")[0] for path in changed}
        keys = {key for path in changed if path in self._known for key in self._known[path].keys}
        near = [
            path
            for path in listings
            if path.rpartition("/")[0] in folders or not keys.isdisjoint(self._known[path].keys)
        ]
        return self.results((*self._work.tree.employers, *near))

    def _refresh(self) -> None:
        """Check what is not in the cache as it is now, and put it there."""
        base = str(self._work.listings)  # joined as text: ten thousand paths are slow to make
        now = {path: _seen(base + path.removeprefix(FOLDER)) for path in _texts(self._work)}
        unsure = [path for path, seen in now.items() if not self._is_as_seen(path, seen)]
        stale: dict[str, bytes] = {}
        renewed: list[tuple[Written, Known]] = []
        touched: list[str] = []
        for path in unsure:
            content = self._work.read(path)
            digest = _digest(content)
            if self._is_the_same(path, digest):
                touched.append(path)
                self._known[path] = Known(_settled(now[path]), digest, self._known[path].keys)
            else:
                stale[path] = content
        for result, as_text, keys in check_files(self._work, stale, self._today, _kept):
            path = result.file
            self._fresh[path] = result
            self._known[path] = Known(_settled(now[path]), _digest(stale[path]), keys)
            renewed.append((as_text, self._known[path]))
        gone = [path for path in self._known if path not in now]
        for path in gone:
            del self._known[path]
        if stale or gone or touched:
            again = self._cache.results(touched).values()
            renewed += [(written(item), self._known[item.file]) for item in again]
            self._cache.store(renewed, gone)

    def _is_as_seen(self, path: str, seen: str) -> bool:
        return path in self._known and self._known[path].seen == seen

    def _is_the_same(self, path: str, digest: bytes) -> bool:
        return path in self._known and self._known[path].digest == digest


def _kept(result: FileResult) -> tuple[FileResult, Written, array[int]]:
    """A result with what is kept of it."""
    return result, written(result), keys_of(result)


def keys_of(result: FileResult) -> array[int]:
    """What a file has in common with those that rules should compare it with."""
    item = result.item
    if item is None or isinstance(item, Employer):
        return array("q")
    return array("q", sorted({*_exact_keys(item), *_phrase_keys(item)}))


def _exact_keys(item: Listing) -> Iterator[int]:
    yield _key("apply", item.apply.url or item.apply.email)
    yield _key("title", fold(item.title))
    for identifier in (item.id, *item.aliases):
        yield _key("id", identifier)


def _phrase_keys(item: Listing) -> list[int]:
    """The lowest few of the hashes of all four-word phrases (a bottom-k sketch).

    Texts that share half of their phrases nearly always share one of these.
    """
    words = _WORD.findall(f"{item.summary} {item.description.plain}".casefold())
    phrases = {" ".join(words[at : at + 4]) for at in range(max(1, len(words) - 3))}
    return sorted(zlib.crc32(phrase.encode("utf-8", "replace")) for phrase in phrases)[:_PHRASES]


def _key(kind: str, text: str) -> int:
    digest = hashlib.blake2b(f"{kind}:{text}".encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") + 2**32  # never one of a phrase


def _seen(path: str) -> str:
    found = os.stat(path, follow_symlinks=False)
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def _settled(seen: str) -> str:
    """`seen`, or nothing if the file is so new that it may yet change unseen."""
    changed = int(seen.split(":")[2])
    return seen if files.now_ns() - changed > _SETTLED_NS else ""


def digest_of(content: bytes) -> str:
    """A digest of a file's bytes, as `check_all` gives it."""
    return _digest(content).hex()


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def code_version_of(work: Workspace, today: date, *, whole: bool = False) -> str:
    """Changes with whatever a result depends on beside the file: code, rules, settings, day.

    `whole`: not only the code that checks, but all of it, and its templates.
    """
    digest = hashlib.blake2b(f"{today}".encode(), digest_size=16)
    code = [
        path
        for path in PACKAGE.rglob("*.*" if whole else "*.py")
        if path.is_file() and path.suffix != ".pyc"
    ]
    for path in (*sorted(code), work.root / "mkdocs.yml", *sorted(work.schema.glob("*.*"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
