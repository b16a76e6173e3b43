"""`/insights/`: its figures, charts, tables and CSV files, and the lines on other pages."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from generator.board.board import Board
from generator.board.insights import Insights
from generator.board.slices import SliceKind
from generator.model.numbers import signed
from generator.model.vocabulary import Term, Vocabulary
from generator.rendering.insight_figures import csv_files, report_of, share
from generator.rendering.insight_lines import insight_line
from generator.rendering.pages.charts import bars
from generator.rendering.pages.insights import insights_page
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.site_pages import pages
from tests.support.boards import TODAY, VOCABULARIES, listing
from tests.support.insight_boards import PAID, five_a_week, hourly, insight_board, rich_board

ALL = ["open", "pay", "hours", "asked", "taught", "gap", "filled", "time-to-fill", "countries"]
HOSTILE = '=1+1;"><script>alert(1)</script>{{ 7 * 7 }}'


def page_of(board: Board) -> HtmlPage:
    return insights_page(board, report_of(Insights(board)))


def tree(board: Board) -> html.HtmlElement:
    return html.document_fromstring(f"<main>{page_of(board).content}</main>")


def said(board: Board) -> dict[str, str]:
    return {figure.id: figure.said for figure in report_of(Insights(board)).figures}


def test_the_page_as_agreed(golden: Callable[[str, bytes], None]) -> None:
    content = page_of(rich_board()).content
    golden(
        "pages/insights.html", re.sub(r"(?=<(?:g|path|rect|circle|text))", "\n", content).encode()
    )


def test_every_figure_has_its_chart_its_table_and_its_file() -> None:
    board = rich_board()
    page, made = tree(board), report_of(Insights(board)).figures
    assert [section.get("id") for section in page.xpath("//section[@class='i-figure']")] == ALL
    for figure in made:
        section = page.get_element_by_id(figure.id)
        (chart,) = section.xpath(".//svg")
        assert chart.get("role") == "img"
        assert figure.said in chart.get("aria-label")
        assert len(section.xpath(".//tbody/tr")) == len(figure.rows)
        assert len(section.xpath(".//thead//th")) == len(figure.labels) == len(figure.names)
        assert section.xpath(".//a[@download]/@href") == [figure.file]
    assert not report_of(Insights(board)).missing


def test_what_the_figures_say() -> None:
    assert said(rich_board()) == {
        "open": "18 projects are open today, for 18 people.",
        "pay": "Half of the projects pay at least 1.2 times this board’s minimum.",
        "hours": "Most often, a project takes 21–40 hours.",
        "asked": "Most often asked for: Excel, by 36 of 36 projects.",
        "taught": "Most often taught: Interviewing, by 18 of 36 projects.",
        "gap": "The largest shortage is in Excel: 36 ask for it, 0 teach it.",
        "filled": "6 of 18 closed projects found someone: 33%.",
        "time-to-fill": "Half of 6 projects that the site saw being filled found someone within 17 "
        "days.",
        "countries": "36 projects come from employers in 3 countries.",
    }


def test_a_chart_has_no_style_no_script_and_no_colour_of_its_own() -> None:
    """The site's policy forbids inline styles and scripts; colours differ by scheme."""
    for chart in tree(rich_board()).iter("svg"):
        tags = {node.tag for node in chart.iter()}
        assert tags <= {"svg", "g", "path", "rect", "circle", "text"}
        names = {name for node in chart.iter() for name in node.attrib}
        assert names.isdisjoint({"style", "fill", "stroke", "id", "onclick"})
        assert len(html.tostring(chart)) < 6000


def test_two_builds_give_the_same_bytes() -> None:
    """pygal gives each chart an id at random, and writes the day into it."""
    first, second = (page_of(rich_board()).content for _ in range(2))
    assert first == second
    code = (
        "import sys; from generator.rendering.pages.charts import bars;"
        "sys.stdout.write(bars('a', ['b', 'c'], [1, 2]))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == bars(
        "a", ["b", "c"], [1, 2]
    )


def test_bars_are_as_long_as_their_numbers() -> None:
    section = tree(rich_board()).get_element_by_id("asked")
    widths = [float(rect.get("width")) for rect in section.iter("rect")]
    numbers = [int(cell.text) for cell in section.xpath(".//tbody//td")]
    assert numbers == sorted(numbers, reverse=True)
    shares = [width / max(widths) for width in widths[::-1]]
    assert all(
        abs(share - number / max(numbers)) < 0.01
        for share, number in zip(shares, numbers, strict=True)
    )


def test_a_figure_with_too_little_behind_it_says_what_it_needs() -> None:
    page = tree(insight_board(()))
    text = " ".join(page.text_content().split())
    assert not page.xpath("//svg")
    assert "There are too few projects for any numbers yet" in text
    assert "pays: needs 5 projects posted in the last 12 months by 3 employers." in text
    assert "needs 3 projects of 2 employers that name the same one, posted in the last 12" in text


def test_pay_in_money_is_named_if_all_are_paid_in_it() -> None:
    """1,400 shillings an hour are twice their own minimum, and say nothing about euros."""
    euros = [
        listing(f"{name}/item-{at}", pay=hourly("20"))
        for name in ("harbour", "acme", "kilima")
        for at in range(2)
    ]
    twice = "Half of the projects pay at least 2.0 times this board’s minimum"
    assert said(insight_board(euros))["pay"] == f"{twice}: about €20 an hour."
    for pay in ([hourly("1400", "KES")] * 6, [hourly("1400", "KES"), *[hourly("20")] * 5]):
        items = [replace(item, pay=amount) for item, amount in zip(euros, pay, strict=True)]
        assert said(insight_board(items))["pay"] == f"{twice}."


def test_what_half_pay_up_to_is_not_rounded_down() -> None:
    """Rounded down, it would not be true of half of them."""
    items = [
        listing(f"{name}/item-{at}", pay=hourly(str(13 + at / 1000)))
        for name in ("harbour", "acme", "kilima")
        for at in range(1, 4)
    ]
    board = insight_board(items)
    (pay,) = [item for item in report_of(Insights(board)).figures if item.id == "pay"]
    assert [str(cell) for cell in pay.rows[0][3:]] == ["1.30", *["1.31"] * 4]
    cells = tree(board).get_element_by_id("pay").xpath(".//tbody/tr[1]/td")
    assert [cell.text for cell in cells] == ["9", "3", "1.30", *["1.31"] * 4]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 5, "0%"), (1, 300, "under 1%"), (1, 3, "33%"), (299, 300, "over 99%"), (5, 5, "100%")],
)
def test_only_none_is_0_percent_and_only_all_are_100(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


def test_the_days_of_a_chart_name_their_year_where_there_are_two() -> None:
    base = listing()
    items = [replace(base, id=f"harbour/item-{at}") for at in range(5)]
    for days, first, last in ((100, "31 Aug", "23 Nov"), (700, "May 2025", "Nov 2026")):
        old = [replace(item, posted=TODAY - timedelta(days=days)) for item in items]
        texts = tree(insight_board(old)).get_element_by_id("open").xpath(".//*[name()='text']")
        dates = [text.text for text in texts if not text.text.isdigit()]
        assert (dates[0], dates[-1]) == (first, last)
        assert len({*dates}) == len(dates)


def test_the_number_of_a_bar_to_the_left_is_beside_it() -> None:
    for low in (-1, -20, -300):
        chart = html.fragment_fromstring(bars("Gaps", ["Excel", "Python"], [36, low]))
        (text,) = chart.xpath(".//*[contains(@class, 'i-below')]")
        left = min(float(rect.get("x")) for rect in chart.iter("rect"))
        assert text.text == signed(low)
        assert 8 * len(text.text) <= x_of(text) < left


def x_of(text: html.HtmlElement) -> float:
    return float(text.get("x"))


def test_labels_are_text_everywhere() -> None:
    skills = {name: Term(name, HOSTILE) for name in ("excel", "python", "interviewing", "rd")}
    words = replace(VOCABULARIES, skills=Vocabulary("skill", "schema/skills.yml", skills))
    board = replace(rich_board(), vocabularies=words)
    page = tree(board)
    assert not page.xpath("//script")
    assert page.xpath("//td[contains(., '7 * 7')] | //th[contains(., '7 * 7')]")
    for artifact in csv_files(report_of(Insights(board)).figures):
        for row in csv.reader(io.StringIO(artifact.content.decode(), newline="")):
            assert not any(cell.startswith("=") for cell in row), artifact.path


def test_csv_files_have_what_the_tables_have() -> None:
    made = report_of(Insights(rich_board())).figures
    files = {item.path: item.content.decode() for item in csv_files(made)}
    assert [*files] == [f"insights/{name}.csv" for name in ALL]
    rows = [*csv.DictReader(io.StringIO(files["insights/gap.csv"], newline=""))]
    assert rows[0] == {
        "skill": "excel", "skill_label": "Excel", "asked": "36", "taught": "0", "gap": "36"
    }  # fmt: skip
    assert rows[-1]["gap"] == "-18"
    for figure in made:
        assert files[f"insights/{figure.file}"].count("\r\n") == len(figure.rows) + 1


def test_a_long_table_is_cut() -> None:
    terms = {f"s{at}": Term(f"s{at}", f"Skill {at}") for at in range(80)}
    words = replace(VOCABULARIES, skills=Vocabulary("skill", "schema/skills.yml", terms))
    items = [
        replace(listing(), id=f"{employer}/item-{at}-{turn}", skills=(f"s{at}",), gains=())
        for at in range(80)
        for employer in ("harbour", "acme")
        for turn in range(2)
    ]
    board = replace(insight_board(items), vocabularies=words)
    asked = next(figure for figure in report_of(Insights(board)).figures if figure.id == "asked")
    assert len(asked.rows) == 50
    (chart,) = tree(board).get_element_by_id("asked").iter("svg")
    assert len([*chart.iter("rect")]) == 10


def test_the_largest_shortage_is_named_and_shown_however_small_it_is() -> None:
    """Larger gaps on the other side would push it out of a table and a chart that are cut."""
    terms = {f"s{at}": Term(f"s{at}", f"Skill {at}") for at in range(60)}
    words = replace(VOCABULARIES, skills=Vocabulary("skill", "schema/skills.yml", terms))
    taught = tuple(f"s{at}" for at in range(1, 60))
    items = [
        listing(f"{name}/item-{at}", skills=("s0",), gains=taught if at else (*taught, "s0"))
        for name in ("harbour", "acme")
        for at in range(3)
    ]
    board = replace(insight_board(items), vocabularies=words)
    assert said(board)["gap"] == "The largest shortage is in Skill 0: 6 ask for it, 2 teach it."
    section = tree(board).get_element_by_id("gap")
    assert section.xpath("string(.//tbody/tr[1]/th)") == "Skill 0"
    assert len(section.xpath(".//tbody/tr")) == 50
    assert "Skill 0" in section.xpath(".//*[name()='text']/text()")


def lines(board: Board) -> dict[str, str]:
    insights = Insights(board)
    return {part.path: line for part in board.slices if (line := insight_line(insights, part))}


def test_an_employer_and_a_skill_say_their_own_line() -> None:
    employer = (
        "12 projects here since October 2026. Half of them take up to 20 hours; half pay at least "
        "1.2 times this board’s minimum."
    )
    asked = "In the last 12 months, {} projects asked for it, and none taught it. Of those that "
    pay = "asked for it, half pay at least {} times this board’s minimum."
    assert lines(rich_board()) == {
        **{f"employers/{name}/": employer for name in ("acme", "harbour", "kilima")},
        "skills/excel/": asked.format(36) + pay.format("1.2"),
        "skills/python/": asked.format(18) + pay.format("1.3"),
        "skills/interviewing/": "In the last 12 months, no project asked for it, and 18 taught it.",
    }


def test_few_listings_have_no_line() -> None:
    two = [listing("harbour/a"), listing("acme/b")]
    assert lines(insight_board(two)) == {}


def test_the_lowest_pay_is_called_the_minimum() -> None:
    items = [listing(f"harbour/item-{at}", pay=hourly("10.40")) for at in range(3)]
    line = lines(insight_board(items))["employers/harbour/"]
    assert line.endswith("half pay at least this board’s minimum.")


def test_how_fast_an_employer_fills() -> None:
    items = [listing(f"harbour/item-{at}", status="filled") for at in range(3)]
    closings = {item.id: item.posted + timedelta(days=1 + at) for at, item in enumerate(items)}
    line = lines(insight_board(items, closings=closings))["employers/harbour/"]
    assert line.endswith("The site saw 3 of them being filled: half within 2 days.")
    at_once = {item.id: item.posted for item in items}
    unknown = [listing(f"harbour/more-{at}", status="filled") for at in range(9)]
    line = lines(insight_board([*items, *unknown], closings=at_once))["employers/harbour/"]
    assert line.startswith("12 projects here")
    assert line.endswith("The site saw 3 of them being filled: half on the same day.")


def test_lines_name_the_time_of_which_every_project_is_still_there() -> None:
    """Twelve months would be said of what was asked for in the last four weeks."""
    board = insight_board(five_a_week(), replace(PAID, keep_closed_days=30))
    found = lines(board)
    assert found["skills/excel/"].startswith("In the last 30 days, 25 projects asked for it")
    assert found["employers/acme/"].startswith("10 projects posted in the last 30 days.")
    page = " ".join(tree(board).text_content().split())
    assert "places say is of projects posted in the last 30 days." in page
    kept = lines(insight_board(five_a_week(), replace(PAID, keep_closed_days=4000)))
    assert kept["skills/excel/"].startswith("In the last 12 months, 260 projects asked for it")
    assert kept["employers/acme/"].startswith("104 projects posted in the last 12 months.")


def test_lines_stand_on_the_pages_and_lead_to_the_page() -> None:
    board = rich_board()
    content = {page.path: page.content for page in pages(board)}
    for part in board.slices:
        line = insight_line(Insights(board), part)
        if part.kind in {SliceKind.EMPLOYER, SliceKind.SKILL} and line:
            assert line in content[part.path]
            assert 'href="../../insights/"' in content[part.path]


def test_a_board_may_leave_it_out() -> None:
    board = replace(rich_board(), settings=replace(PAID, hide=("insights",)))
    found = {page.path: page.content for page in pages(board)}
    assert "insights/" not in found
    assert not [path for path, content in found.items() if "insights/" in content]
    assert "times this board’s minimum" in found["employers/acme/"]
