"""Coverage-guided fuzzing of what strangers send: `make fuzz`, or `python -m tests.fuzz`.

libFuzzer, through Atheris, changes the sample listings and the broken ones byte by byte, and keeps
what reaches new code. Nothing may be raised, whatever the bytes are; what is sound is also put in
order, and must mean the same afterwards. The corpus grows in .cache/fuzz/; a finding is written
beside it. Options after `--` go to libFuzzer, such as `-max_total_time=1800` (seconds).
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator"]):
    from generator.authoring.format import formatted
    from generator.checking.check import CheckContext, check_file
    from generator.checking.workspace import Workspace, open_workspace
    from generator.reading.source import MAX_BYTES, parse

from tests.support.paths import BROKEN, ROOT
from tests.support.trees import write_tree

TODAY = date(2026, 11, 23)
FOLDER = ROOT / ".cache/fuzz"
PATHS = ("listings/acme/survey.yml", "listings/acme/employer.yml")
_MOST_PROBLEMS = 100_000


class Target:
    """One listing or employer, from its bytes to its tidy form."""

    def __init__(self, work: Workspace) -> None:
        self._work = work
        self._context: CheckContext = work.context(TODAY)

    def __call__(self, data: bytes) -> None:
        """Read, check and format `data`; the first byte says as which file. Raises on a bug."""
        if not data:
            return
        path, content = PATHS[data[0] % 2], data[1:]
        result = check_file(path, content, self._context)
        assert len(result.problems) < _MOST_PROBLEMS
        for problem in result.problems:
            assert problem.message and problem.rule and problem.place.line >= 0
        is_employer = path.endswith("employer.yml")
        schema = self._work.employer_schema if is_employer else self._work.listing_schema
        tidy = formatted(content, path, schema.definition, self._context.vocabularies)
        if result.item:
            again = check_file(path, tidy, self._context)
            assert again.item == result.item, "putting it in order changed its meaning"
            assert formatted(tidy, path, schema.definition, self._context.vocabularies) == tidy


def _corpus() -> Path:
    """The folder of inputs, with the samples and the broken files to begin with."""
    folder = FOLDER / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    files = [*BROKEN.glob("*.yml"), *(ROOT / "listings").glob("*/*.yml")]
    for path in files:
        kind = b"\1" if path.name == "employer.yml" else b"\0"
        content = path.read_bytes()
        if len(content) <= MAX_BYTES:
            (folder / f"{path.parent.name}-{path.name}").write_bytes(kind + content)
    return folder


def _dictionary(work: Workspace) -> Path:
    """Words that changes are made of: the names of fields, and what has a meaning in YAML."""
    fields = {**work.listing_schema.definition["properties"]}
    fields |= work.employer_schema.definition["properties"]
    signs = ["- ", ": ", "|", ">", "{", "}", "[", "]", "&a", "*a", "<<: ", "!!", "---", "%", "~"]
    words = [*(f"{name}: " for name in fields), *signs, "9999-12-31", "0001-01-01", "https://"]
    file = FOLDER / "words.dict"
    file.write_text("".join(f'"{word}"\n' for word in words), encoding="utf-8")
    return file


def main() -> None:
    """Run until something is found, or as long as the options say."""
    root = write_tree(Path(tempfile.mkdtemp()) / "board")
    work = open_workspace(root, cache=False)
    target = Target(work)
    source, _ = parse(b"title: x\n", PATHS[0])
    assert source, "the reader works at all"
    corpus = _corpus()
    options = [
        f"-dict={_dictionary(work)}", f"-max_len={MAX_BYTES + 2}", "-timeout=10",
        f"-artifact_prefix={FOLDER}/found-",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], str(corpus), *options, *sys.argv[1:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
