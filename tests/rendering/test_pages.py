"""What the pages say: facts in words, closed listings, safe text, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.board import wording
from generator.board.board import Board, State
from generator.model.collection import Collection
from generator.model.exchange import exchange_rates_from
from generator.model.listing import Apply, Offers, Pay, Range, WorkPlace
from generator.model.markdown import rich_text
from generator.rendering.pages.page_template import HtmlPage
from generator.rendering.pages.site_pages import pages
from tests.support.boards import SETTINGS, TODAY, board, listing, many

HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} \" onclick='x' javascript:alert(1) ]]> &amp;"


ARABIC = "نبحث عن قارئ يكتب نبذات جذابة وصادقة لثلاثين كتابًا"


def page_at(path: str, of: Board) -> HtmlPage:
    return next(page for page in pages(of) if page.path == path)


def tree(page: HtmlPage) -> html.HtmlElement:
    return html.document_fromstring(f"<main>{page.content}</main>")


def text(page: HtmlPage) -> str:
    return " ".join(tree(page).text_content().split())


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (Range(Decimal(400), Decimal(400)), "USD", "US$400"),
        (Range(Decimal(300), Decimal(450)), "EUR", "€300–450"),
        (Range(Decimal(12000), Decimal(12000)), "INR", "₹12,000"),
        (Range(Decimal("17.5"), Decimal(20)), "GBP", "£17.50–20"),
        (Range(Decimal(700), Decimal(700)), "KES", "KES\u202f700"),
        (Range(Decimal(400), Decimal(400)), "CAD", "CA$400"),
        (Range(Decimal(400), Decimal(400)), "MXN", "MX$400"),
    ],
)
def test_money_is_never_ambiguous(amount: Range, currency: str, shown: str) -> None:
    assert wording.money(amount, currency) == shown


def test_where_a_day_ends() -> None:
    said = "until the end of Mon 14 December 2026"
    day = date(2026, 12, 14)
    assert wording.until(day, "Etc/GMT+12") == f"{said}, wherever you are"
    assert wording.until(day, "America/New_York") == f"{said}, New York time"


def test_places_and_languages_have_names() -> None:
    item = listing(
        place=WorkPlace(
            "hybrid", city="Århus", country="DK", applicant_countries=("DK", "NO", "SE")
        )
    )
    assert wording.where(item) == "Hybrid · Århus, Denmark"
    assert wording.applicants(item) == "Denmark, Norway or Sweden"
    assert wording.applicants(listing(place=WorkPlace("remote"))) == "anywhere"
    assert wording.language("pt-BR") == "Portuguese (Brazil)"
    assert wording.language("x-klingon") == "x-klingon"


def paid_abroad() -> Board:
    """A board that thinks in dollars, with one listing in shillings and one in dollars."""
    settings = replace(SETTINGS, floors={"USD": Decimal(18), "KES": Decimal(700)})
    shillings = Pay(Range(Decimal(25000), Decimal(25000)), "KES", "project")
    dollars = Pay(Range(Decimal(25), Decimal(25)), "USD", "hour")
    items = (listing("acme/far", pay=shillings), listing("harbour/near", pay=dollars))
    rates = {"base": "USD", "day": "2026-11-26", "source": "By <hand>.", "rates": {"KES": 125}}
    return replace(board(*items, settings=settings), exchange=exchange_rates_from(rates))


def test_pay_in_another_currency_says_about_what_it_is() -> None:
    far = text(page_at("listings/acme/far/", paid_abroad()))
    assert "about KES 1,250–1,666/hour" in far
    assert "about US$10–13/hour" in far
    assert "78% above this board’s minimum of KES 700/hour" in far
    note = "“About” amounts use exchange rates of 26 November 2026. By <hand>."
    assert far.count(note) == 1
    near = page_at("listings/harbour/near/", paid_abroad())
    related = tree(near).find_class("b-related")[0].text_content()
    assert "KES" in related and "about" not in related and note not in text(near)
    assert tree(near).xpath("//p[contains(@class, 'b-about')][@hidden]")


def test_a_page_has_the_source_of_the_rates_if_it_uses_them() -> None:
    abroad, at_home = [*pages(paid_abroad(), search=True)], [*pages(board(), search=True)]
    with_note = {page.path for page in abroad if "b-rates" in page.content}
    assert {"", "browse/", "match/", "shortlist/", "skills/excel/", "employers/acme/"} <= with_note
    assert not {"archive/", "follow/", "employers/", "employers/harbour/"} & with_note
    assert not [page.path for page in at_home if "b-rates" in page.content]


def test_a_listing_says_what_a_student_decides_on() -> None:
    said = text(page_at("listings/harbour/bookshop-survey/", board()))
    for fact in (
        "€400", "about €20–26/hour", "15–20 hours in 3 weeks", "up to 7 a week",
        "Open", "until the end of Mon 14 December 2026, wherever you are", "Remote",
        "from Portugal or Spain", "Beginner", "Flexible", "English", "Harbour Books",
        "by 15 January 2027", "Excel",
    ):  # fmt: skip
        assert fact in said, fact


def test_an_hourly_one_says_what_it_comes_to_in_all() -> None:
    said = text(page_at("listings/acme/turbine-data/", board()))
    assert "€22.50–27 an hour" in said
    assert "€337.50–540 in all" in said
    assert "until the end of" in said


def test_a_deadline_is_also_the_exact_moment_for_the_readers_browser() -> None:
    """Clocks change on 28 March 2027: at the end of that day Berlin is two hours ahead of UTC."""
    for zone, deadline, moment in (
        ("Etc/GMT+12", date(2026, 12, 14), "2026-12-15T12:00Z"),
        ("Europe/Berlin", date(2027, 3, 27), "2027-03-27T23:00Z"),
        ("Europe/Berlin", date(2027, 3, 28), "2027-03-28T22:00Z"),
        ("Asia/Kolkata", date(2026, 12, 14), "2026-12-14T18:30Z"),
    ):
        item = listing(deadline=deadline)
        of = board(item, settings=replace(SETTINGS, time_zone=zone))
        (time,) = tree(page_at(item.url, of)).xpath("//*[contains(@class, 'b-box__day')]/time")
        assert time.get("datetime") == moment


def test_applying_by_mail_starts_with_three_prompts() -> None:
    page = page_at("listings/acme/turbine-data/", board())
    (link, *others) = tree(page).xpath("//a[starts-with(@href, 'mailto:work@')]/@href")
    assert others == [link]  # in the box, and below the instructions
    subject, body = (unquote(part.partition("=")[2]) for part in link.split("?")[1].split("&"))
    assert subject == "Clean wind turbine data for R&D"
    assert [line for line in body.split("\r\n") if line] == [
        "Why this project interests me:",
        "Something I made that shows I can do it (a link or an attachment):",
        "When I can work on it, and where I am:",
    ]


def test_a_listing_introduces_its_employer_and_what_became_of_its_other_projects() -> None:
    others = [
        listing("harbour/open", title="An open one", deadline=date(2026, 12, 20)),
        listing("harbour/filled", title="A filled one", status="filled"),
        listing("harbour/gone", title="A withdrawn one", status="withdrawn"),
        listing("harbour/passed", title="One that passed", deadline=date(2026, 11, 16),
                posted=date(2026, 10, 1)),
    ]  # fmt: skip
    of = board(listing(), *others, listing("acme/other"))
    (about,) = tree(page_at(listing().url, of)).xpath("//*[@class='b-employer']")
    said = " ".join(about.text_content().split())
    assert "Harbour Books" in said and "Retail · Portugal · harbour.example" in said
    assert "On this board since 1 October 2026: 5 projects" in said
    rows = [" ".join(row.text_content().split()) for row in about.xpath(".//*[@class='b-rows']/li")]
    assert rows == [
        "An open one €400 · deadline 20 December 2026",
        "A filled one €400 · filled",
        "A withdrawn one €400 · withdrawn",
        "One that passed €400 · deadline passed on 16 November 2026",
    ]
    alone = tree(page_at(listing().url, board(listing(), listing("acme/other"))))
    assert not alone.xpath("//*[@class='b-employer']//*[@class='b-rows']")


def test_a_table_of_a_strangers_text_can_scroll_by_itself() -> None:
    item = listing(description=rich_text("Sizes:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd."))
    (table,) = tree(page_at(item.url, board(item))).xpath("//table")
    assert (table.getparent().get("class"), table.getparent().get("tabindex")) == ("bs-wide", "0")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("acme/filled", "is filled"),
        ("harbour/last-week", "The deadline passed on 16 November 2026"),
    ],
)
def test_a_closed_listing_keeps_its_page_but_not_its_apply_button(path: str, why: str) -> None:
    page = page_at(f"listings/{path}/", board())
    assert why in text(page)
    assert "harbour.example/apply" not in page.content
    assert "mailto:" not in page.content.replace("mailto:board@board.example", "")
    assert "Open projects like this" in text(page)


def test_every_open_listing_is_on_browse_and_every_closed_one_in_the_archive() -> None:
    shown = board()
    browse = page_at("browse/", shown).content
    months = "".join(page.content for page in pages(shown) if page.path.startswith("archive/2"))
    for item in shown.listings:
        assert (f"../{item.url}" in browse) is (shown.state(item) is State.OPEN)
        assert (f"../../{item.url}" in months) is (shown.state(item) is not State.OPEN)


def test_a_part_shows_the_last_five_that_closed() -> None:
    """The archive, which is linked beside them, has all."""
    items = (listing(f"harbour/gone-{day}", status="filled") for day in range(8))
    page = page_at("categories/research/", board(listing(), *items))
    closed = tree(page).xpath("//section[header/h2='Recently closed']")[0]
    assert len(closed.xpath(".//li")) == 5
    assert closed.xpath("header/a/@href") == ["../../archive/"]


def test_the_archive_says_what_is_known() -> None:
    """A deadline to come is not told as a day on which the project closed."""
    later = date(2026, 12, 10)
    items = (
        listing("acme/filled", status="filled", deadline=later),
        listing("acme/gone", status="withdrawn", deadline=later),
        listing("acme/late", posted=date(2026, 10, 1), deadline=date(2026, 11, 16)),
    )
    known = replace(board(*items), closings={"acme/filled": date(2026, 11, 22)})
    for path in ("archive/", "archive/2026-12/"):
        said = text(page_at(path, known))
        assert "filled on 22 November 2026; deadline was 10 December 2026" in said
        assert "withdrawn; deadline was 10 December 2026" in said
        assert "deadline passed on 16 November 2026" in said or path != "archive/"
    month = page_at("archive/2026-12/", known)
    assert month.title == "Closed projects with a deadline in December 2026"
    assert "filled; deadline was 10 December 2026" in text(page_at("archive/", board(*items)))
    assert "filled; deadline was 10 December" in text(page_at("employers/acme/", board(*items)))


def test_the_language_of_a_text_is_marked() -> None:
    """Where it is not the board's: on the listing's page, on cards and in lists (WCAG 3.1.2)."""
    arabic = listing(
        "acme/books", title=ARABIC, summary=ARABIC, description=rich_text(f"{ARABIC}\n\n" * 4),
        language="ar", offers=Offers(mentor=ARABIC),
    )  # fmt: skip
    shown = board(arabic, listing("acme/plain"), listing("acme/work", language="sw"))
    page = tree(page_at("listings/acme/books/", shown))
    found = {item.get("lang"): item.text_content() for item in page.xpath("//li//*[@lang]")}
    assert found == {"ar": ARABIC, "en": "by 15 January 2027"}
    marked = " ".join(item.text_content() for item in page.xpath("//*[@lang='ar']"))
    assert marked.count(ARABIC) == 1 + 1 + 4 + 1  # title, summary, description, mentor
    for name in ("plain", "work"):
        page = tree(page_at(f"listings/acme/{name}/", shown))
        own = "//article[contains(@class, 'b-listing')]//@lang[not(ancestor::*[@class='b-rows'])]"
        assert not page.xpath(own)
    for path in ("browse/", "employers/acme/"):
        cards = tree(page_at(path, shown)).xpath("//article[.//*[@lang]]")
        assert [card.get("data-listing") for card in cards] == ["acme/books"]
    closed = board(replace(arabic, status="filled"))
    assert tree(page_at("archive/", closed)).xpath("//a[@lang='ar'][@dir='auto']")


def test_collections_have_one_name() -> None:
    first = Collection("first", "First steps", mode=("remote",))
    shown = board(settings=replace(board().settings, collections=(first,)))
    for page in pages(shown):
        assert "eady-made" not in page.content and "eady made" not in page.content, page.path
    assert "Collections" in text(page_at("", shown))
    assert "collection" in text(page_at("browse/", shown))


def test_a_former_address_leads_on() -> None:
    page = page_at("listings/acme/wind-data/", board())
    assert "../../../listings/acme/turbine-data/" in page.content
    assert 'http-equiv="refresh"' in page.head and "noindex" in page.head


def test_nothing_a_stranger_writes_becomes_markup() -> None:
    item = listing(
        title=HOSTILE, summary=HOSTILE, description=rich_text(HOSTILE), accommodations=HOSTILE,
        apply=Apply(email="a@b.example", instructions=HOSTILE), offers=Offers(mentor=HOSTILE),
        place=WorkPlace("onsite", city=HOSTILE, country="PT", hours_overlap=HOSTILE),
        pay=Pay(Range(Decimal(400), Decimal(400)), "EUR", "project", HOSTILE),
    )  # fmt: skip
    shown = board(item)
    for page in pages(shown):
        for content in (page.content, page.head):
            assert "<script>alert" not in content and "{{" not in content.replace("{{ 7 * 7 }}", "")
            assert " 49 " not in content
        document = tree(page)
        assert not document.xpath("//script | //@onclick | //*[starts-with(@href, 'javascript:')]")


def test_outgoing_links_do_not_vouch() -> None:
    for page in pages(board()):
        for link in tree(page).xpath("//a[starts-with(@href, 'http')]"):
            assert link.get("rel") == "nofollow ugc noopener", link.get("href")


def test_every_link_is_relative() -> None:
    for page in pages(board()):
        for link in tree(page).xpath("//a/@href | //form/@action | //img/@src"):
            assert not link.startswith("/")
            assert not link.startswith("https://board.example"), (page.path, link)


def test_each_page_has_one_first_heading_and_unique_ids() -> None:
    for page in pages(board()):
        document = tree(page)
        assert len(document.xpath("//h1")) == 1, page.path
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids)), page.path


def test_an_empty_board_has_its_pages_too() -> None:
    closed = listing(posted=date(2026, 8, 1), deadline=date(2026, 9, 1))
    found = {page.path: page for page in pages(board(closed))}
    assert "No project is open today" in text(found[""])
    assert "No project is open today" in text(found["browse/"])
    assert "No open projects today" in text(found["employers/harbour/"])


def test_a_long_closed_listing_is_not_indexed() -> None:
    shown = board()
    assert not page_at("listings/harbour/long-ago/", shown).is_indexed
    assert page_at("listings/harbour/last-week/", shown).is_indexed
    assert page_at("listings/harbour/bookshop-survey/", shown).is_indexed


def test_only_a_demo_board_says_that_it_is_one() -> None:
    plain = board()
    demo = board(settings=replace(plain.settings, demo_day=TODAY))
    assert "Sample board" in text(page_at("", demo))
    assert "Sample board" not in text(page_at("", plain))


def test_related_listings_are_open_and_others() -> None:
    items = [listing(f"harbour/{name}") for name in "abcdefgh"]
    gone = listing("harbour/gone", status="filled")
    related = board(*items, gone).related(items[0])
    assert (len(related.similar), len(related.elsewhere)) == (4, 0)
    assert items[0] not in related.similar and gone not in related.similar


def test_related_listings_look_further_than_one_employer_and_industry() -> None:
    mine = listing("harbour/mine", skills=("excel",))
    same = [listing(f"harbour/{name}", skills=("excel",)) for name in "abcd"]
    other = [listing(f"acme/{name}", skills=("excel",), category="data") for name in "abcd"]
    related = board(mine, *same, *other).related(mine)
    assert [item.id for item in related.similar] == ["harbour/a", "harbour/b"]
    assert [item.employer_id for item in related.elsewhere] == ["acme", "acme"]
    retail = listing("acme/retail", skills=("excel",), industry="retail", category="data")
    assert retail not in board(mine, *same, retail).related(mine).elsewhere


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["harbour", "acme"]),
            st.sets(st.sampled_from(["excel", "python", "rd"]), min_size=1),
            st.sampled_from(["research", "data"]),
            st.sampled_from(["", "retail", "energy"]),
            st.sampled_from(["open", "filled"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_related_listings_of_any_board(kinds: list[tuple[str, set[str], str, str, str]]) -> None:
    items = [
        listing(f"{who}/p{at}", skills=tuple(sorted(skills)), category=category,
                industry=industry, status=status)
        for at, (who, skills, category, industry, status) in enumerate(kinds)
    ]  # fmt: skip
    all_of_them = board(*items)
    for item in items:
        similar, elsewhere = all_of_them.related(item)
        both = [*similar, *elsewhere]
        assert len(both) == len({one.id for one in both}) <= 4
        assert all(all_of_them.is_open(one) and one.id != item.id for one in both)
        industry = all_of_them.industry_of(item)
        for one in elsewhere:
            assert set(one.skills) & set(item.skills)
            assert all_of_them.industry_of(one) != industry


def test_the_listing_page_is_exactly_this(golden: Callable[[str, bytes], None]) -> None:
    page = page_at("listings/harbour/bookshop-survey/", board())
    golden("pages/listing.html", page.content.encode())
    golden("pages/listing-head.html", page.head.encode())


def test_a_listing_page_is_small() -> None:
    page = page_at("listings/harbour/bookshop-survey/", board(*many(40), listing()))
    assert len(page.content.encode()) < 7_500


def test_pages_of_listings_and_slices_count_no_days() -> None:
    """So they are the same tomorrow, and never wrong where no script runs."""
    today = board(listing(deadline=TODAY + timedelta(days=2)))
    tomorrow = replace(today, today=TODAY + timedelta(days=1))
    for path in ("listings/harbour/bookshop-survey/", "skills/excel/", "employers/harbour/"):
        assert page_at(path, today) == page_at(path, tomorrow)
    assert "Closes 25 November 2026" in text(page_at("skills/excel/", today))


def test_a_page_that_makes_cards_has_the_cards_markup() -> None:
    """Once, as a template, and nowhere else; the search's card needs a search."""
    found = {page.path: page.content for page in pages(board(), search=True)}
    with_template = {path for path, content in found.items() if 'id="card-template"' in content}
    assert with_template == {"browse/", "embed/", "match/", "shortlist/"}
    plain = {page.path: page.content for page in pages(board()) if "card-template" in page.content}
    assert set(plain) == {"shortlist/"}
