"""Which employer a folder has: that of its employer.yml or, without one, that of a listing.

A listing can carry its employer in the field `employer`. Such an employer is on the board only if
the listing's whole file has no errors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.model.employer import INLINE, Employer
from generator.model.problem import Place, Problem, Severity
from generator.reading.board_files import BoardFiles
from generator.reading.source import parse
from generator.reading.tree import EMPLOYER_FILE, FOLDER

# Problems that a file has because of another file of its folder, or because that is missing.
FOLDER_RULES = frozenset({"employer/missing", "employer/unreadable"})
_FIELD = re.compile(rb"^[\"']?employer[\"']?[ \t]*:", re.MULTILINE)


@dataclass(frozen=True)
class FolderEmployers:
    """The employers that were found, by folder: `own` in employer.yml, `inline` in listings.

    `inline` has one for each listing that carries it, in the order of their files. `broken` are the
    paths of listings with errors, of which no employer is known.
    """

    files: BoardFiles
    own: Mapping[str, Employer]
    inline: Mapping[str, tuple[Employer, ...]]
    broken: Collection[str]

    @cached_property
    def _own_files(self) -> frozenset[str]:
        return frozenset(self.files.tree.employers)

    def chosen(self, broken: Collection[str] = ()) -> dict[str, Employer]:
        """The employer of each folder, by its file; if possible not from one of the `broken`."""
        found = dict(self.own)
        for folder, employers in self.inline.items():
            if self._file(folder) not in self._own_files:
                sound = (item for item in employers if item.file not in broken)
                found[folder] = next(sound, employers[0])
        return {item.file: item for item in found.values()}

    def copies(self, employer: Employer) -> tuple[Employer, ...]:
        """`employer`, and the same one in other listings, which has the same problems."""
        if not employer.inline_in:
            return (employer,)
        every = self.inline[employer.id]
        return tuple(item for item in every if item.says_the_same(employer))

    def contradictions(self) -> Iterator[Problem]:
        """Problems of folders that have more than one employer."""
        for folder, employers in self.inline.items():
            if self._file(folder) in self._own_files:
                for employer in employers:
                    yield self._beside_file(employer)
                continue
            first = employers[0]
            others = [item for item in employers if not item.says_the_same(first)]
            for employer in employers if others else ():
                is_like_first = employer.says_the_same(first)
                yield self._differs(employer, others[0] if is_like_first else first)
        for path in self.broken:
            if self._file(path.split("/")[1]) in self._own_files:
                yield from self._broken_beside_file(path)

    def missing(self, broken: Collection[str]) -> Iterator[Problem]:
        """Problems of listings without an employer on the board. `broken` are files with errors."""
        listings: dict[str, list[str]] = defaultdict(list)
        for path in self.files.tree.listings:
            listings[path.split("/")[1]].append(path)
        for folder, paths in listings.items():
            employers = self.inline.get(folder, ())
            if self._file(folder) in self._own_files:
                continue
            if not any(item.file not in broken for item in employers):
                yield from self._without_employer(folder, paths)

    def _without_employer(self, folder: str, paths: Iterable[str]) -> Iterator[Problem]:
        carriers = {path: self._carries_employer(path) for path in paths}
        carrier = next((path for path, carries in carriers.items() if carries), "")
        for path, carries in carriers.items():
            if carries:
                continue  # it has errors of its own
            if carrier:
                message = f"the employer of this listing is in `{carrier}`, which has errors."
                fix = (
                    f"Fix the errors there, or move `{INLINE}` from there into "
                    f"{self._file(folder)}."
                )
                yield Problem(Place(path), "employer/unreadable", message, fix)
            else:
                yield _missing(folder, path)

    def _carries_employer(self, path: str) -> bool:
        content = self.files.read(path)
        source, _ = parse(content, path)
        return has_employer_field(content) if source is None else INLINE in source.data

    def _beside_file(self, employer: Employer) -> Problem:
        file, own = self._file(employer.id), self.own.get(employer.id)
        place = self._place(employer)
        if own and own.says_the_same(employer):
            message = f"`{INLINE}` is not needed here: `{file}` says the same."
            fix = f"Remove `{INLINE}` from this listing; `board fmt` does it too."
            return Problem(place, "employer/inline-not-needed", message, fix, Severity.HINT)
        return self._does_not_count(employer.id, place)

    def _broken_beside_file(self, path: str) -> Iterator[Problem]:
        content = self.files.read(path)
        source, _ = parse(content, path) if has_employer_field(content) else (None, ())
        if source and INLINE in source.data:
            yield self._does_not_count(path.split("/")[1], source.key_place((INLINE,)))

    def _does_not_count(self, folder: str, place: Place) -> Problem:
        message = f"this folder has an {EMPLOYER_FILE}, so `{INLINE}` here does not count."
        fix = f"Remove `{INLINE}` here, and make changes in `{self._file(folder)}`."
        return Problem(place, "employer/inline-beside-file", message, fix)

    def _differs(self, employer: Employer, other: Employer) -> Problem:
        message = f"`{other.file}` describes this employer differently."
        fix = (
            f"Keep `{INLINE}` in one of the two files, {employer.file} or {other.file}, and "
            f"remove it from the other; `board fmt` then moves it into {EMPLOYER_FILE}."
        )
        return Problem(self._place(employer), "employer/inline-differs", message, fix)

    def _place(self, employer: Employer) -> Place:
        source, _ = parse(self.files.read(employer.file), employer.file)
        return source.key_place(employer.place) if source else Place(employer.file)

    @staticmethod
    def _file(folder: str) -> str:
        return f"{FOLDER}/{folder}/{EMPLOYER_FILE}"


def has_employer_field(content: bytes) -> bool:
    """Whether a listing's file seems to have the field `employer`; quick, and without parsing."""
    return _FIELD.search(content) is not None


def _missing(folder: str, path: str) -> Problem:
    return Problem(
        Place(path),
        "employer/missing",
        f"nothing says who offers this: `{folder}` has no {EMPLOYER_FILE}, and no listing in it "
        f"has `{INLINE}`.",
        f"Add `{INLINE}` to this listing, or the file {FOLDER}/{folder}/{EMPLOYER_FILE}. Both say "
        "who offers the work: `name`, `website`, `about`, `industry` and `country`.",
    )
