"""What a new board is asked: its name, address, contact, time zone, floors and maintainers. Pure.

Every file that `board init` writes depends on these answers and on nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from generator.model import settings
from generator.model.errors import BoardError
from generator.model.settings import ANYWHERE_ON_EARTH

HOSTS = ("github", "gitlab", "forgejo")
# Where other hosts than GitHub publish the site of a repository, and which repository of an owner
# is published at its root.
_PAGES = {"gitlab.com": "gitlab.io", "codeberg.org": "codeberg.page"}
_ROOT_NAMES = {"gitlab.com": "{owner}.gitlab.io", "codeberg.org": "pages"}


@dataclass(frozen=True, slots=True)
class BoardAnswers:
    """The answers, each one checked.

    `url` is empty for the address at which the host publishes `repository`, an https address.
    `floors` maps currency codes to amounts as they were typed. `demo_day` is year-month-day, on
    a board of samples only.
    """

    name: str
    contact: str = ""
    url: str = ""
    repository: str = ""
    host: str = "github"
    time_zone: str = ANYWHERE_ON_EARTH
    floors: Mapping[str, str] = field(default_factory=dict)
    maintainers: tuple[str, ...] = ()
    demo_day: str = ""

    @property
    def address(self) -> str:
        """The site's whole address, with a slash at its end."""
        return (self.url or pages_address(self.repository)).rstrip("/") + "/"

    @property
    def names_address(self) -> bool:
        """Whether the settings must name the address, because no GitHub Pages are known by it."""
        return bool(self.url) or not settings.pages_address(self.repository)

    @property
    def names_host(self) -> bool:
        """Whether the settings must name the host, because the repository's address does not."""
        return bool(self.repository) and host_of(self.repository) != self.host

    def as_json(self) -> dict[str, Any]:
        """For .board.json."""
        return {**asdict(self), "maintainers": [*self.maintainers]}


def answers_from(data: Any) -> BoardAnswers:
    """The answers that `as_json` gave. Raises BoardError for anything else."""
    known = {item.name for item in fields(BoardAnswers)}
    if not isinstance(data, Mapping) or "name" not in data or not {*data} <= known:
        raise BoardError(".board.json: `answers` is not what `board init` wrote.")
    values = dict(data)
    floors, maintainers = values.pop("floors", {}), values.pop("maintainers", [])
    texts = [*values.values()]
    if isinstance(floors, Mapping) and isinstance(maintainers, list):
        texts += [*floors, *floors.values(), *maintainers]
        if all(isinstance(text, str) for text in texts):
            return BoardAnswers(floors=dict(floors), maintainers=tuple(maintainers), **values)
    raise BoardError(".board.json: `answers` has values that `board init` does not write.")


def host_of(repository: str) -> str:
    """`github`, `gitlab` or `forgejo` by the server's name; empty if that does not say it."""
    server = urlsplit(repository).hostname or ""
    if server == "github.com":
        return "github"
    if "gitlab" in server:
        return "gitlab"
    return "forgejo" if any(name in server for name in ("codeberg", "forgejo", "gitea")) else ""


def pages_address(repository: str) -> str:
    """Where the host publishes the site of a repository; empty if it is no host known for that."""
    if on_github := settings.pages_address(repository):
        return on_github
    parts = urlsplit(repository)
    server, path = parts.hostname or "", parts.path.strip("/").split("/")
    if server not in _PAGES or len(path) < 2:
        return ""
    owner = path[0].lower()
    inner = "/".join(path[1:])
    is_root = inner.lower() == _ROOT_NAMES[server].format(owner=owner)
    return f"https://{owner}.{_PAGES[server]}/" + ("" if is_root else f"{inner}/")
