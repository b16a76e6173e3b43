"""Puts a new folder in the place of another, and keeps two builds out of each other's way.

On Linux the two names are exchanged in one step, so that there is a whole site at every moment:
`renameat2` with `RENAME_EXCHANGE` (renameat2(2); file systems that lack it say so). Elsewhere two
renamings follow each other. Between them there is no site for an instant; a build that is killed
right there leaves both folders, and the next one puts the old site back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.building import BuildError

_AT_FDCWD = -100  # paths are relative to the current folder (fcntl.h of Linux)
_RENAME_EXCHANGE = 2  # linux/fs.h
_NOT_POSSIBLE_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
_LONGEST_WAIT = 900  # seconds for another build: longer than a build of 100,000 listings takes
_PAUSE = 0.2  # seconds


def put_in_place(new: Path, site: Path, spare: Path) -> Path | None:
    """Make `new` the folder `site`. Returns where the old site is now; None if there was none.

    `spare` is a free name beside them. All are on one file system. Raises OSError, and then the
    old site is where it was.
    """
    if not site.exists():
        new.rename(site)
        return None
    if _exchange(new, site):
        return new
    site.rename(spare)
    try:
        new.rename(site)
    except BaseException:
        spare.rename(site)
        raise
    return spare


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step. False where that is not possible."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in _NOT_POSSIBLE_HERE:
        return False
    raise OSError(error, os.strerror(error), str(one), None, str(other))


def _renameat2() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library without it
        return None
    function.argtypes = (
        ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint,
    )  # fmt: skip
    found: Callable[..., int] = function
    return found


class BuildLock:
    """Held by a build of `site`: a second build of the same site waits for the first.

    It is a lock on the folder that the site is in, so no file is left behind. Where folders can't
    be locked (Windows, some network disks), there is none.
    """

    def __init__(self, site: Path, say: Callable[[str], None]) -> None:
        """Wait until no other build of `site` runs. `say` is told once that it waits.

        Raises `BuildError` after a quarter of an hour.
        """
        self._handle = -1
        try:
            import fcntl
        except ImportError:
            return
        handle = os.open(site.parent, os.O_RDONLY)
        try:
            for has_waited in _waiting():
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if not has_waited:
                        say(f"another build of {site} is running: this one waits for it.")
                except OSError:
                    break
            else:
                raise BuildError(f"another build of {site} has run for too long: stop it first.")
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle

    @property
    def is_held(self) -> bool:
        """Whether no other build of the site can run now."""
        return self._handle >= 0

    def release(self) -> None:
        """Let the next build begin."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _waiting() -> Iterator[bool]:
    """Yields until the longest wait is over: False the first time, then True after each pause."""
    end = time.monotonic() + _LONGEST_WAIT
    yield False
    while time.monotonic() < end:
        time.sleep(_PAUSE)
        yield True
