"""The facts that the checks look at. Each group of checks gets its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from generator.model.problem import Problem


@dataclass(frozen=True)
class Given:
    """What mkdocs.yml says, as far as it can be read. A value of a wrong kind counts as missing.

    `host` is `github`, `gitlab`, `forgejo` or empty.
    """

    site_url: str = ""
    repo_url: str = ""
    branch: str = "main"
    host: str = ""
    contact: str = ""
    maintainers: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()  # currencies
    demo_day: str = ""
    auto_merge: bool = False
    announces: bool = False


@dataclass(frozen=True)
class Listings:
    """How many there are. `errors` counts errors in files, `samples` those of example addresses."""

    open: int = 0
    closed: int = 0
    employers: int = 0
    errors: int = 0
    samples: int = 0
    has_example: bool = False  # listings/example.yml, which is not read


@dataclass(frozen=True)
class SettingsFacts:
    """mkdocs.yml and the listings. `listings` is None if the settings are too broken to read them.

    `problems` are errors in the settings, in order.
    """

    given: Given
    problems: tuple[Problem, ...] = ()
    listings: Listings | None = None


@dataclass(frozen=True)
class Record:
    """What .board.json says: the program's version, and how the files that it wrote are now."""

    program: str
    written: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Files:
    """The board's own files; None where there is none.

    `wheels` has the SHA-256 of each wheel that the lock names, empty if the file is missing.
    `workflows` and `forms` are texts by path. `codeowners` is a path and a text.
    """

    installed: str  # the version of the program that runs
    lock: str | None = None
    wheels: Mapping[str, str] = field(default_factory=dict)
    has_program: bool = False  # whether the program itself is in the board's folder
    record: Record | None = None
    has_damaged_record: bool = False
    workflows: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    codeowners: tuple[str, str] | None = None
    gitignore: str | None = None


class Gh(StrEnum):
    """Whether GitHub's command line could be asked."""

    NOT_ASKED = "not asked"  # by --offline, or another host
    MISSING = "not installed"
    SIGNED_OUT = "signed out"
    FAILED = "failed"
    WORKS = "works"


@dataclass(frozen=True)
class Programs:
    """The programs on this machine."""

    python: str
    git: bool = True
    make: bool = True


@dataclass(frozen=True)
class GitFacts:
    """The repository around the board. `error` is why Git could not say."""

    error: str = ""
    is_repository: bool = False
    subfolder: str = ""  # the board's folder below the repository's top
    remote: str = ""  # as an https address, without any name or password
    default_branch: str = ""  # of the remote, as last fetched
    branch: str = ""  # checked out
    has_commits: bool = False
    uncommitted: int = 0
    unpushed: int | None = None  # None: the branch is not on the remote
    is_shallow: bool = False


@dataclass(frozen=True)
class HostFacts:
    """What the host and the site answered.

    `answers` has what GitHub's API said by path below the repository (`""` is the repository
    itself). `refusals` has the HTTP status of each request that failed; 0 if there was none.
    """

    today: date
    gh: Gh = Gh.NOT_ASKED
    gh_error: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)
    site_status: int | None = None  # HTTP; None if the site was not asked or did not answer
    site_error: str = ""
    dead_links: int | None = None  # by .cache/links.json

    def value(self, path: str, *keys: str | int) -> Any:
        """A value in an answer; None if it is not there."""
        found = self.answers.get(path)
        for key in keys:
            if isinstance(key, int):
                found = found[key] if isinstance(found, list) and len(found) > key else None
            else:
                found = found.get(key) if isinstance(found, Mapping) else None
        return found


@dataclass(frozen=True)
class Facts:
    """All of them."""

    settings: SettingsFacts
    files: Files
    programs: Programs
    git: GitFacts
    host: HostFacts
