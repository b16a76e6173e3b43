"""The command line, `board`: reads options, calls other folders, prints, sets the exit code.

Exit codes: 0 if all is well, 1 if listings have problems, 2 if the command can't run. Each group of
commands has a file. Slow modules are imported inside the commands, to keep `board --help` fast.
"""

from __future__ import annotations

import click

from generator import __version__
from generator.cli.author import new
from generator.cli.build import build, serve
from generator.cli.change import close, extend, repost
from generator.cli.check import check
from generator.cli.doctor import doctor
from generator.cli.fmt import fmt
from generator.cli.init import init
from generator.cli.issues import from_issue, issue_form
from generator.cli.override import override
from generator.cli.review import comment, review
from generator.cli.review_all import review_all
from generator.cli.upgrade import upgrade
from generator.cli.upkeep import links, prove, reminders

COMMANDS: tuple[click.Command, ...] = (
    check, fmt, new, extend, close, repost, from_issue, review, review_all, comment, prove, links,
    reminders, build, serve, init, upgrade, doctor, override, issue_form,
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="board")
def main() -> None:
    """Run a board of microinternships from one Git repository."""


for _command in COMMANDS:
    main.add_command(_command)
