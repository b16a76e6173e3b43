"""Every id that a problem can have, with a sentence that explains it.

The rules in `checking.rules` explain themselves in their docstrings. All other ids are explained
here: those of the YAML reader, the schemas, the vocabularies, the tree, a review and an issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checking.rule import Rule
from generator.checking.rules import RULES, docstring
from generator.model.problem import Severity


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """One id. `summary` is a sentence; `explanation` is more Markdown, or empty."""

    id: str
    severity: Severity
    summary: str
    explanation: str = ""


_BASIC = {
    "change/closed-but-edited": "A closed listing is left as it is.",
    "change/deleted-employer": "An employer with open listings stays.",
    "change/deleted-open": "A listing is closed, not deleted: its address goes on working.",
    "change/hidden-file": "An employer's folder has no files whose names start with a dot.",
    "change/more-problems": "A review shows the first 1,000 problems, and counts the others.",
    "change/new-but-closed": "A new listing is not filled or withdrawn already.",
    "change/out-of-date": "A pull request knows what is on the board now.",
    "change/program": "A listing is no program.",
    "change/renamed": "A listing keeps its file's name; if not, the old one stays as an alias.",
    "change/reused": "A new project gets a new file.",
    "change/style": "A file has the order and the style of `board fmt`.",
    "change/too-many": "One pull request changes a number of files that a person can look at.",
    "change/twin": "No two names differ in capitals only, wherever they are.",
    "check/failed": "The program checks each file to its end; if not, that is its own mistake.",
    "date/format": "A date is written year-month-day, such as 2026-11-23.",
    "date/impossible": "A date exists in the calendar.",
    "date/out-of-range": "A date is in the years 2000 to 2100.",
    "employer/inline-beside-file": "A listing carries its employer only without an employer.yml.",
    "employer/inline-differs": "Listings of one folder describe one employer in the same way.",
    "employer/inline-not-needed": "What employer.yml says is not repeated in a listing.",
    "employer/missing": "An employer.yml, or `employer` in a listing, says who offers the work.",
    "employer/unreadable": "The listing that carries a folder's employer has no errors.",
    "field/choice": "Where there is a choice of fields, one of them is filled in.",
    "field/empty": "A field that is there is filled in.",
    "field/format": "A field has the form that its description says.",
    "field/missing": "Every required field is there.",
    "field/name": "A name that you choose has the form that its description says.",
    "field/not-here": "A field is where it can be set.",
    "field/not-a-choice": "A field with a fixed choice of words has one of them.",
    "field/not-https": "An address starts with https://.",
    "field/out-of-range": "A number is within its limits.",
    "field/too-long": "A text is not longer than allowed.",
    "field/too-many": "A list is not longer than allowed.",
    "field/too-short": "A text is long enough to say something.",
    "field/twice": "A list has each entry once.",
    "field/type": "Text is text, a number is a number, a list is a list.",
    "field/unknown": "Every field is one the board knows.",
    "field/url": "An address is complete and has nothing odd in it.",
    "file/case-twin": "No two names differ in capitals only.",
    "file/empty-folder": "An employer's folder has files in it.",
    "file/conflict": "No conflict of a merge or an upgrade is left in a file.",
    "file/control-character": "A file has no control characters.",
    "file/empty": "A file is not empty.",
    "file/ending": "A listing's name ends in .yml.",
    "file/hidden-character": "A file has no invisible characters.",
    "file/link": "A file is a file, not a link to another.",
    "file/more-problems": "The first 50 problems of a file are shown, and the others counted.",
    "file/name": "A name can be part of an address: a-z, 0-9 and single hyphens.",
    "file/no-folder": "A listing is in its employer's folder.",
    "file/not-a-file": "Every entry in an employer's folder is an ordinary file.",
    "file/not-utf8": "A file is UTF-8.",
    "file/reserved-name": "A name is allowed on Windows too.",
    "file/too-deep": "An employer's folder has no folders in it.",
    "file/too-large": "A file is at most 32 KiB.",
    "file/unexpected": "An employer's folder has listings and a logo, nothing else.",
    "issue/employer-known": "What is said about an employer on the board already is not used.",
    "issue/employer-unknown": "An issue names an employer on the board, or says who a new one is.",
    "issue/form": "An issue has the form's headings, in order, and nothing else around them.",
    "issue/heading-twice": "No answer in an issue has a line that is a heading of the form.",
    "issue/not-yours": "An employer's maintainers close and extend its listings, and add new ones.",
    "issue/refused": "A listing is closed or extended only where that is possible.",
    "issue/unknown-listing": "A listing that an issue names is on the board.",
    "logo/missing": "The logo that employer.yml names is there.",
    "logo/not-a-picture": "A logo is a png or webp picture.",
    "logo/too-large": "A logo is at most 64 KB.",
    "settings/address": "The site's and the repository's addresses are whole web addresses.",
    "settings/analytics": "Nothing on the site counts its readers or calls a third party.",
    "settings/code": "Other plugins and hooks are code that a board trusts.",
    "settings/collection": "A collection has a condition.",
    "settings/colour": "The accent is a colour in which text can be read.",
    "settings/contact": "A board's contact is an email address or an https address.",
    "settings/currency": "The floors and the board's own currency are currencies that exist.",
    "settings/engine": "mkdocs.yml leaves the engine as a board needs it, and says all itself.",
    "settings/exchange-rates": "A board's own exchange rates are for currencies that exist.",
    "settings/file": "A file that mkdocs.yml names is there.",
    "settings/folder": "The folders that mkdocs.yml names are in the board, and for nothing else.",
    "settings/key": "The keys of mkdocs.yml are spelt right.",
    "settings/language": "The site's language is one that the theme has words for.",
    "settings/link": "Links of the header and the footer lead to pages of the site.",
    "settings/logo": "The board's logo is a small picture that can do no harm.",
    "settings/missing": "The board has its settings, schemas and vocabularies.",
    "settings/nav": "Each entry of `nav` is a page, or a title with pages.",
    "settings/not-plain": "What the board must know is in mkdocs.yml, with no tag or alias for it.",
    "settings/not-used": "Settings of the theme that a board does not use are left out.",
    "settings/override": "A file in overrides/ replaces one of the program, and can be read.",
    "settings/place": "A board's settings are below `extra.board`.",
    "settings/plugin": "mkdocs.yml names the plugin `board`.",
    "settings/reads-files": "No page can publish a file that is none of the site's.",
    "settings/schema": "A schema is valid JSON.",
    "settings/schema-not-used": "A board has no schemas of its own: the program's say what counts.",
    "settings/third-party": "Nothing that mkdocs.yml adds calls a third party.",
    "settings/time-zone": "The board's time zone is a name of the tz database.",
    "settings/vocabulary": "A board's own words have ids and labels, and mean one thing each.",
    "vocabulary/alias": "A word is written by its id; another spelling is understood.",
    "vocabulary/unknown": "Skills, categories and industries are words this board knows.",
    "yaml/anchor": "A file uses no anchors (& and *).",
    "yaml/comment": "No text is cut off by a `#`.",
    "yaml/duplicate-key": "A field is there once.",
    "yaml/key-not-text": "A field's name is a word.",
    "yaml/merge-key": "A file uses no merge keys (<<).",
    "yaml/not-fields": "A file consists of fields.",
    "yaml/number": "A number is written in full.",
    "yaml/several-documents": "A file holds one listing.",
    "yaml/syntax": "A file is YAML that can be read.",
    "yaml/tag": "A file uses no tags (!).",
    "yaml/too-deep": "Lists and fields are nested at most 8 deep.",
}
_HINTS = {
    "change/closed-but-edited", "change/style", "employer/inline-not-needed",
    "issue/employer-known", "issue/employer-unknown", "logo/missing", "settings/code",
    "settings/not-used", "settings/reads-files", "settings/schema-not-used", "vocabulary/alias",
}  # fmt: skip


def every_rule() -> tuple[RuleInfo, ...]:
    """All of them, sorted by id."""
    return tuple(sorted((*_basic(), *(_described(rule) for rule in RULES)), key=lambda r: r.id))


def _basic() -> Iterator[RuleInfo]:
    for identifier, sentence in _BASIC.items():
        severity = Severity.HINT if identifier in _HINTS else Severity.ERROR
        yield RuleInfo(identifier, severity, sentence)


def _described(rule: Rule) -> RuleInfo:
    first, _, rest = docstring(rule).partition("\n\n")
    return RuleInfo(rule.id, rule.severity, " ".join(first.split()), rest)
