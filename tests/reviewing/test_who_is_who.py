"""Who an employer is, and whose account may speak for it: every way to become somebody else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.reviewing.look_alikes import Names, domain_name, skeleton
from generator.reviewing.owner import are_same, is_one_of
from tests.reviewing.plays import NEW_LISTING, NEWCOMER, with_employer
from tests.support.command import board
from tests.support.repositories import ACME, BASE, TODAY, Changes, Repository
from tests.support.trees import GOOD, OTHER

ACME_FILE = "listings/acme/employer.yml"
OWN, IN_A_LISTING = "in employer.yml", "in a listing"
WAYS = (OWN, IN_A_LISTING)


class Board:
    """A board whose employer `acme` is in either place."""

    def __init__(self, folder: Path, way: str) -> None:
        self.way = way
        files = {**BASE, "listings/acme/second.yml": OTHER}
        if way == IN_A_LISTING:
            del files[ACME_FILE]
            files["listings/acme/survey.yml"] = with_employer(GOOD, ACME)
        self.repository = Repository(folder / "board", files)

    def acme(self, employer: str) -> Changes:
        """The changes that make `employer` of acme."""
        if self.way == OWN:
            return {ACME_FILE: employer}
        return {"listings/acme/survey.yml": with_employer(GOOD, employer)}

    def review(self, changes: Changes, author: str = "acme-owner", base: str = "main") -> Any:
        head = self.repository.head(changes, base)
        done = board(
            *("review", "--base", base, "--head", head, "--author", author),
            *("--format", "json", "--today", TODAY),
            cwd=self.repository.root,
        )
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module", name="boards")
def _boards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Board]:
    return {way: Board(tmp_path_factory.mktemp("who"), way) for way in WAYS}


def reasons(found: Any) -> dict[str, str]:
    """The text of each reason, by code."""
    return {reason["code"]: reason["text"] for reason in found["reasons"]}


def renamed(name: str) -> str:
    return ACME.replace("name: Acme", f"name: {json.dumps(name, ensure_ascii=False)}")


def moved(address: str) -> str:
    return ACME.replace("https://acme.example", f"https://{address}")


CHANGED = {
    "another name": renamed("Lantern"),
    "the name in capitals": renamed("ACME"),
    "the name with a space at its end": renamed("Acme "),
    "another website": moved("acme-2.example"),
    "another page of the website": moved("acme.example/about"),
    "another country": re.sub("country: .*", "country: FR", ACME),
    "everything": NEWCOMER.replace("lantern-kim", "acme-owner"),
}


@pytest.mark.parametrize("way", WAYS)
class TestOwners:
    @pytest.mark.parametrize("what", CHANGED)
    def test_who_it_is_is_for_maintainers(
        self, what: str, way: str, boards: dict[str, Board]
    ) -> None:
        found = boards[way].review(boards[way].acme(CHANGED[what]))
        assert (found["verdict"], set(reasons(found))) == ("needs-maintainer", {"identity-changed"})
        assert found["labels"] == ["board: maintainer needed"]

    def test_a_maintainer_of_the_board_may(self, way: str, boards: dict[str, Board]) -> None:
        found = boards[way].review(boards[way].acme(CHANGED["another name"]), "Board-ANA")
        assert (found["verdict"], reasons(found)) == ("pass", {})

    @pytest.mark.parametrize(
        ("field", "employer"),
        [
            ("about", ACME.replace("a stock", "the best stock")),
            ("layout", ACME + "# a comment\n"),
            ("quotes", renamed("Acme")),
            ("the case of a login", ACME.replace("acme-owner", "Acme-OWNER")),
        ],
    )
    def test_the_rest_is_the_owner_s(
        self, field: str, employer: str, way: str, boards: dict[str, Board]
    ) -> None:
        found = boards[way].review(boards[way].acme(employer))
        assert (found["verdict"], reasons(found)) == ("pass", {}), field

    @pytest.mark.parametrize(
        ("what", "employer"),
        [
            ("name", renamed("Harbour Books")),
            ("name", renamed("HARBOUR  books")),
            ("name", renamed("Harbour-Books!")),
            ("name", renamed("Hаrbоur Вооks")),  # Cyrillic
            ("name", renamed("Ηarbour Βooks")),  # Greek
            ("name", renamed("Ｈarbour Books")),  # full width
            ("name", renamed("Hárbour Books")),
            ("name", renamed("Harb0ur Books")),
            ("name", renamed("Harbor Books")),
            ("name", renamed("Habrour Books")),
            ("website", moved("harbour.example")),
            ("website", moved("WWW.Harbour.EXAMPLE")),
            ("website", moved("jobs.harbour.example/about")),
            ("website", moved("harb0ur.example")),
            ("website", moved("har-bour.example")),
            ("website", moved("harbour.test.example").replace("harbour.test", "harbuor")),
            ("website", moved("xn--hrbour-3we.example")),  # h, a Cyrillic a, rbour
        ],
    )
    def test_another_s_name_or_website(
        self, what: str, employer: str, way: str, boards: dict[str, Board]
    ) -> None:
        found = boards[way].review(boards[way].acme(employer))
        assert found["verdict"] != "pass"
        text = reasons(found)["identity-taken"]
        assert text == (
            f"The {what} of `acme` is easy to mistake for that of `harbour`, which is verified."
        )

    @pytest.mark.parametrize(
        "taken",
        [
            lambda text: text.replace("[acme-owner]", "[]"),
            lambda text: text.replace("[acme-owner]", ""),
            lambda text: re.sub("maintainers:.*\n", "", text),
        ],
    )
    def test_an_owner_who_leaves_is_sent_to_a_maintainer(
        self, taken: Callable[[str], str], way: str, boards: dict[str, Board]
    ) -> None:
        found = boards[way].review(boards[way].acme(taken(ACME)))
        assert (found["verdict"], list(reasons(found))) == (
            "needs-maintainer", ["maintainers-changed"]
        )  # fmt: skip
        assert "removes everyone" in reasons(found)["maintainers-changed"]
        assert {item["severity"] for item in found["problems"]} == {"hint"}

    def test_other_errors_come_first_also_then(self, way: str, boards: dict[str, Board]) -> None:
        employer = ACME.replace("[acme-owner]", "[]") + "size: huge\n"
        found = boards[way].review(boards[way].acme(employer))
        assert found["verdict"] == "mend" and set(reasons(found)) == {"maintainers-changed"}

    def test_a_list_of_nobody_that_was_empty_before(
        self, way: str, boards: dict[str, Board]
    ) -> None:
        """Of a new employer, it is an error, as it always was."""
        text = NEWCOMER.replace("[lantern-kim]", "[]")
        found = boards[way].review(
            {
                "listings/lantern/employer.yml": text,
                "listings/lantern/poetry-teasers.yml": NEW_LISTING,
            },
            "lantern-kim",
        )
        assert found["verdict"] == "mend"


ENCODED: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM and CR": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r").encode(),
    "no end": lambda text: text.rstrip("\n").encode(),
}
UNREADABLE: dict[str, Callable[[str], bytes]] = {
    "two BOMs": lambda text: b"\xef\xbb\xbf" * 2 + text.encode(),
    "NEL": lambda text: text.replace("\n", "\x85").encode(),
    "line separators": lambda text: text.replace("\n", "\u2028").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "Latin-1": lambda text: text.encode() + b"# caf\xe9\n",
    "two of them": lambda text: re.sub("( *)maintainers.*\n", r"\g<0>\g<0>", text).encode(),
    "an alias": lambda text: text.replace("[", "&a [").encode(),
}
MINE = ACME.replace("acme-owner", "mallory")


class TestEncodings:
    """A change of maintainers is seen in whatever way a file is written, before and after."""

    @pytest.mark.parametrize("before", ENCODED)
    def test_before_and_after(self, before: str, boards: dict[str, Board]) -> None:
        repository = boards[OWN].repository
        base = repository.head({ACME_FILE: ENCODED[before](ACME)})
        for name, encoded in ENCODED.items():
            for text, codes in ((ACME, set()), (MINE, {"maintainers-changed"})):
                found = boards[OWN].review({ACME_FILE: encoded(text)}, base=base)
                assert set(reasons(found)) == codes, name
                for changed in (event["fields"] for event in found["changes"]):
                    assert changed == (["maintainers"] if codes else []), name

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize("name", UNREADABLE)
    def test_what_no_program_can_read(self, name: str, way: str, boards: dict[str, Board]) -> None:
        """After: nobody is sure who owns it. Before: nobody is the owner."""
        changes = {
            path: UNREADABLE[name](str(text)) for path, text in boards[way].acme(MINE).items()
        }
        found = boards[way].review({**changes})
        assert found["verdict"] == "mend"
        assert set(reasons(found)) & {"owner-unreadable", "employer-deleted"}
        base = boards[way].repository.head({**changes})
        for author in ("acme-owner", "mallory"):
            again = boards[way].review({**boards[way].acme(ACME)}, author, base)
            assert set(reasons(again)) == {"no-owner"}

    @pytest.mark.parametrize("way", WAYS)
    def test_a_line_that_looks_like_a_comment(self, way: str, boards: dict[str, Board]) -> None:
        """YAML ends a line at a CR, where most editors and hosts show none."""
        text = re.sub("maintainers:.*\n", "# The people@maintainers: [mallory]\n", ACME)
        end = "\r" if way == OWN else "\r  "
        changes = {p: str(text).replace("@", end) for p, text in boards[way].acme(text).items()}
        found = boards[way].review({**changes})
        assert set(reasons(found)) == {"maintainers-changed"}


class TestAccounts:
    @pytest.mark.parametrize("login", ["acme-owner", "Acme-Owner", "ACME-OWNER"])
    def test_the_case_of_letters_is_no_other_account(self, login: str) -> None:
        for name in ("acme-owner", "ACME-owner"):
            assert is_one_of(login, [name]) and are_same([login], [name, login])

    @pytest.mark.parametrize(
        "login",
        [
            "acme_owner", "acme.owner", "acmeowner", "@acme-owner", " acme-owner", "acme-owner\n",
            "acme-owner[bot]", "\u212acme-owner", "acme-öwner", "acme-owner ", "",
        ],
    )  # fmt: skip
    def test_everything_else_is(self, login: str) -> None:
        assert not is_one_of(login, ["acme-owner"])
        assert not is_one_of("acme-owner", [login])
        assert not are_same([login], ["acme-owner"])

    def test_letters_of_other_alphabets_are_never_folded(self) -> None:
        """`K`, the sign of kelvin, becomes a `k` in lower case."""
        assert not is_one_of("kim", ["\u212aim"]) and not is_one_of("\u212aim", ["kim"])
        assert not are_same(["kim"], ["\u212aim"])

    @pytest.mark.parametrize("name", [5, None, True, ["board-ana"], {"board-ana": 1}, "*"])
    def test_what_is_no_name_is_nobody(self, name: Any) -> None:
        assert not is_one_of("board-ana", [name])
        assert is_one_of("Board-Ana", [name, "board-ana"])
        assert not are_same([name], ["board-ana"])

    @pytest.mark.parametrize("way", WAYS)
    def test_of_employers_and_of_the_board(self, way: str, boards: dict[str, Board]) -> None:
        changes = {"listings/acme/second.yml": OTHER.replace("amount: 400", "amount: 450")}
        for author in ("ACME-Owner", "BOARD-ana"):
            assert reasons(boards[way].review({**changes}, author)) == {}
        for author in ("acme_owner", "board.ana", "board-ana[bot]"):
            assert set(reasons(boards[way].review({**changes}, author))) == {"not-yours"}


class TestNewEmployers:
    @pytest.mark.parametrize("inline", [False, True])
    @pytest.mark.parametrize(
        ("change", "what"),
        [
            (("Lantern Press", "Harbour Books"), "name"),
            (("Lantern Press", "HARBOUR BOOKS"), "name"),
            (("lantern.example", "harbour.example"), "website"),
            (("lantern.example", "harbou.example"), "website"),
        ],
    )
    def test_under_a_name_that_is_taken(
        self, change: tuple[str, str], what: str, inline: bool, boards: dict[str, Board]
    ) -> None:
        employer = NEWCOMER.replace(*change)
        listing = (
            NEW_LISTING.replace("lantern.example", change[1]) if "." in change[1] else (NEW_LISTING)
        )
        folder = "listings/lantern/"
        changes = (
            {f"{folder}teasers.yml": with_employer(listing, employer)}
            if inline
            else {f"{folder}employer.yml": employer, f"{folder}teasers.yml": listing}
        )
        found = boards[OWN].review({**changes}, "lantern-kim")
        assert {"new-employer", "identity-taken"} == set(reasons(found))
        assert f"The {what} of `lantern`" in reasons(found)["identity-taken"]

    def test_one_of_its_own(self, boards: dict[str, Board]) -> None:
        changes = {"listings/lantern/teasers.yml": with_employer(NEW_LISTING, NEWCOMER)}
        assert set(reasons(boards[OWN].review({**changes}, "lantern-kim"))) == {"new-employer"}


class TestLookAlikes:
    def test_names(self) -> None:
        assert skeleton("ACME, Inc.") == skeleton("acme inc") == skeleton("Аcмe·INC")
        assert skeleton("Modern Sails") == skeleton("modem sai1s")
        assert skeleton("…!") == "" and skeleton("") == ""
        assert skeleton("国際交流") == "国際交流"

    @pytest.mark.parametrize(
        ("address", "name"),
        [
            ("https://www.acme.co.uk/x", "acme"),
            ("https://jobs.acme.example", "acme"),
            ("https://acme.github.io", "acme"),
            ("https://xn--bcher-kva.example", "bücher"),
            ("https://xn--.example", ""),
            ("https://[", ""),
            ("nonsense", ""),
            ("", ""),
        ],
    )
    def test_domains(self, address: str, name: str) -> None:
        assert domain_name(address) == name

    def test_the_same_comes_before_the_similar_and_none_is_its_own(self) -> None:
        names = Names([("a", "Acme1"), ("b", "Acme"), ("c", ""), ("d", "IBM"), ("e", "Acmex")])
        assert names.like("ACME", "z") == "b"
        assert names.like("Acme", "b") == "a"
        assert names.like("", "z") == "" and names.like("!", "z") == ""
        assert names.like("ibm", "z") == "d" and names.like("ibn", "z") == ""

    def test_many_are_looked_up_quickly(self) -> None:
        """Each name is compared with those that share a key, however many there are."""
        names = Names((f"e{n}", f"Employer number {n}") for n in range(2000))
        assert all(names.like(f"Another one {n}", "z") == "" for n in range(500))
        assert names.like("Employer nunber 1999", "z") != ""
        long = Names([("a", "x" * 100_000)])
        assert long.like("x" * 100_001, "z") == "a"
