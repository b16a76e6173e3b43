"""Writes the draft of a posting into the folder of its employer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.authoring.canonical import clean_data
from generator.authoring.importing.draft_fields import Frame, answers
from generator.authoring.importing.draft_text import Draft, draft_of
from generator.authoring.importing.posting import Posting
from generator.authoring.listing_files import (
    WrittenFile,
    add_draft,
    has_employer,
    name_from,
    name_problem,
)
from generator.authoring.new_file import AuthoringError
from generator.checking.rule_kit.hosts import (
    has_many_owners,
    host_of,
    is_application_service,
    registered,
)
from generator.checking.workspace import Workspace
from generator.model.employer import INLINE
from generator.model.vocabulary import fold
from generator.reading.source import parse
from generator.reading.tree import FOLDER


@dataclass(frozen=True, slots=True)
class Known:
    """An employer on the board."""

    folder: str
    name: str
    site: str  # the registered domain of its website


def write_draft(
    work: Workspace, posting: Posting, employer: str, name: str, today: date
) -> tuple[WrittenFile, Draft]:
    """Write the draft of `posting` to listings/<employer>/<name>.yml.

    An empty `employer` is found by the posting, an empty `name` is made from its title. Raises
    AuthoringError if the file exists, or if there is no good name for it.
    """
    folder, note = (employer, "") if employer else _folder(work, posting)
    name = name or name_from(posting.title) or "project"
    file = f"{FOLDER}/{folder}/{name}.yml"
    if problem := name_problem(file):
        raise AuthoringError(problem)
    if work.real(file).exists():
        raise AuthoringError(f"{file} exists already. Choose another name with --name.")
    schema = work.listing_schema.definition
    frame = Frame(
        schema, work.vocabularies.skills, work.settings, today, has_employer(work, folder)
    )
    page = clean_data(posting.url, {})
    origin = f"Drafted on {today} from {posting.source}: {page}"
    draft = draft_of(answers(posting, frame), schema, origin, work.settings.url)
    written = add_draft(work, f"{folder}/{name}", draft.text.encode(), today)
    notes = (note,) if note else ()
    return WrittenFile(written.path, written.problems, notes), draft


def _folder(work: Workspace, posting: Posting) -> tuple[str, str]:
    """The folder of the posting's employer, and a sentence if the board has that employer.

    Raises AuthoringError if the board has one with either the same website or the same name.
    """
    company = posting.company
    sites = {site for url in _addresses(posting) if (site := _site(url))}
    new = name_from(company.name) or name_from(company.folder) or _name_of_site(posting)
    if not new:
        raise AuthoringError("the page does not say who the employer is: add --employer NAME.")
    name = fold(company.name)
    other: Known | None = None
    for known in _known(work, new):
        is_same_site = known.site in sites
        is_same_name = (name and fold(known.name) == name) or known.folder == new
        if is_same_site and (is_same_name or not name):
            return known.folder, f"The board has this employer: `{known.folder}`, by its website."
        if is_same_name and not (known.site and sites):
            return known.folder, f"The board has this employer: `{known.folder}`, by its name."
        if is_same_site or is_same_name:
            other = known
    if other is None:
        return new, ""
    what = f"of this name, `{other.folder}`, with another website."
    if other.site in sites:
        what = f'with this website, `{other.folder}`, but the page names "{company.name}".'
    free = f"{new}-2" if other.folder == new else new
    raise AuthoringError(
        f"the board has an employer {what} If it is the same, add --employer {other.folder}. "
        f"If not, choose another name: --employer {free}."
    )


def _known(work: Workspace, folder: str) -> Iterator[Known]:
    """The employers with a file of their own, and the one that listings in `folder` carry."""
    for path in work.tree.employers:
        source, _ = parse(work.read(path), path)
        if source:
            yield _of(path, source.data)
    for path in work.tree.listings:
        if path.startswith(f"{FOLDER}/{folder}/"):
            source, _ = parse(work.read(path), path)
            inline = source.data.get(INLINE) if source else None
            if isinstance(inline, dict):
                yield _of(path, inline)


def _of(path: str, data: dict[str, object]) -> Known:
    name, website = (data.get(field) for field in ("name", "website"))
    site = _site(website) if isinstance(website, str) else ""
    return Known(path.split("/")[1], name if isinstance(name, str) else "", site)


def _addresses(posting: Posting) -> Iterator[str]:
    """The employer's website. If the posting names none, its page may be on it."""
    if posting.company.website:
        yield posting.company.website
    elif not posting.exact:  # that page is another board's
        yield posting.url


def _site(url: str) -> str:
    """The registered domain; empty where the pages of others are, so that it tells nothing."""
    host = host_of(url)
    is_others = not host or is_application_service(host) or has_many_owners(host)
    return "" if is_others else registered(host)


def _name_of_site(posting: Posting) -> str:
    site = next((site for url in _addresses(posting) if (site := _site(url))), "")
    return name_from(site.partition(".")[0])
