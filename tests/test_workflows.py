"""The workflows: what they may do, and that no stranger's text is ever run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.hosts.actions import STATUS
from tests.support.command import board
from tests.support.paths import ROOT

FOLDER = ROOT / ".github" / "workflows"
FORMS = sorted(
    path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
)
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))
WRITES = {
    "announce": {"contents"},
    "check": {},
    "ci": {},
    "comment": {"issues", "pull-requests", "statuses", "contents", "actions"},
    "hold": {"pull-requests", "statuses"},
    "from-issue": {"contents", "issues", "pull-requests"},
    "links": {"issues"},
    "moderate": {"contents", "issues", "pull-requests"},
    "publish": {"pages", "id-token", "issues"},
    "publish-large": {"pages", "id-token", "issues"},
    "reminders": {"issues"},
}


def workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return found


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def test_they_are_all_known() -> None:
    assert set(NAMES) == set(WRITES)


@pytest.mark.parametrize("name", NAMES)
class TestEach:
    def test_starts_from_no_permission(self, name: str) -> None:
        assert workflow(name)["permissions"] == {}

    def test_writes_only_what_it_must(self, name: str) -> None:
        jobs = workflow(name)["jobs"].values()
        writes = {
            scope
            for job in jobs
            for scope, level in job.get("permissions", {}).items()
            if level == "write"
        }
        assert writes == set(WRITES[name])

    def test_ends_by_itself(self, name: str) -> None:
        assert all(job["timeout-minutes"] <= 30 for job in workflow(name)["jobs"].values())

    def test_actions_are_pinned_by_commit(self, name: str) -> None:
        for step in steps(name):
            if "uses" in step:
                assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step["uses"]

    def test_no_expression_inside_a_script(self, name: str) -> None:
        """What somebody else wrote travels by environment, where it is never read as code."""
        for step in steps(name):
            assert "${{" not in step.get("run", ""), step["name"]

    def test_checkouts_keep_no_credentials(self, name: str) -> None:
        for step in steps(name):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
                assert "head" not in str(step["with"].get("ref", ""))

    def test_its_board_commands_exist(self, name: str) -> None:
        for step in steps(name):
            script = step.get("run", "").replace("\\\n", " ")
            for line in script.splitlines():
                if match := re.search(r"\.venv/bin/board (.*)", line):
                    words = [word for word in shlex.split(match[1].rstrip(")")) if word[0] != "$"]
                    command = words[: 2 if words[0] == "comment" else 1]
                    done = board(*command, "--help", cwd=ROOT)
                    assert done.returncode == 0, line
                    for option in (word for word in words if word.startswith("--")):
                        assert option in done.stdout, (line, option)


def test_a_pull_requests_own_code_never_runs_with_a_token() -> None:
    started = {p.stem for p in FOLDER.glob("*.yml") if "pull_request_target:" in p.read_text()}
    assert started == {"hold"}
    uses = " ".join(step.get("uses", "") for step in steps("comment"))
    assert "secrets" not in (FOLDER / "check.yml").read_text()
    assert uses.count("checkout@") == 2
    assert not (FOLDER / "comment.yml").read_text().count("ref: ${{ github.event.workflow_run")


class TestHold:
    """It has a token that writes and starts with a pull request of anybody."""

    def test_has_nothing_of_the_pull_request_but_a_number_and_a_commit(self) -> None:
        text = (FOLDER / "hold.yml").read_text("utf-8")
        assert all("uses" not in step for step in steps("hold"))
        assert "git " not in text and ".venv" not in text
        given = set(re.findall(r"github\.event\.[\w.]+", text))
        assert given == {
            "github.event.pull_request.number", "github.event.pull_request.head.sha"
        }  # fmt: skip

    def test_starts_with_every_commit(self) -> None:
        found = workflow("hold")
        types = found[True]["pull_request_target"]["types"]
        assert set(types) == {"opened", "synchronize", "reopened"}
        assert "if" not in found["jobs"]["hold"]
        assert set(found[True]) == {"pull_request_target"}

    def test_the_status_has_one_name(self) -> None:
        for name in ("hold", "comment"):
            contexts = re.findall(r"context=(\S+)", (FOLDER / f"{name}.yml").read_text("utf-8"))
            assert contexts == [STATUS]


def test_nothing_that_the_check_leaves_is_used() -> None:
    text = (FOLDER / "comment.yml").read_text("utf-8")
    assert "artifact" not in text and "artifact" not in (FOLDER / "check.yml").read_text("utf-8")
    assert "conclusion" not in workflow("comment")["jobs"]["comment"]["if"]


def test_only_the_job_that_merges_may_write_to_the_repository() -> None:
    jobs = workflow("comment")["jobs"]
    assert jobs["comment"]["permissions"]["contents"] == "read"
    assert "actions" not in jobs["comment"]["permissions"]
    assert jobs["merge"]["needs"] == "comment"
    assert "may-merge == 'true'" in jobs["merge"]["if"]
    assert "conclusion == 'success'" in jobs["merge"]["if"]


class TestFromIssue:
    """What the workflow does is played in test_workflow_plays.py."""

    def test_starts_only_when_that_label_is_set_on_an_issue_from_a_form(self) -> None:
        found = workflow("from-issue")
        assert found[True] == {"issues": {"types": ["labeled"]}}
        condition = found["jobs"]["from-issue"]["if"]
        assert "github.event.label.name == 'approved' &&" in condition
        assert "contains(github.event.issue.labels.*.name, 'listing')" in condition

    def test_the_issue_s_text_reaches_the_program_only(self) -> None:
        text = (FOLDER / "from-issue.yml").read_text("utf-8")
        for word in ("issue.body", "issue.title", "issue.user", "toJSON", "head_ref"):
            assert word not in text
        assert text.count("GITHUB_EVENT_PATH") == 1


def test_what_reads_a_pull_request_has_no_cache() -> None:
    """A cache that such a run could write would reach the runs that publish.

    Also in the files that a new board gets, for whichever host.
    """
    cached = set()
    for path in (*FOLDER.iterdir(), *(ROOT / "generator/scaffold").glob("**/workflows/*")):
        text = path.read_text("utf-8")
        assert not re.search(r"^ +cache: ", text, re.MULTILINE), f"an action's own cache in {path}"
        if "/cache@" in text or "/cache/" in text:
            cached.add(path.name.partition(".")[0])
            assert not re.search(r"^  (pull_request|workflow_run|issue)\w*:", text, re.MULTILINE)
    assert cached == {"links", "publish", "publish-large"}


class TestWhatMaintainersRead:
    PAGE = (ROOT / "docs/run/workflows.md").read_text("utf-8")

    def test_every_workflow_and_its_times(self) -> None:
        sections = re.split(r"^##+ ", self.PAGE, flags=re.MULTILINE)
        for name in NAMES:
            title = f"{workflow(name)['name']}: `{name}.yml`\n"
            (text,) = (section for section in sections if section.startswith(title))
            assert all(f"- **{word}:** " in text for word in ("When", "May", "Needs"))
            triggers = workflow(name)[True]  # YAML 1.1 reads `on` so
            for entry in triggers.get("schedule", []):
                minute, hour = entry["cron"].split()[:2]
                assert f"{hour}:{minute} UTC" in text
            assert ("workflow_dispatch" in triggers) == ("**Run workflow**" in text)

    def test_the_checks_to_require_have_these_names(self) -> None:
        assert f"**{STATUS}**" in self.PAGE and "**Required**" in self.PAGE
        assert workflow("check")["jobs"]["check"]["name"] == "Check the listings"
        assert workflow("ci")["jobs"]["required"]["name"] == "Required"

    def test_every_label_is_explained(self) -> None:
        labels = {label for form in FORMS for label in yaml.safe_load(form.read_text())["labels"]}
        assert all(f"`{label}`" in self.PAGE for label in labels - {"bug"})

    def test_a_label_of_the_board_may_be_made_by_the_workflow_that_sets_it(self) -> None:
        assert workflow("comment")["jobs"]["comment"]["permissions"]["issues"] == "write"


def test_each_engine_s_site_is_tested() -> None:
    """Every page, link and browser test looks at the site that the engine of the job made."""
    job = workflow("ci")["jobs"]["test"]
    tested = {entry["engine"] for entry in job["strategy"]["matrix"]["include"]}
    assert tested == {"mkdocs", "zensical"}
    (step,) = (step for step in job["steps"] if step.get("name") == "Lint and test")
    assert step["env"]["BOARD_ENGINE"] == "${{ matrix.engine }}"


def test_daily_work_does_not_start_on_the_hour() -> None:
    for name in NAMES:
        triggers = workflow(name)[True]  # YAML 1.1 reads `on` so
        for entry in (triggers.get("schedule") or []) if isinstance(triggers, dict) else []:
            assert entry["cron"].split()[0] != "0"


class TestPublishLarge:
    """What is the same as in `publish.yml` has the same text. How it runs is played."""

    LARGE, PLAIN = ((FOLDER / f"{n}.yml").read_text("utf-8") for n in ("publish-large", "publish"))

    def test_starts_by_hand_until_it_takes_the_place_of_the_other(self) -> None:
        assert set(workflow("publish-large")[True]) == {"workflow_dispatch"}
        start = self.LARGE.index("  # push:")
        switched = self.LARGE[start : self.LARGE.index("  workflow_dispatch:")].replace("# ", "", 4)
        assert switched + "  workflow_dispatch:" in self.PLAIN
        assert workflow("publish-large")["concurrency"] == workflow("publish")["concurrency"]

    def test_fetches_the_history_and_deploys_as_the_other_does(self) -> None:
        script = "      - name: Fetch the site's history"
        fetch = self.PLAIN[self.PLAIN.index(script) : self.PLAIN.index("      - name: Build\n")]
        assert fetch in self.LARGE
        jobs, others = workflow("publish-large")["jobs"], workflow("publish")["jobs"]
        assert jobs["labels"] == others["labels"]
        assert jobs["deploy"]["permissions"] == others["deploy"]["permissions"]
        assert jobs["deploy"]["steps"][0] == others["deploy"]["steps"][0]

    def test_the_number_of_parts_is_said_once(self) -> None:
        """The list of the matrix alone is to be changed: it counts from 1."""
        shards = workflow("publish-large")["jobs"]["part"]["strategy"]["matrix"]["shard"]
        assert shards == list(range(1, len(shards) + 1))
        text = self.LARGE.replace(f"shard: {shards}", "")
        assert not re.search(rf"\b(of|/){len(shards)}\b", text)


def test_a_required_check_is_never_left_pending() -> None:
    triggers = workflow("check")[True]
    assert "paths" not in str(triggers)


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one_that_github_shows(form: Path) -> None:
    """GitHub leaves a form with a mistake out of the list, and says so to nobody."""
    data = yaml.safe_load(form.read_text("utf-8"))
    assert set(data) == {"name", "description", "title", "labels", "body"}
    assert all(data.values())
    fields = [part for part in data["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in fields}) == len(fields)
    for part in fields:
        assert set(part) <= {"type", "id", "attributes", "validations"}
        assert part["type"] in {"checkboxes", "dropdown", "input", "textarea"}
        assert part["attributes"]["label"]
    assert any(part.get("validations", {}).get("required") for part in fields)


def test_a_bug_report_has_what_a_bug_hunter_needs() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/bug-report.yml").read_text("utf-8"))
    fields = {part.get("id"): part for part in form["body"]}
    needed = {name for name, part in fields.items() if part.get("validations")}
    assert needed == {"happened", "expected", "steps", "where"}
    assert fields["log"]["attributes"]["render"] == "shell"
    assert "SECURITY.md" in fields[None]["attributes"]["value"]
    assert (ROOT / "SECURITY.md").is_file()


def test_the_checks_before_a_commit_are_those_of_make_lint() -> None:
    """And nothing is fetched for them: every one is a tool that is there already."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    makefiles = (ROOT / "Makefile", ROOT / "generator/scaffold/board/Makefile")
    lint = "".join(path.read_text("utf-8") for path in makefiles).replace("$(BIN)", ".venv/bin")
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    for hook in config["repos"][0]["hooks"]:
        assert hook["language"] == "system"
        program = " ".join(hook["entry"].split()[:2])
        assert program.removesuffix(" --strict").removesuffix(" --no-cache") in lint, hook["id"]
