"""What workflows need that only a person can give or judge. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from generator.upkeep.doctor.finding import Finding, fix, look, ok
from generator.upkeep.doctor.workflow_needs import Needs


def broken_workflows(needs: Needs) -> Iterator[Finding]:
    """A finding for each workflow that is no YAML."""
    for path, problem in needs.broken.items():
        yield fix(
            "host/needs",
            f"{path} can't be read. Line {problem.place.line}: {problem.message}",
            "Restore it from Git.",
        )


def secret_findings(
    secrets: Mapping[str, Sequence[str]], address: str, kind: str = "secret"
) -> Iterator[Finding]:
    """What to set for each secret, by name and files; or that there is none.

    `kind` is the host's word for it.
    """
    for name, paths in secrets.items():
        files = ", ".join(PurePosixPath(path).name for path in paths)
        message = f"{files} uses the {kind} {name}, which only you can set."
        yield look("host/secrets", message, "Check that it is in the list there.", address)
    if not secrets:
        yield ok("host/secrets", f"There is no {kind} to set: no workflow uses one.")


def unknown_needs(needs: Needs) -> Iterator[Finding]:
    """A finding for each need that leads to no check."""
    for what, path in needs.unknown:
        yield look(
            "host/needs",
            f"{path} asks for {what}, which this command does not know.",
            "Check that the host allows it.",
        )
