"""Questions on a terminal, without one: what is printed, and which text comes back."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from generator.authoring import prompts

Edit = Callable[..., str | None]


def edit(monkeypatch: pytest.MonkeyPatch, editor: Edit, before: str = "kept") -> str:
    """The text that `prompts.text` returns, with `editor` in the place of an editor."""
    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "")
    monkeypatch.setattr(click, "edit", editor)
    return prompts.text("description", "Say it.\n\nIn full.", before, ["too short."])


def test_an_editor_that_was_closed_without_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    assert edit(monkeypatch, lambda *_, **__: None) == "kept"


def test_help_and_errors_are_below_the_scissors(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def add_heading(text: str, **_: object) -> str:
        seen.append(text)
        return "## New\r\n# Mine\r\n" + text.replace("\n", "\r\n")

    assert edit(monkeypatch, add_heading) == "## New\n# Mine\nkept"
    text, _, below = seen[0].partition(">8")
    assert text.startswith("kept\n\n# ---")
    assert "\n# Say it.\n#\n# In full.\n#\n# too short.\n" in below


def test_help_is_left_out_even_if_the_scissors_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_scissors(text: str, **_: object) -> str:
        return "\n".join(line for line in text.split("\n") if ">8" not in line)

    assert edit(monkeypatch, without_scissors) == "kept"


def test_many_choices_are_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    prompts.list_choices(dict.fromkeys(["AUD", *"BCDEFGHIJ"], ""))
    assert capsys.readouterr().out == "One of AUD, B, C, D, E, F, G, H, I, J.\n"


@pytest.mark.parametrize(
    ("typed", "chosen"), [("1", "a"), ("2", "b"), ("0", "0"), ("3", "3"), ("b", "b"), ("²", "²")]
)
def test_a_choice_by_its_number(typed: str, chosen: str) -> None:
    assert prompts.chosen(typed, ["a", "b"]) == chosen
