"""Postings of Greenhouse, Lever and Ashby, by their public APIs. Pure.

These companies run the job pages of many employers. Their APIs for reading need no key:
developers.greenhouse.io/job-board.html, github.com/lever/postings-api, and "Job Postings API" at
developers.ashbyhq.com. An address of a job page leads to the address of its API, and the API's JSON
to postings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape, unescape
from typing import Any
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from generator.authoring.importing.posting import (
    Company,
    Place,
    Posting,
    Salary,
    amount,
    country_code,
    group,
    salary,
    several,
    short,
)

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,99}")
_NUMBER = re.compile(r"[0-9]{1,20}")
_UUID = re.compile(r"[0-9a-fA-F-]{32,40}")
_EMBEDDED = re.compile(
    r"(?:boards|job-boards|boards-api)\.greenhouse\.io/(?:embed/job_(?:board|app)(?:/js)?\?for="
    r"|v1/boards/)([A-Za-z0-9_-]{1,100})"
)
# How Lever and Ashby name a time.
_PER = {
    form.format(time): time
    for form in ("per-{}-salary", "per-{}-wage", "1 {}")
    for time in ("hour", "day", "week", "month", "year")
} | {
    "bi-week-salary": "every two weeks",
    "2 week": "every two weeks",
    "semi-month-salary": "twice a month",
}
# Greenhouse has only titles, such as `Hourly pay range`: their first words.
_FIRST_WORDS = {"hourly": "hour", "weekly": "week", "monthly": "month", "yearly": "year",
                "annual": "year"}  # fmt: skip
_MODES = {"remote": "remote", "hybrid": "hybrid", "on-site": "onsite", "onsite": "onsite"}
_MOST_RANGES = 20

Read = Callable[[Mapping[str, Any], "Api"], Posting]


@dataclass(frozen=True)
class Api:
    """Where an API has the posting, or all of an employer's if `job` is empty."""

    name: str  # of the company that runs it
    url: str
    employer: str  # as it is in the addresses of its pages
    job: str
    read: Read
    jobs_in: str = ""  # the field with the list; empty if the answer is the list or the job

    def postings(self, data: Any) -> list[Posting]:
        """The postings in the API's answer: the one that was asked for, or all."""
        if self.jobs_in and isinstance(data, Mapping) and self.jobs_in in data:
            data = data[self.jobs_in]
        found = [item for item in (data if isinstance(data, list) else [data])
                 if isinstance(item, Mapping) and item.get("isListed") is not False]  # fmt: skip
        if self.job:
            found = [item for item in found if str(item.get("id")).lower() == self.job.lower()]
        postings = (self.read(item, self) for item in found)
        return [posting for posting in postings if posting.title]


def api_of(url: str) -> Api | None:
    """The API that has what the page at `url` shows; None if it is another page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    path = [unquote(part) for part in parts.path.split("/") if part]
    if host in {"boards.greenhouse.io", "job-boards.greenhouse.io"}:
        return _greenhouse_page(path, _query(parts))
    if host in {"jobs.lever.co", "jobs.eu.lever.co"} and path and _TOKEN.fullmatch(path[0]):
        job = path[1] if len(path) > 1 and _UUID.fullmatch(path[1]) else ""
        return _lever(path[0], job, "api.eu.lever.co" if ".eu." in host else "api.lever.co")
    if host == "jobs.ashbyhq.com" and path and _TOKEN.fullmatch(path[0]):
        job = path[1] if len(path) > 1 and _UUID.fullmatch(path[1]) else ""
        url = f"https://api.ashbyhq.com/posting-api/job-board/{quote(path[0])}"
        return Api("Ashby", f"{url}?includeCompensation=true", path[0], job, _ashby, "jobs")
    return None


def embedded_api(url: str, page: str) -> Api | None:
    """The API of the Greenhouse job that an employer's own page at `url` shows, from its HTML."""
    try:
        job = _query(urlsplit(url)).get("gh_jid", "")
    except ValueError:
        return None
    match = _EMBEDDED.search(page)
    return _greenhouse(match[1], job) if match and _NUMBER.fullmatch(job) else None


def _query(parts: SplitResult) -> dict[str, str]:
    try:
        return {
            name: values[0] for name, values in parse_qs(parts.query, max_num_fields=50).items()
        }
    except ValueError:
        return {}


def _greenhouse_page(path: list[str], query: Mapping[str, str]) -> Api | None:
    if path[:1] == ["embed"]:
        path = [query.get("for", ""), "jobs", query.get("token", "")]
    if not path or not _TOKEN.fullmatch(path[0]):
        return None
    job = path[2] if path[1:2] == ["jobs"] and len(path) > 2 else query.get("gh_jid", "")
    return _greenhouse(path[0], job if _NUMBER.fullmatch(job) else "")


def _greenhouse(token: str, job: str) -> Api:
    base = f"https://boards-api.greenhouse.io/v1/boards/{quote(token)}/jobs"
    url = (
        f"{base}/{job}?pay_transparency=true"
        if job
        else f"{base}?content=true&pay_transparency=true"
    )
    return Api("Greenhouse", url, token, job, _from_greenhouse, "jobs")


def _lever(site: str, job: str, host: str) -> Api:
    end = f"{quote(site)}/{job}" if job else quote(site)
    return Api("Lever", f"https://{host}/v0/postings/{end}?mode=json", site, job, _from_lever)


def _from_greenhouse(job: Mapping[str, Any], api: Api) -> Posting:
    url = _https(job.get("absolute_url"))
    where = short(group(job.get("location")).get("name"))
    pay, said = _greenhouse_pay(job.get("pay_input_ranges"))
    return Posting(
        source=_source(api),
        url=url,
        title=short(job.get("title")),
        html=unescape(_string(job.get("content"))),
        apply_url=url,
        company=Company(short(job.get("company_name"), 80), folder=api.employer),
        place=Place("remote" if where.lower() == "remote" else "", said=where),
        salary=pay,
        salary_said=said,
        deadline=short(job.get("application_deadline")),
    )


def _greenhouse_pay(ranges: Any) -> tuple[Salary | None, str]:
    """The pay if there is one range, and what all ranges say. They are in cents."""
    found: list[Salary] = []
    texts = []
    for item in [*several(ranges)][:_MOST_RANGES]:
        item = group(item)
        title, about = short(item.get("title"), 80), short(item.get("blurb"), 80)
        per = _FIRST_WORDS.get(title.partition(" ")[0].lower(), "")
        low, high = (_from_cents(item.get(f"{end}_cents")) for end in ("min", "max"))
        if pay := salary(low, high, item.get("currency_type"), per):
            found.append(pay)
            texts.append(f"{title}: " * bool(title) + pay.said + f" ({about})" * bool(about))
    return (found[0] if len(found) == 1 else None), short("; ".join(texts))


def _from_cents(value: Any) -> Decimal | None:
    cents = amount(value)
    return None if cents is None else cents / 100


def _from_lever(job: Mapping[str, Any], api: Api) -> Posting:
    categories = group(job.get("categories"))
    pay = group(job.get("salaryRange"))
    found = salary(pay.get("min"), pay.get("max"), pay.get("currency"), _time(pay.get("interval")))
    said = short(job.get("salaryDescriptionPlain"))
    url = _https(job.get("hostedUrl"))
    mode = _MODES.get(short(job.get("workplaceType")).lower(), "")
    places = [short(one) for one in several(categories.get("allLocations"))]
    where = "; ".join(dict.fromkeys(filter(None, (short(categories.get("location")), *places))))
    return Posting(
        source=_source(api),
        url=url,
        title=short(job.get("text")),
        html=_lever_text(job),
        apply_url=_https(job.get("applyUrl")) or url,
        company=Company(folder=api.employer),
        place=Place(mode, country=country_code(job.get("country")), said=short(where)),
        salary=found,
        salary_said=_said(found, said),
        employment=short(categories.get("commitment")),
    )


def _lever_text(job: Mapping[str, Any]) -> str:
    """Its parts as one text in HTML; a part that is only there as plain text becomes HTML."""
    parts = [_html_of(job, "description", "descriptionPlain")]
    for item in several(job.get("lists")):
        heading, content = short(group(item).get("text")), group(item).get("content")
        if isinstance(content, str) and content.strip():
            is_bare = "<li" in content and "<ul" not in content
            parts.append(f"<h3>{escape(heading)}</h3>" if heading else "")
            parts.append(f"<ul>{content}</ul>" if is_bare else content)
    return "\n".join([*parts, _html_of(job, "additional", "additionalPlain")])


def _html_of(job: Mapping[str, Any], styled: str, plain: str) -> str:
    """What is in the field `styled`, or else in `plain`, as HTML."""
    if (text := _string(job.get(styled))).strip():
        return text
    text = escape(_string(job.get(plain))).replace("\n", "<br>")
    return f"<p>{text}</p>" if text else ""


def _ashby(job: Mapping[str, Any], api: Api) -> Posting:
    address = group(group(job.get("address")).get("postalAddress"))
    mode = _MODES.get(short(job.get("workplaceType")).lower(), "")
    if not mode and job.get("isRemote") is True:
        mode = "remote"
    pay, said = _ashby_pay(group(job.get("compensation")))
    others = [short(group(one).get("location")) for one in several(job.get("secondaryLocations"))]
    places = [*dict.fromkeys(filter(None, (short(job.get("location")), *others)))]
    is_one = len(places) <= 1 and mode != "remote"
    url = _https(job.get("jobUrl"))
    return Posting(
        source=_source(api),
        url=url,
        title=short(job.get("title")),
        html=_html_of(job, "descriptionHtml", "descriptionPlain"),
        apply_url=_https(job.get("applyUrl")) or url,
        company=Company(folder=api.employer),
        place=Place(
            mode,
            short(address.get("addressLocality"), 80) if is_one else "",
            short(address.get("addressRegion"), 80) if is_one else "",
            country_code(address.get("addressCountry")) if is_one else "",
            said=short("; ".join(places)),
        ),
        salary=pay,
        salary_said=said,
        employment=short(job.get("employmentType")),
    )


def _ashby_pay(data: Mapping[str, Any]) -> tuple[Salary | None, str]:
    said = short(data.get("compensationTierSummary"))
    for item in several(data.get("summaryComponents")):
        item = group(item)
        if short(item.get("compensationType")).lower() != "salary":
            continue
        pay = salary(item.get("minValue"), item.get("maxValue"), item.get("currencyCode"),
                     _time(item.get("interval")))  # fmt: skip
        if pay:
            return pay, _said(pay, said)
    return None, said


def _said(pay: Salary | None, text: str) -> str:
    """How the posting says its pay: in numbers, if it is clear what time they are for."""
    return pay.said if pay and (pay.per or not text) else text


def _source(api: Api) -> str:
    return f"{api.name}'s public job board API"


def _time(text: Any) -> str:
    """`hour` for `per-hour-wage` and `1 HOUR`; empty for any other."""
    return _PER.get(short(text).lower(), "")


def _https(value: Any) -> str:
    text = short(value, 600)
    return text if text.startswith("https://") else ""


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
