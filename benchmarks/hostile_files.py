"""Measures what the most hostile files cost: `python -m benchmarks.hostile_files`.

Every file is as large as the board reads, and made to give as many problems, or as slow ones, as
possible. Prints for each the seconds of CPU that `check_file` takes (the best of three), and how
many problems it finds. With `--review DIR`, it makes a board with a pull request of 500 such files
in DIR, and reviews it: the seconds, the seconds of CPU, the peak memory of all its processes
together, and the size of the answer. The targets: 0.3 s a file, 20 s and 256 MB a review.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from benchmarks.make_board import ROOT
from generator.checking.check import check_file
from generator.checking.workspace import open_workspace
from generator.reading.source import MAX_BYTES

_DAY = date(2026, 11, 23)
_FILES = 500
_AUTHOR = ("-c", "user.name=Ana", "-c", "user.email=ana@board.example")
EMPLOYER = """name: Acme
website: https://acme.example/
about: Acme makes stock systems for bookshops and has done so for twenty years.
industry: retail
country: PT
maintainers: [ana]
"""
LISTING = """title: Market survey of independent bookshops
summary: Find out what forty independent bookshops need from a stock system, and tell us.
description: |
  We build a stock system for bookshops. You will talk to shops, sort what you hear and propose
  what we should build next. You will work with our product lead, who answers questions every
  weekday and gives you feedback on two drafts. You need no knowledge of bookselling.
deliverables:
  - Interview notes of 12 shops
category: research
skills: [excel]
level: beginner
hours: 20
duration_weeks: 3
pay: {amount: 400, currency: USD, per: project}
place: {mode: remote}
posted: 2026-11-20
deadline: 2026-12-14
apply: {url: "https://acme.example/apply"}
"""


def hostile_files() -> Mapping[str, str]:
    """One file of each kind, by what is in it; each at most MAX_BYTES long."""
    return {name: text for kind in (_yaml, _fields, _words, _texts) for name, text in kind()}


def _yaml() -> Iterator[tuple[str, str]]:
    """What the reader of YAML says no to."""
    yield "lines with a tab", _filled("a:\tb\n")
    yield "one field again and again", _filled("title: x\n")
    yield "many fields, each twice", _numbered("k{}: x\nk{}: x\n")
    yield "a nested field again and again", _filled("  mode: x\n", "place:\n")
    yield "nested lists", _filled("[[[]]],", "aliases: [", "]\n")
    yield "deep lists", _filled("[[[[[[[[[]]]]]]]]],", "aliases: [", "]\n")
    yield "only brackets", _filled("[", "title: ")
    yield "only braces", _filled("{", "title: ")
    yield "brackets and braces", _filled("[{a: [{a: b}]},", "aliases: [")
    yield "open quotes", _filled("'x\n", "title: ")
    yield "many colons", _filled("a: ", "title: ")
    yield "anchors", _filled("&a x, ", "aliases: [", "]\n")
    yield "invisible characters", _filled("\u200b", "title: ")
    yield "control characters", _filled("\x01", "title: ")
    yield "characters outside the BMP", _filled("\U0001f600", "title: ")
    yield "odd spaces", _filled("\u00a0a: b\n")
    yield "odd spaces in one line", _filled("\u00a0", "title:")
    yield "stars for hyphens", _filled(" * x\n", "deliverables:\n")
    yield "hyphens without a space", _filled(" -x\n", "deliverables:\n - a\n")
    yield "outdented lines", _filled("x\n", "description: |\n  text\n")
    yield "texts with no sign", _filled("  x\n\n", "description: x\n")
    yield "empty lines", _filled("\n", "title: x\n")
    yield "comments", _filled("#\n", "title: x\n")
    yield "only comments", _filled("# x\n")
    yield "a long number", _filled("9", "hours: ")
    yield "escapes", _filled("\\x41", 'title: "', '"\n')
    yield "documents", _filled("---\n")
    yield "keys that are lists", _filled("? [a]\n: b\n")


def _fields() -> Iterator[tuple[str, str]]:
    """What a schema says no to."""
    yield "a list of nothing", _filled("~,", "aliases: [", "]\n")
    yield "a list of short words", _filled("a,", "skills: [", "]\n")
    yield "a list of many words", _numbered("a{},", "skills: [", "]\n")
    yield "two long lists", _filled("a,", "gains: [b]\nskills: [", "]\n")
    yield "items that are objects", _filled("{a: b},", "deliverables: [", "]\n")
    yield "items with unknown fields", _filled("{a: , b: },", "deliverables: [", "]\n")
    yield "items with bad dates", _filled("{due: x},", "deliverables: [", "]\n")
    yield "items with impossible dates", _filled("{due: 2026-02-30},", "deliverables: [", "]\n")
    yield "items in two languages", _filled("zz,", "place: {applicant_countries: [", "]}\n")
    yield "lists in every group", "".join(_lists())
    yield "a list inside the employer", _filled("~,", "employer: {maintainers: [", "]}\n")
    yield "unknown fields", _numbered("k{}: \n")
    yield "unknown fields of one group", _numbered("k{}: ,", "pay: {", "}\n")
    yield "unknown fields of the employer", _numbered("k{}: ,", "employer: {", "}\n")
    yield "misspelt fields", _numbered("descriptio{}: \n")
    yield "long unknown fields", _numbered("x" * 100 + "{}: \n")
    yield "one long unknown field", _filled("x", "", ": 1\n")
    yield "other forms' fields", _numbered("salary{}: 5 EUR\n")
    yield "cut texts", _filled("- a #b\n", "deliverables:\n")
    yield "cut texts in one list", _filled("x #y\n- ", "skills:\n- ")
    yield "items with colons", _filled("- Notes: x\n", "deliverables:\n")
    yield "only a comment", _filled("- #b\n", "deliverables:\n")
    yield "indented fields", _filled(" k: x\n", "deliverables:\n - a\n" + "title:\n")
    yield "one text for everything", _filled("x", "title: ")
    yield "spaces for everything", _filled(" ", 'title: "', '"\n')
    yield "digits for hours", _filled("1,", 'hours: "', '"\n')
    yield "digits for pay", _filled("1.", 'pay: "', '"\n')
    yield "a list for every field", "".join(f"{name}: [~,~,~]\n" for name in _names())
    yield "a mapping for every field", "".join(f"{name}: {{a: b}}\n" for name in _names())


def _lists() -> Iterator[str]:
    for name in ("skills", "gains", "aliases"):
        yield _filled("~,", f"{name}: [", "]\n", MAX_BYTES // 4)
    yield _filled("~,", "place: {applicant_countries: [", "]}\n", MAX_BYTES // 5)


def _names() -> Iterator[str]:
    return (line.partition(":")[0] for line in LISTING.splitlines() if line[0] != " ")


def _words() -> Iterator[tuple[str, str]]:
    """What a vocabulary does not know, in files that are fine by their schema."""
    unknown = ", ".join(f"project managment of softwre {letter}" for letter in "abcdefghij")
    both = LISTING.replace("skills: [excel]", f"skills: [{unknown}]\ngains: [{unknown}]")
    yield "unknown skills", both
    yield "long unknown skills", LISTING.replace("[excel]", f"[{', '.join(_long_words())}]")
    yield (
        "alike skills",
        LISTING.replace("[excel]", "[" + ", ".join(f"data analysi{x}" for x in "abcdefghij") + "]"),
    )
    yield "an unknown category", LISTING.replace("category: research", f"category: {'re' * 30}")


def _long_words() -> Iterator[str]:
    return (f"{letter}" * 60 for letter in "abcdefghij")


def _texts() -> Iterator[tuple[str, str]]:
    """Descriptions that are fine by their schema, and slow or full of phrases."""
    for name, unit in (
        ("brackets", "["),
        ("links in links", "[a](<b"),
        ("references", "[a]: b\n  "),
        ("images", "![a]("),
        ("stars", "*a "),
        ("stars and lines", "**a_*b_ "),
        ("backticks", "`a``b"),
        ("angle brackets", "<a "),
        ("comments of HTML", "<!-- "),
        ("entities", "&amp;&#1;"),
        ("quotes in quotes", "> "),
        ("lists in lists", "- "),
        ("tables", "|a"),
        ("tables of lines", "|a|b|\n  |-|-|\n  "),
        ("headings", "# a\n  "),
        ("addresses", "https://a.example/ "),
        ("addresses of http", "[a](http://a.example) "),
        ("short addresses", "[a](https://bit.ly/a) "),
        ("addresses in Cyrillic", "https://раураӏ.example "),
        ("email addresses", "a@b.example "),
        ("many at signs", "a@"),
        ("phone numbers", "+351 210 000 000 "),
        ("digits", "1"),
        ("digits and spaces", "(1 "),
        ("call me", "call "),
        ("unpaid", "unpaid volunteer "),
        ("fees", "pay a registration fee "),
        ("your passport", "send your passport "),
        ("your", "send your a, "),
        ("only women", "only women "),
        ("bank data", "send us your bank account "),
        ("placeholders", "[insert "),
        ("templates", "{{ a "),
        ("shouting", "AAAA! "),
        ("gift cards", "buy gift cards "),
        ("one letter", "a"),
        ("dots", "a. "),
        ("commas", "a,"),
        ("emoji", "\U0001f600"),
        ("letters with accents", "e\u0301"),
    ):
        text = (unit * 6000)[:5990].rstrip()
        lines = LISTING.split("description: |\n")
        after = lines[1][lines[1].index("deliverables:") :]
        yield f"text: {name}", f"{lines[0]}description: |\n  {text}\n{after}"


def _filled(unit: str, before: str = "", after: str = "", most: int = MAX_BYTES) -> str:
    """`unit` as often as it fits into `most` bytes."""
    room = most - len((before + after).encode())
    return before + unit * (room // len(unit.encode())) + after


def _numbered(unit: str, before: str = "", after: str = "") -> str:
    parts, left = [before], MAX_BYTES - len((before + after).encode())
    for number in range(MAX_BYTES):
        part = unit.replace("{}", f"{number}")
        left -= len(part.encode())
        if left < 0:
            break
        parts.append(part)
    return "".join([*parts, after])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--review", type=Path, metavar="DIR", help="a folder that does not exist")
    arguments = parser.parse_args()
    if arguments.review:
        _review(arguments.review.resolve())
    else:
        _each()


def _each() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write_board(root)
        context = open_workspace(root).context(_DAY)
        check_file("listings/acme/x.yml", b"a: b\n", context)  # imports jsonschema
        slowest = 0.0
        for name, text in hostile_files().items():
            times = []
            for _ in range(3):
                begin = time.process_time()
                result = check_file("listings/acme/x.yml", text.encode(), context)
                times.append(time.process_time() - begin)
            slowest = max(slowest, min(times))
            print(f"{name:36} {min(times):7.3f} s {len(result.problems):7,} problems")
        print(f"{'the slowest':36} {slowest:7.3f} s")


def _write_board(root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    folder = root / "listings/acme"
    folder.mkdir(parents=True)
    (folder / "employer.yml").write_text(EMPLOYER, encoding="utf-8")
    (folder / "market-survey.yml").write_text(LISTING, encoding="utf-8")


def _review(root: Path) -> None:
    _write_board(root)
    _git(root, "init", "--quiet", "-b", "main")
    _commit(root)
    _git(root, "checkout", "--quiet", "-b", "change")
    texts = [*hostile_files().values()]
    for number in range(_FILES):
        # A comment of its own makes each file another one for Git.
        text = f"{texts[number % len(texts)]}"[: MAX_BYTES - 8] + f"# {number}\n"
        path = root / f"listings/acme/project-{number}.yml"
        path.write_text(text, encoding="utf-8", newline="")
    _commit(root)
    _git(root, "checkout", "--quiet", "main")
    command = [sys.executable, "-m", "generator", "review", "--base", "main", "--head", "change"]
    command += ["--author", "ana", "--today", f"{_DAY}", "--format"]
    for output_format in ("comment", "json"):
        begin, before = time.perf_counter(), sum(os.times()[2:4])
        size, code, peak = _run([*command, output_format], root)
        took, cpu = time.perf_counter() - begin, sum(os.times()[2:4]) - before
        figures = f"{took:6.1f} s, {cpu:6.1f} s CPU, {peak / 1024:6.0f} MB, {size:,} bytes"
        print(f"{output_format:8} exit {code}, {figures}")


def _run(command: list[str], root: Path) -> tuple[int, int, int]:
    """The size of what a command prints, its exit code, and the peak memory in KiB.

    Memory is the proportional set size of the process and its children, read every 20 ms.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=output)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, _family(process.pid))))
            time.sleep(0.02)
        return output.seek(0, os.SEEK_END), process.returncode, peak


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _commit(root: Path) -> None:
    _git(root, "add", "--all")
    _git(root, *_AUTHOR, "commit", "--quiet", "-m", "A board")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)


if __name__ == "__main__":
    main()
