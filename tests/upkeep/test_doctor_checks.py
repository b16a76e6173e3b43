"""Each check of `board doctor` in each of its states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.upkeep.doctor import page
from generator.upkeep.doctor.checks import findings
from generator.upkeep.doctor.facts import (
    Facts,
    Files,
    Gh,
    GitFacts,
    Given,
    HostFacts,
    Listings,
    Programs,
    Record,
    SettingsFacts,
)
from generator.upkeep.doctor.finding import Finding
from generator.upkeep.doctor.gather_git import web_address
from generator.upkeep.doctor.github import questions
from tests.support.doctor_boards import HEALTHY
from tests.upkeep.test_doctor_needs import FORMS, WORKFLOWS
from tests.upkeep.test_upkeep import DAY

REPO = "https://github.com/example/board"
GIVEN = Given(
    site_url="https://projects.northgate.test/", repo_url=REPO, host="github",
    contact="a@northgate.test", maintainers=("ana",), floors=("EUR",),
)  # fmt: skip
FILES = Files(
    installed="1.2.0", lock="microinternships==1.2.0 \\\n  --hash=sha256:0\n",
    workflows=WORKFLOWS, forms=FORMS, codeowners=(".github/CODEOWNERS", "* @ana # us\n"),
    gitignore="/site/\n/.venv/\n.cache\n",
)  # fmt: skip
GIT = GitFacts(is_repository=True, remote=REPO, branch="main", has_commits=True, unpushed=0)
PROGRAMS = Programs("3.13.1")
QUESTIONS = questions(GIVEN)
SILENT = HostFacts(DAY)


def of(check: str, found: Iterable[Finding]) -> str:
    """`state: message action` of the first finding of a check; empty if there is none."""
    return next((f"{f.state}: {f.message} {f.action}" for f in found if f.check == check), "")


def seen(
    check: str,
    given: Given = GIVEN,
    files: Files = FILES,
    git: GitFacts = GIT,
    programs: Programs = PROGRAMS,
    host: HostFacts = SILENT,
    listings: Listings | None = None,
) -> str:
    facts = Facts(SettingsFacts(given, (), listings), files, programs, git, host)
    return of(check, findings(facts))


@pytest.mark.parametrize(
    ("check", "changes", "begins"),
    [
        ("settings/site-url", {}, "ok: "),
        ("settings/site-url", {"site_url": ""}, "ok: `site_url` is left out"),
        ("settings/site-url", {"site_url": "", "host": "forgejo"}, "look: `site_url` is left out"),
        ("settings/site-url", {"site_url": "https://x.example.org/"}, "fix: `site_url` is an ex"),
        ("settings/site-url", {"site_url": "https://[x"}, "ok: "),  # a mistake of the settings
        ("settings/repo-url", {"repo_url": ""}, "fix: `repo_url` is missing"),
        ("settings/repo-url", {"repo_url": "https://github.com/OWNER/REPO"}, "fix: `repo_url` is"),
        ("settings/contact", {"contact": "a@board.example"}, "fix: `contact` is an example"),
        ("settings/contact", {"contact": "https://x.example/"}, "fix: `contact` is an example"),
        ("settings/maintainers", {"maintainers": ("Careers-Ana", "bo")}, "fix: `maintainers` name"),
        ("settings/floors", {"floors": ()}, "fix: `floors` is empty"),
        ("settings/floors", {"floors": tuple("ABCDEFGH")}, "ok: There is a minimum hourly pay for "
         "A, B, C, D, E, F and 2 more."),
        ("settings/demo-day", {"demo_day": "2026-11-23"}, "fix: `demo_day` is set"),
        ("settings/demo-day", {}, ""),
        ("host/repository", {"repo_url": "", "host": ""}, "unknown: The host can't be checked"),
    ],
)  # fmt: skip
def test_settings(check: str, changes: dict[str, Any], begins: str) -> None:
    assert seen(check, replace(GIVEN, **changes)).startswith(begins)
    assert begins or not seen(check, replace(GIVEN, **changes))


@pytest.mark.parametrize(
    ("check", "listings", "said"),
    [
        ("settings/listings", None, "unknown: The listings can't be checked"),
        ("settings/open-listings", Listings(), "ok: 0 open listings, 0 closed, 0 employers."),
        ("settings/open-listings", Listings(0, 3, 1), "look: Nothing is open: 0 open"),
        ("settings/listings", Listings(1, 0, 1, errors=2), "fix: The files in listings/ have 2"),
        ("settings/samples", Listings(1, 0, 1, samples=1), "fix: 1 employer in listings/ is a s"),
        ("settings/example", Listings(has_example=True), "ok: listings/example.yml is for"),
    ],
)  # fmt: skip
def test_listings(check: str, listings: Listings | None, said: str) -> None:
    assert seen(check, listings=listings).startswith(said)


RECORD = Record("1.2.0", ("Makefile", "README.md"))
WHEEL = "microinternships-1.2.0-py3-none-any.whl"
DIGEST = "ab" * 32


@pytest.mark.parametrize(
    ("check", "changes", "begins"),
    [
        ("files/lock", {}, "ok: "),
        ("files/lock", {"lock": None}, "fix: requirements.txt is missing"),
        ("files/lock", {"lock": "attrs==1\n"}, "look: requirements.txt does not name"),
        ("files/lock", {"lock": "attrs==1\n", "has_program": True}, "ok: The program 1.2.0 is in"),
        ("files/lock", {"installed": "1.3.0"}, "fix: requirements.txt names version 1.2.0"),
        ("files/lock", {"lock": f"./{WHEEL} \\\n    --hash=sha256:{DIGEST}\n",
                        "wheels": {WHEEL: DIGEST}}, "ok: "),
        ("files/lock", {"lock": f"./{WHEEL} --hash=sha256:{DIGEST}\n",
                        "wheels": {WHEEL: "00" * 32}}, "fix: The file microinternships-1.2.0"),
        ("files/upgrade", {}, ""),
        ("files/upgrade", {"record": RECORD}, "ok: "),
        ("files/upgrade", {"record": RECORD, "installed": "1.10.0"}, "fix: The board's files are "
         "from version 1.2.0; 1.10.0 is installed. Run `board upgrade`."),
        ("files/upgrade", {"record": RECORD, "installed": "1.1.9"}, "fix: The board's files are "
         "from version 1.2.0, but the older 1.1.9 is installed."),
        ("files/upgrade", {"has_damaged_record": True}, "fix: .board.json is damaged"),
        ("files/edited", {"record": replace(RECORD, edited=("README.md",))},
         "ok: 1 file as `board init` wrote them; edited: README.md."),
        ("files/missing", {"record": replace(RECORD, missing=("Makefile",))}, "look: Written by"),
        ("files/workflows", {"workflows": {}}, "fix: .github/workflows/check.yml is missing"),
        ("files/codeowners", {"codeowners": None}, "look: There is no CODEOWNERS"),
        ("files/codeowners", {"codeowners": ("X", "* @Ana\n")}, "ok: X names @Ana."),
        ("files/codeowners", {"codeowners": ("X", "* @org/team\n")}, "ok: X names no single"),
        ("files/codeowners", {"codeowners": ("X", "* @careers-ana")}, "fix: X names @careers-ana"),
        ("files/codeowners", {"codeowners": ("X", "* @bo")}, "look: X names @bo, but `maint"),
        ("files/gitignore", {}, "ok: "),
        ("files/gitignore", {"gitignore": None}, "fix: .gitignore lacks files that the commands "
         "make: .cache, .venv, site. Add to .gitignore, one a line: /.cache/ /.venv/ /site/"),
        ("files/gitignore", {"gitignore": ".*\n#site\n/site\n"}, "ok: "),
    ],
)  # fmt: skip
def test_files(check: str, changes: dict[str, Any], begins: str) -> None:
    assert seen(check, files=replace(FILES, **changes)).startswith(begins)
    assert begins or not seen(check, files=replace(FILES, **changes))


@pytest.mark.parametrize("host", ["gitlab", "forgejo"])
def test_other_hosts_need_their_workflows(host: str) -> None:
    assert seen("files/workflows", replace(GIVEN, host=host)).startswith("fix: .")


@pytest.mark.parametrize(
    ("check", "changes", "begins"),
    [
        ("git/repository", {"error": "no git."}, "unknown: Git could not be asked: no git."),
        ("git/repository", {"is_repository": False}, "fix: This folder is not in a Git repository. "
         "Run `git init --initial-branch=main`"),
        ("git/repository", {"subfolder": "a/b"}, "fix: The board is in the folder a/b of"),
        ("git/remote", {}, "ok: "),
        ("git/remote", {"remote": REPO.upper().replace("HTTPS", "https")}, "ok: "),
        ("git/remote", {"remote": ""}, "fix: There is no remote `origin`"),
        ("git/remote", {"remote": "https://github.com/a/b"}, "fix: The remote is https://github"),
        ("git/branch", {"branch": "topic"}, "look: The branch `topic` is checked out"),
        ("git/branch", {"branch": "topic", "default_branch": "main"}, "ok: "),
        ("git/branch", {"default_branch": "master"}, "fix: The remote's default branch is"),
        ("git/branch", {"branch": ""}, "look: No branch is checked out."),
        ("git/uncommitted", {"uncommitted": 1}, "look: 1 changed file is not committed."),
        ("git/unpushed", {"has_commits": False}, "fix: Nothing is committed yet."),
        ("git/unpushed", {"unpushed": None}, "fix: The branch `main` was never pushed."),
        ("git/unpushed", {"unpushed": 2}, "look: 2 commits are not pushed"),
        ("git/shallow", {"is_shallow": True}, "look: This clone is shallow"),
        ("git/shallow", {}, ""),
    ],
)  # fmt: skip
def test_git(check: str, changes: dict[str, Any], begins: str) -> None:
    assert seen(check, git=replace(GIT, **changes)).startswith(begins)
    assert begins or not seen(check, git=replace(GIT, **changes))


@pytest.mark.parametrize(
    ("check", "changes", "begins"),
    [
        ("programs/git", {"git": False}, "fix: git is not installed."),
        ("programs/make", {"make": False}, "look: make is not installed."),
    ],
)  # fmt: skip
def test_programs(check: str, changes: dict[str, Any], begins: str) -> None:
    assert seen(check, programs=replace(PROGRAMS, **changes)).startswith(begins)


def answered(path: str, value: Any, **changes: Any) -> HostFacts:
    return HostFacts(DAY, gh=Gh.WORKS, answers={"": {}, path: value}, **changes)


def asked(part: str) -> str:
    (path,) = (question for question in QUESTIONS if question.startswith(part))
    return path


PUBLISH = asked("actions/workflows/publish")
LINKS = asked("actions/workflows/links")
OFF = [{"path": ".github/workflows/links.yml", "state": "disabled_manually"}]
CLASSIC = {"protection": {"required_status_checks": {"contexts": ["board/review"]}}}
APPROVAL = [{"type": "pull_request", "parameters": {"required_approving_review_count": 1}}]


@pytest.mark.parametrize(
    ("check", "path", "value", "begins"),
    [
        ("host/repository", "", {"private": True}, "fix: The repository is private"),
        ("host/repository", "", {"archived": True}, "fix: The repository is archived"),
        ("host/rights", "", {"permissions": {"admin": False, "push": True}}, "look: You may write"),
        ("host/branch", "", {"default_branch": "trunk"}, "fix: The default branch is `trunk`"),
        ("host/pages", "", {"has_pages": False}, "fix: Pages is off"),
        ("host/actions", "actions/permissions", {"enabled": False}, "fix: Actions are off"),
        ("host/actions", "actions/permissions",
         {"enabled": True, "allowed_actions": "local_only"}, "fix: Actions by GitHub"),
        ("host/workflows", asked("actions/workflows?"), {"workflows": OFF},
         "fix: links.yml was switched off by hand."),
        ("host/workflows", asked("actions/workflows?"), {"workflows": []},
         "look: GitHub does not know announce.yml"),
        ("host/checks", "branches/main", CLASSIC, "ok: A merge needs the status"),
        ("host/checks", "rules/branches/main", APPROVAL, "fix: A listing can be merged before"),
        ("host/publish", PUBLISH, {"workflow_runs": []}, "fix: The board was never published."),
        ("host/publish", PUBLISH, {"workflow_runs": [{"conclusion": None}]}, "look: The board is "),
        ("host/publish", PUBLISH, {"workflow_runs": [
            {"conclusion": "failure", "created_at": "2026-11-22T12:24:00Z"}]},
         "fix: The last publish on 2026-11-22 ended as: failure."),
        ("host/publish", PUBLISH, {"workflow_runs": [
            {"conclusion": "success", "created_at": "2026-11-20T12:24:00Z"}]},
         "fix: The last publish was 3 days ago"),
        ("host/publish", PUBLISH, {"workflow_runs": [
            {"conclusion": "success", "created_at": "2026-11-21T12:24:00Z"}]},
         "ok: Published on 2026-11-21."),
        ("host/links", LINKS, {"workflow_runs": []}, "look: The link checker never ran."),
    ],
)  # fmt: skip
def test_github(check: str, path: str, value: Any, begins: str) -> None:
    assert seen(check, host=answered(path, value)).startswith(begins)


def test_automatic_merges_need_squash_merges_and_no_approval() -> None:
    given_ = replace(GIVEN, auto_merge=True)
    off = answered("", {"allow_squash_merge": False})
    assert seen("host/squash", host=off).startswith("look: ")
    assert seen("host/squash", given_, host=off).startswith("fix: Squash merges are off")
    ruled = answered("rules/branches/main", APPROVAL)
    assert seen("host/auto-merge", host=ruled) == ""
    assert seen("host/auto-merge", given_, host=ruled).startswith("fix: `auto_merge` is on, but")


@pytest.mark.parametrize(
    ("status", "error", "begins"),
    [
        (200, "", "ok: "), (404, "", "fix: At `site_url` there is no site"), (None, "", ""),
        (301, "", "look: `site_url` leads"), (None, "there is no such host.", "look: The site co"),
    ],
)  # fmt: skip
def test_site(status: int | None, error: str, begins: str) -> None:
    found = seen("host/site", host=HostFacts(DAY, site_status=status, site_error=error))
    assert found.startswith(begins) and (begins or not found)


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:example/board.git", REPO),
        ("ssh://git@github.com/example/board.git", REPO),
        ("ssh://git@github.com:22/example/board", REPO),
        ("https://ana:token@github.com/example/board.git/", REPO),
        ("http://github.com/example/board", REPO),
        ("GitHub.com:example/board", REPO),
        ("https://[broken/x", ""),
        ("/srv/git/board.git", "/srv/git/board.git"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_remote_s_web_address(remote: str, address: str) -> None:
    assert web_address(remote) == address


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8)
    | st.sampled_from(["workflow", "success", "required_status_checks", "2026-11-23T00:00:00"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "permissions", "admin", "private", "workflows", "workflow_runs", "conclusion", "path",
            "created_at", "type", "parameters", "required_status_checks", "context", "name",
            "protection", "contexts", "state", "required_approving_review_count",
        ]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(QUESTIONS), JSON))
def test_whatever_github_says_there_is_a_page(answers: dict[str, Any]) -> None:
    host = HostFacts(DAY, gh=Gh.WORKS, answers=answers)
    facts = Facts(
        SettingsFacts(replace(GIVEN, auto_merge=True), (), Listings()), FILES, PROGRAMS, GIT, host
    )
    found = findings(facts)
    assert all(finding.message for finding in found)
    lines = [*page.text(found, "GitHub")]
    assert lines[-1] == page.summary(found)
    assert page.json(found).endswith("}\n")


def odd_copies(value: Any) -> Iterator[Any]:
    """`value` with each of its parts replaced by each of some odd values."""
    yield from (None, [], {}, "x", 7, True, [[]], [{}], {"x": []}, [{"type": []}])
    if isinstance(value, dict):
        for key, part in value.items():
            yield from ({**value, key: odd} for odd in odd_copies(part))
    elif isinstance(value, list) and value:
        yield from ([odd, *value[1:]] for odd in odd_copies(value[0]))


def test_each_part_of_an_answer_may_be_anything() -> None:
    """GitHub's answers, each with one part that has a wrong kind or is not there."""
    paths = {question.partition("?")[0]: question for question in QUESTIONS}
    answers = {paths.get(path, ""): value for path, value in HEALTHY.items()}
    assert set(answers) == set(QUESTIONS)
    facts = Facts(
        SettingsFacts(replace(GIVEN, auto_merge=True), (), Listings()), FILES, PROGRAMS, GIT, SILENT
    )
    for path, value in answers.items():
        for odd in odd_copies(value):
            host = HostFacts(DAY, gh=Gh.WORKS, answers={**answers, path: odd})
            assert [*page.text(findings(replace(facts, host=host)), "GitHub")]


def test_the_last_line_counts() -> None:
    one = Finding("git/x", page.State.FIX, "x")
    other = Finding("git/x", page.State.LOOK, "x")
    unknown = Finding("git/x", page.State.UNKNOWN, "x")
    assert page.summary([one]) == "1 thing to fix."
    assert page.summary([one, one, other]) == "2 things to fix, 1 to check yourself."
    assert page.summary([unknown]) == "Nothing to fix, 1 that can't be known here."


def test_text_of_strangers_can_t_reach_the_terminal() -> None:
    finding = Finding("git/x", page.State.LOOK, "a\x1b[31m `b\x07 c`", "d\u202e", "https://x\x1b")
    assert "\x1b" not in "".join(page.text([finding], ""))
    assert "\x07" not in "".join(page.text([finding], ""))


def test_colours_are_for_the_marks_and_titles() -> None:
    found = [Finding("git/x", page.State.FIX, "wrong"), Finding("git/y", page.State.OK, "right")]
    shown = [*page.text(found, "", lambda text, colour: f"<{colour}>{text}</>")]
    assert shown[:3] == [
        "<bold>Git</>", "  <red>fix</>   wrong", "  <green>ok</>    right",
    ]  # fmt: skip
