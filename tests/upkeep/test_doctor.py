"""`board doctor` as a maintainer sees it: whole pages, exit codes, JSON and labels."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import __version__
from generator.upkeep.dead_links import Failure, to_json
from generator.upkeep.doctor import ask_host
from tests.support.command import Done, board
from tests.support.doctor_boards import (
    FRESH,
    HEALTHY,
    LABELS,
    NEGLECTED,
    SETTINGS,
    DoctorBoard,
    without_versions,
)
from tests.support.paths import GOLDEN, ROOT
from tests.support.trees import OTHER
from tests.upkeep.test_upkeep import DAY, serving

Golden = Callable[[str | Path, bytes], None]
REMOTE = "git@github.com:example/board.git"
GITLAB = SETTINGS.replace("github.com/example/board", "gitlab.com/northgate/careers/projects")
CODEBERG = SETTINGS.replace("github.com/example", "codeberg.org/northgate")
GITLAB_CI = """\
pages:
  script: [.venv/bin/board build]
  artifacts: {paths: [public]}
review:
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule" && $TASK == "review" && $GITLAB_TOKEN
  script: ['curl --header "JOB-TOKEN: ${CI_JOB_TOKEN}" https://gitlab.test/']
"""
FORGEJO_CI = """\
on:
  push: {branches: [main]}
  schedule: [{cron: "23 12 * * *"}]
jobs:
  publish:
    runs-on: docker
    steps:
      - run: git push "https://x:${{ secrets.PAGES_TOKEN }}@codeberg.org/northgate/board" pages
"""


def is_page(done: Done, golden: Golden, name: str) -> None:
    assert done.stderr == ""
    assert max(len(line) for line in done.stdout.splitlines() if "https://" not in line) <= 80
    golden(f"doctor/{name}.txt", without_versions(done.stdout))


def findings(done: Done) -> dict[str, tuple[str, str, str]]:
    """State, message and action of each check."""
    return {
        item["check"]: (item["state"], item["message"], item["action"])
        for item in json.loads(done.stdout)["findings"]
    }


class TestPages:
    def test_fresh(self, tmp_path: Path, golden: Golden) -> None:
        fresh = DoctorBoard(tmp_path, FRESH)
        (fresh.root / "listings/acme/survey.yml").unlink()
        (fresh.root / "listings/acme/employer.yml").unlink()
        (fresh.root / "listings/acme").rmdir()
        fresh.write("listings/example.yml", "# An example\n")
        done = fresh.doctor()
        assert done.returncode == 1
        is_page(done, golden, "fresh")

    def test_healthy(self, tmp_path: Path, golden: Golden) -> None:
        healthy = DoctorBoard(tmp_path)
        healthy.push(REMOTE)
        healthy.github(HEALTHY)
        with serving({"/": (200, "A board", "")}) as server:
            done = healthy.doctor("--testing-server", server)
        assert done.returncode == 0
        is_page(done, golden, "healthy")

    def test_neglected(self, tmp_path: Path, golden: Golden) -> None:
        neglected = DoctorBoard(tmp_path)
        neglected.push(REMOTE)
        neglected.github(NEGLECTED)
        neglected.write("listings/acme/letters.yml", OTHER + "colour: red\n")
        neglected.write("requirements.txt", "microinternships==0.0.9\n")
        neglected.write(".github/CODEOWNERS", "* @careers-ana @somebody\n")
        neglected.write(".gitignore", "site\n")
        (neglected.root / ".github/workflows/check.yml").unlink()
        record = {"program": "0.0.9", "format": 2, "written": {
            "README.md": "Ours", "mkdocs.yml": "site_name: A board\n", ".gitignore": "site\n",
        }}  # fmt: skip
        neglected.write(".board.json", json.dumps(record))
        dead = {"https://gone.test/": Failure("it said 404", (DAY.replace(day=1), DAY))}
        neglected.write(".cache/links.json", to_json(dead))
        with serving({}) as server:
            done = neglected.doctor("--testing-server", server, today="2027-02-01")
        assert done.returncode == 1
        is_page(done, golden, "neglected")

    def test_gitlab(self, tmp_path: Path, golden: Golden) -> None:
        hosted = DoctorBoard(tmp_path, GITLAB, host="gitlab")
        hosted.write(".gitlab-ci.yml", GITLAB_CI)
        hosted.push("https://oauth2:glpat-hidden@gitlab.com/northgate/careers/projects.git")
        done = hosted.doctor("--offline")
        assert done.returncode == 0
        is_page(done, golden, "gitlab")

    def test_forgejo(self, tmp_path: Path, golden: Golden) -> None:
        hosted = DoctorBoard(tmp_path, CODEBERG, host="forgejo")
        hosted.write(".forgejo/workflows/publish.yml", FORGEJO_CI)
        hosted.write(".forgejo/ISSUE_TEMPLATE/report.yml", "name: Report\nlabels: wrong, urgent\n")
        hosted.write(".forgejo/CODEOWNERS", "* @northgate-careers @northgate/board\n")
        hosted.push("ssh://git@codeberg.org/northgate/board.git")
        done = hosted.doctor("--offline")
        assert done.returncode == 0
        is_page(done, golden, "forgejo")

    def test_offline_says_where_to_click(self, tmp_path: Path, golden: Golden) -> None:
        """What GitHub could have said is a list of addresses then."""
        offline = DoctorBoard(tmp_path)
        offline.push(REMOTE)
        offline.gh("exit 1")  # is not asked
        done = offline.doctor("--offline")
        assert done.returncode == 0
        is_page(done, golden, "offline")


def test_a_broken_mkdocs_yml_still_has_the_page_of_all_others(tmp_path: Path) -> None:
    broken = DoctorBoard(tmp_path, "site_name: [A\n")
    broken.push(REMOTE)
    done = broken.doctor("--offline", "--format", "json")
    assert done.returncode == 1
    found = findings(done)
    assert found["settings/valid"][0] == "fix" and "Line " in found["settings/valid"][1]
    assert found["settings/listings"][0] == "unknown"
    assert found["git/uncommitted"][0] == found["files/lock"][0] == "ok"
    assert found["git/remote"][2] == (
        "Write `repo_url: https://github.com/example/board` in mkdocs.yml."
    )


def test_one_wrong_setting_hides_none_of_the_others(tmp_path: Path) -> None:
    wrong = DoctorBoard(tmp_path, SETTINGS.replace("contact:", "contcat:"))
    wrong.push(REMOTE)
    wrong.github(HEALTHY)
    with serving({"/": (200, "A board", "")}) as server:
        found = findings(wrong.doctor("--format", "json", "--testing-server", server))
    assert {check for check, item in found.items() if item[0] == "fix"} == {
        "settings/valid", "settings/contact",
    }  # fmt: skip
    assert found["host/pages"][0] == "ok"


def test_no_board_is_exit_code_2(tmp_path: Path) -> None:
    done = board("doctor", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("board: there is no mkdocs.yml in ")
    assert done.stderr.count("\n") == 1


def test_fix_makes_the_missing_labels_and_nothing_else(tmp_path: Path) -> None:
    without = DoctorBoard(tmp_path)
    without.push(REMOTE)
    without.github({**HEALTHY, "labels": LABELS[:1]})
    with serving({"/": (200, "A board", "")}) as server:
        before = without.doctor("--testing-server", server)
        assert before.returncode == 1
        missing = "bug, hide, listing, listing-report, vocabulary"
        assert f"Labels are missing: {missing}." in before.stdout
        done = without.doctor("--fix", "--testing-server", server)
    assert done.returncode == 0, done.stdout
    assert done.stderr == "".join(f"made the label {item['name']}\n" for item in LABELS[1:])
    known = json.loads(without.state.read_text())
    made = {item["name"]: item for item in known["labels"]}
    assert made["listing"]["color"] == "0a6552" and made["listing"]["description"]
    assert set(made) == {item["name"] for item in LABELS}
    sent = [call for call in known["calls"] if "--method" in call]
    assert sent == ["api --silent --method POST repos/example/board/labels --input -"] * 5
    with serving({"/": (200, "A board", "")}) as server:
        assert without.doctor("--fix", "--testing-server", server).stderr == ""  # all are there


def test_fix_without_an_answer_says_that_nothing_was_made(tmp_path: Path) -> None:
    alone = DoctorBoard(tmp_path)
    with serving({"/": (200, "A board", "")}) as server:
        done = alone.doctor("--fix", "--testing-server", server)
    assert done.stderr == "board: no label was made: GitHub did not say which there are.\n"
    elsewhere = DoctorBoard(tmp_path / "gitlab", GITLAB, host="gitlab")
    with serving({"/": (200, "A board", "")}) as server:
        done = elsewhere.doctor("--fix", "--testing-server", server)
    assert done.stderr == "board: no label was made: only GitHub's can be.\n"
    assert "fix" in done.stdout


def test_fix_that_github_refuses_is_one_line(tmp_path: Path) -> None:
    refused = DoctorBoard(tmp_path)
    refused.github({**HEALTHY, "labels": []})
    answers = refused.state.with_name("programs") / "gh"
    asking = answers.read_text().partition("\n")[2]
    refused.gh(
        'case "$*" in *POST*) echo "gh: Resource not accessible (HTTP 403)" >&2; exit 1;; esac\n'
        + asking
    )
    with serving({"/": (200, "A board", "")}) as server:
        done = refused.doctor("--fix", "--testing-server", server)
    assert done.returncode == 2
    assert done.stderr.endswith("gh: Resource not accessible (HTTP 403)\n")
    assert done.stderr.count("\n") == 1


def test_json_counts_what_it_lists(tmp_path: Path) -> None:
    data = json.loads(DoctorBoard(tmp_path).doctor("--offline", "--format", "json").stdout)
    assert data["version"] == 1
    states = [item["state"] for item in data["findings"]]
    assert data["summary"] == {
        state: states.count(state) for state in ("ok", "fix", "look", "unknown")
    }
    assert set(data["findings"][0]) == {"check", "state", "message", "action", "address"}


def test_an_access_token_in_the_remote_is_never_shown(tmp_path: Path) -> None:
    hosted = DoctorBoard(tmp_path)
    hosted.push("https://ana:ghp_hidden@github.com/other/board.git")
    done = hosted.doctor("--offline")
    assert "The remote is https://github.com/other/board, but" in done.stdout
    assert "hidden" not in done.stdout


class TestAnswers:
    """Whatever `gh` does, the page is there, and says what could not be known."""

    @pytest.mark.parametrize(
        ("script", "check", "state", "said"),
        [
            ('echo "gh: Not Found (HTTP 404)" >&2; exit 1', "host/repository", "fix",
             "GitHub has no such repository"),
            ('echo "gh: Forbidden (HTTP 403)" >&2; exit 1', "host/repository", "unknown",
             "(HTTP 403)"),
            ('echo "gh: Oops (HTTP 500)" >&2; exit 1', "host/repository", "unknown", "(HTTP 500)"),
            ("printf '{[\\377no'", "host/repository", "unknown", "GitHub's answer is no JSON."),
            ("exit 0", "host/repository", "unknown", "is no description of a repository"),
            ("echo '[1, 2]'", "host/repository", "unknown", "is no description of a repository"),
            ("exec sleep 20", "host/repository", "unknown", "did not answer within 0.3 seconds"),
            ('echo "To get started, please run:  gh auth login" >&2; exit 4', "programs/gh",
             "look", "is not signed in"),
            ('echo "gh: Bad credentials (HTTP 401)" >&2; exit 1', "programs/gh", "look",
             "is not signed in"),
            ("echo '{}'", "host/rights", "look", "You may not write to the repository"),
        ],
    )  # fmt: skip
    def test_of_any_kind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        script: str, check: str, state: str, said: str,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(ask_host, "_SECONDS", 0.3)
        asked = DoctorBoard(tmp_path)
        asked.push(REMOTE)
        asked.gh(f"PATH=/bin:/usr/bin\n{script}")
        with serving({"/": (200, "A board", "")}) as server:
            done = asked.doctor("--format", "json", "--testing-server", server)
        assert done.stderr == ""
        found = findings(done)
        assert found[check][0] == state and said in found[check][1]
        assert found["host/labels"][0] == found["host/pages"][0] == "look"
        assert done.returncode == (state == "fix")

    def test_a_gh_that_can_t_be_run(self, tmp_path: Path) -> None:
        asked = DoctorBoard(tmp_path)
        asked.gh("exit 0")
        (tmp_path / "programs/gh").chmod(0o644)
        (tmp_path / "programs/gh").write_bytes(b"\0")
        with serving({"/": (200, "A board", "")}) as server:
            done = asked.doctor("--format", "json", "--testing-server", server)
        assert "Traceback" not in done.stderr and findings(done)["programs/gh"][0] == "look"

    def test_one_answer_that_fails_costs_only_its_own_check(self, tmp_path: Path) -> None:
        asked = DoctorBoard(tmp_path)
        asked.push(REMOTE)
        asked.github({key: value for key, value in HEALTHY.items() if key != "pages"})
        with serving({"/": (200, "A board", "")}) as server:
            done = asked.doctor("--format", "json", "--testing-server", server)
        found = findings(done)
        assert found["host/pages"][0] == "look"
        assert [check for check, item in found.items() if item[0] != "ok"] == ["host/pages"]


def test_what_is_installed_and_what_the_lock_names(tmp_path: Path) -> None:
    locked = DoctorBoard(tmp_path)
    name = f"microinternships-{__version__}-py3-none-any.whl"
    (locked.root / name).write_bytes(b"wheel")
    locked.write("requirements.txt", f"./{name} \\\n    --hash=sha256:{'0' * 64}\n")
    state, said, _ = findings(locked.doctor("--offline", "--format", "json"))["files/lock"]
    assert state == "fix" and "is not the one whose hash" in said
    digest = hashlib.sha256(b"wheel").hexdigest()
    locked.write("requirements.txt", f"attrs==1\n./{name} \\\n    --hash=sha256:{digest}\n")
    assert findings(locked.doctor("--offline", "--format", "json"))["files/lock"][0] == "ok"
    (locked.root / name).unlink()
    state, said, _ = findings(locked.doctor("--offline", "--format", "json"))["files/lock"]
    assert state == "fix" and "is not here" in said


def test_a_github_of_one_s_own_is_asked_at_its_own_address(tmp_path: Path) -> None:
    hosted = DoctorBoard(
        tmp_path, SETTINGS.replace("github.com", "git.northgate.test").replace(
            "    contact:", "    host: github\n    contact:"
        )
    )  # fmt: skip
    hosted.github(HEALTHY)
    with serving({"/": (200, "A board", "")}) as server:
        done = hosted.doctor("--format", "json", "--testing-server", server)
    assert findings(done)["host/pages"][0] == "ok"
    calls = json.loads(hosted.state.read_text())["calls"]
    assert calls[0] == "api --hostname git.northgate.test repos/example/board"


def test_an_address_without_owner_and_name_is_not_asked_for(tmp_path: Path) -> None:
    odd = DoctorBoard(tmp_path, SETTINGS.replace("example/board", "example/board/tree/main"))
    odd.github(HEALTHY)
    with serving({"/": (200, "A board", "")}) as server:
        done = odd.doctor("--format", "json", "--testing-server", server)
    assert findings(done)["host/repository"][1] == (
        "GitHub could not be asked: the repository's address does not end with owner/name."
    )
    assert "calls" not in json.loads(odd.state.read_text())


def test_nobody_is_asked_offline(tmp_path: Path) -> None:
    quiet = DoctorBoard(tmp_path)
    quiet.github(HEALTHY)
    quiet.doctor("--offline")
    assert "calls" not in json.loads(quiet.state.read_text())
    done = quiet.doctor("--offline", "--fix")
    assert done.returncode == 2 and "give --fix or --offline, not both." in done.stderr


def test_without_libyaml_it_can_t_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    done = DoctorBoard(tmp_path).doctor("--offline")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("board: PyYAML was built without libyaml")


def test_requests_end_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not asked in time is something to look at."""
    monkeypatch.setattr(ask_host, "_ALL_SECONDS", 0.0)
    slow = DoctorBoard(tmp_path)
    slow.github(HEALTHY)
    with serving({"/": (200, "A board", "")}) as server:
        found = findings(slow.doctor("--format", "json", "--testing-server", server))
    assert found["host/repository"][0] == "ok" and found["host/pages"][0] == "look"


def test_the_site_is_asked_once_and_said_to_be_away(tmp_path: Path) -> None:
    away = DoctorBoard(tmp_path)
    with serving({"/": (301, "", "https://other.test/")}) as server:
        found = findings(away.doctor("--format", "json", "--testing-server", server))
    assert found["host/site"][0] == "look"
    found = findings(away.doctor("--format", "json", "--testing-server", "127.0.0.1:9"))
    assert found["host/site"][1].startswith("The site could not be reached: ")


DOCS = ROOT / "docs/run/doctor.md"


def test_the_docs_show_a_page_as_it_is() -> None:
    """The example is a part of the page of a neglected board."""
    shown = re.findall(r"^```text\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    page = (GOLDEN / "doctor/neglected.txt").read_text("utf-8")
    parts = [part for block in shown for part in block.strip("\n").split("\n...\n")]
    assert len(parts) >= 3
    for part in parts:
        assert part in page


def test_the_docs_name_every_option_and_state() -> None:
    text = DOCS.read_text("utf-8")
    help_text = board("doctor", "--help", cwd=ROOT).stdout
    for option in re.findall(r"^  (--[a-z]+)", help_text, re.MULTILINE):
        if option not in {"--root", "--today", "--help"}:
            assert f"`{option}" in text or f"board doctor {option}" in text, option
    for word in ("**ok**", "**fix**", "**look**", "**?**"):
        assert word in text


def test_a_label_that_is_there_already_is_no_failure(tmp_path: Path) -> None:
    """GitHub lists a hundred; there may be more."""
    many = DoctorBoard(tmp_path)
    many.push(REMOTE)
    many.github({**HEALTHY, "labels": LABELS[1:]})
    asking = (tmp_path / "programs/gh").read_text().partition("\n")[2]
    refusal = 'echo "gh: Validation Failed (HTTP 422)" >&2; exit 1'
    many.gh(f'case "$*" in *POST*) {refusal};; esac\n{asking}')
    with serving({"/": (200, "A board", "")}) as server:
        done = many.doctor("--fix", "--testing-server", server)
    assert (done.returncode, done.stderr) == (0, "made the label approved\n")
