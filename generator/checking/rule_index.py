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
    "change/closed-but-edited": "A closed listing should not be edited.",
    "change/deleted-employer": "An employer that still has listings must not be deleted.",
    "change/deleted-open": "A listing must be closed, not deleted, so that links to it still work.",
    "change/hidden-file": "File names in an employer's folder must not start with a dot.",
    "change/more-problems": "A pull request must have at most 1,000 problems; others are counted.",
    "change/new-but-closed": "A new listing must be open, not filled or withdrawn.",
    "change/out-of-date": "A pull request must include the board's latest changes to its files.",
    "change/program": "A listing must be an ordinary file, not a program.",
    "change/renamed": "A renamed listing must keep its old id in `aliases`.",
    "change/reused": "A new project must get a new file.",
    "change/style": "A file should have the order and style of `board fmt`.",
    "change/too-many": "One pull request must change no more files than a person can review.",
    "change/twin": "Two names in the repository must not differ in capitals only.",
    "check/failed": "Every check must run to its end. If one fails, it is not your fault.",
    "date/format": "A date must be written year-month-day, such as 2026-11-23.",
    "date/impossible": "A date must exist in the calendar.",
    "date/out-of-range": "A date must be in the years 2000 to 2100.",
    "employer/inline-beside-file": "A listing must not describe its employer if employer.yml does.",
    "employer/inline-differs": "Listings of one folder must describe the employer in the same way.",
    "employer/inline-not-needed": "A listing should not repeat what employer.yml says.",
    "employer/missing": "An employer.yml, or `employer` in a listing, must describe the employer.",
    "employer/unreadable": "The listing that describes a folder's employer must have no errors.",
    "field/choice": "Where you can choose between fields, you must fill in exactly one.",
    "field/empty": "A field must not be empty.",
    "field/format": "A field must have the form that its description gives.",
    "field/missing": "Every required field must be there.",
    "field/name": "A name that you choose must have the form that its description gives.",
    "field/not-here": "A field must be in a place where it can be set.",
    "field/not-a-choice": "A field with a fixed choice of words must have one of them.",
    "field/not-https": "A web address must start with https://.",
    "field/out-of-range": "A number must be within its limits.",
    "field/too-long": "A text must not be longer than allowed.",
    "field/too-many": "A list must not be longer than allowed.",
    "field/too-short": "A text must be long enough to be useful.",
    "field/twice": "A list must not have the same entry twice.",
    "field/type": "A field must have the right type: text, a number, a list and so on.",
    "field/unknown": "Every field must be one the board knows.",
    "field/url": "A web address must be complete and have nothing unusual in it.",
    "file/case-twin": "Two names must not differ in capitals only.",
    "file/empty-folder": "An employer's folder must have files in it.",
    "file/conflict": "A file must not have an unresolved merge or upgrade conflict in it.",
    "file/control-character": "A file must not have control characters in it.",
    "file/empty": "A file must not be empty.",
    "file/ending": "A listing's file name must end in .yml.",
    "file/hidden-character": "A file must not have invisible characters in it.",
    "file/link": "A file must be a file, not a link to another.",
    "file/more-problems": "A file must have at most 50 problems; others are only counted.",
    "file/name": "A file's name must fit into a web address: a-z, 0-9 and single hyphens.",
    "file/no-folder": "A listing must be in its employer's folder.",
    "file/not-a-file": "Everything in an employer's folder must be an ordinary file.",
    "file/not-utf8": "A file must be saved as UTF-8.",
    "file/reserved-name": "A file's name must be allowed on Windows too.",
    "file/too-deep": "An employer's folder must not have folders in it.",
    "file/too-large": "A file must be at most 32 KiB.",
    "file/unexpected": "An employer's folder must have only listings and a logo in it.",
    "issue/employer-known": "Employer details should be left out if the board has them already.",
    "issue/employer-unknown": "An issue should name an employer on the board or describe its own.",
    "issue/form": "An issue must keep the form's headings, in order, and nothing around them.",
    "issue/heading-twice": "An answer in an issue must not have a heading of the form in it.",
    "issue/not-yours": "An employer's listings must be added and changed by its maintainers only.",
    "issue/refused": "A listing must be in a state in which it can be closed or extended.",
    "issue/unknown-listing": "A listing that an issue names must be on the board.",
    "language/not-judged": "A text should be in a language that the rules cover.",
    "logo/missing": "The logo that employer.yml names should be there.",
    "logo/not-a-picture": "A logo must be a png or webp picture.",
    "logo/too-large": "A logo must be at most 64 KB.",
    "settings/address": "The site's and the repository's addresses must be complete web addresses.",
    "settings/analytics": "A board must not count its readers or call a third party.",
    "settings/announce": "What is announced must be a part of the board.",
    "settings/code": "Other plugins and hooks should be code that you trust.",
    "settings/collection": "A collection must have a condition.",
    "settings/colour": "The accent must be a colour in which text can be read.",
    "settings/contact": "A board's contact must be an email address or an https address.",
    "settings/currency": "Floors and the board's own currency must be currencies that exist.",
    "settings/engine": "mkdocs.yml must leave the engine set up as a board needs it.",
    "settings/exchange-rates": "A board's own exchange rates must be for currencies that exist.",
    "settings/file": "A file that mkdocs.yml names must be there.",
    "settings/folder": "Folders that mkdocs.yml names must be inside the board, for that use only.",
    "settings/key": "The keys of mkdocs.yml must be spelt correctly.",
    "settings/language": "The site's language must be one that the theme supports.",
    "settings/link": "Links of the header and the footer must lead to pages of the site.",
    "settings/logo": "The board's logo must be a small picture that can do no harm.",
    "settings/missing": "The board must have its settings, schemas and vocabularies.",
    "settings/nav": "Each entry of `nav` must be a page, or a title with pages.",
    "settings/network": "A board of the network must be another board, at a public https address.",
    "settings/not-plain": "The board's own settings must be plain values, without tags or aliases.",
    "settings/not-used": "Theme settings that a board does not use should be left out.",
    "settings/override": "A file in overrides/ must replace one of the program's and be readable.",
    "settings/place": "A board's settings must be below `extra.board`.",
    "settings/plugin": "mkdocs.yml must name the plugin `board`.",
    "settings/reads-files": "A page should not be able to publish files from outside the site.",
    "settings/schema": "A schema must be valid JSON.",
    "settings/schema-not-used": "A board should not have its own schemas: the program's are used.",
    "settings/third-party": "Nothing that mkdocs.yml adds must call a third party.",
    "settings/time-zone": "The board's time zone must be a name of the tz database.",
    "settings/vocabulary": "A board's own words must have ids and labels, and mean one thing each.",
    "vocabulary/alias": "A word should be written by its id; other spellings are understood.",
    "vocabulary/unknown": "Skills, categories and industries must be words this board knows.",
    "yaml/anchor": "A file must not use anchors (& and *).",
    "yaml/comment": "A `#` must not cut off a text.",
    "yaml/duplicate-key": "A field must be there only once.",
    "yaml/key-not-text": "A field's name must be a word.",
    "yaml/merge-key": "A file must not use merge keys (<<).",
    "yaml/not-fields": "A file must consist of fields.",
    "yaml/number": "A number must be written in full.",
    "yaml/several-documents": "A file must contain one listing only.",
    "yaml/syntax": "A file must be YAML that can be read.",
    "yaml/tag": "A file must not use tags (!).",
    "yaml/too-deep": "Lists and fields must not be nested more than 8 deep.",
}
_HINTS = {
    "change/closed-but-edited", "change/style", "employer/inline-not-needed",
    "issue/employer-known", "issue/employer-unknown", "language/not-judged", "logo/missing",
    "settings/code",
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
