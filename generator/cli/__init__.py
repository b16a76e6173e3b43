"""The command line, `board`: reads options, calls other folders, prints, sets the exit code.

Exit codes: 0 if all is well, 1 if listings have problems, 2 if the command can't run. Each group of
commands has a file. Slow modules are imported inside the commands, to keep `board --help` fast.
"""

from __future__ import annotations

import errno
import os

import click

from generator import __version__
from generator.cli.announce import announce
from generator.cli.author import new
from generator.cli.build import build, join, serve
from generator.cli.change import close, extend, repost
from generator.cli.check import check
from generator.cli.common import fail
from generator.cli.doctor import doctor
from generator.cli.fmt import fmt
from generator.cli.import_page import import_page
from generator.cli.init import init
from generator.cli.issues import from_issue, issue_form
from generator.cli.moderate import hide, moderate, unhide
from generator.cli.override import override
from generator.cli.pull import pull
from generator.cli.review import comment, review
from generator.cli.review_all import review_all
from generator.cli.upgrade import upgrade
from generator.cli.upkeep import links, prove, reminders
from generator.model.errors import DEBUG

COMMANDS: tuple[click.Command, ...] = (
    check, fmt, new, import_page, extend, close, repost, hide, unhide, from_issue, moderate, review,
    review_all, comment, prove, links, reminders, announce, pull, build, join, serve, init, upgrade,
    doctor, override, issue_form,
)  # fmt: skip


class _Board(click.Group):
    """The group of all commands. No bad input ends one with a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. A mistake of the program ends it with code 2 and one line."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, EOFError):
            raise
        except Exception as error:
            if os.environ.get(DEBUG) or getattr(error, "errno", None) == errno.EPIPE:
                raise
            fail(_one_line(error))


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return str(error)
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"the program made a mistake ({type(error).__name__} in {last.filename}, line "
        f"{last.lineno}). Please report it; {DEBUG}=1 shows more."
    )


@click.group(cls=_Board, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="board")
def main() -> None:
    """Run a board of microinternships from one Git repository."""


for _command in COMMANDS:
    main.add_command(_command)
