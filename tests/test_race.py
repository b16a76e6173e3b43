"""The race with other generators runs, and counts the same outputs. It measures no time here."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.race.__main__ import ENTRANTS, main, report_missing
from benchmarks.race.entrants import Programs
from benchmarks.race.hugo import HugoSameOutputs
from benchmarks.race.listings import load_board
from benchmarks.race.measure import KINDS, contents
from benchmarks.race.phases import PHASES
from benchmarks.race.results import OURS, Race, load
from tests.support.paths import ROOT

INSTALLED = {"Material for MkDocs", "Material, navigation and search", "Zensical"}
LISTINGS = 6
WITHOUT_INDEX = [phase for phase in PHASES if not phase.startswith("index")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results and the page of a small race. Hugo and Eleventy take part if they are there."""
    folder = tmp_path_factory.mktemp("race")
    main([
        str(LISTINGS), "--runs", "1", "--no-index", "--folder", str(folder),
        "--results", str(folder / "race.json"), "--write", str(folder / "reference/speed.md"),
    ])  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def race(folder: Path) -> Race:
    return load(folder / "race.json")[LISTINGS]


def test_everyone_who_is_installed_takes_part(race: Race) -> None:
    assert {OURS, *INSTALLED} <= race.results.keys()
    assert race.results.keys() | race.left_out.keys() == {OURS, *(e.name for e in ENTRANTS)}


def test_every_phase_has_figures(race: Race) -> None:
    assert [*race.results[OURS].costs] == WITHOUT_INDEX
    costs = [cost for result in race.results.values() for cost in result.costs.values()]
    assert all(cost.wall > 0 and cost.cpu > 0 and cost.peak > 1 for cost in costs)
    assert [stage.name for stage in race.stages if stage.name.startswith("pages")]


def test_every_listing_has_a_page_in_every_site(race: Race) -> None:
    for name, result in race.results.items():
        assert result.kinds.keys() == KINDS.keys()
        assert result.kinds["pages of listings"].files >= LISTINGS, name


def test_same_outputs_are_as_many_files(race: Race) -> None:
    """Of every kind; our site has one file more, which says what is in it."""
    ours, same = race.results[OURS].kinds, race.results.get("Hugo, same outputs")
    assert ours["feeds"].files > 100 and ours["calendars"].files > 100
    for kind in KINDS if same else ():
        assert abs(same.kinds[kind].files - ours[kind].files) <= 2 * (kind == "other files"), kind


def test_hugo_is_asked_for_what_our_site_has(site: Path, tmp_path: Path) -> None:
    """Which needs no Hugo: the outputs and pages in the front matter of what it gets."""
    HugoSameOutputs().write(Programs(hugo="hugo"), load_board(ROOT), site, tmp_path)
    asked, pages = Counter[str](), 0
    for path in (tmp_path / "content").rglob("*.*"):
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        params = front.get("params", {})
        for output in front.get("outputs", ()):
            asked[output] += params.get("feeds", 1) if output in {"rss", "atom", "jsonfeed"} else 1
        pages += "build" not in front
        pages += len(front.get("aliases", ()))
    ours = contents(site)
    assert asked["ics"] == ours["calendars"].files
    assert asked["rss"] + asked["atom"] + asked["jsonfeed"] == ours["feeds"].files
    numbered = (path for path in site.rglob("index.html") if path.parent.name.isdecimal())
    later = sum(1 for path in numbered if "follow" not in path.parts)
    errors = 1  # 404.html, which Hugo makes without being asked
    made = ours["pages of listings"].files + ours["other pages"].files
    assert pages == made - later - errors
    assert asked["listings"] == asked["jobs"] == asked["csv"] == 1
    assert "{{ .Title }}" in (tmp_path / "layouts/baseof.html").read_text("utf-8")
    assert [*(tmp_path / "static/assets/board").iterdir()]


def test_the_page_has_every_generator_and_phase(folder: Path, race: Race) -> None:
    page = (folder / "reference/speed.md").read_text("utf-8")
    rows = {line.split(" | ")[0].strip("| ") for line in page.splitlines() if line[:2] == "| "}
    phases = {PHASES[phase] for phase in WITHOUT_INDEX}
    assert {*race.results, *phases, f"{LISTINGS}"} <= rows
    assert "../assets/speed.svg" in page
    chart = (folder / "assets/speed.svg").read_text("utf-8")
    assert all(name in chart for name in race.results)


def test_who_is_missing_is_named_with_the_way_to_install_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report_missing(Programs()).keys() == {entrant.name for entrant in ENTRANTS}
    printed = capsys.readouterr().out
    for entrant in ENTRANTS:
        assert f"{entrant.name} is left out. To install it: {entrant.install}." in printed
