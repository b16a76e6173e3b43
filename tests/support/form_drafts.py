"""Drafts of listings and employers as people fill in the form: most of them with something wrong.

Texts are put together from the examples of all rules, from what rules must leave alone, and from
characters that programs get wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any

from generator.checking.rule_docs import explained
from generator.checking.rules import RULES
from generator.model.listing import Listing
from tests.checking.rules.samples import data_of, item
from tests.checking.rules.test_words import CODE, FOUND, QUIET, TITLES
from tests.support.trees import EMPLOYER, GOOD

Draft = dict[str, Any]

# Makes an example long enough for a description.
FILLER = "\n\n" + "The shops are near the harbour and open at nine, and you can go by tram. " * 3


def _good(kind: str) -> Draft:
    return data_of(EMPLOYER if kind == "employer" else GOOD)


def examples() -> Iterator[tuple[str, Draft]]:
    """The rules' examples, laid over a good listing or employer, and which of the two it is."""
    for rule in RULES:
        for example in (explained(rule).wrong, explained(rule).right):
            for document in example.documents:
                fields = data_of(document)
                kind = "listing" if isinstance(item(fields), Listing) else "employer"
                fields.pop("id", None)
                draft = {**_good(kind), **fields}
                if "description" in fields:
                    draft["description"] += FILLER
                yield kind, draft


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    parts = value.values() if isinstance(value, Mapping) else value
    if isinstance(value, (Mapping, list)):
        for part in parts:
            yield from _texts(part)


_ODD = (
    "", " ", "\n", "\n\n", ". ", ", ", ": ", "! ", "?!", "!!!", "???", "…", "—", "“", "”", "„", "«",
    "»", "‘", "’", "'", '"', "`", "``", "```\n", "*", "**", "_", "__", "~~", "#", "# ", "## ",
    "\n===\n", "\n---\n", "> ", "- ", "1. ", "|", "[", "]", "(", ")", "{{", "}}", "{%", "<", ">",
    "<b>", "</b>", "<br>", "<!--", "![", "&amp;", "&lt;", "\\", "\t", "\u00a0", "\u2003", "\u3000",
    "İ", "ı", "ſ", "K", "ß", "ẞ", "ﬁ", "ŉ", "Σ", "ς", "ΑΣ", "ª", "²", "½", "Ⅷ", "e\u0301", "\u0301",
    "é", "É", "Ł", "Ø", "東京", "書店", "ー", "مرحبا", "हिन्दी", "עברית", "ไทย", "ა", "ᲐᲑ", "🙂",
    "👩\u200d💻", "🏳️", "𝒳𝒴", "𐐀𐐁", "★", "→", "€", "$", "₹", "@", "+", "0", "7", "12", "(", "20",
    "+351 912 345 678", "call ", "https://acme.example/x", "http://acme.example/x", "bit.ly/x",
    "t.me/abc", "![a](https://b.example)", "ana@acme.example", "not ", "never ", "no ", "n't ",
    "unpaid ", "unpaıd ınternship", "UNPAID INTERNSHIP WITHOUT PAY", "your ", "passport", "send ",
    "x" * 40, "Bookshops", "Acme",
)  # fmt: skip
_DOCUMENTED = [text for _, draft in examples() for text in _texts(draft)]
_SAID = [*_DOCUMENTED, *(text for some in FOUND.values() for text in some), *QUIET, *TITLES, CODE]
_DAYS = (
    "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24",
    "2026-12-04", "2026-12-18", "2027-01-15", "2027-02-28", "2027-02-30", "2027-13-01",
    "2027-14-12", "2028-02-29", "0000-01-01", "9999-12-31", "1.2.2027", "13/1/2027", "1/5/2027",
    "1-5-2027", "5 January 2027", "Fri, Jan. 15 2027", "2027/1/5", "2027/14/12", "soon", "",
    "2027-01-05T09:00Z", "flexible", "“2027-01-15”", "31 June 2027", "２０２７-01-05",
    "5 janvıer 2027", "0001-01-01", "1999-12-31", "2101-01-01",
    "9999-12-31",
)  # fmt: skip
_SOUND_DAYS = _DAYS[:9]
_NUMBERS = (
    "0", "-1", "0.5", "1", "2", "2.50", "3", "4", "5", "9.99", "12", "12.5", "13", "15", "20", "21",
    "33.3", "40", "40.1", "41", "60", "80", "80.0", "81", "100", "160", "160.0", "161", "181",
    "199", "200", "240", "400", "400.50", "400.005", "400.125", "0.00000001", "1000000000",
    "1000000001", "123456789.123456",
)  # fmt: skip
_URLS = (
    "https://acme.example/apply", "https://jobs.acme.example", "https://www.acme.co.uk/jobs",
    "https://acme-careers.test-hiring.com/apply", "https://boards.greenhouse.io/acme",
    "acme.example", "“https://acme.example/apply”",
    "https://bit.ly/abc", "https://docs.google.com/forms/d/1aBcD/edit", "www.acme.com/apply", "",
    "https://forms.gle/x", "http://acme.example/apply", "ana@acme.example", "+351 912 345 678",
    "https://localhost/apply", "https://127.0.0.1/apply", "https://0x7f.1/apply", "https://a",
    "https://acme.internal/x", "https://acme.example:8080/", "https://acme.example:/apply",
    "https://acme.example:x/apply", "https://acme.example:99999/", "https://me@acme.example/",
    "https://[::1]/apply", "https://[::1/apply", "https://acme.example/a b", "https://acme.example/<",
    "https://acmе.example/apply", "https://xn--acm-8cd.example/", "https://xn--mnchen-3ya.example",
    "https://xn--80ak6aa92e.com/", "https://xn--99999999.example/", "https://xn--.example/x",
    "https://bücher.example/x", "https://東京.example/apply", "https://ａｃｍｅ.example/",
    "https://acme.example/℀", "https://a℀b.example/x", "https://www.acme.example./?utm_source=x",
    "https://example.com/apply", "https://acme.github.io/x", "https://γοογλε.example/",
    "https://ACME.Example/apply", "https://user:pw@acme.example:80/", "javascript:alert(1)",
    "https://acme.example?fbclid=1", "https:/acme.example", "https://.example/apply",
    "https://" + "a" * 500 + ".example/", "https://admin.typeform.com/x", "https://t.co/x",
)  # fmt: skip
_EMAILS = (
    "jobs@acme.example", "acme.jobs@gmail.com", "jobs@gmial.com", "jobs@acme..example", "a@b", "",
    ".jobs@acme.example", "jo..bs@acme.example", "jobs@Example.com", "jobs@127.0.0.1", "x@y.z.w",
    "jobs@acme", "mailto:jobs@acme.example", "JOBS @acme.example", "acme.example/apply", "no email",
    "+351 912 345 678", "jobs@acme.co.uk", "jobs@greenhouse.io", "josé@acme.example",
    "@acme.example",
    "a@" + "b" * 260 + ".example", "jobs@other.example", "jobs@acme-.example", "jobs@-acme.example",
)  # fmt: skip
_WORDS = (
    "excel", "MS Excel", "ms-excel", "Excell", "market-research", "interviewing", "writing",
    "editing", "data-entry", "photography", "marketresearch", "sqll", "zzzzzz", "", "research",
    "Design", "retail", "software", "reserch", "e-commerce", "İnterviewing", "ЕXCEL", "excel" * 20,
    "python", "Python ", "c++", "C#", "figma", "tableu", "powerpoint", "public speaking", "🙂",
)  # fmt: skip
# Names of countries and languages become codes in the form's own lists, before they are checked.
_COUNTRIES = (
    "PT",
    "US",
    "CA",
    "UK",
    "EU",
    "XX",
    "ZZ",
    "GB",
    "EL",
    "pt",
    "Elsewhere",
    "",
    "P",
    "ÅB",
)
_LANGUAGES = (
    "en",
    "pt-BR",
    "jp",
    "ja",
    "eng",
    "xx",
    "EN",
    "ace",
    "zzz",
    "germanish",
    "",
    "zh-Hant-TW",
)
_CURRENCIES = ("USD", "EUR", "JPY", "KWD", "XAF", "usd", "", "DOLLAR", "USd")


IsReadable = Callable[[str, Draft], bool]


def drafts(count: int, is_readable: IsReadable) -> Iterator[tuple[str, Draft]]:
    """`listing` or `employer`, and its data. One listing in three has its employer in it.

    Two of three drafts only have changes after which `is_readable`: rules run on no others.
    """
    for seed in range(count):
        random = Random(seed)
        kind = "employer" if seed % 8 == 0 else "listing"
        found = _good(kind)
        if kind == "listing" and seed % 3 == 0:
            found["employer"] = _good("employer")
        names = [*_CHANGES[kind], *_TEXTS * 4] if kind == "listing" else [*_CHANGES[kind]]
        for name in random.choices(names, k=random.randint(1, 7)):
            changed = _changed(random, found, name, kind)
            if random.random() < 0.1 or seed % 3 == 1 or is_readable(kind, changed):
                found = changed
        yield kind, found


Change = Callable[[Random], Any]


def _changed(random: Random, data: Draft, name: str, kind: str) -> Draft:
    changed = deepcopy(data)
    if name == "employer":
        changed = {"employer": _good("employer"), **changed}
        inside = random.choice([*_CHANGES["employer"]])
        changed["employer"] = _changed(random, changed["employer"], inside, "employer")
    elif random.random() < 0.05:
        changed.pop(name, None)
    else:
        changed[name] = _CHANGES[kind][name](random)
    return changed


def _text(least: int, most: int) -> Change:
    """A text; nine in ten have a length that the field may have."""

    def make(random: Random) -> str:
        parts = (random.choice(_SAID if random.random() < 0.5 else _ODD) for _ in range(9))
        joint = random.choice(("", " ", " ", "\n", "\n\n", ". "))
        text = joint.join([*parts][: random.randint(1, 9)])
        if random.random() < 0.1:
            return text
        if random.random() < 0.05:
            return f"“{random.choice(_SAID)}”"[:most]
        if len(text.strip()) < least:
            text += FILLER
        return text.strip()[:most].strip()

    return make


def _one_of(*values: Any) -> Change:
    return lambda random: deepcopy(random.choice(values))


def _list(change: Change, most: int) -> Change:
    return lambda random: [change(random) for _ in range(random.randint(0, most))]


def _number(random: Random) -> Any:
    text = random.choice(_NUMBERS if random.random() < 0.2 else _NUMBERS[3:-6])
    return Decimal(text) if "." in text else int(text)


def _day(random: Random) -> str:
    return random.choice(_SOUND_DAYS if random.random() < 0.95 else _DAYS)


def _range(random: Random) -> Draft:
    names = ("min", "max") if random.random() < 0.95 else ("min",)
    return {name: _number(random) for name in names}


def _hours(random: Random) -> Any:
    return _one_of(*[_number] * 9, *[_range] * 9, _one_of("twenty"))(random)(random)


def _pay(random: Random) -> Any:
    amount = {"amount": _number(random)} if random.random() < 0.6 else _range(random)
    if random.random() < 0.05:
        amount = random.choice(({}, {"amount": 1, "min": 1, "max": 2}, {"amount": "free"}))
    pay = {**amount, "currency": "USD", "per": random.choice(("project", "project", "hour"))}
    if random.random() < 0.3:
        pay["currency"] = random.choice(_CURRENCIES)
    if random.random() < 0.2:
        pay["note"] = _text(3, 200)(random)
    if random.random() < 0.1:
        del pay[random.choice(("currency", "per"))]
    return pay


def _some(changes: Mapping[str, Change]) -> Change:
    def make(random: Random) -> Draft:
        names = [name for name in changes if random.random() < 0.5]
        return {name: changes[name](random) for name in names}

    return make


def _deliverable(random: Random) -> Any:
    what = _text(3, 200)
    return random.choice((what, _some({"what": what, "due": _day}), _with_due))(random)


def _with_due(random: Random) -> Draft:
    return {"what": "Ten slides", "due": _day(random)}


def _apply(random: Random) -> Draft:
    apply: Draft = random.choice(
        ({"url": _one_of(*_URLS)(random)}, {"email": _one_of(*_EMAILS)(random)})
    )
    if random.random() < 0.4:
        apply["instructions"] = _text(3, 600)(random)
    if random.random() < 0.05:
        return random.choice(({}, {"url": "https://acme.example/", "email": "jobs@acme.example"}))
    return apply


def _outcome(random: Random) -> Draft:
    return {"summary": _text(20, 300)(random), **_MORE_OF_OUTCOME(random)}


_MORE_OF_OUTCOME = _some({
    "link": _one_of(
        *_URLS, "https://github.com/ana", "https://github.com/ana/survey", "https://m.example/@ana"
    ),
    "hired": _one_of(True, False, "yes", "no", "maybe", 2),
})  # fmt: skip
_TEXTS = ("title", "summary", "description", "deliverables", "apply", "eligibility")
_FLAG = _one_of(True, False, "A monthly call", "x", "")
_LISTING: dict[str, Change] = {
    "title": _text(8, 80),
    "summary": _text(40, 200),
    "description": _text(200, 6000),
    "deliverables": _list(_deliverable, 4),
    "category": _one_of(*_WORDS),
    "industry": _one_of(*_WORDS),
    "skills": _list(_one_of(*_WORDS[:20]), 11),
    "gains": _list(_one_of(*_WORDS[:8]), 3),
    "level": _one_of("beginner", "intermediate", "advanced", "beginer", ""),
    "hours": _hours,
    "duration_weeks": _one_of(1, 2, 3, 12, 13, 0, Decimal("3.0"), "x"),
    "start": _one_of("flexible", *_DAYS),
    "pay": _pay,
    "place": _some({
        "mode": _one_of("remote", "remote", "hybrid", "onsite", "remotely"),
        "city": _one_of("Lisbon", "", "x" * 81), "country": _one_of(*_COUNTRIES),
        "applicant_countries": _list(_one_of(*_COUNTRIES), 3),
    }),
    "eligibility": _some({
        "audience": _list(_one_of("students", "graduates", "anyone"), 2),
        "min_age": _one_of(13, 16, 18, 22), "enrolment": _text(3, 200),
        "work_authorisation": _text(3, 200),
    }),
    "offers": _some({
        "mentor": _FLAG, "feedback": _FLAG, "pathway": _list(_one_of("job", "jobs"), 2),
    }),
    "terms": _some({
        "engagement": _one_of("contractor", "freelance"), "portfolio": _one_of("yes", "ask", "no"),
        "nda": _one_of(True, False, "yes", "maybe"), "ip": _text(3, 200),
    }),
    "openings": _one_of(1, 50, 51, 0),
    "language": _one_of(*_LANGUAGES),
    "accommodations": _text(3, 400),
    "posted": _day,
    "deadline": _day,
    "status": _one_of("filled", "filled", "filled", "open", "withdrawn", "taken"),
    "outcome": _outcome,
    "apply": _apply,
    "aliases": _list(_one_of("acme/draft", "acme/old", "Acme/x", "acme"), 2),
}  # fmt: skip
_EMPLOYER: dict[str, Change] = {
    "name": _one_of(
        "Acme", "Bookshops", "Ox", "X", "Straße & Söhne", "ΣΊΣΥΦΟΣ", "東京書店", "“Acme”"
    ),
    "website": _one_of(*_URLS),
    "about": _text(40, 1000),
    "industry": _one_of(*_WORDS),
    "country": _one_of(*_COUNTRIES),
    "size": _one_of("1-10", "11-50", "10", ""),
    "maintainers": _list(_one_of("ana", "bo-b", "-x", "@ana", "a" * 40, "github.com/bo-b/"), 3),
}
_CHANGES: dict[str, dict[str, Change]] = {
    "listing": {**_LISTING, "employer": _one_of(None)},
    "employer": _EMPLOYER,
}
