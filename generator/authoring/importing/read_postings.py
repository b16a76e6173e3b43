"""Finds the job postings at a web address. Uses the network, through `reading.web` only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.authoring.importing.job_posting import job_posting
from generator.authoring.importing.other_board import is_listing_file, listing_posting
from generator.authoring.importing.page import Page
from generator.authoring.importing.posting import Posting
from generator.authoring.importing.tracking_systems import Api, api_of, embedded_api
from generator.authoring.new_file import AuthoringError
from generator.model.json_text import load_json
from generator.reading.web import Web, WebError
from generator.reading.web_page import StatusError, fetch

_MIB = 1024 * 1024
MOST_PAGE = 2 * _MIB
MOST_API = 8 * _MIB  # an employer's whole list, with its texts
_GONE = (404, 410)
_JSON = "application/json"
_OTHERWISE = "Write the listing yourself: `board new` asks for everything."


def read_postings(url: str, web: Web, schema: Mapping[str, Any]) -> list[Posting]:
    """The postings at `url`, at least one. `schema` is a listing's.

    Raises AuthoringError if the address can't be read, or has none.
    """
    if api := api_of(url):
        return _of_api(api, url, web)
    try:
        fetched = fetch(web, url, MOST_PAGE)
    except WebError as error:
        raise AuthoringError(f"{url[:500]}: {error}") from None
    # The page that an address leads to may be one of those.
    if fetched.url != url and (api := api_of(fetched.url)):
        return _of_api(api, fetched.url, web)
    page = Page(fetched.url, fetched.content)
    if not page.is_html:
        raise AuthoringError(f"{fetched.url}: it is not a web page. {_OTHERWISE}")
    if posting := _of_other_board(page, web, schema):
        return [posting]
    if api := embedded_api(fetched.url, page.text):
        return _of_api(api, fetched.url, web)
    postings = [
        job_posting(item, page.url, f"the page's JobPosting ({form})")
        for item, form in page.items("JobPosting")
    ]
    found = [posting for posting in postings if posting.title]
    if not found:
        raise AuthoringError(f"{fetched.url}: {_why_none(page)} {_OTHERWISE}")
    return found


def _of_api(api: Api, url: str, web: Web) -> list[Posting]:
    what = "has no such posting; it may be closed." if api.job else "has no open posting there."
    none = AuthoringError(f"{url}: {api.name} {what} {_OTHERWISE}")
    try:
        data = load_json(fetch(web, api.url, MOST_API).content)
    except WebError as error:
        if isinstance(error, StatusError) and error.status in _GONE:
            raise none from None
        raise AuthoringError(f"{api.name} ({api.url}): {error}") from None
    except ValueError:
        raise AuthoringError(f"{api.name} ({api.url}): its answer can't be read.") from None
    postings = [replace(posting, url=posting.url or url) for posting in api.postings(data)]
    if not postings:
        raise none
    return postings


def _of_other_board(page: Page, web: Web, schema: Mapping[str, Any]) -> Posting | None:
    """The listing on a page of a board of this kind. Its page has enough if its data fails."""
    address = page.alternate(_JSON)
    if not is_listing_file(address, page.url):
        return None
    try:
        data = load_json(fetch(web, address, MOST_PAGE).content)
    except (WebError, ValueError):
        return None
    return listing_posting(data, page.url, schema)


def _why_none(page: Page) -> str:
    if page.asks_to_sign_in:
        return "the page asks visitors to sign in, and shows no posting before."
    if not page.reads_json_ld:
        return "the page's JSON-LD can't be read, and nothing else on it is a JobPosting."
    return "the page has no JobPosting that programs can read (JSON-LD or microdata)."
