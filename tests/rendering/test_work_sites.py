"""The places for on-site work, as `/match/` offers them."""

from __future__ import annotations

import re

from lxml import html

from generator.model.listing import WorkPlace
from generator.rendering.pages.match import match_page
from generator.rendering.work_sites import work_site, work_sites
from tests.support.boards import board, listing

BERGEN = WorkPlace("hybrid", city="Bergen", region="Vestland", country="NO")
KYOTO = WorkPlace("onsite", city="京都", country="JP")
NOWHERE = WorkPlace("onsite", country="PT")
# What assets/match/preferences.js accepts in an address.
ACCEPTED = re.compile(r"[\w-]{1,100}")


def test_a_place_has_an_id_in_any_script_and_a_label() -> None:
    sites = [work_site(listing(place=place)) for place in (BERGEN, KYOTO, NOWHERE)]
    assert sites == [
        ("no-bergen", "Bergen, Norway"),
        ("jp-京都", "京都, Japan"),
        ("pt", "Portugal"),
    ]
    assert all(site and ACCEPTED.fullmatch(site[0]) for site in sites)


def test_remote_work_has_none() -> None:
    assert work_site(listing(place=WorkPlace("remote", country="DK"))) is None


def test_the_page_offers_each_place_once_by_name() -> None:
    places = (KYOTO, BERGEN, BERGEN, WorkPlace("remote"))
    items = [listing(f"acme/p{at}", place=place) for at, place in enumerate(places)]
    assert work_sites(tuple(items)) == {"no-bergen": "Bergen, Norway", "jp-京都": "京都, Japan"}
    page = html.fromstring(match_page(board(*items), search=True).content)
    values = page.xpath("//select[@id='match-site']/option/@value")
    assert values == ["", "remote", "no-bergen", "jp-京都"]
