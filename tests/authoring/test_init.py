"""`board init`: what a maintainer is asked, what is written, and what is refused."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from generator.authoring import init_board as module
from generator.authoring import this_machine
from generator.authoring.board_answers import pages_address
from generator.authoring.board_record import read_record
from generator.authoring.program_wheel import program_of
from generator.authoring.scaffold import SAMPLES_DAY, scaffold
from generator.checking.workspace import open_workspace
from tests.authoring.test_asking import on_a_terminal
from tests.authoring.test_new_file import FIRM, LISTING
from tests.authoring.test_new_file import options as sets
from tests.support.command import board
from tests.support.new_board import REPOSITORY, URL, init, new_board, options
from tests.support.paths import ROOT
from tests.support.trees import contents

WORKFLOWS = (
    "announce", "check", "comment", "from-issue", "hold", "links", "moderate", "publish",
    "reminders",
)  # fmt: skip


def settings_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    return found


class TestWhatIsWritten:
    def test_only_what_belongs_to_a_board(self, wheel: Path, tmp_path: Path) -> None:
        folder = new_board(tmp_path / "mine", wheel)
        written = {path for path in contents(folder) if not path.startswith(".github/")}
        assert written == {
            ".board.json", ".editorconfig", ".gitattributes", ".gitignore",
            ".vscode/settings.json", "Makefile", "README.md", "docs/about.md",
            "listings/example.yml", "mkdocs.yml", "requirements.txt", wheel.name,
        }  # fmt: skip
        assert sorted(path.name for path in (folder / ".github/workflows").iterdir()) == [
            f"{name}.yml" for name in WORKFLOWS
        ]
        assert not [path for path in folder.rglob("*") if path.is_symlink()]

    def test_the_answers_are_the_settings(self, wheel: Path, tmp_path: Path) -> None:
        settings = open_workspace(new_board(tmp_path / "mine", wheel)).settings
        assert (settings.name, settings.url) == ("Projects at Northgate", URL)
        assert (settings.repo_url, settings.contact) == (
            REPOSITORY,
            "careers@northgate-college.org",
        )
        assert (settings.time_zone, settings.maintainers) == (
            "Europe/Dublin",
            ("northgate-careers",),
        )
        assert settings.demo_day is None and {*map(str, settings.floors.values())} == {"12"}
        assert "* @northgate-careers\n" in (tmp_path / "mine/.github/CODEOWNERS").read_text()

    @pytest.mark.parametrize(
        "name", ['The "Harbour" board: \\ jobs', "yes", "1_000", "# Five", "Ærø – 実習", "{x}"]
    )
    def test_any_name(self, name: str, wheel: Path, tmp_path: Path) -> None:
        folder = new_board(tmp_path / "mine", wheel, {"--name": name})
        assert open_workspace(folder).settings.name == name
        assert settings_of(folder)["site_name"] == name  # as MkDocs reads it

    def test_a_board_that_is_checked_and_has_no_hint(self, wheel: Path, tmp_path: Path) -> None:
        done = board("check", "--verbose", cwd=new_board(tmp_path / "mine", wheel))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("There is no listing yet: ") and done.stdout.count("\n") == 1

    def test_the_samples(self, wheel: Path, tmp_path: Path) -> None:
        folder = new_board(tmp_path / "mine", wheel, {}, "--samples")
        done = board("check", "--verbose", cwd=folder)
        assert done.returncode == 0 and done.stdout.endswith("files checked: all fine.\n")
        settings = open_workspace(folder).settings
        assert str(settings.demo_day) == SAMPLES_DAY
        assert str(settings.floors["EUR"]) == "12", "an own floor counts more"

    @pytest.mark.parametrize("contact", ["careers@northgate-college.org", f"{URL}contact"])
    @pytest.mark.parametrize("currency", ["EUR=0.5", "IDR", "GBP=13.50"])
    def test_the_example_is_a_listing(
        self, contact: str, currency: str, wheel: Path, tmp_path: Path
    ) -> None:
        changes: dict[str, str | None] = {"--contact": contact, "--currency": currency}
        folder = new_board(tmp_path / "mine", wheel, changes)
        (folder / "listings/acme").mkdir()
        (folder / "listings/example.yml").rename(folder / "listings/acme/survey.yml")
        done = board("check", "--verbose", cwd=folder)
        assert done.stdout == "1 file checked: all fine.\n"
        assert "$schema" not in (folder / "listings/acme/survey.yml").read_text()

    def test_its_first_listing(self, wheel: Path, tmp_path: Path) -> None:
        """Without the line for editors, which names a schema that a board does not have."""
        folder = new_board(tmp_path / "mine", wheel, {"--currency": "USD"})
        own = {"apply.email": "work@harbour-books.com", "pay.currency": "USD"}
        own |= {"employer.website": "https://harbour-books.com"}
        done = board("new", "acme/shops", *sets(LISTING | FIRM | own), cwd=folder)
        assert done.returncode == 0, done.stdout
        assert "$schema" not in (folder / "listings/acme/shops.yml").read_text()
        assert board("check", cwd=folder).returncode == 0

    def test_the_lock_ends_with_the_program(self, wheel: Path, tmp_path: Path) -> None:
        folder = new_board(tmp_path / "mine", wheel)
        lock = (folder / "requirements.txt").read_bytes()
        ours = (ROOT / "requirements.txt").read_bytes()
        assert lock.startswith(ours)
        assert lock.removeprefix(ours).decode() == program_of(wheel).requirement
        assert (folder / wheel.name).read_bytes() == wheel.read_bytes()

    def test_the_record_has_what_can_be_edited(self, wheel: Path, tmp_path: Path) -> None:
        folder = new_board(tmp_path / "mine", wheel)
        record = read_record(folder)
        assert record and record.format == 2
        left_out = {".board.json", "requirements.txt", wheel.name, "listings/example.yml"}
        there = {path: text for path, text in contents(folder).items() if path not in left_out}
        assert record.written == {path: text.decode() for path, text in there.items()}
        made_again = scaffold(record.answers, program_of(wheel))
        assert {path: made_again[path] for path in there} == there

    def test_ends_with_the_next_steps(self, wheel: Path, tmp_path: Path) -> None:
        said = init(tmp_path / "mine", wheel).stdout
        assert said.startswith(f"mine: a new board, 29 files for {URL}\n")
        for step in ("cd mine", "make serve", "git push -u origin main", "board doctor"):
            assert step in said
        assert f"git remote add origin {REPOSITORY}.git" in said


class TestHosts:
    @pytest.mark.parametrize(
        ("repository", "host", "address"),
        [
            ("Northgate/Projects", "github", "https://northgate.github.io/Projects/"),
            ("Northgate/northgate.github.io", "github", "https://northgate.github.io/"),
            ("git@github.com:a/b.git", "github", "https://a.github.io/b/"),
            ("https://github.com/a/b/", "github", "https://a.github.io/b/"),
            ("https://gitlab.com/a/b/c", "gitlab", "https://a.gitlab.io/b/c/"),
            ("https://codeberg.org/a/pages", "forgejo", "https://a.codeberg.page/"),
        ],
    )
    def test_pages_have_an_address_of_their_own(
        self, repository: str, host: str, address: str, wheel: Path, tmp_path: Path
    ) -> None:
        folder = new_board(tmp_path / "mine", wheel, {"--url": None, "--repository": repository})
        record = read_record(folder)
        assert record and (record.answers.host, record.answers.url) == (host, "")
        assert open_workspace(folder).settings.url == address
        assert ("site_url" in settings_of(folder)) == (host != "github"), "the workflow sets it"
        assert (folder / ".github").exists() == (host == "github")

    def test_a_server_whose_name_says_nothing(self, wheel: Path, tmp_path: Path) -> None:
        own: dict[str, str | None] = {"--repository": "https://git.northgate-college.org/a/b"}
        done = init(tmp_path / "mine", wheel, own)
        assert done.returncode == 2 and "still needed: --host." in done.stderr
        folder = new_board(tmp_path / "mine", wheel, {**own, "--host": "gitlab"})
        assert settings_of(folder)["extra"]["board"]["host"] == "gitlab"
        done = init(tmp_path / "other", wheel, {**own, "--host": "gitlab", "--url": None})
        assert "still needed: --url." in done.stderr

    def test_no_repository_yet(self, wheel: Path, tmp_path: Path) -> None:
        folder = new_board(tmp_path / "mine", wheel, {"--repository": None})
        assert "repo_url" not in settings_of(folder)
        assert pages_address("") == ""


class TestWhereItGoes:
    def test_a_folder_with_something_in_it(self, wheel: Path, tmp_path: Path) -> None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine/thesis.txt").touch()
        (tmp_path / "mine/notes.txt").touch()
        done = init(tmp_path / "mine", wheel)
        assert done.returncode == 2 and done.stderr == (
            "board: mine is not empty: it has `notes.txt` and 1 more. "
            "Name an empty folder, or a new one.\n"
        )
        assert sorted(contents(tmp_path)) == ["mine/notes.txt", "mine/thesis.txt"]

    def test_a_file(self, wheel: Path, tmp_path: Path) -> None:
        (tmp_path / "mine").touch()
        done = init(tmp_path / "mine", wheel)
        assert done.returncode == 2 and "mine is no folder." in done.stderr

    def test_an_empty_folder_from_inside(self, wheel: Path, tmp_path: Path) -> None:
        done = board("init", ".", *options(), "--wheel", wheel, cwd=tmp_path)
        assert done.returncode == 0 and "cd " not in done.stdout
        assert (tmp_path / "mkdocs.yml").is_file()

    def test_a_fresh_clone(self, wheel: Path, tmp_path: Path) -> None:
        """Its repository is known, and what the host put into it stays."""
        folder = tmp_path / "mine"
        git = ["git", "-C", str(folder)]
        subprocess.run(["git", "init", "--quiet", folder], check=True)
        origin = "git@github.com:northgate/board.git"
        subprocess.run([*git, "remote", "add", "origin", origin], check=True)
        (folder / "README.md").write_text("# board\n")
        (folder / "LICENSE").write_text("MIT\n")
        done = init(folder, wheel, {"--url": None, "--repository": None})
        assert done.returncode == 0, done.stderr
        assert "LICENSE and README.md stayed as they were.\n" in done.stdout
        assert "git remote add" not in done.stdout and "git push\n" in done.stdout
        assert settings_of(folder)["repo_url"] == "https://github.com/northgate/board"
        assert open_workspace(folder).settings.url == "https://northgate.github.io/board/"
        assert (folder / "README.md").read_text() == "# board\n"
        record = read_record(folder)
        assert record and "README.md" not in record.written

    @pytest.mark.parametrize("exists", [True, False])
    def test_all_or_nothing(
        self, exists: bool, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "mine"
        folder.mkdir() if exists else None
        real = os.rename

        def full_disk(source: Path, target: Path) -> None:
            if Path(target).name in {"mkdocs.yml", "mine"}:
                raise OSError(28, "No space left on device")
            real(source, target)

        monkeypatch.setattr(module.os, "rename", full_disk)
        done = init(folder, wheel)
        assert done.returncode == 2 and "No space left on device" in done.stderr
        assert contents(tmp_path) == {} and folder.exists() == exists


class TestOptions:
    def test_what_is_missing_is_said_at_once(self, tmp_path: Path, wheel: Path) -> None:
        done = board("init", "mine", "--wheel", wheel, "--no-input", cwd=tmp_path)
        assert done.returncode == 2 and done.stderr == (
            "board: still needed: --name, --url or --repository, --contact, --currency, "
            "--maintainer. Or run the command on a terminal to be asked.\n"
        )
        assert [*tmp_path.iterdir()] == []

    @pytest.mark.parametrize(
        ("option", "value", "said"),
        [
            ("--url", "notaurl", "the address `notaurl` is no whole web address. Write the whole"),
            ("--url", "board.example", "Did you mean `https://board.example`?"),
            ("--url", "https://a.org/?q", "has a `?` or `#` in it."),
            ("--name", " ", "the board's name is empty."),
            ("--name", "two\nlines", "one line of at most 80 characters"),
            ("--repository", "http://github.com/a/b", "is no https address"),
            ("--repository", "https://github.com/northgate", "has no owner and name"),
            ("--contact", "call us", "is neither an email address nor an https address"),
            ("--time-zone", "Lisbon", "Did you mean `Europe/Lisbon`?"),
            ("--currency", "euro", "`euro` is no currency. Write its three letters"),
            (
                "--currency",
                "EUX",
                "the currency `EUX` is no currency of ISO 4217. Write its three letters",
            ),
            ("--currency", "EUR=0", "`0` is no amount above 0"),
            ("--currency", "EUR=-1", "is no amount above 0"),
            ("--currency", "EUR=1e3", "is no amount above 0"),
            ("--currency", "EUR=014", "is no amount above 0"),
            ("--currency", "EUR=NaN", "is no amount above 0"),
            ("--currency", "EUR=", "is no amount above 0"),
            ("--currency", "XOF", "add the minimum hourly pay, --currency XOF=20."),
            ("--maintainer", "Ana Silva!", "`Silva!` is no login name"),
        ],
    )
    def test_a_wrong_one_is_one_line(
        self, option: str, value: str, said: str, wheel: Path, tmp_path: Path
    ) -> None:
        done = init(tmp_path / "mine", wheel, {option: value})
        assert done.returncode == 2
        assert done.stderr.startswith(f"board: {option}") and said in done.stderr
        assert done.stderr.count("\n") == 1 and "still needed" not in done.stderr
        assert [*tmp_path.iterdir()] == []

    def test_several_wrong_ones_are_said_together(self, wheel: Path, tmp_path: Path) -> None:
        wrong: dict[str, str | None] = {"--url": "x", "--contact": "y", "--name": None}
        said = init(tmp_path / "mine", wheel, wrong).stderr
        assert said.index("--url:") < said.index("--contact:") < said.index("needed: --name.")

    def test_a_currency_alone_takes_what_is_usual(self, wheel: Path, tmp_path: Path) -> None:
        changes: dict[str, str | None] = {"--currency": "eur, SEK", "--maintainer": "@ana, bob"}
        board_settings = settings_of(new_board(tmp_path / "mine", wheel, changes))["extra"]["board"]
        assert board_settings["floors"] == {"EUR": 14, "SEK": 170}
        assert board_settings["maintainers"] == ["ana", "bob"]


class TestOnATerminal:
    def run(self, tmp_path: Path, wheel: Path, answers: list[str], *more: str) -> str:
        arguments = ["init", "mine", "--wheel", str(wheel), *more]
        said, code = on_a_terminal(tmp_path, arguments, answers)
        assert code == 0, said
        return said

    def test_every_question(
        self, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Six of them; Enter takes what is proposed, and a wrong answer is asked for again."""
        monkeypatch.setenv("TZ", "Europe/Lisbon")
        answers = [
            "Projects at Northgate", "notaurl", "northgate/projects", "call us",
            "careers@northgate-college.org", "", "", "", "Ana!", "@ana, bob",
        ]  # fmt: skip
        said = self.run(tmp_path, wheel, answers)
        assert "The address `notaurl` is no whole web address" in said
        assert "is neither an email address" in said and "is no login name" in said
        assert "Time zone [Europe/Lisbon]:" in said
        assert "Currencies [EUR]:" in said and "EUR [14]:" in said
        settings = open_workspace(tmp_path / "mine").settings
        assert settings.url == "https://northgate.github.io/projects/"
        assert (settings.time_zone, settings.maintainers) == ("Europe/Lisbon", ("ana", "bob"))
        assert {code: str(amount) for code, amount in settings.floors.items()} == {"EUR": "14"}

    def test_an_address_of_its_own(
        self, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TZ", "UTC")
        answers = [
            "Projects", "northgate-college.org", URL, "https://git.northgate-college.org/a/b", "2",
            "careers@northgate-college.org", "", "", "EUR, XOF, gbp=13", "15", "", "900", "ana",
        ]  # fmt: skip
        said = self.run(tmp_path, wheel, answers)
        assert f"Did you mean `{URL[:-1]}`" not in said and "Repository [-]:" in said
        assert "Time zone [Etc/GMT+12]:" in said
        assert open_workspace(tmp_path / "mine").settings.host == "gitlab"
        floors = settings_of(tmp_path / "mine")["extra"]["board"]["floors"]
        assert floors == {"EUR": 15, "XOF": 900, "GBP": 13}

    def test_what_is_given_is_not_asked(self, wheel: Path, tmp_path: Path) -> None:
        assert ":" not in self.run(tmp_path, wheel, [], *options()).partition("mine:")[0]

    def test_the_machine_s_zone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for zone, found in {
            "Europe/Lisbon": "Europe/Lisbon", ":Asia/Tokyo": "Asia/Tokyo", "UTC": "",
            "EST5EDT,M3.2.0": "", "Nowhere/Town": "",
        }.items():  # fmt: skip
            monkeypatch.setenv("TZ", zone)
            assert this_machine.time_zone() == found
        assert [this_machine.currency(zone) for zone in ("Asia/Tokyo", "Etc/GMT+12", "")] == [
            "JPY", "", "",
        ]  # fmt: skip


class TestTheProgram:
    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("other-1.0-py3-none-any.whl", b"PK", "is no wheel of microinternships"),
            ("microinternships-1.0-py3-none-any.whl", b"", "is damaged"),
            ("microinternships-1.0-py3-none-any.whl", None, "there is no wheel"),
        ],
    )
    def test_a_file_that_is_no_wheel_of_it(
        self, name: str, content: bytes | None, said: str, tmp_path: Path
    ) -> None:
        if content is not None:
            (tmp_path / name).write_bytes(content)
        done = init(tmp_path / "mine", tmp_path / name)
        assert done.returncode == 2 and said in done.stderr and done.stderr.count("\n") == 1
        assert not (tmp_path / "mine").exists()

    def names(self) -> set[str]:
        """What is at the top of the checkout, without what measuring branches leaves there."""
        return {path.name for path in ROOT.iterdir() if not path.name.startswith(".coverage")}

    def test_of_a_checkout_a_wheel_is_built(self, wheel: Path, tmp_path: Path) -> None:
        """The same one again, and nothing is left in the checkout."""
        before = self.names()
        done = board("init", "mine", *options(), cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        (made,) = (tmp_path / "mine").glob("microinternships-*.whl")
        assert f"./{made.name} \\\n" in (tmp_path / "mine/requirements.txt").read_text()
        assert ZipFile(made).namelist() == ZipFile(wheel).namelist()
        again = board("init", "other", *options(), cwd=tmp_path)
        assert again.returncode == 0 and self.names() == before
        assert (tmp_path / "other" / made.name).read_bytes() == made.read_bytes()
