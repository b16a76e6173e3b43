"""The browser for the tests: an installed Chrome or Chromium, else one that is installed now.

`python -m tests.support.browser` prints its path. A test run never goes without it: where no
browser can be had, this fails and says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

# The sandbox needs rights that containers lack; the pages shown are our own.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The address bar of each new window brings a page of its own, which costs more than most of
    # ours. The rest is what Playwright turns off too: of two such lists Chromium takes the last.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding,"
    "ThirdPartyStoragePartitioning",
]
_NAMES = (
    # Without a window and all that belongs to one: a page opens with half of the processor time.
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_MAC = ("Google Chrome", "Chromium")
_INSTALLERS = (
    ("apt-get", "install", "--yes", "chromium-headless-shell"),
    ("apt-get", "install", "--yes", "chromium"),  # where there is no package of the shell
    ("dnf", "install", "--assumeyes", "chromium"),
    ("apk", "add", "chromium"),
    ("pacman", "-Sy", "--noconfirm", "chromium"),
    ("zypper", "--non-interactive", "install", "chromium"),
    ("brew", "install", "--cask", "chromium"),
)
_HELP = (
    "The tests need a browser, and none could be installed. Install Chrome or Chromium "
    "(Debian: apt-get install chromium), or name one: BOARD_BROWSER=/path/to/chrome make test"
)


class NoBrowser(Exception):
    """There is no browser that starts, and none could be installed."""


def ensure() -> str:
    """The path of a browser that starts; installs one if there is none."""
    named = os.environ.get("BOARD_BROWSER")
    if named:
        if starts(named):
            return named
        raise NoBrowser(f"BOARD_BROWSER={named} does not start.")
    for get_one in (lambda: None, _download, _libraries, _from_the_system):
        get_one()
        for path in _candidates():
            if starts(path):
                return path
    raise NoBrowser(_HELP)


def starts(path: str) -> bool:
    """Whether it opens a page. A file alone proves little: libraries may be missing."""
    if not Path(path).is_file():
        return False
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            browser.new_page().close()
            browser.close()
    except Error as error:
        _say(f"{path} does not start: {str(error).splitlines()[0]}")
        return False
    return True


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    for name in _MAC:
        yield f"/Applications/{name}.app/Contents/MacOS/{name}"
    yield _own()


def _own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _download() -> None:
    """Playwright's own."""
    _say("No Chrome or Chromium here: downloading one (once).")
    _run((sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"))


def _libraries() -> None:
    """What Playwright's own needs of the system, where it knows the names of the packages."""
    if shutil.which("apt-get") and Path(_own()).is_file():
        _run((*_rights(), sys.executable, "-m", "playwright", "install-deps", "chromium"))


def _from_the_system() -> None:
    if shutil.which("apt-get"):
        _run((*_rights(), "apt-get", "update"))
    for command in _INSTALLERS:
        if shutil.which(command[0]):
            _say(f"Installing {command[-1]} with {command[0]}.")
            rights = () if command[0] == "brew" else _rights()
            if _run((*rights, *command)):
                return


def _rights() -> tuple[str, ...]:
    """What installing for the whole system takes; it never waits for a password."""
    return () if os.geteuid() == 0 else ("sudo", "--non-interactive")


def _run(command: tuple[str, ...]) -> bool:
    """Run, and carry on whatever happens. Returns whether the command says that it worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, stdout=sys.stderr, timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        _say(f"{' '.join(command)}: {error}")
        return False
    return done.returncode == 0


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def main() -> None:
    """Print the path, or say why there is none."""
    try:
        path = ensure()
    except NoBrowser as error:
        sys.exit(str(error))
    sys.stdout.write(path + "\n")


if __name__ == "__main__":
    main()
