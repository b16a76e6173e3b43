"""What the search on /browse/ knows of a listing: the words that find it.

A word is found in the title, summary and description, in what is handed over, and in the facts:
skills with their other names, kind of work, industry, place, audience and offers. Pay, hours and
dates are not searched as text, because there are filters for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.board import wording
from generator.board.board import Board
from generator.model.listing import Listing
from generator.model.vocabulary import Vocabulary
from generator.rendering.card_facts import card_facts
from generator.rendering.word_index import IN_SKILL, IN_TEXT, IN_TITLE, IndexedText

OFFERS = {
    "mentor": "A mentor", "feedback": "Feedback on your work", "reference": "A reference",
    "credit": "Study credit", "attribution": "Your name on the work",
    "internship": "May lead to an internship", "job": "May lead to a job",
}  # fmt: skip


def indexed_text(board: Board, listing: Listing) -> IndexedText:
    """The texts and names that find a listing."""
    facts, vocabularies = card_facts(board, listing), board.vocabularies
    wanted = [vocabularies.skills.label(name) for name in listing.skills]
    return IndexedText(
        {
            IN_TITLE: (listing.title,),
            IN_SKILL: (*wanted, vocabularies.categories.label(listing.category)),
            IN_TEXT: (
                *(facts[name] for name in ("summary", "who", "level", "place")),
                *_paragraphs(listing),
                *(label for _, label, *_ in _terms(board, listing)),
            ),
        },
        _other_names(vocabularies.skills, (*listing.skills, *listing.gains)),
    )


def term_names(board: Board) -> Iterator[str]:
    """What the terms of open listings and their employers are called, other names included."""
    skills, categories, industries = (
        board.vocabularies.skills, board.vocabularies.categories, board.vocabularies.industries,
    )  # fmt: skip
    for listing in board.open:
        named = (*listing.skills, *listing.gains)
        yield from (skills.label(name) for name in named)
        yield from _other_names(skills, named)
        yield categories.label(listing.category)
        yield industries.label(board.industry_of(listing))
        yield board.employer_of(listing).name


def _paragraphs(listing: Listing) -> Iterator[str]:
    """The description and the deliverables, as plain text."""
    for text in (listing.description.plain, *(item.what for item in listing.deliverables)):
        yield from (line.strip() for line in text.splitlines() if line.strip())


def _terms(board: Board, listing: Listing) -> Iterator[tuple[str, ...]]:
    """What a listing is filed under: a heading, a label, and what else it is called."""
    vocabularies = board.vocabularies
    for heading, names in (("Skill", listing.skills), ("You learn", listing.gains)):
        for name in names:
            label = vocabularies.skills.label(name)
            yield (heading, label, *_other_names(vocabularies.skills, (name,)))
    yield ("Type of work", vocabularies.categories.label(listing.category))
    yield ("Industry", vocabularies.industries.label(board.industry_of(listing)))
    if applicants := wording.applicants(listing):
        yield ("Open to people from", applicants)
    for audience in listing.eligibility.audience:
        yield ("Open to", wording.AUDIENCES[audience])
    for offer in listing.offers.named:
        yield ("Offers", OFFERS[offer])
    yield ("Language", wording.language(listing.language))


def _other_names(vocabulary: Vocabulary, identifiers: Iterable[str]) -> tuple[str, ...]:
    """`("MS Excel", "spreadsheets")`: other names of the terms."""
    terms = (vocabulary.terms[name] for name in identifiers if name in vocabulary)
    return tuple(alias for term in terms for alias in term.aliases)
