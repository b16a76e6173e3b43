"""`board import`, as an employer runs it. Every website is on this machine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.reading.source import parse
from tests.support.command import Done, board
from tests.support.job_pages import ENDLESS, Answer, websites
from tests.support.paths import ROOT, TODAY
from tests.support.trees import EMPLOYER, MKDOCS, write_tree

DAY = "2026-11-23"
GREENHOUSE = "https://boards-api.greenhouse.io/v1/boards/harbourbooks/jobs"
LEVER = "https://api.lever.co/v0/postings/northgate"
LEVER_JOB = "5f1d2c3b-0a9e-4d7c-8b6a-112233445566"
ASHBY = "https://api.ashbyhq.com/posting-api/job-board/Staithe%20Museum?includeCompensation=true"
ASHBY_PAGE = "https://jobs.ashbyhq.com/Staithe%20Museum"
ASHBY_JOB = "99999999-2222-3333-4444-555555555555"
PAGES: dict[str, Answer] = {
    "https://kilnlane.example/jobs/labels": "json_ld.html",
    "https://fjord.example/jobs/1": "graph.html",
    "https://quintal-vivo.example/jobs": "microdata.html",
    "https://town.example/jobs": "ten_postings.html",
    "https://harbour.example/careers?gh_jid=4012345": "embedded.html",
    f"{GREENHOUSE}/4012345?pay_transparency=true": "greenhouse.json",
    f"{LEVER}/{LEVER_JOB}?mode=json": "lever.json",
    f"{LEVER}?mode=json": "lever_list.json",
    ASHBY: "ashby.json",
    "https://short.example/1": "https://kilnlane.example/jobs/labels",
    "https://short.example/2": f"https://jobs.lever.co/northgate/{LEVER_JOB}",
    f"https://jobs.lever.co/northgate/{LEVER_JOB}": "none.html",
    "https://short.example/3": "https://short.example/3",
    "https://short.example/4": "https://[",
    "https://bad.example/none": "none.html",
    "https://bad.example/sign-in": "sign_in.html",
    "https://bad.example/broken": "broken.html",
    "https://bad.example/endless": ENDLESS,
    "https://bad.example/picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "https://bad.example/empty": b"",
    "https://bad.example/401": 401,
    "https://bad.example/403": 403,
    "https://bad.example/429": 429,
    "https://bad.example/500": 500,
    "https://api.lever.co/v0/postings/html?mode=json": "none.html",
    "https://api.lever.co/v0/postings/nobody?mode=json": b"[]",
}
SHAPES = {
    "json_ld": ["https://kilnlane.example/jobs/labels"],
    "graph": ["https://fjord.example/jobs/1"],
    "list": ["https://town.example/jobs", "--pick", "1"],
    "microdata": ["https://quintal-vivo.example/jobs"],
    "greenhouse": ["https://job-boards.greenhouse.io/harbourbooks/jobs/4012345"],
    "lever": [f"https://jobs.lever.co/northgate/{LEVER_JOB}"],
    "ashby": [f"{ASHBY_PAGE}/{ASHBY_JOB}/application"],
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with websites(PAGES) as address:
        yield address


@pytest.fixture
def run(server: str, tmp_path: Path) -> Callable[..., Done]:
    root = write_tree(tmp_path, mkdocs=MKDOCS.replace("USD: 15", "USD: 15, GBP: 12"))

    def command(*words: str) -> Done:
        return board("import", *words, "--testing-server", server, "--today", DAY, cwd=root)

    return command


def new_files(root: Path) -> list[Path]:
    given = {"listings/acme/employer.yml", "listings/acme/survey.yml"}
    return [path for path in sorted(root.rglob("*.yml"))
            if path.relative_to(root).as_posix() not in {*given, "mkdocs.yml"}]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_draft(
    shape: str, run: Callable[..., Done], tmp_path: Path, golden: Callable[[str, bytes], None]
) -> None:
    """What is printed, the draft, and what `board check` says is missing: exactly its questions."""
    done = run(*SHAPES[shape])
    assert (done.returncode, done.stderr) == (1, "")
    (path,) = new_files(tmp_path)
    checked = board("check", path.relative_to(tmp_path), "--today", DAY, cwd=tmp_path).stdout
    golden(f"import/{shape}.yml", path.read_bytes())
    golden(f"import/{shape}.txt", f"{done.stdout}\n$ board check\n{checked}".encode())
    asked = {match[1] for match in re.finditer(r"line +\d+  (\S+): ", done.stdout)}
    assert {_missing(line) for line in checked.splitlines() if ": error: " in line} == {
        "place" if name == "place" else name for name in asked
    }
    lines = path.read_text().split("\n")
    for match in re.finditer(r"line +(\d+)  ", done.stdout):
        assert lines[int(match[1]) - 1].strip().startswith("# decide: ")
    assert "0 would change" in board("fmt", "--check", cwd=tmp_path).stdout


def _missing(line: str) -> str:
    """The field that a line of `board check` asks for, as the command names it."""
    if "[employer/missing]" in line:
        return "employer"
    match = re.search(r"error: `(\w+)`(?: of `(\w+)`)? is missing", line)
    assert match, line
    return {"place": "place", None: match[1]}.get(match[2], f"{match[2]}.{match[1]}")


def test_the_answers_make_a_listing(run: Callable[..., Done], tmp_path: Path) -> None:
    """An employer removes `# ` from the examples, as the draft says, and names the mode."""
    run(*SHAPES["json_ld"])
    (path,) = new_files(tmp_path)
    lines = path.read_text().split("\n")
    fields = re.compile(r"(\s*)# (?=\w+:(?: |$)|  - |  \w)")
    kept = [fields.sub(r"\1", line) for line in lines if "# decide:" not in line]
    text = "\n".join(line for line in kept if not line.lstrip().startswith("#"))
    path.write_text(text.replace("place: {city", "place: {mode: onsite, city"))
    done = board("check", "--today", DAY, cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_an_embedded_job_of_greenhouse(run: Callable[..., Done], tmp_path: Path) -> None:
    assert run("https://harbour.example/careers?gh_jid=4012345").returncode == 1
    assert [path.parent.name for path in new_files(tmp_path)] == ["harbour-books"]


@pytest.mark.parametrize(("number", "name"), [("1", "kiln-lane-archive"), ("2", "northgate")])
def test_redirects_are_followed(
    number: str, name: str, run: Callable[..., Done], tmp_path: Path
) -> None:
    assert run(f"https://short.example/{number}").returncode == 1
    assert [path.parent.name for path in new_files(tmp_path)] == [name]


class TestSeveral:
    def test_ten_postings_are_a_list_to_pick_from(
        self, run: Callable[..., Done], tmp_path: Path
    ) -> None:
        done = run("https://town.example/jobs")
        assert (done.returncode, done.stderr) == (1, "")
        lines = done.stdout.splitlines()
        assert lines[0] == "There are 10 postings:"
        assert lines[2] == "   1  Café guide for a small town (Main street 1, Ribe)"
        assert lines[11].startswith("  10  Winter routes")
        assert lines[-1] == "Next: run the command again with --pick NUMBER."
        assert new_files(tmp_path) == []

    def test_an_employers_whole_list(self, run: Callable[..., Done], tmp_path: Path) -> None:
        assert "   2  Waiting times on one page" in run("https://jobs.lever.co/northgate").stdout
        assert run("https://jobs.lever.co/northgate", "--pick", "2").returncode == 1
        assert [path.stem for path in new_files(tmp_path)] == ["waiting-times-on-one-page"]

    @pytest.mark.parametrize("number", ["0", "11", "-1"])
    def test_a_number_that_is_none(self, number: str, run: Callable[..., Done]) -> None:
        done = run("https://town.example/jobs", "--pick", number)
        assert done.returncode == 2
        assert done.stderr == f"board: --pick is {number}, and there are 10 postings.\n"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://bad.example/none", "the page has no JobPosting that programs can read"),
        ("https://bad.example/sign-in", "the page asks visitors to sign in"),
        ("https://bad.example/broken", "the page's JSON-LD can't be read"),
        ("https://bad.example/endless", "it is larger than 2 MiB"),
        ("https://bad.example/picture", "it is not a web page"),
        ("https://bad.example/empty", "it is not a web page"),
        ("https://bad.example/401", "it is only for people who sign in (status 401)"),
        ("https://bad.example/403", "the server refuses programs"),
        ("https://bad.example/404", "there is no such page (status 404)"),
        ("https://bad.example/429", "try again later"),
        ("https://bad.example/500", "it answers with status 500"),
        ("https://short.example/3", "it redirects visitors in circles"),
        ("https://short.example/4", "an address that is none"),
        ("http://bad.example/none", "only https addresses are asked"),
        ("bad.example/none", "only https addresses are asked"),
        ("https://[", "the address is not one that can be asked"),
        ("https://a.example:8080/", "the address is not one that can be asked"),
        ("https://user@bad.example/none", "only https addresses are asked"),
        ("https://jobs.lever.co/html", "its answer can't be read"),
        ("https://jobs.lever.co/nobody", "Lever has no open posting there"),
        ("https://jobs.lever.co/gone", "Lever has no open posting there"),
        (f"https://jobs.lever.co/northgate/0{LEVER_JOB[1:]}", "Lever has no such posting"),
        (f"{ASHBY_PAGE}/{ASHBY_JOB[:-1]}6", "Ashby has no such posting; it may be closed"),
    ],
)
def test_what_can_not_be_imported_is_one_line(
    url: str, said: str, run: Callable[..., Done], tmp_path: Path
) -> None:
    done = run(url)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and done.stderr.count("\n") == 1
    assert done.stderr.startswith("board: ")
    assert new_files(tmp_path) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254"])
def test_no_private_address_is_asked(host: str, tmp_path: Path) -> None:
    done = board("import", f"https://{host}/jobs", cwd=write_tree(tmp_path))
    assert done.returncode == 2 and "not on the public internet" in done.stderr


class TestEmployer:
    def imported(self, root: Path, server: str, *words: str) -> Done:
        command = ("import", *(words or SHAPES["json_ld"]), "--testing-server", server)
        return board(*command, "--today", DAY, cwd=root)

    def employer(self, name: str, website: str) -> str:
        return EMPLOYER.replace("Acme", name).replace("https://acme.example", website)

    def test_one_with_the_same_website(self, tmp_path: Path, server: str) -> None:
        file = self.employer("KILN lane archive", "https://www.kilnlane.example/about")
        root = write_tree(tmp_path, {"kiln/employer.yml": file})
        done = self.imported(root, server)
        assert "The board has this employer: `kiln`, by its website.\n" in done.stdout
        assert "employer" not in (root / "listings/kiln").joinpath(
            "shelf-labels-for-a-pottery-archive.yml"
        ).read_text().replace("employers", "")

    def test_another_name_on_the_same_website_needs_a_decision(
        self, tmp_path: Path, server: str
    ) -> None:
        file = self.employer("The bakery", "https://kilnlane.example")
        root = write_tree(tmp_path, {"bakery/employer.yml": file})
        done = self.imported(root, server)
        assert done.returncode == 2 and done.stderr == (
            "board: the board has an employer with this website, `bakery`, but the page names "
            '"Kiln Lane Archive". If it is the same, add --employer bakery. If not, choose another '
            "name: --employer kiln-lane-archive.\n"
        )
        assert new_files(root) == [root / "listings/bakery/employer.yml"]

    @pytest.mark.parametrize(
        ("website", "page"),
        [
            ("https://sites.google.com/view/tower", "https://sites.google.com/view/xylo"),
            ("https://linktr.ee/tower", "https://linktr.ee/xylo"),
            ("https://www.facebook.com/tower", "https://facebook.com/xylo"),
            ("https://medium.com/@tower", "https://medium.com/@xylo"),
        ],
    )
    @pytest.mark.parametrize("company", ["Bakery Xylo", {"name": "Bakery Xylo", "sameAs": None}])
    def test_a_host_of_many_says_nothing_of_the_employer(
        self, company: Any, website: str, page: str, tmp_path: Path
    ) -> None:
        root = write_tree(tmp_path, {"tower/employer.yml": self.employer("Tower", website)})
        if isinstance(company, dict):
            company, page = {**company, "sameAs": page}, "https://xylo.example/jobs"
        item = {"@type": "JobPosting", "title": "Labels for bread", "hiringOrganization": company}
        html = f"<html><script type=application/ld+json>{json.dumps(item)}</script></html>"
        with websites({page: html.encode()}) as address:
            done = self.imported(root, address, page)
        assert (done.returncode, done.stderr) == (1, "")
        assert (root / "listings/bakery-xylo/labels-for-bread.yml").exists()

    def test_one_with_the_same_name(self, tmp_path: Path, server: str) -> None:
        file = self.employer("Harbour books", "https://harbour.example")
        root = write_tree(tmp_path, {"harbour/employer.yml": file})
        done = self.imported(root, server, *SHAPES["greenhouse"])
        assert "The board has this employer: `harbour`, by its name.\n" in done.stdout

    def test_one_that_a_listing_carries(self, tmp_path: Path, server: str) -> None:
        inline = "employer: {name: Kiln Lane Archive, website: https://kilnlane.example}\n"
        root = write_tree(tmp_path, {"kiln-lane-archive/first.yml": inline})
        done = self.imported(root, server)
        assert "The board has this employer: `kiln-lane-archive`, by its website." in done.stdout

    def test_another_one_of_the_same_name_needs_a_decision(
        self, tmp_path: Path, server: str
    ) -> None:
        file = self.employer("Kiln Lane Archive", "https://other.example")
        root = write_tree(tmp_path, {"kiln-lane-archive/employer.yml": file})
        done = self.imported(root, server)
        assert done.returncode == 2 and done.stderr.count("\n") == 1
        assert "with another website" in done.stderr
        again = self.imported(root, server, *SHAPES["json_ld"], "--employer", "kiln-lane-2")
        assert again.returncode == 1, again.stderr
        assert (root / "listings/kiln-lane-2").exists()

    def test_nothing_is_written_over(self, tmp_path: Path, server: str) -> None:
        root = write_tree(tmp_path)
        self.imported(root, server)
        (path,) = new_files(root)
        path.write_text("mine")
        done = self.imported(root, server)
        assert done.returncode == 2 and "exists already. Choose another name" in done.stderr
        assert path.read_text() == "mine"
        named = self.imported(root, server, *SHAPES["json_ld"], "--name", "labels")
        assert named.returncode == 1 and path.with_name("labels.yml").exists()

    @pytest.mark.parametrize("option", ["--employer=../x", "--name=../x", "--name=A b"])
    def test_a_name_that_can_not_be(self, option: str, tmp_path: Path, server: str) -> None:
        root = write_tree(tmp_path)
        done = self.imported(root, server, *SHAPES["json_ld"], option)
        assert done.returncode == 2 and done.stderr.count("\n") == 1
        assert new_files(root) == []


class TestAnotherBoard:
    """A page of the sample board, as it is published."""

    LISTING = "harbour-books/market-survey"
    PAGE = f"https://jobs.example/board/listings/{LISTING}/"

    def pages(self, site: Path) -> dict[str, Answer]:
        listing = next(
            path for path in (site / "api/v1/listings").rglob("*.json")
            if path.relative_to(site / "api/v1/listings").with_suffix("").as_posix() == self.LISTING
        )  # fmt: skip
        return {
            self.PAGE: (site / "listings" / self.LISTING / "index.html").read_bytes(),
            f"https://jobs.example/board/api/v1/listings/{self.LISTING}.json": listing.read_bytes(),
        }

    def imported(self, root: Path, pages: dict[str, Answer]) -> tuple[Done, dict[str, object]]:
        with websites(pages) as address:
            done = board(
                "import", self.PAGE, "--testing-server", address, "--today", TODAY, cwd=root
            )
        (path,) = new_files(root)
        source, _ = parse(path.read_bytes(), "x")
        assert source
        return done, source.data

    def test_its_data_makes_an_exact_draft(self, tmp_path: Path, site: Path) -> None:
        pages = self.pages(site)
        root = write_tree(tmp_path)
        done, data = self.imported(root, pages)
        assert "From the board's own data API: " in done.stdout
        assert re.findall(r"line +\d+  (\S+):", done.stdout) == ["employer.about"]
        api = json.loads(next(body for url, body in pages.items() if url.endswith(".json")))
        own = board_listing(self.LISTING)
        same = set(own) - {"posted", "status", "aliases", "industry", "start"}
        assert {name: data[name] for name in same} == {name: own[name] for name in same}
        assert data["posted"] == TODAY
        employer = data["employer"]
        assert isinstance(employer, dict)
        assert employer["name"] == api["employer"]["name"]

    def test_nothing_is_left_to_decide_if_the_board_has_the_employer(
        self, tmp_path: Path, site: Path
    ) -> None:
        employer = (ROOT / "listings/harbour-books/employer.yml").read_bytes()
        employer = b"\n".join(line for line in employer.split(b"\n") if b"logo" not in line)
        with websites(self.pages(site)) as address:
            root = write_tree(tmp_path, {"harbour/employer.yml": employer})
            command = ("import", self.PAGE, "--testing-server", address, "--today", TODAY)
            done = board(*command, cwd=root)
        assert done.returncode == 0 and "To decide" not in done.stdout
        assert "by its website" in done.stdout and "Next: read the draft" in done.stdout
        checked = board("check", "--today", TODAY, "listings/harbour", cwd=root)
        assert checked.returncode == 0, checked.stdout

    def test_without_its_data_the_page_says_enough(self, tmp_path: Path, site: Path) -> None:
        pages = {url: body for url, body in self.pages(site).items() if url == self.PAGE}
        done, data = self.imported(write_tree(tmp_path), pages)
        assert "From the page's JobPosting (microdata): " in done.stdout
        assert data["title"] == board_listing(self.LISTING)["title"]

    @pytest.mark.parametrize(
        "data", [b"", b"[]", b'{"id": 5}', b'{"title": ["x"]}', b"[" * 9000, b"\xff", 500, ENDLESS]
    )
    def test_other_data_counts_for_nothing(self, data: Answer, tmp_path: Path, site: Path) -> None:
        pages = {url: body if url == self.PAGE else data for url, body in self.pages(site).items()}
        done, _ = self.imported(write_tree(tmp_path), pages)
        assert "From the page's JobPosting (microdata): " in done.stdout


def board_listing(identifier: str) -> dict[str, object]:
    source, _ = parse((ROOT / f"listings/{identifier}.yml").read_bytes(), "x")
    assert source
    return source.data
