"""A listing that carries its employer: one file is enough for a first posting."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from generator.checking.check import Checked
from generator.checking.run import check_all, check_changed
from generator.checking.workspace import open_workspace
from generator.model.problem import Severity
from tests.support.command import board
from tests.support.repositories import TODAY, Repository
from tests.support.trees import EMPLOYER, GOOD, MKDOCS, OTHER, write_tree

DAY = date.fromisoformat(TODAY)
ZED = EMPLOYER.replace("name: Acme", "name: Zed").replace("acme", "zed")


def inline(employer: str = ZED, listing: str = OTHER) -> str:
    """`listing` with `employer` in it, at the end."""
    group = "".join(f"  {line}\n" for line in employer.splitlines())
    return listing.replace("acme.example", "zed.example") + "employer:\n" + group


def line_of(text: str, start: str) -> int:
    """The number of the line that begins with `start`, apart from spaces."""
    return [line.strip().startswith(start) for line in text.split("\n")].index(True) + 1


def check(tmp_path: Path, files: dict[str, str | bytes], mkdocs: str = MKDOCS) -> Checked:
    root = write_tree(tmp_path, files, mkdocs)
    return check_all(open_workspace(root), DAY).checked


def said(checked: Checked) -> list[tuple[str, str, int]]:
    return [
        (p.place.file.removeprefix("listings/"), p.rule, p.place.line) for p in checked.problems
    ]


def test_one_file_is_enough(tmp_path: Path) -> None:
    checked = check(tmp_path, {"zed/survey.yml": inline()})
    assert not checked.problems
    zed = next(item for item in checked.sound().employers if item.id == "zed")
    assert (zed.name, zed.file, zed.maintainers) == (
        "Zed",
        "listings/zed/survey.yml",
        ("zed-owner",),
    )


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity"),
    [
        ("country: US", "country: usa", "field/format", Severity.ERROR),
        ("country: US", "country: UK", "place/employer-country-unknown", Severity.ERROR),
        ("industry: retail", "industry: retial", "vocabulary/unknown", Severity.ERROR),
        ("industry: retail", "industry: Retail", "vocabulary/alias", Severity.HINT),
        ("website: https://", "website: http://", "field/not-https", Severity.ERROR),
        ("website: https://zed.", "website: https://acrne.", "domain/similar", Severity.HINT),
        ("about: We", "abuot: We", "field/unknown", Severity.ERROR),
        ("maintainers: [zed-owner]", "logo: logo.png", "logo/missing", Severity.HINT),
        ("maintainers: [zed-owner]", "verified: true", "field/not-here", Severity.ERROR),
    ],
)
def test_what_is_wrong_is_said_as_of_an_employer_yml(
    old: str, new: str, rule: str, severity: Severity, tmp_path: Path
) -> None:
    employer = ZED.replace(old, new)
    assert employer != ZED
    text = inline(employer)
    found = check(tmp_path, {"zed/survey.yml": text}).problems
    here = [p for p in found if p.rule == rule and p.place.file == "listings/zed/survey.yml"]
    assert [(p.severity, p.place.line) for p in here] == [(severity, line_of(text, new[:9]))]
    (tmp_path / "twice").mkdir()
    alone = check(tmp_path / "twice", {"zed/employer.yml": employer, "zed/survey.yml": OTHER})
    if rule != "field/not-here":
        same = next(
            p for p in alone.problems if p.rule == rule and p.place.file.startswith("listings/zed/")
        )
        words = here[0].message.replace("employer.", ""), here[0].fix
        assert words == (same.message, same.fix)


def test_only_maintainers_of_the_board_set_verified(tmp_path: Path) -> None:
    found = check(tmp_path, {"zed/survey.yml": inline(ZED + "verified: false\n")}).problems
    assert [(p.message, p.fix) for p in found] == [
        (
            "`verified` can't be set here.",
            "Remove this line: only the board's maintainers set it, in employer.yml.",
        )
    ]


def test_a_sample_website_is_refused_on_a_real_board(tmp_path: Path) -> None:
    mkdocs = MKDOCS.replace('    demo_day: "2026-11-23"\n', "")
    found = check(tmp_path, {"zed/survey.yml": inline()}, mkdocs)
    at = line_of(inline(), "website:")
    assert ("zed/survey.yml", "url/website-sample", at) in said(found)


@pytest.mark.parametrize("value", ["Zed", "[]", "3", "", "{}", "[{name: Zed}]", "true"])
def test_what_is_no_employer_is_a_problem_of_that_field(value: str, tmp_path: Path) -> None:
    text = OTHER + f"employer: {value}\n"
    found = [rule for file, rule, _ in said(check(tmp_path, {"zed/survey.yml": text}))]
    assert found and all(rule.startswith("field/") for rule in found)


def test_without_any_employer_both_ways_out_are_told(tmp_path: Path) -> None:
    found = check(tmp_path, {"zed/a.yml": OTHER, "zed/b.yml": "title: x\n"})
    missing = [p for p in found.problems if p.rule == "employer/missing"]
    assert [p.place.file for p in missing] == ["listings/zed/a.yml", "listings/zed/b.yml"]
    assert (
        "Add `employer` to this listing, or the file listings/zed/employer.yml." in missing[0].fix
    )


def test_a_listing_beside_it_needs_none(tmp_path: Path) -> None:
    other = GOOD.replace("acme.example", "zed.example")
    files: dict[str, str | bytes] = {"zed/b.yml": inline(), "zed/a.yml": other}
    checked = check(tmp_path, files)
    assert {item.id for item in checked.sound().listings} == {"acme/survey", "zed/a", "zed/b"}


class TestTwoEmployersInOneFolder:
    def test_beside_an_employer_yml_it_does_not_count(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {
            "zed/employer.yml": ZED,
            "zed/survey.yml": inline(ZED.replace("Zed", "Zedd")),
        }
        checked = check(tmp_path, files)
        at = line_of(inline(), "employer:")
        assert said(checked) == [("zed/survey.yml", "employer/inline-beside-file", at)]
        assert "make changes in `listings/zed/employer.yml`" in checked.problems[0].fix
        assert {item.name for item in checked.employers} == {"Acme", "Zed"}

    @pytest.mark.parametrize("group", ["employer: {name: Zed}\n", "employer: Zed\n"])
    def test_nobody_has_to_complete_one_that_does_not_count(
        self, group: str, tmp_path: Path
    ) -> None:
        files: dict[str, str | bytes] = {"zed/employer.yml": ZED, "zed/survey.yml": OTHER + group}
        found = said(check(tmp_path, files))
        at = line_of(OTHER + group, "employer:")
        assert ("zed/survey.yml", "employer/inline-beside-file", at) in found

    def test_the_same_as_in_employer_yml_is_only_too_much(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {
            "zed/employer.yml": ZED + "verified: true\n",
            "zed/survey.yml": inline(),
        }
        checked = check(tmp_path, files)
        assert [rule for _, rule, _ in said(checked)] == ["employer/inline-not-needed"]
        assert not checked.errors

    def test_two_equal_ones_are_fine(self, tmp_path: Path) -> None:
        reordered = "".join(reversed(ZED.replace("retail", "Retail").splitlines(keepends=True)))
        files: dict[str, str | bytes] = {
            "zed/a.yml": inline(),
            "zed/b.yml": inline(reordered, GOOD),
        }
        assert not check(tmp_path, files).errors

    def test_of_two_different_ones_both_are_told(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {
            "zed/a.yml": inline(),
            "zed/b.yml": inline(ZED.replace("country: US", "country: CA"), GOOD),
            "zed/c.yml": GOOD.replace("Market survey", "Another survey"),
        }
        checked = check(tmp_path, files)
        rules = {file: rule for file, rule, _ in said(checked) if rule.startswith("employer/")}
        assert rules == {
            "zed/a.yml": "employer/inline-differs",
            "zed/b.yml": "employer/inline-differs",
            "zed/c.yml": "employer/unreadable",
        }
        for problem in checked.problems:
            if problem.rule == "employer/inline-differs":
                assert "listings/zed/a.yml" in problem.fix and "listings/zed/b.yml" in problem.fix
        assert {item.id for item in checked.sound().listings} == {"acme/survey"}

    def test_a_broken_employer_yml_is_not_replaced(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {"zed/employer.yml": "name: [\n", "zed/a.yml": inline()}
        checked = check(tmp_path, files)
        found = {file: rule for file, rule, _ in said(checked)}
        assert found == {
            "zed/employer.yml": "yaml/syntax",
            "zed/a.yml": "employer/inline-beside-file",
        }
        assert {item.id for item in checked.employers} == {"acme"}


class TestAListingThatIsBroken:
    @pytest.mark.parametrize(
        "text",
        [
            inline().replace("level: beginner", "level: begginer"),
            inline() + "nonsense: 1\n",
            inline() + "x: [\n",
            inline().replace("category: research", "category: none-such"),
            inline(ZED.replace("US", "UK")),
        ],
    )
    def test_the_others_of_its_folder_are_told_why(self, text: str, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {"zed/first.yml": text, "zed/second.yml": GOOD}
        checked = check(tmp_path, files)
        told = [p for p in checked.problems if p.place.file == "listings/zed/second.yml"]
        assert [p.rule for p in told if p.severity is Severity.ERROR] == ["employer/unreadable"]
        assert "`listings/zed/first.yml`, which has errors" in told[0].message
        assert {item.id for item in checked.sound().listings} == {"acme/survey"}

    def test_an_error_that_only_others_show_counts_too(self, tmp_path: Path) -> None:
        """Its alias is taken: that is known only once all listings have been read."""
        taken = inline() + "aliases: [acme/survey]\n"
        files: dict[str, str | bytes] = {"zed/first.yml": taken, "zed/second.yml": GOOD}
        checked = check(tmp_path, files)
        assert ("zed/second.yml", "employer/unreadable", 1) in said(checked)

    def test_another_that_carries_the_same_takes_its_place(self, tmp_path: Path) -> None:
        taken = inline() + "aliases: [acme/survey]\n"
        files: dict[str, str | bytes] = {"zed/a.yml": taken, "zed/b.yml": inline(listing=GOOD)}
        checked = check(tmp_path, files)
        assert "zed/b" in {item.id for item in checked.sound().listings}

    @pytest.mark.parametrize(
        ("employer", "rule"),
        [
            (ZED.replace("https://zed.", "https://acrne."), "domain/look-alike"),
        ],
    )
    def test_what_is_wrong_with_the_employer_is_wrong_in_each(
        self, employer: str, rule: str, tmp_path: Path
    ) -> None:
        """Otherwise the second would bring the refused employer onto the board."""
        files: dict[str, str | bytes] = {
            "acme/employer.yml": EMPLOYER + "verified: true\n",
            "zed/a.yml": inline(employer),
            "zed/b.yml": inline(employer, GOOD),
            "zed/c.yml": GOOD.replace("Market survey", "Another survey"),
        }
        checked = check(tmp_path, files)
        found = [(file, r) for file, r, _ in said(checked) if r in (rule, "employer/unreadable")]
        assert found == [
            ("zed/a.yml", rule),
            ("zed/b.yml", rule),
            ("zed/c.yml", "employer/unreadable"),
        ]
        assert {item.id for item in checked.sound().employers} == {"acme"}


class TestCaches:
    """What is found never depends on which files were checked before."""

    def test_every_result_is_the_same_from_the_cache(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {
            "zed/first.yml": inline(ZED.replace("zed.example", "acrne.example")),
            "zed/second.yml": GOOD,
            "bolt/a.yml": inline(ZED.replace("Zed", "Bolt")),
            "bolt/b.yml": inline(ZED, GOOD),
            "cave/a.yml": inline().replace("beginner", "begginer"),
            "cave/b.yml": GOOD,
        }
        root = write_tree(tmp_path, files)
        first = check_all(open_workspace(root), DAY)
        assert check_all(open_workspace(root), DAY) == first
        assert check_all(open_workspace(root, cache=False), DAY) == first

    @pytest.mark.parametrize("seed", range(2))
    def test_whatever_changes_the_cache_makes_no_difference(
        self, seed: int, tmp_path: Path
    ) -> None:
        choose = random.Random(seed)
        acrne = ZED.replace("https://zed.", "https://acrne.")
        listings = [
            None, GOOD, OTHER, "title: [\n", inline(), inline(listing=GOOD), inline(acrne),
            inline().replace("beginner", "begginer"), inline() + "aliases: [acme/survey]\n",
        ]  # fmt: skip
        repository = Repository(tmp_path / "board")
        root = repository.root
        for number in range(12):
            folder = root / "listings" / choose.choice(["zed", "zeb"])
            folder.mkdir(exist_ok=True)
            name = choose.choice(["a", "b", "c", "employer"])
            path = folder / f"{name}.yml"
            text = choose.choice([None, ZED, acrne] if name == "employer" else listings)
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text)
            warm = check_all(open_workspace(root), DAY).checked
            assert warm == check_all(open_workspace(root, cache=False), DAY).checked
            report = check_changed(root, "main", DAY)
            cold = check_changed(root, "main", DAY, cache=False)
            assert report.problems == cold.problems
            whole = [p for p in warm.problems if p.place.file in report.changed]
            assert whole == [p for p in report.problems if p.place.file in report.changed]
            if number == 5:
                repository.git("add", "--all")
                repository.git("commit", "--quiet", "--message=half of it")

    @pytest.mark.parametrize("cached", [True, False])
    def test_changed_since_compares_with_employers_in_listings(
        self, cached: bool, tmp_path: Path
    ) -> None:
        """A new employer's domain looks like that of one in an old listing of another folder."""
        repository = Repository(tmp_path / "board")
        root = repository.root
        (root / "listings/zed").mkdir()
        (root / "listings/zed/survey.yml").write_text(inline())
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message=zed")
        if cached:
            check_all(open_workspace(root), DAY)
        (root / "listings/zedd").mkdir()
        (root / "listings/zedd/survey.yml").write_text(
            inline(ZED.replace("https://zed.", "https://zed-works."))
        )
        (root / "listings/zed/survey.yml").write_text(
            inline(ZED.replace("https://zed.", "https://zed-vvorks."))
        )
        report = check_changed(root, "main", DAY)
        similar = [p.place.file for p in report.problems if p.rule == "domain/similar"]
        assert similar == ["listings/zed/survey.yml", "listings/zedd/survey.yml"]
        whole = check_all(open_workspace(root, cache=False), DAY).checked.problems
        assert set(report.problems) <= set(whole)

    def test_changed_since_reports_listings_that_lose_their_employer(self, tmp_path: Path) -> None:
        repository = Repository(tmp_path / "board")
        folder = repository.root / "listings/zed"
        folder.mkdir()
        (folder / "first.yml").write_text(inline())
        (folder / "second.yml").write_text(GOOD)
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message=zed")
        (folder / "first.yml").unlink()
        done = board("check", "--changed-since=main", "--today", TODAY, cwd=repository.root)
        assert "listings/zed/second.yml:1:1: error: nothing says who offers this" in done.stdout

    def test_a_listing_alone_knows_its_employer(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {"zed/first.yml": inline(), "zed/second.yml": GOOD}
        root = write_tree(tmp_path, files)
        done = board("check", "listings/zed/second.yml", "--today", TODAY, cwd=root)
        assert "employer/" not in done.stdout
        (root / "listings/zed/first.yml").unlink()
        done = board("check", "listings/zed/second.yml", "--today", TODAY, cwd=root)
        assert "[employer/missing]" in done.stdout

    def test_a_draft_elsewhere_need_not_say_who(self, tmp_path: Path) -> None:
        root = write_tree(tmp_path / "board")
        for number, text in enumerate((OTHER, inline())):
            draft = tmp_path / f"{number}" / "draft.yml"
            draft.parent.mkdir()
            draft.write_text(text)
            done = board("check", draft, "--today", TODAY, cwd=root)
            assert (done.returncode, "employer/" in done.stdout) == (0, False), done.stdout
