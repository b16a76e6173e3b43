"""Exchange rates: the program's table is whole, and a board's own takes its place."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from generator.checking.exchange_check import exchange_problems
from generator.checking.workspace import WorkspaceError, open_workspace
from generator.reading.source import parse
from tests.support.command import board
from tests.support.trees import ROOT, write_tree

FILE = ROOT / "schema/exchange_rates.yml"
SCHEMA = json.loads((ROOT / "schema/exchange_rates.schema.json").read_bytes())
OWN = """\
base: EUR
day: "2026-10-01"
source: Our bank.
rates: {USD: 1.25, KES: 150}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_tree(tmp_path)


def with_table(root: Path, text: str) -> Path:
    (root / "schema").mkdir()
    (root / "schema/exchange_rates.yml").write_text(text, encoding="utf-8")
    return root


def test_the_programs_table_is_right_and_says_where_it_comes_from() -> None:
    source, problems = parse(FILE.read_bytes(), "exchange_rates.yml", relaxed=True)
    assert source is not None and problems == ()
    assert exchange_problems(source, SCHEMA) == ()
    assert "by hand" in source.data["source"]
    codes = [*source.data["rates"]]
    assert codes == sorted(codes)


def test_it_has_every_currency_of_the_floors_and_of_the_samples() -> None:
    work = open_workspace(ROOT)
    proposed = yaml.safe_load((ROOT / "generator/scaffold/floors.yml").read_text())
    paid = {
        yaml.safe_load(path.read_text(encoding="utf-8"))["pay"]["currency"]
        for path in (ROOT / "listings").glob("*/*.yml")
        if path.name != "employer.yml"
    }
    assert len(paid) > 10
    assert {*work.settings.floors, *proposed, *paid} <= work.exchange.rates.keys()


def test_its_rates_are_of_the_size_of_the_floors() -> None:
    """A floor is some ten to thirty dollars where work is dear, and no less than two elsewhere."""
    work = open_workspace(ROOT)
    for code, floor in work.settings.floors.items():
        assert 2 < floor / work.exchange.rates[code] < 40, code


def test_a_board_without_a_table_has_the_programs(root: Path) -> None:
    assert open_workspace(root).exchange == open_workspace(ROOT).exchange


def test_a_board_s_own_table_takes_the_place_of_the_programs(root: Path) -> None:
    found = open_workspace(with_table(root, OWN)).exchange
    assert (found.base, str(found.day), found.source) == ("EUR", "2026-10-01", "Our bank.")
    assert found.rates == {"EUR": 1, "KES": 150, "USD": Decimal("1.25")}


def test_a_currency_without_a_rate_is_no_error(root: Path) -> None:
    """The listing here is paid in dollars, which this table leaves out."""
    with_table(root, OWN.replace("USD", "JPY"))
    assert "USD" not in open_workspace(root).exchange
    done = board("check", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr


WRONG = {
    "a currency that does not exist": (
        OWN.replace("KES", "KEX"),
        "schema/exchange_rates.yml:4:20: error: `KEX` is no currency of ISO 4217.",
    ),
    "a base that does not exist": (
        OWN.replace("EUR", "EUU"),
        "schema/exchange_rates.yml:1:7: error: `EUU` is no currency of ISO 4217.",
    ),
    "a base with another rate": (
        OWN.replace("USD: 1.25", "EUR: 1.25"),
        "schema/exchange_rates.yml:4:14: error: one EUR buys 1 EUR, not 1.25.",
    ),
    "a name instead of a code": (OWN.replace("KES", "shilling"), "[field/"),
    "no day": (OWN.replace('day: "2026-10-01"\n', ""), "`day` is missing"),
    "a day that is none": (OWN.replace("10-01", "13-01"), "schema/exchange_rates.yml:2:6"),
    "no source": (OWN.replace("source: Our bank.\n", ""), "`source` is missing"),
    "a rate of zero": (OWN.replace("150", "0"), "schema/exchange_rates.yml:4:"),
    "a rate below zero": (OWN.replace("150", "-150"), "schema/exchange_rates.yml:4:"),
    "a rate as text": (OWN.replace("150", '"150"'), "[field/type]"),
    "a misspelt field": (OWN.replace("source", "sourse"), "Did you mean `source`?"),
    "a list": ("- EUR\n", "schema/exchange_rates.yml:1:1"),
    "broken": ("rates: [\n", "schema/exchange_rates.yml:"),
    "empty": ("", "schema/exchange_rates.yml:1: the file is empty."),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_table_is_a_problem_with_a_line(root: Path, name: str) -> None:
    text, said = WRONG[name]
    with_table(root, text)
    with pytest.raises(WorkspaceError):
        open_workspace(root)
    done = board("check", cwd=root)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("setting", "said"),
    [("currency: EURO", "currency"), ("currency: XQX", "is no currency of ISO 4217.")],
)
def test_the_board_s_own_currency_exists(root: Path, setting: str, said: str) -> None:
    file = root / "mkdocs.yml"
    file.write_text(file.read_text().replace("  board:\n", f"  board:\n    {setting}\n"))
    done = board("check", cwd=root)
    assert done.returncode == 2
    assert said in done.stderr
