"""Fills in the form on `/post/` as a person does, and counts what that costs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect

CHARACTERS_A_MINUTE = 200  # 40 words of five characters, spaces included
SECONDS_A_STEP = 2.5  # to find the next field, and to move there

REMOTE = {
    "Title": "Market survey of independent bookshops",
    "Summary": "Find out what small bookshops need from a stock system, and tell us in ten slides.",
    "Description": (
        "We want to know what small bookshops wish for before we plan our next version. You will "
        "talk to twelve shops, sort what you hear and propose what we should build. Our product "
        "lead answers questions every weekday and reads two drafts."
    ),
    "Deliverables": ["Ten slides with your findings"],
    "Category": "research",
    "Skills needed": ["market res", "MS Excel"],
    "Level": "Beginner",
    "Hours of work": "15-20 hours",
    "Duration in weeks": "3 weeks",
    "Amount": "€400",
    "Per": "for the whole project",
    "Mode": "Remote",
    "Deadline": "14 December 2026",
    "Address": "jobs@quaysidebooks.com",
    "Name": "Quayside Books",
    "Website": "quaysidebooks.com",
    "About": "We make a stock system for independent bookshops in Porto.",
    "Industry": "software",
    "Country": "Portugal",
}

# Which of the fields has this label as its own, and not one of a field inside it.
_FIND = """(fields, pattern) => {
    const label = new RegExp(pattern);
    const own = fields.filter(field =>
        label.test(field.querySelector(":scope > :is(label, legend)")?.textContent ?? ""));
    if (!own.length) throw new Error(`no field is called ${pattern}`);
    return fields.indexOf(own.find(field => field.checkVisibility()) ?? own.at(-1));
}"""


@dataclass
class Person:
    """Somebody at the form. `seconds` is how long it took, typing at forty words a minute."""

    page: Page
    seconds: float = 0.0

    def fill(self, answers: Mapping[str, Any]) -> None:
        """Answer the questions of one step after the other, then go to the next."""
        for label, answer in answers.items():
            while not self._is_in_open_step(label):
                self.press("Next")
            expect(self.question(label)).to_be_visible()
            self.answer(label, answer)

    def _is_in_open_step(self, label: str) -> bool:
        return self.page.locator("[data-step]:visible").filter(has=self._name(label)).count() > 0

    def _name(self, label: str) -> Locator:
        return self.page.locator("label, legend").filter(has_text=_begins_with(label))

    def answer(self, label: str, answer: Any) -> None:
        """Answer one question, however it is asked."""
        question = self.question(label)
        widget = question.get_attribute("data-widget")
        if widget == "deliverables":
            for number, text in enumerate(answer, start=1):
                if number > 1:
                    self._click(question.get_by_role("button", name="Add another"))
                self._type(question.get_by_label(f"Deliverable {number}", exact=True), text)
        elif widget in {"choice", "yesno", "checks"}:
            for text in [answer] if isinstance(answer, str) else answer:
                self._click(question.locator("label", has_text=text).locator("input"))
        elif widget in {"pick", "picks"}:
            for text in [answer] if isinstance(answer, str) else answer:
                self._type(question.get_by_role("combobox"), text)
                self.page.keyboard.press("Enter")
        else:
            self._type(question.locator("input[type=text], textarea").first, str(answer))

    def question(self, label: str) -> Locator:
        """The field with this label, in the step that is open if several have it."""
        fields = self.page.locator("#p-form [data-field]")
        return fields.nth(fields.evaluate_all(_FIND, _begins_with(label).pattern))

    def press(self, name: str) -> None:
        """Press a button of the step that is open."""
        self._click(self.page.locator("#p-form").get_by_role("button", name=name, exact=True))

    def _click(self, target: Locator) -> None:
        target.click()
        self.seconds += SECONDS_A_STEP

    def _type(self, target: Locator, text: str) -> None:
        target.fill("")
        target.click()
        if len(text) > 30:
            target.fill(text)
        else:
            target.press_sequentially(text)
        self.seconds += SECONDS_A_STEP + len(text) * 60 / CHARACTERS_A_MINUTE


def _begins_with(label: str) -> re.Pattern[str]:
    """A label, with or without "(optional)" after it."""
    return re.compile(rf"^\s*{re.escape(label)}(?: \(optional\))?\s*$")


def sends_to(page: Page, address: str, host: str, contact: str = "") -> None:
    """Let the board's repository be at `address`, a stand-in for a kind of host."""

    def answer(route: Any) -> None:
        # Not `route.fetch`: closing a page while that waits has been seen to wait for ever.
        with urlopen(route.request.url) as response:
            form = json.load(response)
        form["target"] |= {"repoUrl": address, "host": host, "contact": contact}
        route.fulfill(json=form)

    page.route("**/post/form.json", answer)


def files_of(folder: Path) -> list[str]:
    """The paths of all files below `folder`, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yml"))
