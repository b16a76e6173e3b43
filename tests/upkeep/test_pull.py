"""`board pull`: five boards, each on a port of its own, and all that strangers may send."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.building import BuildOptions
from generator.building.build import prepare_build
from generator.checking.foreign_listing import ForeignListings
from generator.checking.incremental import code_version
from generator.checking.workspace import open_workspace, read_schema
from generator.model.network import NetworkBoard
from generator.reading.pulled_files import PULLED, read_pulled
from generator.reading.web import Web
from generator.upkeep.pull import Limits, PullContext, Report, pull
from tests.support.command import board
from tests.support.network import NAMES, SENT, Answer, Boards, network, sends, without_end
from tests.support.pulled_boards import dribbles, item, page, pages, with_etag, write_hub

DAY = date(2026, 11, 23)
LIMITS = Limits()
LIST = "/api/v1/listings.json"


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boards]:
    """What they are not told to answer is a 404."""
    with network(tmp_path_factory.mktemp("nothing")) as found:
        yield found


@pytest.fixture
def boards(ports: Boards) -> Boards:
    ports.answers.clear()
    ports.known.clear()
    return ports


def say(boards: Boards, name: str, *answers: bytes | Answer) -> None:
    """The pages of a board's list."""
    boards.answers[name] = pages(*answers)


@pytest.fixture(scope="module")
def hub_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hub(tmp_path_factory.mktemp("hub") / "board")


@pytest.fixture
def hub(hub_once: Path) -> Path:
    shutil.rmtree(hub_once / ".cache", ignore_errors=True)
    return hub_once


_opened = cache(open_workspace)  # most tests change no file of the board


def run(
    hub: Path, boards: Boards, day: date = DAY, limits: Limits = LIMITS, version: str = ""
) -> dict[str, Report]:
    work = _opened(hub)
    read = ForeignListings(read_schema("listing"), read_schema("employer"), work.vocabularies)
    context = PullContext(hub, read, work.context(day), version or code_version(work))
    web = Web(testing=boards.servers)
    return {found.board.id: found for found in pull(work.settings.network, web, context, limits)}


def kept(hub: Path, name: str = "north") -> list[str]:
    """The ids of what is kept of a board."""
    found = read_pulled(hub, NetworkBoard(name, NAMES[name], f"https://{name}.example/board/"))
    return [each["id"] for each in found.items] if found else []


def said(hub: Path, boards: Boards, *items: Any) -> tuple[str, ...]:
    """What is said of one board with these listings."""
    say(boards, "north", page(*items))
    return run(hub, boards)["north"].lines


def test_each_board_costs_its_own_listings_only(hub: Path, boards: Boards) -> None:
    """One good, one slow, one broken, one lying, and one with the version before."""
    say(boards, "north", page(item(), item("firm/second")))
    say(boards, "slow", dribbles)
    say(boards, "broken", sends(b"<!doctype html><title>Down for maintenance</title>"))
    lies = [
        item("acme/survey", board="lying"),  # an id of ours
        item("../../etc/passwd"), item("a--b/c"), item("A/b"), 7, None, "text", [],
        item("l/one", origin={"board": "x", "url": "https://board.example/listings/acme/survey/"}),
        item("l/two", title="<script>alert(1)</script> for you", board="lying"),
        item("l/three", pay={"amount": 0, "currency": "EUR", "per": "project"}),
    ]  # fmt: skip
    say(boards, "lying", page(*lies))
    gone = dict.fromkeys(("tag", "state", "gains", "start", "openings", "language", "closes"))
    say(boards, "older", page(item("shop/old", **gone, updated=None, employer="shop")))
    found = run(hub, boards, limits=Limits(board=3))
    assert found["north"].lines == ("2 listings.",)
    assert found["slow"].lines == ("it did not answer in time. None of its listings is shown.",)
    assert found["broken"].lines == (
        "it sends a web page instead of its listings. None of its listings is shown.",
    )
    assert found["lying"].lines[0] == "2 listings, 9 left out."
    assert len(found["lying"].lines) == 7, "of nine reasons, five are printed"
    assert found["older"].lines == ("1 listing.",)
    assert [report.is_fresh for report in found.values()] == [True, False, False, True, True]
    assert kept(hub) == ["firm/survey", "firm/second"]
    assert kept(hub, "lying") == ["acme/survey", "l/two"]
    assert kept(hub, "older") == ["shop/old"]


def test_a_gigabyte_is_not_read(hub: Path, boards: Boards) -> None:
    say(boards, "north", without_end)
    SENT.clear()
    (line,) = run(hub, boards, limits=Limits(bytes=1 << 20))["north"].lines
    assert line == "it sends more than 1 MB. None of its listings is shown."
    assert sum(SENT) < 32 << 20  # what the system's buffers take of it


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"", "it sends something that is not JSON"),
        (b"[]", "it sends JSON without a list"),
        (b'{"listings": {}}', "it sends JSON without a list"),
        (b'{"listings": [' + b"[" * 100_000, "it sends something that is not JSON"),
        (b'{"listings": [1e', "it sends something that is not JSON"),
        (b'{"listings": [{"id": "\xff"}]}', "it sends something that is not JSON"),
    ],
)
def test_no_list(body: bytes, line: str, hub: Path, boards: Boards) -> None:
    say(boards, "north", body)
    assert run(hub, boards)["north"].lines[0].startswith(line)


@pytest.mark.parametrize("status", [204, 404, 429, 500])
def test_other_answers(status: int, hub: Path, boards: Boards) -> None:
    say(boards, "north", sends(b"", status))
    assert run(hub, boards)["north"].lines[0].startswith(f"it answers with status {status}.")


def test_redirects_stay_on_the_host(hub: Path, boards: Boards) -> None:
    moved = sends(b"", 302, Location="/board/moved")
    boards.answers["north"] = {LIST: moved, "/moved": sends(page(item()))}.get
    say(boards, "older", sends(b"", 301, Location="https://north.example/board/moved"))
    say(boards, "lying", sends(b"", 302, Location="/board/api/v1/listings.json"))
    found = run(hub, boards)
    assert found["north"].lines == ("1 listing.",)
    assert "it has moved to another host: write its new address." in found["older"].lines[0]
    assert "it redirects visitors in circles." in found["lying"].lines[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": 7}, "`title`: "),
        ({"summary": "Too short"}, "`summary`: "),
        ({"title": "A survey\x1b[31m of shops"}, "control characters"),
        ({"title": "A survey \u202eof shops"}, "can't be seen"),
        ({"place": {"mode": "remote", "city": ["Lisbon"]}}, "`place.city`: "),
        ({"pay": {"amount": -1, "currency": "EUR", "per": "hour"}}, "`pay.amount`: "),
        ({"pay": {"amount": float("nan"), "currency": "EUR", "per": "hour"}}, "can't be read"),
        ({"pay": {"min": 30, "max": 20, "currency": "EUR", "per": "hour"}}, "pay/range"),
        ({"hours": 1e300}, "`hours`: "),
        ({"deadline": "2026-11-31"}, "`deadline`: "),
        ({"deadline": "2026-11-19"}, "dates/deadline-before-posted"),
        ({"deadline": None}, "`deadline`: "),
        ({"posted": "2027-02-01", "deadline": "2027-02-20"}, ""),
        ({"category": "alchemy"}, "no category `alchemy`"),
        ({"industry": "alchemy"}, "no industry `alchemy`"),
        ({"skills": ["alchemy"]}, "none of its skills"),
        ({"skills": ["alchemy", "MS Excel"]}, ""),
        ({"state": "filled"}, None),
        ({"origin": {"url": "https://elsewhere.example/"}}, "another board's"),
        ({"origin": None, "employer": {"name": ["x"]}}, "`employer.name`: "),
        ({"employer": {"name": "Firm\nSons"}}, ""),
        ({"summary": "You pay a registration fee of 20 dollars before you start."}, "scam/"),
        ({"summary": "An unpaid project for people who want some experience."}, "pay/unpaid"),
        ({"new_field": {"of": ["a", "newer", "board"]}}, ""),
        ({"pay": {"amount": 1, "currency": "EUR", "per": "project", "new": 1}}, ""),
    ],
)  # fmt: skip
def test_what_is_left_out(
    change: dict[str, Any], reason: str | None, hub: Path, boards: Boards
) -> None:
    """An empty reason: it is kept. None: it is not open, and nothing is said."""
    lines = said(hub, boards, item(**change), item("firm/other"))
    if reason:
        assert lines[0] == "1 listing, 1 left out."
        assert lines[1].startswith("firm/survey is left out: ") and reason in lines[1]
    else:
        assert lines == (("2 listings.",) if reason == "" else ("1 listing.",))
    assert ("firm/survey" in kept(hub)) is (reason == "")


def test_pages(hub: Path, boards: Boards) -> None:
    """What `next` says is not followed: the addresses are known."""
    say(
        boards,
        "north",
        page(item("a/a"), next="https://elsewhere.example/"),
        page(item("a/b"), next=7),
        page(item("a/c")),
    )
    assert run(hub, boards)["north"].lines == ("3 listings.",)
    assert kept(hub) == ["a/a", "a/b", "a/c"]
    say(boards, "north", page(item("a/a"), next=""), sends(b"", 404))
    assert "status 404. What it said on 2026-11-23 is shown" in run(hub, boards)["north"].lines[0]
    assert kept(hub) == ["a/a", "a/b", "a/c"], "half a list is none"


def test_a_list_without_end(hub: Path, boards: Boards) -> None:
    say(boards, "north", *[page(item(f"a/a{number}"), next="") for number in range(60)])
    lines = run(hub, boards)["north"].lines
    assert lines == ("50 listings. It has more than this board reads.",)


def test_too_many(hub: Path, boards: Boards, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.upkeep.pull.MOST", 3)
    monkeypatch.setattr("generator.upkeep.pull._MOST_ITEMS", 6)
    many = [item(f"a/a{number}") for number in range(9)]
    assert said(hub, boards, *many) == ("3 listings. It has more than this board reads.",)
    wrong = said(hub, boards, *[7] * 9)
    assert wrong[0] == "0 listings, 6 left out. It has more than this board reads."


def test_only_what_is_new_is_sent_again(hub: Path, boards: Boards) -> None:
    first = with_etag(page(item("a/a"), next=""), '"one"')
    say(boards, "north", first, with_etag(page(item("a/b")), 'W/"two"'))
    run(hub, boards)
    say(boards, "north", first, with_etag(page(item("a/c")), 'W/"three"'))
    boards.known.clear()
    assert run(hub, boards, DAY + timedelta(1))["north"].lines == ("2 listings.",)
    assert boards.known["north"] == ['"one"', 'W/"two"']
    assert kept(hub) == ["a/a", "a/c"]
    boards.known.clear()
    run(hub, boards, version="another version of the program")
    assert boards.known["north"] == ["", ""]


def test_a_page_that_is_not_sent_again_is_whole(hub: Path, boards: Boards) -> None:
    """Each day shows what is open on it, and says again what is left out."""
    to_come = item("firm/next", posted="2026-11-24")
    ends = item("firm/ends", deadline="2026-11-23", closes=None)
    say(boards, "north", with_etag(page(item(), to_come, ends, 7), '"one"'))
    for day, names in ((DAY, ["survey", "ends"]), (DAY + timedelta(1), ["next", "survey"])):
        assert run(hub, boards, day)["north"].lines == (
            "3 listings, 1 left out.", "a listing is left out: its id is none",
        )  # fmt: skip
        found = prepare_build(hub, BuildOptions(today=day)).board.listings
        there = [listing.id for listing in found if listing.origin]
        assert sorted(there) == sorted(f"north--firm/{name}" for name in names)


def test_what_has_no_place_is_read_when_there_is_one(
    hub: Path, boards: Boards, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(item("a/a"), next="")
    second = with_etag(page(item("b/a"), item("b/b")), '"two"')
    with monkeypatch.context() as limited:
        limited.setattr("generator.upkeep.pull.MOST", 2)
        say(boards, "north", first, second)
        lines = run(hub, boards)["north"].lines
        assert lines == ("2 listings. It has more than this board reads.",)
    assert run(hub, boards)["north"].lines == ("3 listings.",)
    monkeypatch.setattr("generator.upkeep.pull.MOST", 3)
    say(boards, "north", page(item("a/a"), item("a/b"), next=""), second)
    assert run(hub, boards)["north"].lines[0].startswith("3 listings. It has more")


def test_a_listing_runs_no_longer_than_any_board_may_allow(hub: Path, boards: Boards) -> None:
    most = timedelta(read_schema("board")["properties"]["deadline_max_days"]["maximum"])
    last = DAY + most
    long = item("firm/long", posted=str(DAY), deadline=str(last), closes=None)
    longer = item("firm/longer", posted=str(DAY), deadline=str(last + timedelta(1)), closes=None)
    assert said(hub, boards, long, longer) == (
        "1 listing, 1 left out.",
        "firm/longer is left out: its deadline is more than 365 days after it was posted",
    )


def test_an_etag_that_can_not_be_sent_back_is_not_kept(hub: Path, boards: Boards) -> None:
    for etag in ("no quotes", '"' + "x" * 500 + '"', '"\u00e9"'):
        say(boards, "north", sends(page(item()), ETag=etag))
        assert run(hub, boards)["north"].lines == ("1 listing.",)
    assert boards.known["north"] == ["", "", ""]


def test_what_it_said_before_is_shown_for_a_week(hub: Path, boards: Boards) -> None:
    say(boards, "north", page(item()))
    run(hub, boards)
    say(boards, "north", sends(b"", 500))
    (line,) = run(hub, boards, DAY + timedelta(7))["north"].lines
    assert line == (
        "it answers with status 500. What it said on 2026-11-23 is shown, for up to 7 days."
    )
    (line,) = run(hub, boards, DAY + timedelta(8))["north"].lines
    assert line.endswith("Nor did it answer in the last 7 days: nothing of it is shown.")


def test_a_run_has_an_end(hub: Path, boards: Boards) -> None:
    lines = run(hub, boards, limits=Limits(run=0))["north"].lines
    assert lines == ("there was no time left. None of its listings is shown.",)


def test_the_command(hub: Path, boards: Boards) -> None:
    say(boards, "north", page(item("firm/one", title="\x1b]0;x\x07 survey of shops"), item()))
    servers = [
        f"--testing-server={host}=127.0.0.1:{port}" for host, (_, port) in boards.servers.items()
    ]
    done = board("pull", "--today", "2026-11-23", *servers, cwd=hub)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "Northgate College: 1 listing, 1 left out."
    assert "Slowwater: it answers with status 404. None of its listings" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_the_command_without_a_network(tmp_path: Path, boards: Boards) -> None:
    root = write_hub(tmp_path / "board", ("north",))
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace(", pull: true", ""), "utf-8")
    done = board("pull", cwd=root)
    assert done.returncode == 0
    assert done.stdout == "No board in `network` has `pull: true`, so there is nothing to fetch.\n"
    path.write_text(path.read_text("utf-8").replace("https://north", "http://north"), "utf-8")
    assert board("pull", cwd=root).returncode == 2


BOARD = NetworkBoard("north", "Northgate College", "https://north.example/board/", pull=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def read(hub_once: Path) -> ForeignListings:
    words = open_workspace(hub_once).vocabularies
    return ForeignListings(read_schema("listing"), read_schema("employer"), words)


@settings(max_examples=60)
@given(data=st.data())
def test_any_json_is_a_listing_or_a_reason(data: st.DataObject, read: ForeignListings) -> None:
    """Every address of what is shown begins with that of its board in the settings."""
    change = st.dictionaries(st.sampled_from(sorted(item())), JSON, max_size=3)
    one: Any = data.draw(JSON | change.map(lambda changes: {**item(), **changes}))
    for each in (one, read.reduced(one)):  # a file that was kept may have anything in it too
        found = read.read(each, BOARD)
        if isinstance(found, str):
            assert 0 < len(found) <= 400
            continue
        listing = found.listing
        assert listing.id == f"north--{one['id']}"
        assert listing.origin and listing.apply.url == listing.origin.url
        for address in (listing.origin.url, found.employer.website):
            assert address.startswith(BOARD.url)
        assert listing.origin.tag.startswith("tag:north.example,2026:board/listing/")
        assert listing.hourly_rate.low >= 0


def test_what_is_kept_has_known_fields_only(hub: Path, boards: Boards) -> None:
    said(hub, boards, item(secret="x", description={"html": "<script>"}))
    text = (hub / PULLED / "north.json").read_text("utf-8")
    assert "secret" not in text and "script" not in text and "phish" not in text
    (one,) = json.loads(text.partition("\n")[2])["pages"][0]["items"]
    assert one["pay"]["amount"] == 412.5
