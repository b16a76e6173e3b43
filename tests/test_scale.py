"""The page on large boards is made of measured figures. Nothing is measured for long here."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.race.measure import Cost, run
from benchmarks.scale import __main__ as measuring
from benchmarks.scale.__main__ import main
from benchmarks.scale.page import page_text
from benchmarks.scale.results import computed, load
from tests.support.paths import ROOT


def run_what_makes_something(command: list[str], folder: Path) -> Cost:
    """A site or a part that is there already is not built again: what that costs is no matter."""
    folders = [path for name, path in pairwise(command) if name in {"--out", "--site-dir"}]
    return Cost(1, 1, 1) if Path(folders[-1]).exists() else run(command, folder)


def test_two_small_boards_give_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "SETTINGS", (measuring.SETTINGS[0], measuring.SETTINGS[-1]))
    monkeypatch.setattr(measuring, "SETTLED", 0)
    monkeypatch.setattr(measuring, "run", run_what_makes_something)
    results, page = tmp_path / "scale.json", tmp_path / "scale.md"
    main([
        "--sizes", "4", "24", "--parts", "1", "--folder", str(tmp_path),
        "--results", str(results), "--write", str(page),
    ])  # fmt: skip
    scale = load(results)
    few, many = scale.sizes
    assert (few.listings, many.listings) == (4, 24)
    assert many.files > few.files + 40 and many.bytes > few.bytes
    fewer = {item.setting: item.files for item in scale.savings}
    assert fewer["slice_feeds: [rss]"] > fewer["keep_closed_days: 30"] >= 0
    text = page.read_text("utf-8")
    assert f"| 24 | {many.costs['cold'].cpu:.2f} s |" in text
    assert f"{few.bytes / 1e6:.1f} MB" in text and "| 1,000,000 † |" in text
    main(["--results", str(results), "--again", "--write", str(tmp_path / "again.md")])
    assert (tmp_path / "again.md").read_text("utf-8") == text


def test_the_rest_lies_on_the_line_through_what_was_measured() -> None:
    line = computed([(1_000, 5.0), (10_000, 41.0)])
    assert [line(n) for n in (1_000, 10_000, 100_000)] == [5, 41, 401]


def test_the_page_is_the_one_that_its_figures_give() -> None:
    page = ROOT / "docs/reference/scale.md"
    scale = load(ROOT / "benchmarks/scale/figures.json")
    assert [(item.setting, item.gives_up) for item in scale.savings] == [*measuring.SETTINGS]
    assert page_text(scale) == page.read_text("utf-8")
