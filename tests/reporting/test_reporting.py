"""The voices of `board check`: what each format says, byte for byte, and what it never lets by."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.checking.rule_index import every_rule
from generator.model.problem import Place, Problem, Severity
from generator.reporting import github, gitlab, sarif, text
from generator.reporting import json as as_json
from generator.reporting.markdown import escape_markdown, message_markdown
from tests.support.command import board
from tests.support.trees import GOOD, MKDOCS, ROOT, write_tree

DAY = ("--today", "2026-11-23")
BROKEN = (
    GOOD.replace("level: beginner", "level: begginer")
    .replace("amount: 400", "amount: 40")
    .replace("currency: USD", "currency: usd")
)
ALIAS = GOOD.replace("excel", "MS Excel").replace("Market survey of", "Second survey of")


def problem(file: str = "listings/a/b.yml", line: int = 1, **changes: Any) -> Problem:
    values: dict[str, Any] = {"rule": "field/type", "message": "it is wrong.", "fix": "Fix it."}
    return Problem(Place(file, line, 3, 7), **{**values, **changes})


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {"acme/broken.yml": BROKEN, "acme/alias.yml": ALIAS}
    return write_tree(tmp_path_factory.mktemp("broken"), files)


@pytest.mark.parametrize("voice", ["text", "github", "gitlab", "json"])
def test_each_format_is_what_was_agreed(
    voice: str, broken: Path, golden: Callable[[str, bytes], None]
) -> None:
    files = ("listings/acme/broken.yml", "listings/acme/alias.yml")
    done = board("check", "--format", voice, *DAY, *files, cwd=broken)
    assert (done.returncode, done.stderr) == (1, "")
    golden(f"check/{voice}.txt", done.stdout.encode())


def test_sarif_is_what_was_agreed(broken: Path, golden: Callable[[str, bytes], None]) -> None:
    done = board("check", "--format", "sarif", *DAY, "listings/acme/broken.yml", cwd=broken)
    log = json.loads(done.stdout)
    driver = log["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.id for rule in every_rule()]
    driver["rules"] = driver["rules"][:2]  # the rest is the rules' own text
    for result in log["runs"][0]["results"]:
        assert result.pop("ruleIndex") < len(every_rule())
    golden("check/sarif.json", (json.dumps(log, indent=2) + "\n").encode())


def test_the_job_summary_is_what_was_agreed(
    broken: Path, tmp_path: Path, golden: Callable[[str, bytes], None]
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# An earlier step\n")
    files = ("listings/acme/broken.yml", "listings/acme/alias.yml")
    board("check", "--format=github", *DAY, *files, cwd=broken, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text()
    assert text.startswith("# An earlier step\n")
    golden("check/summary.md", text.encode())


@pytest.mark.parametrize("voice", ["text", "github", "gitlab", "json", "sarif"])
def test_no_format_sends_a_runner_a_command(tmp_path: Path, voice: str) -> None:
    """actions/runner obeys `##[` anywhere in a line, and a `::` that begins one."""
    text = "title: '##[add-path]x'\n'::stop-commands::x': 1\n##[error]y: ::error::z\n"
    root = write_tree(tmp_path, {"acme/##[group]a.yml": text, "acme/c.yml": "a: [##[b]\n"})
    done = board("check", f"--format={voice}", *DAY, cwd=root)
    assert done.returncode == 1 and "a.yml" in done.stdout
    for line in done.stdout.splitlines():
        ours = line.startswith(("::error file=", "::warning file="))
        assert ours or ("##[" not in line and not line.lstrip().startswith("::")), line


class TestGitHub:
    def test_a_strangers_text_can_not_begin_a_command(self, tmp_path: Path) -> None:
        name = "acme/a\n::error::b,c=d:e%0A$(id)`x`.yml"
        root = write_tree(tmp_path, {name: "title: '::warning::x'\n", "acme/c.yml": "::set: 1\n"})
        done = board("check", "--format=github", *DAY, cwd=root)
        for line in done.stdout.splitlines():
            assert re.match(r"::(error|warning) file=|[0-9]+ files? checked", line), line
        file = "listings/acme/a%0A%3A%3Aerror%3A%3Ab%2Cc=d%3Ae%250A$(id)`x`.yml"
        assert f"file={file},line=1," in done.stdout

    @given(st.text(), st.text())
    def test_one_problem_is_one_line(self, file: str, message: str) -> None:
        (line,) = github.annotation_commands([problem(file or "x", message=message)])
        assert line.splitlines() == [line]
        properties = line.removeprefix("::error ").partition("::")[0].split(",")
        assert [item.partition("=")[0] for item in properties] == [
            "file", "line", "col", "endColumn", "title",
        ]  # fmt: skip

    @given(st.text(alphabet="%\r\n:,aé🙂=0AD"))
    def test_escaping_is_the_toolkits(self, text: str) -> None:
        """packages/core/src/command.ts: `%` first, so that it can be undone."""
        undone = github.escape_property(text)
        for code, character in (("3A", ":"), ("2C", ","), ("0D", "\r"), ("0A", "\n"), ("25", "%")):
            assert character not in undone or character == "%"
            undone = undone.replace(f"%{code}", character)
        assert undone == text

    def test_at_most_ten_errors_and_ten_warnings(self) -> None:
        many = [
            problem(f"listings/a/{n:03}.yml", severity=severity)
            for n in range(300)
            for severity in Severity
        ]
        lines = [*github.annotation_commands(many)]
        assert sum(line.startswith("::error ") for line in lines) == 10
        assert sum(line.startswith("::warning ") for line in lines) == 10

    def test_one_of_each_file_before_a_second_of_any(self) -> None:
        many = [problem("a.yml", line) for line in range(1, 30)]
        many += [problem("b.yml"), problem("c.yml")]
        lines = [*github.annotation_commands(many, changed={"c.yml"})]
        assert [re.findall(r"file=(.).yml", line)[0] for line in lines[:3]] == ["c", "a", "b"]

    def test_the_summary_stays_under_a_mebibyte(self) -> None:
        many = [problem(f"listings/a/{n}.yml", message="`" + "é" * 300 + "`") for n in range(9000)]
        text = github.job_summary(many, 9000)
        assert 900_000 < len(text.encode()) < github.MAX_SUMMARY_BYTES
        rows = text.count("\n| error |")
        assert f"\n{9000 - rows:,} more: run `board check`" in text

    def test_the_summary_shows_foreign_text_as_typed(self) -> None:
        evil = "</td><script>x</script>|[a](javascript:b)\n![c](d) @someone #1 https://evil.example"
        text = github.job_summary([problem(evil, message=f"`{evil}` is wrong.", fix=evil)], 1)
        row = text.splitlines()[-1]
        assert row.count("|") == 6
        for part in ("<script", "](", "@someone", "https:", " #1", "javascript:"):
            assert part not in row


class TestGitLab:
    def items(self, root: Path) -> list[dict[str, Any]]:
        done = board("check", "--format", "gitlab", *DAY, cwd=root)
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found

    def test_a_problem_that_moved_is_the_same(self, tmp_path: Path) -> None:
        """GitLab compares the fingerprints of two branches, and shows what is new."""
        root = write_tree(tmp_path, {"acme/survey.yml": BROKEN})
        before = self.items(root)
        (root / "listings/acme/survey.yml").write_text(f"# A line more.\n{BROKEN}")
        after = self.items(root)
        assert [item["fingerprint"] for item in before] == [item["fingerprint"] for item in after]
        lines = [[item["location"]["lines"]["begin"] for item in part] for part in (before, after)]
        assert [line + 1 for line in lines[0]] == lines[1]

    def test_two_alike_are_two(self) -> None:
        twins = json.loads(gitlab.report([problem(line=1), problem(line=2)]))
        assert len({item["fingerprint"] for item in twins}) == 2

    def test_a_good_board_has_an_empty_list(self, tmp_path: Path) -> None:
        assert self.items(write_tree(tmp_path)) == []

    def test_wrong_settings_are_in_it(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path, mkdocs=MKDOCS.replace("site_url", "site_ur"))
        assert self.items(root)[0]["location"]["path"] == "mkdocs.yml"


class TestMarkdown:
    @given(st.text())
    def test_nothing_special_is_left(self, text: str) -> None:
        assert not re.search(r"[<>|`*\[\]()!~\\\n\r]", escape_markdown(text).replace("&#", ""))

    def test_quoted_words_are_code(self) -> None:
        assert message_markdown("`a` is no `<b>`.") == (
            "<code>a</code> is no <code>&#60;b&#62;</code>&#46;"
        )

    def test_an_odd_backtick_is_text(self) -> None:
        assert message_markdown("a ` b") == "a &#96; b"


def test_json_fits_the_schema_in_the_docs(broken: Path) -> None:
    page = (ROOT / "docs" / "reference" / "check-output.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert found
    schema = json.loads(found.group(1))
    Draft202012Validator.check_schema(schema)
    done = board("check", "--format", "json", *DAY, cwd=broken)
    document = json.loads(done.stdout)
    Draft202012Validator(schema).validate(document)
    # Two in broken.yml, and alias.yml repeats the text of survey.yml.
    assert document["summary"]["errors"] == 3 and document["summary"]["hints"] >= 1


def test_json_of_nothing_is_json_too() -> None:
    assert json.loads(as_json.report([], 0))["problems"] == []


def test_each_problem_leads_to_its_rule() -> None:
    """In every output, if the address of the board's site is known."""
    page = "https://board.example/reference/rules/"
    item, url = problem(rule="pay/below-floor"), f"{page}#pay-below-floor"
    (found,) = json.loads(as_json.report([item], 1, page))["problems"]
    assert found["rule_url"] == url
    shown = [*text.report([item], lambda _: [], 1, rules_url=page)]
    assert f"  rule: {url}" in shown
    assert f"[pay&#47;below&#45;floor](<{url}>)" in github.job_summary([item], 1, page)
    log = json.loads(sarif.report([item], every_rule(), "1", page))
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules[item.rule]["helpUri"] == url


def test_without_an_address_of_the_site_nothing_is_linked() -> None:
    item = problem(rule="pay/below-floor")
    assert json.loads(as_json.report([item], 1))["problems"][0]["rule_url"] == ""
    assert not any("rule:" in line for line in text.report([item], lambda _: [], 1))
    assert "](" not in github.job_summary([item], 1)
    driver = json.loads(sarif.report([item], every_rule(), "1", ""))["runs"][0]["tool"]["driver"]
    assert "informationUri" not in driver  # 3.19.23: an absolute address
    assert not any("helpUri" in rule for rule in driver["rules"])


class TestSarif:
    """Required properties and forms of SARIF 2.1.0, by section."""

    def log(self, *problems: Problem) -> dict[str, Any]:
        said = sarif.report(problems, every_rule(), "1.2.3", "https://board.example/")
        log: dict[str, Any] = json.loads(said)
        return log

    def test_the_log(self) -> None:
        log = self.log(problem())
        assert log["version"] == "2.1.0"  # 3.13.2
        assert log["$schema"].startswith("https://")  # 3.13.3
        (run,) = log["runs"]  # 3.13.4
        assert run["columnKind"] == "unicodeCodePoints"  # 3.14.17
        assert set(run) == {"tool", "columnKind", "originalUriBaseIds", "results"}

    def test_the_tool_and_its_rules(self) -> None:
        driver = self.log()["runs"][0]["tool"]["driver"]  # 3.18.2
        assert driver["name"] and driver["version"] == "1.2.3"  # 3.19.8, 3.19.13
        ids = [rule["id"] for rule in driver["rules"]]  # 3.49.3
        assert len(ids) == len(set(ids))
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"]  # 3.12.3: `text` is required
            assert rule["defaultConfiguration"]["level"] in {"error", "note"}  # 3.50.3

    def test_a_result(self) -> None:
        log = self.log(problem("listings/a/b c#é.yml", 4, severity=Severity.HINT))
        run = log["runs"][0]
        (result,) = run["results"]
        assert result["level"] == "note"  # 3.27.10
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]  # 3.28.3
        assert place["artifactLocation"] == {  # 3.4.3: a valid URI reference
            "uri": "listings/a/b%20c%23%C3%A9.yml",
            "uriBaseId": "SRCROOT",
        }
        assert place["region"] == {"startLine": 4, "startColumn": 3, "endColumn": 7}  # 3.30
        assert "SRCROOT" in run["originalUriBaseIds"]  # 3.14.14

    def test_text_makes_no_link_and_no_placeholder(self) -> None:
        log = self.log(problem(message=r"{0} [here](https://evil.example) \x", fix=""))
        text = log["runs"][0]["results"][0]["message"]["text"]
        assert text == r"{{0}} \[here\](https://evil.example) \\x"  # 3.11.5, 3.11.6

    def test_an_unknown_rule_is_no_reason_to_fail(self) -> None:
        result = self.log(problem(rule="new/rule"))["runs"][0]["results"][0]
        assert result["ruleId"] == "new/rule" and "ruleIndex" not in result
