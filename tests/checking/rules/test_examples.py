"""The examples of every rule are true: it reports the wrong one, and not the right one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checking.rule import Rule
from generator.checking.rule_docs import Example, explained, rules_page
from generator.checking.rule_index import RuleInfo, every_rule
from generator.checking.rules import RULES
from generator.checking.schema import check_fields
from generator.checking.workspace import open_workspace
from generator.model.listing import Listing
from generator.model.problem import Severity, anchor
from generator.reading.source import parse
from tests.checking.rules.samples import BY_ID, TODAY, data_of, findings, item
from tests.support.trees import EMPLOYER, GOOD, ROOT

PAGE = ROOT / "docs" / "reference" / "rules.md"
every = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def _found(rule: Rule, example: Example) -> list[str]:
    items = [item(data_of(document)) for document in example.documents]
    return [finding.message for _, finding in findings(rule, *items)]


@every
def test_the_wrong_example_is_reported(rule: Rule) -> None:
    assert _found(rule, explained(rule).wrong)


@every
def test_the_right_example_is_not(rule: Rule) -> None:
    assert not _found(rule, explained(rule).right)


@every
def test_a_message_and_its_fix_are_sentences(rule: Rule) -> None:
    """A sentence that says what is wrong, one that says what to do, at a place that exists."""
    example = explained(rule).wrong
    items = [item(data_of(document)) for document in example.documents]
    for _, finding in findings(rule, *items):
        assert finding.message.endswith((".", ". ")) and finding.fix.endswith((".", "?"))
        assert finding.message[:1].islower() or finding.message[:1] in "`“0123456789"
        assert finding.path, "a rule names the field"


@every
def test_a_right_example_fits_the_schema(rule: Rule) -> None:
    """Beside its length: a description in an example is short."""
    context = open_workspace(ROOT).context(TODAY)
    for document in explained(rule).right.documents:
        fields = data_of(document)
        is_listing = isinstance(item(fields), Listing)
        base = data_of(GOOD if is_listing else EMPLOYER)
        fields.pop("id", None)
        source, problems = parse(
            json.dumps(base | fields, default=float).encode(), "listings/acme/example.yml"
        )
        assert source, problems
        schema = context.listing_schema if is_listing else context.employer_schema
        messages = [p.message for p in check_fields(source, schema) if p.rule != "field/too-short"]
        assert not messages


def test_each_rule_has_an_id_of_its_own_and_one_function() -> None:
    assert len(BY_ID) == len(RULES)
    assert {rule.severity for rule in RULES} == {Severity.ERROR, Severity.HINT}
    for rule in RULES:
        assert sum(map(bool, (rule.listing, rule.employer, rule.board))) == 1, rule.id


def test_no_rule_is_lost() -> None:
    """Every file in the folder is a rule, named like its id, with its place on the page."""
    files = {path.stem for path in (ROOT / "generator/checking/rules").glob("*.py")} - {"__init__"}
    assert len(RULES) == len(files)
    assert files == {rule_id.replace("/", "_").replace("-", "_") for rule_id in BY_ID}
    anchors = set(re.findall(r"^### .* \{: #([a-z0-9-]+) \}$", PAGE.read_text(), re.MULTILINE))
    assert anchors == {anchor(rule_id) for rule_id in BY_ID}


def test_the_page_is_what_the_rules_say(golden: Callable[[Path, bytes], None]) -> None:
    page = rules_page(RULES, [info for info in every_rule() if info.id not in BY_ID])
    golden(PAGE, page.encode())


def test_the_table_of_contents_leads_to_every_rule() -> None:
    contents = PAGE.read_text("utf-8").partition("\n## All rules\n")[2].partition("\n## ")[0]
    linked = re.findall(r"\[([a-z-]+)\]\(#([a-z0-9-]+)\)", contents)
    assert [where for _, where in linked] == sorted(anchor(rule_id) for rule_id in BY_ID)
    assert "(#files-fields-and-changes)" in contents


@pytest.mark.parametrize("info", every_rule(), ids=lambda info: info.id)
def test_a_rule_says_what_must_or_should_be(info: RuleInfo) -> None:
    """An error is what must be, a hint is what should be, and the sentence says so too."""
    word = "must" if info.severity is Severity.ERROR else "should"
    assert re.search(rf"\b{word}\b", info.summary), info.summary
    shown = info.summary[:1].lower() + info.summary[1:]
    label = word.capitalize()
    page = " ".join(PAGE.read_text("utf-8").split())
    assert f"**{label}:** {shown}" in page or f"**{label}:** {info.summary}" in page


def test_every_id_has_its_place_on_the_page() -> None:
    """Every id that appears in the code, so that no command prints one unexplained."""
    families = {info.id.partition("/")[0] for info in every_rule()} - {"text"}  # text/csv
    named = re.compile(rf'"((?:{"|".join(sorted(families))})/[a-z0-9-]+)"')
    files = (ROOT / "generator").rglob("*.py")
    # What `board doctor` looks at are no rules of files, and each of its lines says what to do.
    code = [path.read_text("utf-8") for path in files if path.parent.name != "doctor"]
    used = {name for text in code for name in named.findall(text)}
    anchors = re.findall(r"\{: #([a-z0-9-]+) \}", PAGE.read_text(encoding="utf-8"))
    assert sorted(anchors) == sorted({anchor(info.id) for info in every_rule()})
    assert used <= {info.id for info in every_rule()}
