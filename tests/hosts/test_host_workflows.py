"""The files that GitLab and Forgejo run: what they may do, and each of them played."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.hosts.playing import FORGEJO, GITLAB, SCAFFOLD, ForgejoRunner, GitLabRunner, lines
from tests.support.host_api import TOKEN, serving_api
from tests.support.paths import ROOT
from tests.support.repositories import described
from tests.support.services import web_service
from tests.support.serving import serving
from tests.support.trees import GOOD, contents
from tests.test_workflow_plays import real

SURVEY = "listings/acme/survey.yml"
BETTER = real(GOOD).replace("amount: 400", "amount: 450")
WORSE = real(GOOD).replace("level: beginner", "level: novice")
PUSH = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main"}
DAILY = {"CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main"}
REVIEW = {**DAILY, "TASK": "review"}
FILES = [GITLAB, *sorted(FORGEJO.glob("*.yml"))]


def scripts(path: Path) -> list[str]:
    """Every script in the file."""
    data = yaml.safe_load(path.read_text("utf-8"))
    if path == GITLAB:
        jobs = (job for job in data.values() if isinstance(job, dict) and "script" in job)
        return [*data["before_script"], *(line for job in jobs for line in lines(job["script"]))]
    return [step["run"] for job in data["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestEach:
    def test_no_expression_inside_a_script(self, path: Path) -> None:
        """What somebody else wrote travels by environment, where it is never read as code."""
        assert not any("${{" in script for script in scripts(path))

    def test_its_only_secrets_are_the_token_and_where_to_announce(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert set(re.findall(r"secrets\.(\w+)", text)) <= {"BOARD_ANNOUNCE"}
        named = set(re.findall(r"\$\{?(\w*TOKEN\w*)", text))
        assert named <= {"GITLAB_TOKEN", "TOKEN"}
        assert set(re.findall(r"\w*TOKEN: (.*)", text)) <= {"${{ github.token }}"}

    def test_ends_by_itself(self, path: Path) -> None:
        data = yaml.safe_load(path.read_text("utf-8"))
        jobs = data["jobs"] if "jobs" in data else {
            name: job for name, job in data.items() if isinstance(job, dict) and "script" in job
        }  # fmt: skip
        for job in jobs.values():
            minutes = job.get("timeout-minutes") or int(job["timeout"].partition(" ")[0])
            assert minutes <= 30

    def test_daily_work_does_not_start_on_the_hour(self, path: Path) -> None:
        assert not re.search(r'cron: "0 ', path.read_text("utf-8"))


def test_what_writes_reads_no_pull_request_but_as_data() -> None:
    """Nothing that has a token checks out what a stranger wrote."""
    for path in FORGEJO.glob("*.yml"):
        text = path.read_text("utf-8")
        assert "github.token" not in text or "head." not in text, path.name
        assert "git checkout" not in text
    jobs = yaml.safe_load(GITLAB.read_text("utf-8"))
    for job in (jobs["review"], jobs["remind"]):
        assert all('== "schedule"' in rule["if"] for rule in job["rules"])
    assert "cache" not in jobs["check"], "a merge request's run keeps nothing for later ones"


def test_the_files_have_the_names_that_hosts_look_for() -> None:
    """`dot-` stands for a dot: packages leave out files whose names begin with one."""
    names = {
        path.relative_to(SCAFFOLD / host).as_posix().replace("dot-", ".")
        for host in ("gitlab", "forgejo")
        for path in (SCAFFOLD / host).rglob("*")
        if path.is_file()
    }
    assert names == {
        ".gitlab-ci.yml", ".gitlab/issue_templates/report-a-listing.md",
        ".forgejo/issue_template/report-a-listing.yml", ".forgejo/workflows/check.yml",
        ".forgejo/workflows/review.yml", ".forgejo/workflows/reminders.yml",
        ".forgejo/workflows/publish.yml",
    }  # fmt: skip


@pytest.fixture(name="gitlab")
def _gitlab(tmp_path: Path) -> Iterator[GitLabRunner]:
    published = tmp_path / "published"
    published.mkdir()
    with serving(published, "/board/") as address, serving_api("gitlab") as api:
        yield GitLabRunner(tmp_path, api, address, "https://gitlab.com/")


@pytest.fixture(name="forgejo")
def _forgejo(tmp_path: Path) -> Iterator[ForgejoRunner]:
    with serving_api("forgejo") as api:
        yield ForgejoRunner(tmp_path, api, "https://board.example/", "https://codeberg.org/")


def edits(record: bytes) -> int:
    found: int = json.loads(record)["listings"]["acme/survey"]["edits"]
    return found


class TestGitLab:
    def test_publishes_the_first_time_and_again(self, gitlab: GitLabRunner) -> None:
        (first,) = gitlab.pipeline(**PUSH).values()
        assert first.ok, first.log
        assert re.search(r"^Cold: all \d+ files are new\.$", first.log, re.MULTILINE)
        site = first.folder / "public"
        assert (site / "index.html").is_file()
        assert edits((site / "api/v1/record.json").read_bytes()) == 0
        assert json.loads((first.folder / "gl-code-quality-report.json").read_text()) == []

        gitlab.change(SURVEY, BETTER)
        second = gitlab.pipeline(**DAILY, GITLAB_TOKEN="")["pages"]
        (kept, every) = re.findall(r"^Warm: (\d+) of (\d+) files", second.log, re.MULTILINE)[0]
        assert int(every) > int(kept) > int(every) / 2
        assert edits((second.folder / "public/api/v1/record.json").read_bytes()) == 1

        gitlab.change(SURVEY, WORSE)
        third = gitlab.pipeline(**PUSH)["pages"]
        assert third.ok, "a broken file stays as it was last published"
        assert (third.folder / "public/listings/acme/survey/index.html").is_file()

    def test_the_cache_may_be_damaged_and_of_a_large_site_only_the_history_is_kept(
        self, gitlab: GitLabRunner
    ) -> None:
        whole = contents(gitlab.pipeline(**PUSH)["pages"].folder / "public")
        cache = gitlab.folder / "caches/published"
        for path in ("site/.board-files", "site/index.html"):
            (cache / path).unlink()
        (cache / "site/feed.xml").write_text("Half of")
        for path in cache.glob(".cache/board/*"):
            path.write_text("of another version")
        gitlab.variables["MOST_MB"] = "1"
        again = gitlab.pipeline(**PUSH)["pages"]
        assert again.ok and "Cold: all " in again.log, again.log
        assert "The next build is cold: the site has" in again.log
        assert contents(again.folder / "public") == whole
        left = [path for path in (cache / "site").rglob("*") if path.is_file()]
        assert left == [cache / "site/api/v1/record.json"]

    def test_the_history_comes_from_the_site_without_a_cache(self, gitlab: GitLabRunner) -> None:
        first = gitlab.pipeline(**PUSH)["pages"].folder / "public/api/v1/record.json"
        (gitlab.folder / "caches").rename(gitlab.folder / "lost")
        there = gitlab.folder / "published/api/v1/record.json"
        there.parent.mkdir(parents=True)
        there.write_bytes(first.read_bytes())
        gitlab.change(SURVEY, BETTER)
        again = gitlab.pipeline(**PUSH)["pages"]
        assert edits((again.folder / "public/api/v1/record.json").read_bytes()) == 1

    def test_a_large_history_comes_from_the_site_too(self, gitlab: GitLabRunner) -> None:
        first = gitlab.pipeline(**PUSH)["pages"].folder / "public/api/v1/record.json"
        (gitlab.folder / "caches").rename(gitlab.folder / "lost")
        there = gitlab.folder / "published/api/v1/record"
        there.mkdir(parents=True)
        (there / "1.json").write_bytes(first.read_bytes())
        there.with_suffix(".json").write_text('{"version":2,"parts":1}\n')
        gitlab.change(SURVEY, BETTER)
        again = gitlab.pipeline(**PUSH)["pages"]
        assert again.ok, again.log
        assert edits((again.folder / "public/api/v1/record.json").read_bytes()) == 1

    def test_machines_share_the_work_of_a_large_board(self, gitlab: GitLabRunner) -> None:
        (one,) = gitlab.pipeline(**PUSH).values()
        (gitlab.folder / "caches").rename(gitlab.folder / "lost")
        *parts, last = gitlab.pipeline(**PUSH, LARGE="yes").items()
        assert [name for name, _ in parts] == [f"part {number}/5" for number in range(1, 6)]
        assert all(play.ok for _, play in parts), [play.log for _, play in parts]
        assert last[0] == "pages" and last[1].ok, last[1].log
        assert contents(last[1].folder / "public") == contents(one.folder / "public")
        gitlab.change(SURVEY, WORSE)
        again = gitlab.pipeline(**PUSH, LARGE="yes")
        assert "`level` can't be `novice`" in "".join(play.log for play in again.values())
        page = "public/listings/acme/survey/index.html"
        assert (again["pages"].folder / page).read_bytes() == (one.folder / page).read_bytes()

    def test_a_merge_request_shows_problems_without_a_token(self, gitlab: GitLabRunner) -> None:
        base = gitlab.git("rev-parse", "main")
        variables = {
            "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
            "GITLAB_TOKEN": "",
        }  # fmt: skip
        gitlab.open(7, SURVEY, WORSE)
        done = gitlab.pipeline(gitlab.api.ref(7), **variables)
        assert set(done) == {"check"} and not done["check"].ok
        assert "`level` can't be `novice`" in done["check"].log
        (item,) = json.loads((done["check"].folder / "gl-code-quality-report.json").read_text())
        assert item["location"] == {"path": SURVEY, "lines": {"begin": 16}}
        gitlab.open(7, SURVEY, BETTER)
        assert gitlab.pipeline(gitlab.api.ref(7), **variables)["check"].ok

    def test_the_review_schedule_answers(self, gitlab: GitLabRunner) -> None:
        gitlab.open(7, SURVEY, WORSE)
        done = gitlab.pipeline(**REVIEW)
        assert set(done) == {"review"} and done["review"].ok, done["review"].log
        assert "7: One thing to fix" in done["review"].log
        assert len(gitlab.api.texts(7)) == 1 and gitlab.api.labelled[7] == {"board: to fix"}
        again = gitlab.pipeline(**REVIEW)["review"].log
        assert "7: has a comment already" in again and TOKEN not in again
        assert gitlab.pipeline(**REVIEW, GITLAB_TOKEN="") == {}

    def test_the_daily_schedule_reminds(self, tmp_path: Path) -> None:
        """On a board of samples, whose addresses are never asked: tests are offline."""
        with serving_api("gitlab") as api:
            site_url = "https://board.example/"
            samples = GitLabRunner(tmp_path, api, site_url, "https://gitlab.com/", samples=True)
            for _ in range(2):
                done = samples.pipeline(**DAILY)["remind"]
                assert done.ok and "no reminders are sent" in done.log
                assert "0 addresses checked" in done.log
        assert (tmp_path / "caches/links/.cache/links.json").is_file()

    def test_announces_only_where_there_are_addresses(self, gitlab: GitLabRunner) -> None:
        assert "announce" not in gitlab.pipeline(**PUSH)
        told = {"BOARD_ANNOUNCE": "chat: json://127.0.0.1:1/", "CI_PROJECT_URL": "/nowhere"}
        done = gitlab.pipeline(**PUSH, **told)["announce"]
        assert done.ok and "This board announces nothing" in done.log and TOKEN not in done.log

    def test_announces_what_a_pipeline_published(self, gitlab: GitLabRunner) -> None:
        settings = (gitlab.work / "mkdocs.yml").read_text("utf-8")
        gitlab.change("mkdocs.yml", f"{settings}    announce: {{chat: {{what: [filled]}}}}\n")
        with web_service() as service:
            url = str(gitlab.remote).removesuffix(".git")
            told = {"BOARD_ANNOUNCE": service.address, "CI_PROJECT_URL": url}
            first = gitlab.pipeline(**PUSH, **told)["announce"]
            assert first.ok and "chat is new here" in first.log, first.log
            gitlab.change(SURVEY, f"{real(GOOD)}status: filled\n")
            for said in ("1 message sent.", "Nothing was sent."):
                done = gitlab.pipeline(**PUSH, **told)["announce"]
                assert done.ok and said in done.log and TOKEN not in done.log, done.log
        (text,) = service.texts
        assert text.startswith("Filled: Market survey of independent bookshops\n")

    def test_no_pipeline_for_other_branches(self, gitlab: GitLabRunner) -> None:
        assert gitlab.pipeline(CI_PIPELINE_SOURCE="push", CI_COMMIT_BRANCH="drafts") == {}


class TestForgejo:
    def event(self, head: str, author: str = "acme-owner") -> Any:
        return json.loads(described(7, head, author))

    def test_check_judges_and_shows(self, forgejo: ForgejoRunner) -> None:
        done = forgejo.play("check", self.event(forgejo.open(7, SURVEY, WORSE)))
        assert not done.ok and "\n  ## One thing to fix" in done.log
        done = forgejo.play("check", self.event(forgejo.open(7, SURVEY, BETTER)))
        assert done.ok and "\n  ## All good" in done.log
        assert forgejo.api.asked == []

    def test_review_answers(self, forgejo: ForgejoRunner) -> None:
        forgejo.open(7, SURVEY, WORSE)
        for said in ("7: One thing to fix", "7: has a comment already"):
            done = forgejo.play("review")
            assert done.ok and said in done.log and TOKEN not in done.log, done.log
        assert len(forgejo.api.texts(7)) == 1 and forgejo.api.labelled[7] == {"board: to fix"}

    def test_reminders(self, forgejo: ForgejoRunner) -> None:
        for _ in range(2):
            assert forgejo.play("reminders").ok
        assert len(forgejo.api.issues) == 2

    def test_publish_pushes_the_site(self, forgejo: ForgejoRunner) -> None:
        git = ("git", "-C", str(forgejo.remote))
        show = [*git, "show", "pages:api/v1/record.json"]
        first = forgejo.play("publish")
        assert first.ok, first.log
        assert edits(subprocess.run(show, check=True, capture_output=True).stdout) == 0
        forgejo.change(SURVEY, BETTER)
        second = forgejo.play("publish")
        assert second.ok and TOKEN not in second.log, second.log
        assert edits(subprocess.run(show, check=True, capture_output=True).stdout) == 1
        names = subprocess.run(
            [*git, "ls-tree", "-r", "--name-only", "pages"], check=True, capture_output=True
        ).stdout.splitlines()
        assert b"index.html" in names and b"mkdocs.yml" not in names
        count = [*git, "rev-list", "--count", "pages"]
        assert subprocess.run(count, check=True, capture_output=True).stdout == b"1\n"

    def test_a_large_history_comes_from_the_branch_too(self, forgejo: ForgejoRunner) -> None:
        assert forgejo.play("publish").ok
        git = ("git", "-C", str(forgejo.remote))

        def said(*arguments: str, given: bytes = b"") -> str:
            done = subprocess.run([*git, *arguments], input=given, check=True, capture_output=True)
            return done.stdout.decode().strip()

        part = said("rev-parse", "pages:api/v1/record.json")
        index = said("hash-object", "-w", "--stdin", given=b'{"version":2,"parts":1}\n')
        parts = said("mktree", given=f"100644 blob {part}\t1.json\n".encode())
        data = f"100644 blob {index}\trecord.json\n040000 tree {parts}\trecord\n"
        v1 = said("mktree", given=data.encode())
        api = said("mktree", given=f"040000 tree {v1}\tv1\n".encode())
        site = said("mktree", given=f"040000 tree {api}\tapi\n".encode())
        names = ("-c", "user.name=x", "-c", "user.email=x@localhost")
        commit = said(*names, "commit-tree", "-m", "The site", site)
        said("update-ref", "refs/heads/pages", commit)
        forgejo.change(SURVEY, BETTER)
        again = forgejo.play("publish")
        assert again.ok, again.log
        assert edits(said("show", "pages:api/v1/record.json").encode()) == 1

    def test_git_gets_the_token_by_the_environment(self, tmp_path: Path) -> None:
        (helper,) = re.findall(
            r"credential\.helper='(.*)' \\", (FORGEJO / "publish.yml").read_text()
        )
        filled = subprocess.run(
            ["git", "-c", f"credential.helper={helper}", "credential", "fill"], cwd=tmp_path,
            input="protocol=https\nhost=codeberg.org\n\n", check=True, capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin", "TOKEN": TOKEN, "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/"},
        ).stdout  # fmt: skip
        assert f"password={TOKEN}\n" in filled


class TestWhatMaintainersRead:
    PAGE = (ROOT / "docs/run/other-hosts.md").read_text("utf-8")

    @pytest.mark.parametrize("path", FILES[1:], ids=lambda path: path.name)
    def test_every_workflow_and_its_times(self, path: Path) -> None:
        (row,) = (line for line in self.PAGE.splitlines() if line.startswith(f"| `{path.name}`"))
        triggers = yaml.safe_load(path.read_text("utf-8"))[True]  # YAML 1.1 reads `on` so
        for entry in triggers.get("schedule", []):
            minute, hour = entry["cron"].split()[:2]
            assert ("hourly" if hour == "*" else f"{hour}:{minute} UTC") in row
        assert ("workflow_dispatch" in triggers) == ("by hand" in row)

    def test_every_variable_of_gitlab(self) -> None:
        text = GITLAB.read_text("utf-8")
        for name in ("GITLAB_TOKEN", "TASK", "LARGE"):
            assert f"${name}" in text and f"`{name}`" in self.PAGE


def test_the_issue_form_is_the_same_as_on_github() -> None:
    """Forgejo reads GitHub's format."""
    form = SCAFFOLD / "forgejo/dot-forgejo/issue_template/report-a-listing.yml"
    ours = ROOT / ".github/ISSUE_TEMPLATE/report-a-listing.yml"
    assert form.read_bytes() == ours.read_bytes()
