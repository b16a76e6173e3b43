"""What an upgrade changes in listings and settings of an older form, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.format import canonical_values
from generator.authoring.migrations import MIGRATIONS, Surroundings, migrate, since
from generator.authoring.new_file import AuthoringError
from generator.authoring.yaml_layout import comments
from generator.checking.workspace import open_workspace
from generator.reading.source import parse
from tests.support.paths import BROKEN, ROOT
from tests.support.trees import EMPLOYER, GOOD

_WORK = open_workspace(ROOT)
AROUND = Surroundings(
    _WORK.listing_schema.definition, _WORK.employer_schema.definition, _WORK.vocabularies
)
LISTING, OF_EMPLOYER, SETTINGS = (
    "listings/acme/survey.yml",
    "listings/acme/employer.yml",
    "mkdocs.yml",
)
MODELINE = "# yaml-language-server: $schema=../../schema/{}.schema.json\n"
OLD_SETTINGS = """\
site_name: Northgate # ours
site_url: https://northgate.example/
theme:
  name: material
  custom_dir: generator/theme
  variant: classic # for Zensical, which has a look of its own as well
  language: en
  font: false # no request ever leaves for a third party
  favicon: assets/shell/icon.svg
  palette: {scheme: default, primary: custom, accent: custom} # colours.js goes dark
plugins: [board]

# Our pages use footnotes as well.
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc: {permalink: false}
validation:
  links:
    not_found: info # `../browse/` is the board's
# The hand-written pages, as the list beside each of them shows them.
nav:
  - Help: help.md
  - For students: for-students.md
  - For employers: for-employers.md
  - For aggregators: for-aggregators.md
  - For maintainers: for-maintainers.md
  - Rules: reference/rules.md
  - Feeds: reference/feeds.md
  - API: reference/api.md
  - Settings: reference/settings.md
  - Output of the check: reference/check-output.md
  - Architecture: architecture.md
extra:
  # The header. `sections`: the folders in which a link counts as the current one, its own first.
  menu:
    - title: Browse
      path: browse/
      sections: browse listings skills categories industries places deadlines collections archive
    - {title: What fits me, path: match/, sections: match}
    - {title: Employers, path: employers/, sections: employers}
    - {title: Follow, path: follow/, sections: follow}
    - title: Help
      path: help/
      sections: help for-students for-employers for-aggregators for-maintainers reference
        architecture
    - {title: Post a project, path: post/, sections: post, call: true}
  # our own footer
  footer:
    - {title: Skills, path: skills/}
  board:
    # the law says 12.70
    floors: {EUR: 14}
"""
NEW_SETTINGS = """\
site_name: Northgate # ours
site_url: https://northgate.example/
plugins: [board]

# Our pages use footnotes as well.
extra:
  # our own footer
  footer:
    - {title: Skills, path: skills/}
  board:
    # the law says 12.70
    floors: {EUR: 14}
"""


def migrated(text: str, path: str = LISTING, around: Surroundings = AROUND) -> str:
    """From format 1; that a second time changes nothing holds for every text."""
    once = migrate(text.encode(), path, 1, around)
    assert migrate(once, path, 1, around) == once
    return once.decode()


class TestSchemaLine:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (MODELINE.format("listing") + "\n# a title\n" + GOOD, "# a title\n" + GOOD),
            (MODELINE.format("listing") + GOOD, GOOD),
            ("# ours\n" + MODELINE.format("listing") + GOOD, "# ours\n" + GOOD),
        ],
    )
    def test_it_goes_with_the_folder_it_names(self, before: str, after: str) -> None:
        assert migrated(before) == after
        windows = before.replace("\n", "\r\n")
        assert migrated(windows) == after.replace("\n", "\r\n")

    def test_an_employers_too(self) -> None:
        assert migrated(MODELINE.format("employer") + EMPLOYER, OF_EMPLOYER) == EMPLOYER

    def test_it_stays_where_the_board_has_schemas(self) -> None:
        text = MODELINE.format("listing") + GOOD
        assert migrated(text, around=replace(AROUND, has_schema=True)) == text

    def test_another_schema_stays(self) -> None:
        text = "# yaml-language-server: $schema=https://acme.example/schema.json\n" + GOOD
        assert migrated(text) == text


class TestWords:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("skills: [MS Excel, market-research] # two", "skills: [excel, market-research] # two"),
            (
                "skills:\n  - MS Excel # the old name\n  - x",
                "skills:\n  - excel # the old name\n  - x",
            ),
            ('skills: ["MS Excel"]', "skills: [excel]"),
            ("skills: [excel, MS Excel, x]", "skills: [excel, x]"),
            ("skills: [MS Excel, excel]", "skills: [excel]"),
            ("skills:\n- excel\n- MS Excel\n- x", "skills:\n- excel\n- x"),
            # a comment would be lost: `board fmt` leaves such an item too
            ("skills:\n  - excel\n  - MS Excel # old", "skills:\n  - excel\n  - MS Excel # old"),
            ("category: Research", "category: research"),
            ("posted: 20.11.2026", "posted: 20.11.2026"),
            ("skills: [no such word]", "skills: [no such word]"),
            ("skills: 3\ncategory: [a]", "skills: 3\ncategory: [a]"),
            ("employer: {name: A, industry: Retail}", "employer: {name: A, industry: retail}"),
        ],
    )
    def test_by_their_ids_and_nothing_else(self, before: str, after: str) -> None:
        assert (
            migrated(f"title:   'Odd  layout'\n{before}\n") == f"title:   'Odd  layout'\n{after}\n"
        )

    def test_an_employers_industry(self) -> None:
        before = EMPLOYER.replace("industry: retail", "industry: Retail # shops")
        assert migrated(before, OF_EMPLOYER) == before.replace("Retail", "retail")

    def test_bytes_before_and_line_ends_stay(self) -> None:
        before = "\ufefftitle: x\r\nskills: [MS Excel]\r\n"
        assert migrated(before) == before.replace("MS Excel", "excel")

    @pytest.mark.parametrize("text", ["title: [\n", "", "a: &b 1\n", "<<<<<<< HEAD\na\n"])
    def test_what_can_not_be_read_is_refused(self, text: str) -> None:
        with pytest.raises(AuthoringError, match=LISTING):
            migrated(text)


class TestSettings:
    def test_what_the_program_sets_is_left_out(self) -> None:
        assert migrated(OLD_SETTINGS, SETTINGS) == NEW_SETTINGS
        windows = OLD_SETTINGS.replace("\n", "\r\n")
        assert migrated(windows, SETTINGS) == NEW_SETTINGS.replace("\n", "\r\n")

    def test_what_a_board_chose_stays(self) -> None:
        before = OLD_SETTINGS.replace("language: en", "language: de").replace(
            "scheme: default", "scheme: slate"
        )
        after = yaml.safe_load(migrated(before, SETTINGS))
        assert after["theme"] == {
            "name": "material",
            "language": "de",
            "palette": {"scheme": "slate"},
        }

    def test_a_board_with_a_theme_of_its_own_keeps_it(self) -> None:
        after = migrated(OLD_SETTINGS, SETTINGS, replace(AROUND, has_theme=True))
        assert yaml.safe_load(after)["theme"] == {
            "name": "material",
            "custom_dir": "generator/theme",
        }

    def test_groups_on_one_line_and_tags(self) -> None:
        before = (
            "theme: {name: material, custom_dir: generator/theme, logo: a.png}\n"
            "site_url: !ENV [URL, 'https://x.example/']\n"
        )
        assert migrated(before, SETTINGS) == before.replace("custom_dir: generator/theme, ", "")

    def test_short_settings_stay_byte_for_byte(self) -> None:
        assert migrated(NEW_SETTINGS, SETTINGS) == NEW_SETTINGS

    def test_settings_that_can_not_be_read_are_refused(self) -> None:
        with pytest.raises(AuthoringError, match=r"mkdocs\.yml can't be read"):
            migrated("a: [\n", SETTINGS)


class TestEveryMigration:
    def test_they_are_in_order_and_say_what_they_do(self) -> None:
        assert [migration.to for migration in MIGRATIONS] == [*range(2, len(MIGRATIONS) + 2)]
        assert all(migration.says.endswith(".") for migration in MIGRATIONS)
        assert since(MIGRATIONS[-1].to) == ()

    @pytest.mark.parametrize(
        "path", [".github/workflows/check.yml", "README.md", "listings/a/logo.png"]
    )
    def test_other_files_stay(self, path: str) -> None:
        assert migrate(b"\xff\0", path, 1, AROUND) == b"\xff\0"

    @pytest.mark.parametrize("file", sorted(BROKEN.glob("*.yml")), ids=lambda file: file.stem)
    def test_the_data_means_the_same(self, file: Path) -> None:
        assert_same_meaning(file.read_bytes())

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.sampled_from(GOOD.splitlines()), max_size=30), st.binary(max_size=20))
    def test_the_data_means_the_same_whatever_is_written(
        self, lines: list[str], odd: bytes
    ) -> None:
        assert_same_meaning("\n".join(lines).encode() + b"\n" + odd)


def assert_same_meaning(content: bytes) -> None:
    """Equal data apart from the ids of words, and no comment lost, or the file is refused."""
    try:
        after = migrate(content, LISTING, 1, AROUND)
    except AuthoringError:
        return
    old, new = (parse(text, LISTING)[0] for text in (content, after))
    assert old is not None and new is not None
    schema, words = AROUND.listing_schema, AROUND.vocabularies
    assert canonical_values(old.data, schema, words) == canonical_values(new.data, schema, words)
    assert len(comments(old.text)) - len(comments(new.text)) in {0, 1}
