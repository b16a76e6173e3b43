"""Runs Pagefind, the program that makes the search index.

It uses the protocol of Pagefind's own packages. `pagefind --service` reads requests from standard
input and writes answers to standard output. Each is JSON in base64, followed by a comma. This has
three advantages: nothing is written to a temporary folder, listings are indexed in the order given
here instead of a file system's, and no file is cut off if the program ends early.
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
# The files that a browser needs. Pagefind's user interface is not: the board has its own.
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.", "pagefind.")
_PARTS = ("fragment/", "index/")
_SIGNATURE = b"pagefind_dcd"
_CHUNK = 1 << 16  # bytes


@dataclass(frozen=True, slots=True)
class Index:
    """Pagefind's files, and the name of each document's fragment, in the documents' order.

    A fragment is the file with one document's text and metadata.
    """

    files: tuple[Artifact, ...]
    fragments: tuple[str, ...]


def search_files(board: Board) -> Iterator[Artifact]:
    """The search index and the columns for filtering. Nothing if there is no open listing.

    Raises `BuildError` if Pagefind fails.
    """
    documents = search_documents(board)
    if not documents:
        return
    service = _Service()
    try:
        index = service.index(documents, board.settings.language)
    finally:
        service.stop()
    yield from index.files
    yield columns(board, index.fragments)
    yield match_columns(board)


class _Service:
    """A running `pagefind --service`."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `stop`
        program = _program()
        try:
            self._process = subprocess.Popen(
                [program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                # Its settings come from the requests alone, not from a file or a variable it finds.
                cwd=program.parent,
                env={key: value for key, value in os.environ.items() if "PAGEFIND" not in key},
            )
        except OSError as error:
            self._errors.close()
            raise BuildError(f"Pagefind, which makes the search, can't be run: {error}") from error

    def index(self, documents: Sequence[SearchDocument], language: str) -> Index:
        """Send the documents and wait for the index. Raises `BuildError` if Pagefind fails."""
        requests = [
            {"type": "NewIndex", "config": {"force_language": language}},
            *(
                {"type": "AddRecord", "index_id": 0, "language": language, **asdict(document)}
                for document in documents
            ),
            {"type": "GetFiles", "index_id": 0},
        ]
        writer = Thread(target=self._write, args=(requests,), daemon=True)
        writer.start()
        answers = self._answers()
        files: list[dict[str, str]] = []
        for _ in requests:
            answer = next(answers, None)
            if answer is None:
                raise BuildError(f"Pagefind, which makes the search, stopped: {self._stderr()}")
            if answer["type"] == "Error":
                raise BuildError(f"Pagefind, which makes the search, said: {answer['message']}")
            files = answer.get("files", files)
        return _index_of(files, documents)

    def stop(self) -> None:
        """End the program, whether it has finished or not."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _open(pipe).close()
            except OSError:
                pass  # it ended before it had read everything
        self._process.wait()
        self._errors.close()

    def _write(self, requests: Sequence[dict[str, Any]]) -> None:
        pipe = _open(self._process.stdin)
        try:
            for number, payload in enumerate(requests):
                text = json.dumps({"message_id": number, "payload": payload})
                pipe.write(base64.b64encode(text.encode()) + b",")
            pipe.flush()
        except (OSError, ValueError):
            pass  # it ended: `index`, which waits for answers, raises

    def _answers(self) -> Iterator[dict[str, Any]]:
        pipe, pending = _open(self._process.stdout), bytearray()
        while chunk := os.read(pipe.fileno(), _CHUNK):
            *complete, rest = chunk.split(b",")
            for part in complete:
                pending += part
                yield _read(bytes(pending))
                pending.clear()
            pending += rest

    def _stderr(self) -> str:
        self._process.wait()
        self._errors.seek(0)
        text = " ".join(self._errors.read().decode("utf-8", "replace").split())
        return text[-300:] or f"it ended with {self._process.returncode}."


def _read(answer: bytes) -> dict[str, Any]:
    try:
        payload: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
    except (KeyError, TypeError, ValueError) as error:
        raise BuildError(
            f"Pagefind, which makes the search, can't be understood: {error}"
        ) from error
    return payload


def _index_of(files: Sequence[dict[str, str]], documents: Sequence[SearchDocument]) -> Index:
    needed = tuple(
        Artifact(FOLDER + file["path"], base64.b64decode(file["content"]))
        for file in sorted(files, key=lambda file: file["path"])
        if file["path"].startswith(_PARTS) or file["path"].startswith(_NEEDED)
        if not file["path"].endswith(".css") and "ui.js" not in file["path"]
    )
    names = {
        _url(item): item.path.rpartition("/")[2].partition(".")[0]
        for item in needed
        if _is_fragment(item)
    }
    try:
        return Index(needed, tuple(names[document.url] for document in documents))
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
    assert pipe is not None  # noqa: S101 - `Popen` was told to open both
    return pipe
