"""Check only files that changed since the last run.

A file's result is kept under its path and the digest of its bytes, for the days on which it is the
same. What the file system says of a file (size, times, inode) saves reading it, as it does for Git.

A rule that compares listings is given, for a changed listing, all listings that share something
with it: the employer, the address to apply at, the title, an id, or a few phrases.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from generator.checking.check import FAILED, FileResult, check_file
from generator.checking.parallel import check_files
from generator.checking.result_cache import EncodedResult, FileState, ResultCache
from generator.checking.workspace import Workspace
from generator.model.employer import Employer
from generator.model.listing import Listing
from generator.model.vocabulary import fold
from generator.reading import bundled
from generator.reading import files as disk
from generator.reading.board_files import BoardFiles

_CODE = ("model", "reading", "checking")  # what a result depends on, and nothing above it
_LIBRARIES = ("jsonschema-rs", "markdown-it-py", "nh3", "pyyaml")
_SETTLED_NS = 2_000_000_000  # a file written this recently may change without its times changing
_KEPT_AT_ONCE = 2_000  # results written in one piece, so that few are in memory
_PHRASES = 12
_WORD = re.compile(r"\w+")
_SPACE = re.compile(rb" ")


class KnownResults:
    """The result of checking each file: from the cache, or found just now and put there."""

    def __init__(self, work: Workspace, today: date, files: BoardFiles) -> None:
        """Checks what is not in the cache.

        Only the board's own files on disk are put there: it has one result a path.
        """
        self._context, self._today, self._files = work.context(today), today, files
        self._cache = ResultCache(work.results, code_version(work))
        self._states = self._cache.states()
        self._fresh: dict[str, FileResult] = {}
        self.paths = (*files.tree.employers, *files.tree.listings)
        self._refresh(keep=files is work and work.is_own)

    @property
    def digests(self) -> dict[str, str]:
        """A digest of each file, by path."""
        return {path: self._states[path].digest.hex() for path in self.paths}

    def results(self, paths: Collection[str]) -> list[FileResult]:
        """The result of each of `paths`, in their order."""
        kept = self._cache.results([path for path in paths if path not in self._fresh])
        found = {**kept, **self._fresh}
        damaged = [path for path in paths if path not in found]
        for path in damaged:
            found[path] = self._checked(path)
        if damaged:
            self._cache.store((), damaged)  # the next run makes them anew
        return [found[path] for path in paths]

    def around(self, changed: Collection[str]) -> list[FileResult]:
        """Results of `changed`, of every employer, and of listings to compare them with."""
        tree, states = self._files.tree, self._states
        folders = {path.rpartition("/")[0] for path in changed}
        keys = {key for path in changed if path in states for key in states[path].keys}
        keys.add(_CARRIES_EMPLOYER)
        near = [
            path
            for path in tree.listings
            if path.rpartition("/")[0] in folders or not keys.isdisjoint(states[path].keys)
        ]
        return self.results((*tree.employers, *near))

    def _refresh(self, *, keep: bool) -> None:
        now = disk.now_ns()
        stats = {path: self._files.stat(path) for path in self.paths}
        gone = self._states.keys() - stats.keys()
        suspects = [path for path, stat in stats.items() if not self._is_known(path, stat)]
        digests: dict[str, bytes] = {}
        touched: dict[str, FileState] = {}  # the same bytes, but the file system differs
        renewed: list[tuple[EncodedResult, FileState]] = []

        def stale() -> Iterator[tuple[str, bytes]]:
            for path in suspects:
                known, content = self._states.get(path), self._files.read(path)
                digests[path] = digest = _digest(content)
                if known and known.digest == digest and self._today in known.days:
                    stat = stats[path] if is_settled(stats[path], now) else ""
                    touched[path] = replace(known, stat=stat)
                else:
                    yield path, content

        for encoded, keys in check_files(self._context, stale(), len(suspects), keys_of):
            path = encoded.path
            result = self._cache.result(encoded) or self._checked(path)
            stat = stats[path] if is_settled(stats[path], now) else ""
            state = FileState(stat, digests[path], keys, result.days)
            self._fresh[path], self._states[path] = result, state
            if keep and not any(problem.rule == FAILED for problem in result.problems):
                renewed.append((encoded, state))
            if len(renewed) >= _KEPT_AT_ONCE:
                self._cache.store(renewed)
                renewed = []
        self._states |= touched
        if keep and (renewed or gone):
            self._cache.store(renewed, gone)
        if keep and touched:
            self._cache.touch(touched)

    def _checked(self, path: str) -> FileResult:
        return check_file(path, self._files.read(path), self._context)

    def _is_known(self, path: str, stat: str) -> bool:
        known = self._states.get(path)
        return bool(known and stat and known.stat == stat and self._today in known.days)


def code_version(work: Workspace) -> str:
    """Changes with what a result depends on beside file and day: code, schemas, settings."""
    return version_of(work, _LIBRARIES, _CODE)


def version_of(work: Workspace, libraries: Iterable[str], folders: Iterable[str] = ()) -> str:
    """A digest of libraries, a board's settings and words, and the program's files in `folders`.

    Without `folders`, it is of all that a site is made with.
    """
    versions = (f"{name} {version(name)}" for name in libraries)
    parts = (sys.version, work.settings.url, bundled.digest(*folders), *versions)
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=16)
    for path in (work.root / "mkdocs.yml", *work.word_files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def is_settled(stat: str, now: int) -> bool:
    """Whether a file with this `stat` can't have changed unseen after `now`, when it was read.

    `now` is in nanoseconds since 1970.
    """
    return bool(stat) and now - int(stat.split(":")[2]) > _SETTLED_NS


def keys_of(result: FileResult) -> array[int]:
    """What a listing shares with those that rules compare it with, as sorted 64-bit numbers."""
    item = result.item
    if item is None or isinstance(item, Employer):
        return array("q")
    keys = {*_exact_keys(item), *_phrase_keys(item)}
    if result.inline:
        keys.add(_CARRIES_EMPLOYER)
    return array("q", sorted(keys))


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
    text = " ".join(words).encode("utf-8", "replace") + b" "
    ends = [match.start() for match in _SPACE.finditer(text)]
    starts = [0, *(end + 1 for end in ends)]
    spans = zip(starts, ends[3:] or ends[-1:], strict=False)
    return sorted({zlib.crc32(text[start:end]) for start, end in spans})[:_PHRASES]


def _key(kind: str, text: str) -> int:
    digest = hashlib.blake2b(f"{kind}:{text}".encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") + 2**32  # never one of a phrase


# Every employer is compared with the changed files, also one that a listing carries.
_CARRIES_EMPLOYER = _key("field", "employer")
