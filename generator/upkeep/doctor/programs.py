"""Checks of the programs on this machine. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from generator.upkeep.doctor.facts import Gh, Programs
from generator.upkeep.doctor.finding import Finding, fix, look, ok


def program_findings(programs: Programs, gh: Gh, host: str) -> Iterator[Finding]:
    """All findings about programs. `gh` matters only if the `host` is `github`."""
    yield ok("programs/python", f"Python {programs.python}, with libyaml. Node is not needed.")
    if programs.git:
        yield ok("programs/git", "git is here.")
    else:
        yield fix("programs/git", "git is not installed.", "Install it: https://git-scm.com")
    if programs.make:
        yield ok("programs/make", "make is here.")
    else:
        yield look(
            "programs/make",
            "make is not installed.",
            "Install it, or use `board build`, `board serve` and `board check` directly.",
        )
    if host == "github" and gh is not Gh.NOT_ASKED:
        yield _gh(gh)


def _gh(gh: Gh) -> Finding:
    check = "programs/gh"
    if gh is Gh.MISSING:
        return look(
            check,
            "gh, GitHub's command line, is not installed, so GitHub's settings are not checked.",
            "To check them, install it: https://cli.github.com",
        )
    if gh is Gh.SIGNED_OUT:
        message = "gh, GitHub's command line, is not signed in."
        return look(check, message, "Run `gh auth login`, then `board doctor` again.")
    if gh is Gh.FAILED:
        return look(check, "gh, GitHub's command line, got no useful answer: see below.")
    return ok(check, "gh, GitHub's command line, is here and signed in.")
