"""Eleventy, with a page for each listing, and lists of the whole site and of its parts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks.race.entrants import Build, Programs
from benchmarks.race.listings import Source, markdown, with_front_matter

_TEMPLATES = Path(__file__).parent / "eleventy_lists"


class Eleventy:
    """Eleventy with minimal templates."""

    name = "Eleventy"
    does = (
        "makes a bare page for each listing, and for the whole site and each employer, skill and "
        "category pages of 50 listings. It makes no feeds, calendars or API."
    )
    install = (
        "`npm install --prefix /tmp/eleventy @11ty/eleventy`, then `--eleventy /tmp/eleventy` "
        "(it needs Node)"
    )

    def version(self, programs: Programs) -> str:
        """Such as `3.1.2`."""
        if not programs.eleventy or not programs.node:
            return ""
        package = Path(programs.eleventy).parent / "package.json"
        return str(json.loads(package.read_text("utf-8"))["version"])

    def write(self, programs: Programs, source: Source, our_site: Path, folder: Path) -> Build:
        """Write its pages to `folder`."""
        shutil.copytree(_TEMPLATES, folder, dirs_exist_ok=True)
        for item in source.items:
            fields = item.fields
            front = {
                "layout": "listing.njk",
                "title": fields["title"],
                "summary": fields["summary"],
                "posted": str(fields["posted"]),
                "lists": [
                    "listings",
                    f"employers/{item.employer}",
                    f"categories/{fields['category']}",
                    *(f"skills/{skill}" for skill in fields["skills"]),
                ],
            }
            page = folder / f"src/listings/{item.id}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(with_front_matter(front, markdown(item)), encoding="utf-8")
        command = [programs.node, programs.eleventy, "--quiet", "--config=eleventy.config.cjs"]
        return Build(command, folder, folder / "_site")
