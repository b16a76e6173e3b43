"""Checks of mkdocs.yml and the listings. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.checking.rule_kit.hosts import is_sample
from generator.model.numbers import count
from generator.upkeep.doctor.facts import Given, Listings, SettingsFacts
from generator.upkeep.doctor.finding import Finding, fix, look, ok, unknown

PLACEHOLDERS = frozenset({"careers-ana"})  # logins of people who only exist in examples
_KNOW_ADDRESS = ("github", "gitlab")  # hosts that tell a workflow where the site will be
_OWNERS = frozenset({"owner"})  # of repositories that only exist in examples


def settings_findings(facts: SettingsFacts) -> Iterator[Finding]:
    """All findings about settings and listings, in the page's order."""
    yield _mistakes(facts)
    given = facts.given
    yield _site_url(given)
    yield _repo_url(given)
    yield _contact(given)
    yield _maintainers(given)
    yield _floors(given)
    if given.demo_day:
        yield fix(
            "settings/demo-day",
            "`demo_day` is set: the board shows samples, moves their dates and sends no reminders.",
            "Remove the line `demo_day` and the samples in listings/ to run a real board.",
        )
    yield from _listings(facts.listings, is_demo=bool(given.demo_day))


def is_placeholder(address: str) -> bool:
    """Whether a web or email address leads to a name that is kept for examples."""
    return is_sample(_host(address))


def _host(address: str) -> str:
    if "://" not in address:
        return address.rpartition("@")[2].lower()
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _mistakes(facts: SettingsFacts) -> Finding:
    if not facts.problems:
        return ok("settings/valid", "mkdocs.yml has no mistakes.")
    first, number = facts.problems[0], len(facts.problems)
    return fix(
        "settings/valid",
        f"mkdocs.yml has {count(number, 'mistake')}. Line {first.place.line}: {first.message}",
        "Run `board check`: it shows each line and what to write instead.",
    )


def _site_url(given: Given) -> Finding:
    check = "settings/site-url"
    if not given.site_url and given.host in _KNOW_ADDRESS:
        return ok(check, "`site_url` is left out: the workflow that publishes sets it.")
    if not given.site_url:
        return look(
            check,
            "`site_url` is left out, so feeds don't know the site's address.",
            "Write the address of the site in mkdocs.yml.",
        )
    if is_placeholder(given.site_url):
        return fix(
            check,
            f"`site_url` is an example: {given.site_url}",
            "Write the address of your site in mkdocs.yml.",
        )
    return ok(check, f"The site's address is {given.site_url}")


def _repo_url(given: Given) -> Finding:
    check, action = "settings/repo-url", "Write the address of your repository in mkdocs.yml."
    if not given.repo_url:
        message = "`repo_url` is missing, so nobody can send, edit or report a listing there."
        return fix(check, message, action)
    path = urlsplit(given.repo_url).path.strip("/").lower()
    if is_placeholder(given.repo_url) or path.partition("/")[0] in _OWNERS:
        return fix(check, f"`repo_url` is an example: {given.repo_url}", action)
    return ok(check, f"The repository is {given.repo_url}")


def _contact(given: Given) -> Finding:
    check = "settings/contact"
    action = "Write an email address or an https address in mkdocs.yml, at `contact`."
    if not given.contact:
        return fix(check, "`contact` is missing, so people can't ask about a listing.", action)
    if is_placeholder(given.contact):
        return fix(check, f"`contact` is an example: {given.contact}", action)
    return ok(check, f"People write to {given.contact}")


def _maintainers(given: Given) -> Finding:
    check = "settings/maintainers"
    if not given.maintainers:
        return fix(
            check,
            "`maintainers` is empty, so nobody may decide when an employer can't.",
            "Write your login at the host in mkdocs.yml, such as `maintainers: [your-login]`.",
        )
    if invented := [name for name in given.maintainers if name.lower() in PLACEHOLDERS]:
        return fix(
            check,
            f"`maintainers` names an example: {', '.join(invented)}.",
            "Write your own login instead.",
        )
    return ok(check, f"Maintained by {', '.join(given.maintainers)}.")


def _floors(given: Given) -> Finding:
    if not given.floors:
        return fix(
            "settings/floors",
            "`floors` is empty, so listings are refused in every currency.",
            "Write the minimum hourly pay, such as `floors: {EUR: 15}`.",
        )
    some = ", ".join(given.floors[:6])
    more = f" and {len(given.floors) - 6} more" if len(given.floors) > 6 else ""
    return ok("settings/floors", f"There is a minimum hourly pay for {some}{more}.")


def _listings(listings: Listings | None, *, is_demo: bool) -> Iterator[Finding]:
    if listings is None:
        message = "The listings can't be checked until mkdocs.yml is right."
        yield unknown("settings/listings", message)
        return
    if listings.errors:
        yield fix(
            "settings/listings",
            f"The files in listings/ have {count(listings.errors, 'error')}: "
            "what is wrong is left out of the site.",
            "Run `board check`.",
        )
    counted = (
        f"{count(listings.open, 'open listing')}, {listings.closed:,} closed, "
        f"{count(listings.employers, 'employer')}."
    )
    if listings.closed and not listings.open:
        yield look(
            "settings/open-listings",
            f"Nothing is open: {counted}",
            "Ask your employers for new projects, or extend one: `board extend EMPLOYER/NAME`.",
        )
    else:
        yield ok("settings/open-listings", counted)
    if listings.samples and not is_demo:
        yield fix(
            "settings/samples",
            f"{count(listings.samples, 'employer')} in listings/ "
            f"{'is a sample' if listings.samples == 1 else 'are samples'}: "
            "the website is an example.",
            "Delete their folders.",
        )
    if listings.has_example:
        yield ok(
            "settings/example",
            "listings/example.yml is for employers to copy. The board does not read it.",
        )
