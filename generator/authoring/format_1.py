"""What every board of format 1 had in mkdocs.yml, as a copy of the repository's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SETTINGS: Mapping[str, Any] = {
    "theme": {
        "name": "material",
        "custom_dir": "generator/theme",
        "variant": "classic",
        "language": "en",
        "font": False,
        "favicon": "assets/shell/icon.svg",
        "palette": {"scheme": "default", "primary": "custom", "accent": "custom"},
    },
    "markdown_extensions": ["admonition", "attr_list", "tables", {"toc": {"permalink": False}}],
    "validation": {"links": {"not_found": "info"}},
    "nav": [
        {"Help": "help.md"},
        {"For students": "for-students.md"},
        {"For employers": "for-employers.md"},
        {"For aggregators": "for-aggregators.md"},
        {"For maintainers": "for-maintainers.md"},
        {"Rules": "reference/rules.md"},
        {"Feeds": "reference/feeds.md"},
        {"API": "reference/api.md"},
        {"Settings": "reference/settings.md"},
        {"Output of the check": "reference/check-output.md"},
        {"Architecture": "architecture.md"},
    ],
    "extra": {
        "menu": [
            {
                "title": "Browse",
                "path": "browse/",
                "sections": "browse listings skills categories industries places deadlines "
                "collections archive",
            },
            {"title": "What fits me", "path": "match/", "sections": "match"},
            {"title": "Employers", "path": "employers/", "sections": "employers"},
            {"title": "Follow", "path": "follow/", "sections": "follow"},
            {
                "title": "Help",
                "path": "help/",
                "sections": "help for-students for-employers for-aggregators "
                "for-maintainers reference architecture",
            },
            {"title": "Post a project", "path": "post/", "sections": "post", "call": True},
        ],
        "footer": [
            {"title": "Skills", "path": "skills/"},
            {"title": "Archive", "path": "archive/"},
            {"title": "RSS", "path": "feed.xml"},
            {"title": "For students", "path": "for-students/"},
            {"title": "For employers", "path": "for-employers/"},
            {"title": "For aggregators", "path": "for-aggregators/"},
            {"title": "For maintainers", "path": "for-maintainers/"},
        ],
    },
}
