"""Runs Pagefind, the program that makes the search index.

It is spoken to as its own packages do: `pagefind --service` reads requests from standard input,
base64 of JSON, a comma after each, and answers in the same way. So nothing is written to a
temporary folder, the listings are numbered in our order and not in that of a file system, and the
files come back whole: the program's own writing may stop in the middle when it ends.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread
from typing import IO, Any

from generator.board.board import Board
from generator.building import BuildError
from generator.rendering.artifact import Artifact
from generator.rendering.search_data import SearchDocument, columns, match_columns, search_documents

FOLDER = "pagefind/"
# What a browser needs of what Pagefind makes: no user interface, the board has its own.
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.", "pagefind.")
_PARTS = ("fragment/", "index/")
_SIGNATURE = b"pagefind_dcd"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Index:
    """Pagefind's files, and the name of each record's fragment, in the search_documents' order."""

    files: tuple[Artifact, ...]
    fragments: tuple[str, ...]


def search_files(board: Board) -> Iterator[Artifact]:
    """The files of the search.

    A board without an open listing has no search. Raises `BuildError` if Pagefind fails.
    """
    found = search_documents(board)
    if not found:
        return
    service = _Service()
    try:
        index = service.index(found, board.settings.language)
    finally:
        service.stop()
    yield from index.files
    yield columns(board, index.fragments)
    yield match_columns(board)


class _Service:
    """One run of the program."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `stop`
        program = _program()
        try:
            self._process = subprocess.Popen(
                [program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                # Its settings come from us alone, not from a file or a variable it finds.
                cwd=program.parent,
                env={key: value for key, value in os.environ.items() if "PAGEFIND" not in key},
            )
        except OSError as error:
            self._errors.close()
            raise BuildError(f"Pagefind, which makes the search, can't be run: {error}") from error

    def index(self, found: Sequence[SearchDocument], language: str) -> Index:
        """Hand over the search_documents and wait for the files."""
        asked = [
            {"type": "NewIndex", "config": {"force_language": language}},
            *(
                {"type": "AddRecord", "index_id": 0, "language": language, **asdict(record)}
                for record in found
            ),
            {"type": "GetFiles", "index_id": 0},
        ]
        writer = Thread(target=self._write, args=(asked,), daemon=True)
        writer.start()
        answers = self._answers()
        files: list[dict[str, str]] = []
        for _ in asked:
            answer = next(answers, None)
            if answer is None:
                raise BuildError(f"Pagefind, which makes the search, stopped: {self._said()}")
            if answer["type"] == "Error":
                raise BuildError(f"Pagefind, which makes the search, said: {answer['message']}")
            files = answer.get("files", files)
        return _index_of(files, found)

    def stop(self) -> None:
        """End the program, whether it is done or not."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _open(pipe).close()
            except OSError:
                pass  # it had not read all of it
        self._process.wait()
        self._errors.close()

    def _write(self, asked: Sequence[dict[str, Any]]) -> None:
        pipe = _open(self._process.stdin)
        try:
            for number, payload in enumerate(asked):
                text = json.dumps({"message_id": number, "payload": payload})
                pipe.write(base64.b64encode(text.encode()) + b",")
            pipe.flush()
        except (OSError, ValueError):
            pass  # it ended; whoever waits for its answers says why

    def _answers(self) -> Iterator[dict[str, Any]]:
        pipe, pending = _open(self._process.stdout), bytearray()
        while chunk := os.read(pipe.fileno(), _CHUNK):
            *ended, rest = chunk.split(b",")
            for part in ended:
                pending += part
                yield _read(bytes(pending))
                pending.clear()
            pending += rest

    def _said(self) -> str:
        self._process.wait()
        self._errors.seek(0)
        said = " ".join(self._errors.read().decode("utf-8", "replace").split())
        return said[-300:] or f"it ended with {self._process.returncode}."


def _read(answer: bytes) -> dict[str, Any]:
    try:
        payload: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
    except (KeyError, TypeError, ValueError) as error:
        raise BuildError(
            f"Pagefind, which makes the search, can't be understood: {error}"
        ) from error
    return payload


def _index_of(files: Sequence[dict[str, str]], found: Sequence[SearchDocument]) -> Index:
    made = tuple(
        Artifact(FOLDER + file["path"], base64.b64decode(file["content"]))
        for file in sorted(files, key=lambda file: file["path"])
        if file["path"].startswith(_PARTS) or file["path"].startswith(_NEEDED)
        if not file["path"].endswith(".css") and "ui.js" not in file["path"]
    )
    names = {
        _url(item): item.path.rpartition("/")[2].partition(".")[0]
        for item in made
        if _is_fragment(item)
    }
    try:
        return Index(made, tuple(names[record.url] for record in found))
    except KeyError as error:
        raise BuildError(f"Pagefind, which makes the search, left out {error}.") from error


def _is_fragment(item: Artifact) -> bool:
    return item.path.startswith(f"{FOLDER}fragment/")


def _url(fragment: Artifact) -> str:
    text = gzip.decompress(fragment.content).removeprefix(_SIGNATURE)
    return str(json.loads(text)["url"])


def _program() -> Path:
    try:
        from pagefind.service import get_executable
    except ImportError:
        path = None
    else:
        path = get_executable()
    if path is None:
        raise BuildError(
            "Pagefind, which makes the search, is not installed: pip install 'pagefind[bin]'."
        )
    return path.absolute()


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - both are asked for
    return pipe
