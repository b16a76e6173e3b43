"""`board reminders --post` and `board links --post` on GitLab and Forgejo: one issue each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import Done, board
from tests.support.host_api import SOMEBODY, TOKEN, HostApi, serving_api
from tests.support.trees import EMPLOYER, GOOD, MKDOCS, write_tree
from tests.upkeep.test_upkeep import serving

SERVERS = {"gitlab": "https://gitlab.com/", "forgejo": "https://codeberg.org/"}
EDIT = {"gitlab": "/-/edit/main/", "forgejo": "/_edit/main/"}
SURVEY = "listings/acme/survey.yml"


@pytest.fixture(name="api", params=SERVERS)
def _api(request: pytest.FixtureRequest) -> Iterator[HostApi]:
    with serving_api(request.param) as api:
        yield api


@pytest.fixture(name="root")
def _root(api: HostApi, tmp_path: Path) -> Path:
    mkdocs = MKDOCS.replace('    demo_day: "2026-11-23"\n', "")
    mkdocs = f"repo_url: {SERVERS[api.kind]}example/board\n{mkdocs}"
    files: dict[str, str | bytes] = {
        "acme/employer.yml": EMPLOYER.replace("acme.example", "acme-works.com"),
        "acme/survey.yml": GOOD.replace("acme.example", "acme-works.com"),
    }
    return write_tree(tmp_path / "board", files, mkdocs)


def run(api: HostApi, root: Path, *command: str) -> Done:
    done = board(*command, "--post", cwd=root, **api.environment)
    assert done.returncode == 0, done.stderr
    assert TOKEN not in done.stdout + done.stderr
    return done


def test_reminders(api: HostApi, root: Path) -> None:
    run(api, root, "reminders", "--today", "2026-12-03")
    (issue,) = api.issues.values()
    assert issue["title"] == "Acme: listings to check"
    assert f"{SERVERS[api.kind]}example/board{EDIT[api.kind]}{SURVEY}" in issue["text"]
    assert "@acme-owner this is about" in issue["text"]

    before = len(api.asked)
    run(api, root, "reminders", "--today", "2026-12-03")
    assert all(line.startswith("GET ") for line in api.asked[before:]), "nothing is new"

    run(api, root, "reminders", "--today", "2026-12-06")
    assert "These have closed" in issue["text"]
    assert api.texts(1) == ["@acme-owner There is something new in the list above."]

    (root / SURVEY).write_text((root / SURVEY).read_text() + "status: filled\n")
    run(api, root, "reminders", "--today", "2026-12-07")
    assert not issue["open"]


def test_an_issue_by_somebody_else_is_left_alone(api: HostApi, root: Path) -> None:
    fake = {"title": "Mine", "text": "<!-- microinternships:reminder acme told= -->",
            "by": SOMEBODY, "open": True}  # fmt: skip
    api.issues[1] = dict(fake)
    run(api, root, "reminders", "--today", "2026-12-03")
    assert api.issues[1] == fake and len(api.issues) == 2


def test_links(api: HostApi, root: Path, tmp_path: Path) -> None:
    state = tmp_path / "links.json"
    with serving({"/": (200, "", "")}) as address:
        for day in ("2026-11-23", "2026-11-24"):
            command = ("links", "--state", str(state), "--today", day, "--testing-server", address)
            run(api, root, *command)
    (issue,) = api.issues.values()
    assert issue["title"] == "Dead links on the board" and "acme-works.com" in issue["text"]
    with serving({"/": (200, "", ""), "/apply": (200, "", "")}) as address:
        again = ("links", "--state", str(state), "--today", "2026-11-25")
        run(api, root, *again, "--testing-server", address)
    assert not issue["open"]
