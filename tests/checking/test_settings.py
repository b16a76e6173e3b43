"""A table of wrong settings, each with what `board check`, `build` and `serve` say about it.

A case is a mkdocs.yml; tests/golden/settings/NAME.txt is what is printed. Where the message has a
line to write, that line puts the setting right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig

from generator.building import build_cache
from generator.checking import settings_values
from generator.checking.engine_settings import KEYS
from generator.checking.rule_index import every_rule
from generator.checking.settings_check import SITE_PARTS
from generator.checking.settings_docs import settings_page
from generator.checking.workspace import Workspace, WorkspaceError, open_workspace, read_schema
from generator.model.settings import settings_from
from tests.support.command import board
from tests.support.paths import ROOT
from tests.support.trees import GOOD, MKDOCS, write_tree

PAGE = ROOT / "docs/reference/settings.md"
FULL = """\
site_name: Test board
site_url: https://board.example/
site_description: Short and paid projects.
repo_url: https://github.com/northgate/projects
plugins: [board]
theme:
  name: material
  custom_dir: frame
  language: en
  favicon: icon.svg
extra:
  menu:
    - {title: Browse, path: browse/, sections: browse listings}
    - {title: Help, path: help/, call: true}
  footer:
    - {title: RSS, path: feed.xml}
  board:
    branch: main
    contact: board@careers.example
    time_zone: Europe/Lisbon
    floors: {USD: 15, EUR: 12}
    closing_soon_days: 7
    maintainers: [careers-ana]
    auto_merge: false
    demo_day: "2026-11-23"
    collections:
      first-steps:
        label: First steps
        level: [beginner]
        category: [research]
    tagline: Paid projects for students
    accent: "#1a56db"
    logo: logo.svg
    footer_text: A service of Northgate College.
    moderation: Ana reads every project within two working days.
    required: [offers.mentor, terms.ip]
    hide: [match]
    facets: [skill, mode]
    slice_feeds: [rss, calendar]
    slice_feeds_for: [skills]
    keep_closed_days: 365
    network:
      northgate: {name: Northgate College, url: "https://northgate.example/board/"}
    announce:
      slack: {}
      club: {only: [skills/excel], when: weekly, weekday: friday}
"""
CONDITIONS = "        level: [beginner]\n        category: [research]\n"
SCRIPT = "extra_javascript: [{path: https://cdn.example/x.js}]"
SNIPPETS = "markdown_extensions: [{pymdownx.snippets: {base_path: ..}}]"
# NAME: (what is in FULL, what is there instead, what the advice says to write; empty: no line).
# The advice is put where the wrong text was.
CASES: dict[str, tuple[str, str, str]] = {
    "accent-name": ('"#1a56db"', "teal", ""),
    "accent-not-quoted": ('"#1a56db"', "#1a56db", ""),
    "accent-short": ('"#1a56db"', '"#15b"', '"#1155bb"'),
    "accent-too-light": ('"#1a56db"', '"#ffee00"', '"#776f00"'),
    "accent-too-light-for-boxes": ('"#1a56db"', '"#767676"', '"#6d6d6d"'),
    "analytics": ("extra:", "extra:\n  analytics: {provider: google}", ""),
    "analytics-of-the-board": ("branch: main", "analytics: UA-1", ""),
    "analytics-of-old": ("extra:", "google_analytics: [UA-1, auto]\nextra:", ""),
    "announce-bare-name": ("skills/excel", "excel", "skills/excel"),
    "announce-unknown-part": ("skills/excel", "skills/exel", "skills/excel"),
    "announce-unknown-collection": ("skills/excel", "first-steps", "collections/first-steps"),
    "announce-weekday-alone": ("when: weekly, ", "", ""),
    "announce-address": ("slack: {}", "slack: {to: 'https://hooks.slack.com/x'}", ""),
    "announce-name": ("slack: {}", "Slack channel: {}", "slack-channel"),
    "auto-merge-yes": ("auto_merge: false", "auto_merge: yes", ""),
    "branch-empty": ("branch: main", "branch:", ""),
    "category-unknown": ("[research]", "[reserch]", "research"),
    "closing-soon-too-long": ("closing_soon_days: 7", "closing_soon_days: 90", ""),
    "collection-no-condition": (CONDITIONS, "", ""),
    "collection-name": ("first-steps:", "First steps:", "first-steps"),
    "contact-http": ("board@careers.example", "http://careers.example/report", ""),
    "contact-script": ("board@careers.example", '"javascript:alert(1)"', ""),
    "contact-no-address": ("board@careers.example", "call us maybe", ""),
    "contact-other-website": ("board@careers.example", "https://careers.example@evil.example/", ""),
    "contact-not-public": ("board@careers.example", "https://127.1/x", ""),
    "contact-email-not-public": ("board@careers.example", "board@0x7f.1", ""),
    "contact-look-alike": ("board@careers.example", "https://саreers.example/x", ""),
    "contact-no-name": ("board@careers.example", "board@careers..example", ""),
    "contact-short-link": ("board@careers.example", "https://www.bit.ly./x", ""),
    "contact-no-https": ("board@careers.example", "www.careers.example/x", "https://www.careers.example/x"),
    "copyright-number": ("extra:", "copyright: 5\nextra:", ""),
    "css-of-a-third-party": ("extra:", "extra_css: [//cdn.example/x.css]\nextra:", ""),
    "currency-of-old": ("EUR: 12", "DEM: 12", ""),
    "currency-none": ("EUR: 12", "XXX: 12", ""),
    "currency-name": ("EUR: 12", "EURO: 12", "EUR"),
    "currency-unknown": ("EUR: 12", "EUX: 12", ""),
    "demo-day-far": ('"2026-11-23"', '"9999-12-31"', ""),
    "docs-dir-missing": ("extra:", "docs_dir: pages\nextra:", ""),
    "docs-dir-of-listings": ("extra:", "docs_dir: listings\nextra:", ""),
    "docs-dir-outside": ("extra:", "docs_dir: ../docs\nextra:", ""),
    "extension-number": ("extra:", "markdown_extensions: [tables, 5]\nextra:", ""),
    "extensions-number": ("extra:", "markdown_extensions: 5\nextra:", ""),
    "extra-capital": ("extra:", "Extra:", "extra"),
    "extra-misspelt": ("extra:", "exta:", "extra"),
    "extra-number": ("extra:", "extra: 5\nvalidation:", ""),
    "board-at-the-top": ("extra:", "board: {branch: main}\nextra:", ""),
    "board-misspelt": ("  board:\n", "  bord:\n", "board"),
    "font": ("  language: en", "  font: {text: Roboto}", ""),
    "facet-unknown": ("[skill, mode]", "[skills, mode]", "skill"),
    "facets-none": ("[skill, mode]", "[]", ""),
    "favicon-missing": ("icon.svg", "icon.png", "icon.svg"),
    "floor-is-text": ("EUR: 12", "EUR: twelve", ""),
    "network-id": ("northgate:", "Northgate College:", "northgate-college"),
    "network-http": ("https://northgate.example/board/", "http://northgate.example/", "https://northgate.example/"),
    "network-no-scheme": ("https://northgate.example/board/", "northgate.example", "https://northgate.example"),
    "network-not-public": ("https://northgate.example/board/", "https://10.0.0.1/", ""),
    "network-query": ("https://northgate.example/board/", "https://northgate.example/?a=b", "https://northgate.example/"),
    "network-port": ("https://northgate.example/board/", "https://northgate.example:8443/", ""),
    "network-file": ("https://northgate.example/board/", "https://northgate.example/a/index.html", "https://northgate.example/a/"),
    "network-script": ("https://northgate.example/board/", "javascript:alert(1)", ""),
    "network-itself": ("https://northgate.example/board/", "https://Board.example", ""),
    "network-no-name": ("name: Northgate College, ", "", ""),
    "footer-link": ("path: feed.xml", "path: feeds.xml", "feed.xml"),
    "footer-text-long": ("A service of", "A service of" + " a" * 150, ""),
    "hide-unknown": ("[match]", "[matches]", "match"),
    "hide-not-a-section": ("[match]", "[browse]", ""),
    "hide-text": ("[match]", "match", ""),
    "hooks": ("extra:", "hooks: [run.py]\nextra:", ""),
    "host-unknown": ("branch: main", "host: githob", "github"),
    "inherit": ("extra:", "INHERIT: ../base.yml\nextra:", ""),
    "javascript-of-a-third-party": ("extra:", f"{SCRIPT}\nextra:", ""),
    "keep-closed-too-short": ("keep_closed_days: 365", "keep_closed_days: 7", ""),
    "key-unknown": ("closing_soon_days", "closing_son_days", "closing_soon_days"),
    "language-name": ("language: en", "language: English", "en"),
    "language-unknown": ("language: en", "language: xx", ""),
    "language-too-exact": ("language: en", "language: en-GB", "en"),
    "logo-gif": ("logo.svg", "old.gif", ""),
    "logo-large": ("logo.svg", "large.png", ""),
    "logo-missing": ("logo.svg", "lgoo.svg", "logo.svg"),
    "logo-no-picture": ("logo.svg", "text.png", ""),
    "logo-not-used": ("favicon: icon.svg", "logo: icon.svg", ""),
    "logo-with-docs": ("logo.svg", "docs/logo.svg", "logo.svg"),
    "logo-with-script": ("logo.svg", "script.svg", ""),
    "maintainer-with-at": ("careers-ana", '"@careers-ana"', "careers-ana"),
    "menu-is-text": ("    - {title: RSS, path: feed.xml}", "    - RSS", ""),
    "menu-link": ("path: help/", "path: halp/", "help/"),
    "menu-no-path": ("path: help/, ", "", ""),
    "moderation-short": ("Ana reads every project within two working days.", "By Ana.", ""),
    "nav-entry": ("extra:", "nav: [help.md, {Help: [{Deep: 5}]}]\nextra:", ""),
    "nav-number": ("extra:", "nav: 5\nextra:", ""),
    "not-below-board": ("extra:", "deadline_max_days: 60\nextra:", ""),
    "palette-not-used": ("  favicon: icon.svg", "  palette: {primary: teal}", ""),
    "plugin-number": ("plugins: [board]", "plugins: [board, 5]", ""),
    "plugin-of-others": ("plugins: [board]", "plugins: [board, macros]", ""),
    "plugins-number": ("plugins: [board]", "plugins: 5", ""),
    "plugin-missing": ("plugins: [board]", "plugins: [search]", "plugins: [search, board]"),
    "plugins-missing": ("plugins: [board]\n", "", "plugins: [board]"),
    "repo-no-https": ("repo_url: https:", "repo_url: http:", "https://github.com/northgate/projects"),
    "repo-ssh": ("https://github.com/northgate/projects", "git@github.com:northgate/projects.git", "https://github.com/northgate/projects"),
    "required-always": ("[offers.mentor,", "[title,", ""),
    "required-unknown": ("[offers.mentor,", "[offers.mentors,", "offers.mentor"),
    "site-dir-around-docs": ("extra:", "site_dir: docs/site\nextra:", ""),
    "site-dir-of-listings": ("extra:", "site_dir: ./listings/\nextra:", ""),
    "site-dir-outside": ("extra:", "site_dir: /srv/www\nextra:", ""),
    "site-name-missing": ("site_name: Test board\n", "", ""),
    "site-url-has-query": ("board.example/", "board.example/?x=1", "https://board.example/"),
    "site-url-no-scheme": ("https://board.example/", "board.example", "https://board.example"),
    "site-url-no-url": ("https://board.example/", "notaurl", ""),
    "slice-feed-unknown": ("[rss, calendar]", "[rss, calender]", "calendar"),
    "slice-with-feeds-unknown": ("[skills]", "[skill]", "skills"),
    "snippets": ("extra:", f"{SNIPPETS}\nextra:", ""),
    "tagline-long": ("Paid projects for students", "Paid projects for students" * 4, ""),
    "tag": ("https://board.example/", "!ENV [SITE_URL, https://board.example/]", ""),
    "theme-custom-dir-outside": ("custom_dir: frame", "custom_dir: ../frame", ""),
    "theme-number": ("theme:\n", "theme: 5\nvalidation:\n", ""),
    "theme-of-others": ("name: material", "name: readthedocs", ""),
    "theme-name-missing": ("  name: material\n", "", ""),
    "time-zone-city": ("Europe/Lisbon", "lisbon", "Europe/Lisbon"),
    "time-zone-unknown": ("Europe/Lisbon", "Mars/Olympus", ""),
    "urls-of-files": ("extra:", "use_directory_urls: false\nextra:", ""),
    "twice": ("    branch: main", "    branch: main\n    branch: next", ""),
}  # fmt: skip
HINTS = {"hooks", "logo-not-used", "palette-not-used", "plugin-of-others", "snippets"}
# The good listing with what the settings require.
COMPLETE = GOOD.replace("terms: {", "terms: {ip: You keep the rights., ")
# Many at once: all are said.
MANY = (
    FULL.replace("https://board", "board").replace("EUR:", "EURO:").replace("branch", "brunch")
    .replace("help/", "halp/").replace("Lisbon", "Lissabon").replace("[board]", "[search]")
    .replace("board@", "board at ").replace("research", "reserch")
)  # fmt: skip


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>'
PICTURES = {
    "logo.svg": SVG.format('<path d="M0 0h8v8z"/>').encode(),
    "script.svg": SVG.format("<script>alert(1)</script>").encode(),
    "large.png": b"\x89PNG\r\n\x1a\n" + bytes(64 * 1024),
    "text.png": b"not a picture",
    "old.gif": b"GIF89a",
}


def board_of(folder: Path, mkdocs: str | bytes) -> Path:
    root = write_tree(folder, {"acme/survey.yml": COMPLETE})
    for name in ("docs/help.md", "frame/icon.svg"):
        (root / name).parent.mkdir()
        (root / name).write_text("# Help\n")
    for name, picture in PICTURES.items():
        (root / "docs" / name).write_bytes(picture)
    (root / "mkdocs.yml").write_bytes(mkdocs.encode() if isinstance(mkdocs, str) else mkdocs)
    return root


def opened(folder: Path, mkdocs: str) -> Workspace:
    return open_workspace(board_of(folder, mkdocs))


def test_the_right_settings_have_no_problem(tmp_path: Path) -> None:
    assert opened(tmp_path, FULL).hints == ()


@pytest.mark.parametrize("case", [*CASES, "many"])
def test_what_is_said(case: str, tmp_path: Path, golden: Callable[[str, bytes], None]) -> None:
    right, wrong, _ = CASES.get(case, ("", "", ""))
    assert right in FULL
    root = board_of(tmp_path, MANY if case == "many" else FULL.replace(right, wrong, 1))
    checked = board("check", "--verbose", "--today", "2026-11-23", cwd=root)
    if case in HINTS:
        assert checked.returncode == 0
        golden(f"settings/{case}.txt", checked.stdout.encode())
        return
    assert (checked.returncode, checked.stdout) == (2, "")
    golden(f"settings/{case}.txt", checked.stderr.encode())
    assert re.search(
        r"^mkdocs\.yml:\d+:\d+: error: .*\.? \[[a-z]+/[a-z-]+\]$", checked.stderr, re.MULTILINE
    )
    assert "  help: " in checked.stderr
    for command in ("build", "serve"):
        done = board(command, cwd=root)
        assert (done.returncode, done.stderr) == (2, checked.stderr)


@pytest.mark.parametrize("case", [name for name, (_, _, advice) in CASES.items() if advice])
def test_the_advice_puts_it_right(case: str, tmp_path: Path) -> None:
    right, wrong, advice = CASES[case]
    with pytest.raises(WorkspaceError) as caught:
        opened(tmp_path / "wrong", FULL.replace(right, wrong, 1))
    (problem,) = caught.value.problems
    assert f"`{advice}`" in problem.fix
    lines = FULL.replace(right, wrong, 1).splitlines()
    place = problem.place
    line = lines[place.line - 1]
    if ":" in advice and not advice.startswith("https:"):  # a whole line
        where = place.line - 1 if line.startswith(advice.partition(":")[0]) else len(lines)
        lines[where : where + 1] = [advice]
    else:
        assert place.end_column
        lines[place.line - 1] = line[: place.column - 1] + advice + line[place.end_column - 1 :]
    assert opened(tmp_path / "right", "\n".join(lines)).hints == ()


def test_every_rule_of_settings_is_in_the_table() -> None:
    golden = (ROOT / "tests/golden/settings").glob("*.txt")
    said = set(re.findall(r"\[(settings/[a-z-]+)\]", "".join(path.read_text() for path in golden)))
    others = {  # of files
        "exchange-rates", "missing", "override", "schema", "schema-not-used", "vocabulary",
    }  # fmt: skip
    others = {f"settings/{name}" for name in others}
    assert said == {info.id for info in every_rule() if info.id.startswith("settings/")} - others


@pytest.mark.parametrize(
    ("mkdocs", "said"),
    [
        (b"", "empty"),
        (b"# nothing\n", "empty"),
        (b"- a\n- b\n", "fields"),
        (b"just text\n", "fields"),
        (b"\x00\x01\xff\xfe" * 50, "UTF-8"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"site_name: x\x00\n", "control character"),
        (b"x: " + b"y" * 1024 * 1024, "larger than 1 MiB"),
        (b"x: " + b"[" * 1_000_000, "50 deep"),
        (b"x: " + b"{a: " * 200 + b"1" + b"}" * 200, "50 deep"),
        (b"site_name: a\n" * 20_000, "twice"),
        (b"a: &a [x]\nb: &b [*a, *a]\nsite_name: *b\n", "alias"),
        (b"*a : 1\n", "must be a word"),
        (b"site_name: [\n", "does not end"),
        (FULL.replace("theme:", "theme: [x]\nthemes:").encode(), "theme"),
        (FULL.replace("extra:", "extra: [x]\nextras:").encode(), "extra"),
        (MKDOCS.partition("extra:")[0].encode() + b"extra: {board: }\n", "empty"),
        (FULL.replace("help/", "../" * 40 + "x" * 150).encode(), "does not have"),
        (FULL.replace("path: help/", r'path: "a\u00e9b"').encode(), "does not have"),
    ],
)  # fmt: skip
def test_bad_files_are_problems(mkdocs: bytes, said: str, tmp_path: Path) -> None:
    root = board_of(tmp_path, mkdocs)
    for command in ("check", "build", "serve"):
        done = board(command, cwd=root)
        assert done.returncode == 2 and said in done.stderr
        assert len(done.stderr) < 20_000


def test_tags_and_aliases_are_fine_where_the_board_needs_no_value(tmp_path: Path) -> None:
    mkdocs = FULL.replace("theme:", "copyright: &name A board\ntheme:").replace(
        "label: First steps", "label: *name"
    )
    mkdocs += "strict: !ENV [CI, false]\nmarkdown_extensions:\n- x: !!python/name:a.b.c\n"
    mkdocs += "watch: &h [a]\nx: *h\n"
    work = opened(tmp_path, mkdocs)
    assert work.settings.collections[0].label == "A board"
    assert not work.hints


def test_the_problems_of_settings_reach_programs(tmp_path: Path) -> None:
    root = board_of(tmp_path, FULL.replace("EUR:", "EURO:"))
    done = board("check", "--format", "json", cwd=root)
    assert done.returncode == 2 and '"rule": "field/name"' in done.stdout
    done = board("check", "--format", "github", cwd=root)
    assert done.stdout.startswith("::error file=mkdocs.yml,line=21,")


def test_the_known_keys_are_those_of_mkdocs() -> None:
    known = {name for name, _ in MkDocsConfig()._schema} - {"config_file_path"}
    assert known | {"INHERIT"} == KEYS


def test_folders_of_the_board_are_fine(tmp_path: Path) -> None:
    root = board_of(tmp_path, FULL + "docs_dir: ./docs/\nsite_dir: public/site\n")
    assert open_workspace(root).hints == ()


def test_a_theme_by_its_name_is_no_traceback(tmp_path: Path) -> None:
    assert opened(tmp_path, MKDOCS + "theme: material\n").settings.language == "en"


def test_links_to_what_comes_with_the_program_are_fine(tmp_path: Path) -> None:
    root = write_tree(tmp_path)
    theme = "theme: {name: material, favicon: assets/shell/icon.svg}\n"
    menu = "  menu: [{title: Rules, path: reference/rules/}, {title: All, path: PATH}]\n"
    right = MKDOCS.replace("extra:\n", f"{theme}extra:\n{menu}")
    (root / "mkdocs.yml").write_text(right.replace("PATH", "for-students/"))
    assert open_workspace(root).hints == ()
    (root / "mkdocs.yml").write_text(right.replace("PATH", "for-student/"))
    with pytest.raises(WorkspaceError, match="Did you mean `for-students/`"):
        open_workspace(root)


def test_a_hint_stops_no_build_and_is_said(tmp_path: Path) -> None:
    mkdocs = FULL.replace("  favicon: icon", "  logo: icon")
    root = board_of(tmp_path / "b", mkdocs)
    done = board("build", "--no-search", "--today", "2026-11-23", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "mkdocs.yml:10:3: hint: `theme.logo` changes nothing" in done.stderr


def test_the_languages_are_those_of_the_theme(tmp_path: Path) -> None:
    spec = find_spec("material")
    assert spec and spec.origin
    folder = Path(spec.origin).parent / "templates/partials/languages"
    assert {path.stem for path in folder.glob("*.html")} == settings_values.LANGUAGES
    own = board_of(tmp_path, FULL.replace("language: en", "language: xx"))
    (own / "frame/partials/languages").mkdir(parents=True)
    (own / "frame/partials/languages/xx.html").touch()
    assert open_workspace(own).settings.language == "xx"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("site_url", "http://localhost:8000/"), ("site_url", "https://a.example/board"),
        ("site_url", "http://careers/"), ("repo_url", "https://git.example:3000/a/b"),
        ("site_description", "~"), ("plugins", "{board: {}}"), ("plugins", "[board: {}, search]"),
        ("contact", "https://careers.example/report"), ("contact", "o'brien@careers.example"),
        ("time_zone", "UTC"), ("path", "https://other.example/"), ("path", "./browse/?q=a#b"),
        ("path", "/help/"), ("path", "help.md"), ("path", "skills/excel/"), ("path", "."),
        ("favicon", "assets/images/favicon.png"),
    ],
)  # fmt: skip
def test_these_are_good_values(key: str, value: str, tmp_path: Path) -> None:
    mkdocs, count = re.subn(rf"(\b{key}: )[^,\n}}]+", rf"\g<1>{value}", FULL, count=1)
    assert count == 1
    assert opened(tmp_path, mkdocs).hints == ()


def load(name: str) -> dict[str, Any]:
    return read_schema(name)


def test_the_page_is_what_the_schemas_say(golden: Callable[[Path, bytes], None]) -> None:
    golden(PAGE, settings_page(load("board"), load("mkdocs")).encode())


def test_every_setting_is_on_the_page_with_an_example_that_works(tmp_path: Path) -> None:
    """Each example replaces what the right settings say."""
    text = PAGE.read_text("utf-8")
    named = re.findall(r"^### (\S+)$", text, re.MULTILINE)
    examples = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert {*load("board")["properties"]} < {*named} and len(named) == len(examples)
    for at, (name, example) in enumerate(zip(named, examples, strict=True)):
        whole, part = yaml.safe_load(FULL), yaml.safe_load(example)
        assert f"{name.rpartition('.')[2]}:" in example
        for key in ("theme", "extra"):
            if key in part:
                inner = whole[key].get("board", {}) | part[key].get("board", {})
                part[key] = whole[key] | part[key] | ({"board": inner} if inner else {})
        root = board_of(tmp_path / str(at), yaml.safe_dump(whole | part))
        assert open_workspace(root).hints == ()


def test_a_default_is_what_a_board_has_that_leaves_the_setting_out() -> None:
    plain = settings_from({"site_name": "A board", "site_url": "https://a.example"})
    for name, field in load("board")["properties"].items():
        value, default = getattr(plain, name), field.get("default")
        value = list(value) if isinstance(value, tuple) else value
        assert value == default or not (value or default), name
    language = load("mkdocs")["properties"]["theme"]["properties"]["language"]
    assert plain.language == language["default"]


def test_the_parts_of_the_site_are_those_of_a_build(site: Path) -> None:
    docs = {path.name.removesuffix(".md") for path in (ROOT / "docs").iterdir()} - {"assets"}
    built = {path.name for path in site.iterdir()} - {build_cache.LIST, "find"}
    assert built - docs == SITE_PARTS


@given(st.text(max_size=60))
def test_any_text_is_a_good_value_or_has_a_mistake(text: str) -> None:
    checks = (
        settings_values.site_address, settings_values.repository_address, settings_values.contact,
        settings_values.time_zone, settings_values.currency, settings_values.language,
    )  # fmt: skip
    for check in checks:
        mistake = check(text)
        assert mistake is None or all(part.endswith((".", "?")) for part in mistake)
