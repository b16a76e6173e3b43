"""`board doctor`: what is set on a board, what is missing, and how to fix it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    board_root,
    exit_on_error,
    fail,
    option_date,
    root_option,
    terminal_paint,
    today_option,
)

if TYPE_CHECKING:
    from generator.upkeep.doctor.facts import Facts


@click.command()
@click.option("--fix", is_flag=True, help="Make missing labels on GitHub.")
@click.option("--offline", is_flag=True, help="Ask neither GitHub nor the site.")
@click.option(
    "--format", "output_format", type=click.Choice(("text", "json")), default="text",
    show_default=True, help="Text for people, JSON for programs.",
)  # fmt: skip
@click.option("--testing-server", metavar="HOST:PORT", hidden=True, help="For tests only.")
@today_option
@root_option
def doctor(
    fix: bool,
    offline: bool,
    output_format: str,
    testing_server: str | None,
    today: datetime | None,
    root: Path | None,
) -> None:
    """Check everything a board needs, and show what is missing and how to fix it.

    This covers settings, files, programs, Git, and the repository's settings at its host. It asks
    GitHub through its command line `gh`, if that is installed. Exit code 0: nothing has to be
    fixed. 1: something has. 2: there is no board here.
    """
    _require_libyaml()
    from generator.upkeep.doctor import page
    from generator.upkeep.doctor.checks import findings, host_title
    from generator.upkeep.doctor.finding import State

    if fix and offline:
        raise click.UsageError("give --fix or --offline, not both.")
    folder = board_root(root)
    if not (folder / "mkdocs.yml").exists():
        fail(f"there is no mkdocs.yml in {folder}. Run the command in the board's folder.")
    with exit_on_error():
        facts = _facts(folder, option_date(today), offline, testing_server)
        if fix:
            facts = _with_labels(facts)
        found = findings(facts)
    if output_format == "json":
        click.echo(page.json(found), nl=False)
    else:
        for line in page.text(found, host_title(facts), terminal_paint()):
            click.echo(line)
    sys.exit(any(finding.state is State.FIX for finding in found))


def _require_libyaml() -> None:
    """Exit if PyYAML was built without its C library: nothing of the program can be imported."""
    import yaml

    if not yaml.__with_libyaml__:
        fail("PyYAML was built without libyaml: install a wheel of PyYAML, then try again.")


def _facts(root: Path, day: date | None, offline: bool, testing_server: str | None) -> Facts:
    from generator.cli.upkeep import web
    from generator.upkeep.doctor import gather
    from generator.upkeep.doctor.ask_host import host_facts
    from generator.upkeep.doctor.facts import Facts
    from generator.upkeep.doctor.gather_git import git_facts

    settings, today = gather.settings_facts(root, day)
    if settings.given.host == "github" and not offline and sys.stderr.isatty():
        click.echo("Asking GitHub, which takes some seconds ...", err=True)
    git = git_facts(root, settings.given.branch)
    return Facts(
        settings=settings,
        files=gather.file_facts(root),
        programs=gather.program_facts(),
        git=git,
        host=host_facts(root, settings.given, today, web(testing_server), offline=offline),
    )


def _with_labels(facts: Facts) -> Facts:
    """Make the missing labels; the facts after that."""
    from generator.upkeep.doctor.ask_host import make_label
    from generator.upkeep.doctor.github import LABELS
    from generator.upkeep.doctor.labels import labels_needed, missing_labels
    from generator.upkeep.doctor.workflow_needs import needs_of

    given, host = facts.settings.given, facts.host
    existing = host.value(LABELS)
    needed = labels_needed(facts.files.forms, needs_of(facts.files.workflows))
    missing = missing_labels(needed, existing)
    if missing is None:
        is_asked = given.host == "github"
        why = "GitHub did not say which there are." if is_asked else "only GitHub's can be."
        click.echo(f"board: no label was made: {why}", err=True)
        return facts
    for label in missing:
        make_label(given, label)
        click.echo(f"made the label {label.name}", err=True)
    now = [*existing, *({"name": label.name} for label in missing)]
    return replace(facts, host=replace(host, answers={**host.answers, LABELS: now}))
