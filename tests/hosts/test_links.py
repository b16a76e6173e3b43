"""Links to edit, post and report take the form of the board's host."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from lxml import html

from generator.hosts.links import edit_file_url, file_links, new_file_url, new_issue_url
from generator.model.settings import Settings
from generator.rendering.pages.site_pages import pages
from tests.support.boards import SETTINGS, board

GITHUB = "https://github.com/example/board"
GITLAB = "https://gitlab.example.org/group/sub/board"
FORGEJO = "https://codeberg.org/example/board"
PATH = "listings/acme/survey.yml"
TITLE = "About the listing a/b & c"
QUOTED = "About%20the%20listing%20a%2Fb%20%26%20c"
HOSTS = {
    GITHUB: (
        "/new/main?filename=listings%2Facme%2Fsurvey.yml",
        f"/edit/main/{PATH}",
        f"/issues/new?template=report-a-listing.yml&title={QUOTED}",
    ),
    GITLAB: (
        "/-/new/main?file_name=listings%2Facme%2Fsurvey.yml",
        f"/-/edit/main/{PATH}",
        f"/-/issues/new?issuable_template=report-a-listing&issue%5Btitle%5D={QUOTED}",
    ),
    FORGEJO: (
        "/_new/main/?filename=listings%2Facme%2Fsurvey.yml",
        f"/_edit/main/{PATH}",
        f"/issues/new?template=.forgejo%2Fissue_template%2Freport-a-listing.yml&title={QUOTED}",
    ),
}


def of(repo_url: str, **changes: str) -> Settings:
    return replace(SETTINGS, repo_url=repo_url, contact="", **changes)


@pytest.mark.parametrize("repo", HOSTS)
def test_each_host_has_its_own_addresses(repo: str) -> None:
    found = (
        new_file_url(of(repo), PATH),
        edit_file_url(of(repo), PATH),
        new_issue_url(of(repo), "report-a-listing", TITLE),
    )
    assert found == tuple(repo + rest for rest in HOSTS[repo])


def test_a_setting_says_what_the_address_does_not() -> None:
    own = "https://git.example.org/example/board"
    assert edit_file_url(of(own, host="gitlab"), PATH) == f"{own}/-/edit/main/{PATH}"
    assert edit_file_url(of(own, host="forgejo"), PATH) == f"{own}/_edit/main/{PATH}"


def test_without_a_repository_there_are_none() -> None:
    assert new_file_url(of(""), PATH) == edit_file_url(of(""), PATH) == ""
    assert new_issue_url(of(""), "report-a-listing", TITLE) == ""
    assert file_links(of("")).view("1" * 40, PATH, 1) == ""


@pytest.mark.parametrize("repo", HOSTS)
def test_a_listing_s_page_leads_to_a_new_issue(repo: str) -> None:
    shown = board(settings=of(repo))
    page = next(page for page in pages(shown) if page.path == "listings/acme/turbine-data/")
    (link,) = html.document_fromstring(page.content).xpath(
        "//a[. = 'Something wrong with this listing?']/@href"
    )
    assert link.startswith(f"{repo}/") and "/issues/new?" in link
    address = "https://board.example/listings/acme/turbine-data/"
    filled = {GITHUB: f"&address={address}", FORGEJO: f"&field:address={address}"}.get(repo, "")
    assert unquote(link).endswith(f"=About the listing acme/turbine-data{filled}")


def test_a_listing_s_page_offers_the_contact_too() -> None:
    """The form needs an account, which a student may not have."""
    for repo, contact, texts in (
        (GITHUB, "board@careers.example", ["Something wrong with this listing?", "write to us"]),
        ("", "board@careers.example", ["Something wrong with this listing?"]),
        ("", "", []),
    ):
        shown = board(settings=replace(of(repo), contact=contact))
        page = next(page for page in pages(shown) if page.path == "listings/acme/turbine-data/")
        found = html.document_fromstring(page.content).xpath("//p[@class='b-small']/a")
        assert [link.text_content() for link in found] == texts
        if contact:
            subject = "?subject=About the listing acme/turbine-data"
            assert unquote(found[-1].get("href")) == f"mailto:{contact}{subject}"


@pytest.mark.parametrize(
    ("repo", "edit"),
    [
        (GITHUB, f"https://github.com/ana/board/edit/a%23b/c/{PATH}#L3"),
        (GITLAB, f"https://gitlab.example.org/ana/board/-/edit/a%23b/c/{PATH}"),
        (FORGEJO, f"https://codeberg.org/ana/board/_edit/a%23b/c/{PATH}"),
    ],
)
def test_a_fork_is_on_the_same_host(repo: str, edit: str) -> None:
    assert file_links(of(repo), "ana/board", "a#b/c").edit(PATH, 3) == edit
    assert file_links(of(repo), "", "a#b/c").edit(PATH, 3) == "", "the fork was deleted"
