"""Where people report a listing: from its own page, and while it is under review."""

from __future__ import annotations

from typing import NamedTuple

from generator.board.board import Board
from generator.hosts.links import new_issue_url
from generator.model.listing import Listing
from generator.rendering.pages.mail_link import mail_link

FORM = "report-a-listing"
_FIELD = "address"  # the form's field for the listing, by its id in the form


class ReportLinks(NamedTuple):
    """The report form with the listing filled in, and the board's contact; empty if there is none.

    `contact` is a `mailto:` with a subject, or an https address.
    """

    form: str
    contact: str


def report_links(board: Board, listing: Listing) -> ReportLinks:
    """Where to report a problem with `listing`. The form needs an account, the contact does not."""
    contact, title = board.settings.contact, f"About the listing {listing.id}"
    if contact and not contact.startswith("https://"):
        contact = mail_link(contact, title)
    filled = {_FIELD: board.settings.url + listing.url}
    return ReportLinks(new_issue_url(board.settings, FORM, title, filled), contact)
