"""What the workflows need of their host: nothing that `board doctor` does not know."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.upkeep.doctor.facts import Files, Gh, Given, HostFacts
from generator.upkeep.doctor.github import github_findings, questions
from generator.upkeep.doctor.labels import KNOWN, label_data, labels_needed, missing_labels
from generator.upkeep.doctor.workflow_needs import COMMANDS, PERMISSIONS, Needs, needs_of
from tests.support.paths import ROOT
from tests.upkeep.test_upkeep import DAY

GIVEN = Given(repo_url="https://github.com/example/board", host="github")
# Every folder of the repository with workflows for GitHub or Forgejo: its own, and those of boards.
FOLDERS = sorted({
    path.parent
    for pattern in ("*hub/workflows/*.yml", "*jo/workflows/*.yml")
    for top in (ROOT, ROOT / "generator")
    for path in (*top.glob(f".git{pattern}"), *top.glob(f"scaffold/**/{pattern}"))
})  # fmt: skip


def texts(folder: Path, shown: str) -> dict[str, str]:
    return {
        f"{shown}/{path.name}": path.read_text("utf-8")
        for path in sorted(folder.glob("*.yml"))
        if path.name != "config.yml"
    }


WORKFLOWS = texts(ROOT / ".github/workflows", ".github/workflows")
FORMS = texts(ROOT / ".github/ISSUE_TEMPLATE", ".github/ISSUE_TEMPLATE")


def checks(workflows: Mapping[str, str]) -> dict[str, str]:
    """What the page without any answer says of each check: its message."""
    files = Files(installed="1", workflows=workflows, forms=FORMS)
    found = github_findings(HostFacts(DAY), GIVEN, files, needs_of(workflows))
    return {finding.check: f"{finding.message} {finding.address}" for finding in found}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_workflow_asks_for_what_no_check_knows(folder: Path) -> None:
    needs = needs_of(texts(folder, folder.name))
    assert needs.broken == {}
    assert needs.unknown == ()


def test_the_workflows_themselves_are_among_them() -> None:
    assert ROOT / ".github/workflows" in FOLDERS
    needs = needs_of(WORKFLOWS)
    assert {"contents: write", "pages: write", "issues: write"} <= set(needs.permissions)
    assert {"pr create", "issue edit", "workflow run", "api"} <= set(needs.commands)
    assert set(needs.labels) == {"approved", "hide", "listing"}
    assert set(needs.secrets) == {"BOARD_ANNOUNCE"}
    assert {Path(path).stem for path in needs.scheduled} == {"publish", "links", "reminders"}


def test_every_permission_of_the_workflows_is_found() -> None:
    """Counted in another way: by PyYAML, job by job."""
    asked = set()
    for text in WORKFLOWS.values():
        jobs: Any = yaml.safe_load(text)["jobs"]
        for job in jobs.values():
            asked |= {f"{scope}: {level}" for scope, level in job["permissions"].items()}
    assert asked == set(needs_of(WORKFLOWS).permissions)


def test_each_check_that_a_need_leads_to_is_on_the_page() -> None:
    shown = checks(WORKFLOWS)
    for known in (PERMISSIONS, COMMANDS):
        for name, led in known.items():
            assert set(led) <= set(shown), name
    for check in needs_of(WORKFLOWS).checks - {"host/labels"}:
        assert GIVEN.repo_url in shown[check], check


def test_every_label_that_nothing_makes_is_known_with_a_colour_and_a_description() -> None:
    needed = labels_needed(FORMS, needs_of(WORKFLOWS))
    assert {label.name for label in needed} == set(KNOWN)
    for label in needed:
        assert label.description and len(label.description) <= 100  # GitHub's limit
        assert int(label.colour, 16) >= 0 and len(label.colour) == 6
        assert label_data(label)["color"] == label.colour
    assert ", ".join(sorted(KNOWN)) in checks(WORKFLOWS)["host/labels"]


def test_a_label_that_only_this_board_has_is_made_too() -> None:
    forms = {".github/ISSUE_TEMPLATE/mine.yml": "name: Mine\nlabels: [listing, 'from: mail']\n"}
    needed = labels_needed(forms, Needs())
    assert [label.name for label in needed] == ["from: mail", "listing"]
    assert missing_labels(needed, [{"name": "LISTING"}, "odd", None]) == (needed[0],)
    assert missing_labels(needed, {"message": "no"}) is None


NEW = """\
on: {schedule: [{cron: "1 1 * * *"}]}
permissions: {packages: write}
jobs:
  mail:
    permissions: {contents: read}
    runs-on: ubuntu-24.04
    steps:
      - run: |
          gh release create v1
          gh issue edit 1 --add-label urgent
        env: {KEY: "${{ secrets.MAIL_KEY }}", OWN: "${{ secrets.GITHUB_TOKEN }}"}
"""


def test_a_new_need_is_noticed() -> None:
    path = ".github/workflows/mail.yml"
    needs = needs_of({path: NEW})
    assert needs.unknown == (
        ("the permission `packages: write`", path), ("the command `gh release create`", path),
    )  # fmt: skip
    assert needs.secrets == {"MAIL_KEY": (path,)}
    assert needs.labels == {"urgent": (path,)}
    shown = checks({path: NEW})
    assert shown["host/secrets"] == (
        "mail.yml uses the secret MAIL_KEY, which only you can set. "
        "https://github.com/example/board/settings/secrets/actions"
    )
    assert "host/pages" not in shown and "host/pull-requests" not in shown
    assert shown["host/workflows"].endswith("/actions/workflows/mail.yml")


def test_a_workflow_that_is_no_yaml_is_one_finding() -> None:
    shown = checks({**WORKFLOWS, ".github/workflows/x.yml": "jobs: [\n"})
    assert shown["host/needs"].startswith(".github/workflows/x.yml can't be read. Line ")


def test_what_is_asked_is_what_is_looked_at() -> None:
    asked: list[str] = []

    class Watched(dict[str, Any]):
        def get(self, key: str, default: Any = None) -> Any:
            asked.append(key)
            return {} if key == "" else default

    files = Files(installed="1", workflows=WORKFLOWS, forms=FORMS)
    host = HostFacts(DAY, gh=Gh.WORKS, answers=Watched())
    assert [*github_findings(host, GIVEN, files, needs_of(WORKFLOWS))]
    assert set(asked) == set(questions(GIVEN))
