"""`board`: the command line. Thin: it reads options, calls, prints and chooses the exit code.

Exit codes: 0 clean, 1 problems in listings, 2 cannot run. One file a group of commands. Heavy
modules are imported inside the commands that need them, so that `board --help` answers at once.
"""

from __future__ import annotations

import click

from generator import __version__
from generator.cli.author import close, init, new
from generator.cli.build import build, serve
from generator.cli.check import check
from generator.cli.fmt import fmt
from generator.cli.review import comment, review
from generator.cli.upkeep import links, prove, reminders

COMMANDS: tuple[click.Command, ...] = (
    check, fmt, new, close, review, comment, prove, links, reminders, build,
    serve, init,
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="board")
def main() -> None:
    """Run a board of microinternships from one Git repository."""


for _command in COMMANDS:
    main.add_command(_command)
