"""`board` as a process of its own that starts at once: forked from one that has it all imported.

Most of what a short command takes is the import of the program, and a played workflow runs several:
the plays of GitHub's workflows take 39 CPU seconds in place of 58, the other hosts' 19 of 33.
`command()` starts the process from which they fork, once for each test worker, and gives the
command to run in place of `python -m generator`: tests/support/forked_board_client.py, which hands
its arguments, environment, folder and open files over.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import pkgutil
import selectors
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from shlex import quote

from tests.support.paths import ROOT

_CLIENT = Path(__file__).with_name("forked_board_client.py")
_KILLED = 137  # the exit code of a shell for a process that was killed


@functools.cache
def command() -> str:
    """The command `board`, for a shell."""
    folder = tempfile.TemporaryDirectory(prefix="board-")
    address = f"{folder.name}/socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        server = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.support.forked_board", str(listener.fileno())],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()],
        )  # fmt: skip

    def stop() -> None:
        server.communicate()  # closes its input, at which it ends
        folder.cleanup()

    atexit.register(stop)
    return f"{quote(sys.executable)} -I -S {quote(str(_CLIENT))} {quote(address)}"


def _serve(listener: socket.socket) -> None:
    """Fork for each call, until standard input ends."""
    with selectors.DefaultSelector() as ready:
        ready.register(listener, selectors.EVENT_READ)
        ready.register(sys.stdin, selectors.EVENT_READ)
        while all(key.fileobj is listener for key, _ in ready.select()):
            call, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _answer(call)
            call.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:  # those that ended meanwhile
                    pass


def _answer(call: socket.socket) -> None:
    """Run `board` as the client asks, tell it the exit code, and end."""
    code = _KILLED
    try:
        code = _run(call)
    finally:
        call.sendall(bytes([code]))
        os._exit(0)


def _run(call: socket.socket) -> int:
    from generator.cli import main

    head, files, _, _ = socket.recv_fds(call, 4, 3)
    with call.makefile("rb") as stream:
        asked = json.loads(stream.read(int.from_bytes(head, "big")))
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(asked["folder"])
    os.environ.clear()
    # What importing the program sets.
    os.environ.update({"NO_MKDOCS_2_WARNING": "1", **asked["environment"]})
    sys.argv = ["board", *asked["arguments"]]
    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    raise AssertionError("click always exits")


def _import_all() -> None:
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


if __name__ == "__main__":
    _import_all()
    with socket.socket(fileno=int(sys.argv[1])) as opened:
        _serve(opened)
