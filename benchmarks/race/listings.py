"""The listings of a board as other generators get them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.make_board import DAY


@dataclass(frozen=True)
class Item:
    """One listing."""

    id: str  # employer/name
    employer: str
    fields: dict[str, Any]  # as in its file, but `hours` is always a range

    @property
    def is_open(self) -> bool:
        """Whether people can apply on the day of the race."""
        return "status" not in self.fields and str(self.fields["deadline"]) >= DAY.isoformat()


@dataclass(frozen=True)
class Source:
    """What is in the folder of a board."""

    items: tuple[Item, ...]
    employers: dict[str, dict[str, Any]]  # the fields of employer.yml by folder


def load_board(board: Path) -> Source:
    """Read all listings and employers below `board`, in order of their paths."""
    items, employers = [], {}
    for path in sorted((board / "listings").glob("*/*.yml")):
        fields = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        if path.stem == "employer":
            employers[path.parent.name] = fields
        else:
            hours = fields["hours"]
            if not isinstance(hours, dict):
                fields["hours"] = {"min": hours, "max": hours}
            items.append(Item(f"{path.parent.name}/{path.stem}", path.parent.name, fields))
    return Source(tuple(items), employers)


def with_front_matter(fields: dict[str, Any], text: str) -> str:
    """A page with `fields` in its head and `text` below."""
    head = yaml.dump(fields, Dumper=yaml.CSafeDumper, allow_unicode=True, width=9_999)
    return f"---\n{head}---\n{text}"


def markdown(item: Item) -> str:
    """The listing as a page in Markdown, with the facts that our page has."""
    fields, pay = item.fields, item.fields["pay"]
    amount = pay.get("amount") or f"{pay['min']}-{pay['max']}"
    place = fields["place"]
    where = ", ".join(place[name] for name in ("mode", "city", "country") if name in place)
    made = [what["what"] if isinstance(what, dict) else what for what in fields["deliverables"]]
    apply = fields["apply"]
    to = apply.get("url") or f"mailto:{apply['email']}"
    return "\n".join([
        f"# {fields['title']}\n\n{fields['summary']}\n",
        f"- **Employer**: {item.employer}",
        f"- **Pay**: {amount} {pay['currency']} for each {pay['per']}",
        f"- **Hours**: {fields['hours']['min']}-{fields['hours']['max']}",
        f"- **Weeks**: {fields['duration_weeks']}",
        f"- **Level**: {fields['level']}",
        f"- **Place**: {where}",
        f"- **Posted**: {fields['posted']}",
        f"- **Deadline**: {fields['deadline']}",
        f"- **Skills**: {', '.join(fields['skills'])}",
        f"- **Category**: {fields['category']}\n",
        f"{fields['description']}\n## What you hand over\n",
        *(f"- {what}" for what in made),
        f"\n[Apply]({to})\n",
    ])  # fmt: skip
