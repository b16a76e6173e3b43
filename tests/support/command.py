"""`board`, run inside this process, or as a process of its own where that is the point.

Starting Python and importing the program costs a third of a second; most tests ask what a
command says and does, which is the same either way. How it starts is asked in tests/cli.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main
from tests.support.paths import ROOT

Done = subprocess.CompletedProcess[str]


def board(*arguments: str | Path, cwd: Path, **environment: str) -> Done:
    """Run the command in `cwd`, without a terminal. What it does not catch, the test sees."""
    command = [*map(str, arguments)]
    with chdir(cwd):
        done = CliRunner().invoke(
            main, command, env=environment, prog_name="board", catch_exceptions=False
        )
    return Done(command, int(done.exit_code), done.stdout, done.stderr)


def board_process(*arguments: str | Path, cwd: Path, **environment: str) -> Done:
    """The same as a process of its own: `python -m generator`."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
