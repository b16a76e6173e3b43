"""Issues as GitHub writes them when somebody sends a form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from generator.authoring.issue_form import FormField, change_form_fields, new_form_fields
from generator.checking.workspace import open_workspace
from tests.support.paths import ROOT

_WORK = open_workspace(ROOT)
_LISTING, _EMPLOYER = _WORK.listing_schema.definition, _WORK.employer_schema.definition
NEW_FIELDS = new_form_fields(_LISTING, _EMPLOYER)
CHANGE_FIELDS = change_form_fields(_LISTING)

DESCRIPTION = """\
We build a stock system for bookshops and want to know what to build next.

- Talk to twelve shops
- Sort what you hear

You work with our product lead, who answers questions every weekday and gives feedback on two
drafts. You need no knowledge of bookselling: we send you a reading list on day one.
"""
PROJECT: Mapping[str, str] = {
    "employer.name": "Harbour Books",
    "title": "What bookshops need from a stock system",
    "summary": "Find out what forty bookshops need from a stock system, and tell us in ten slides.",
    "description": DESCRIPTION,
    "deliverables": "- Interview notes of 12 shops\n- Ten slides, with sources (due 4 Jan 2027)",
    "category": "Research and interviews",
    "skills": "Market research, MS Excel",
    "level": "beginner",
    "hours": "15-20 hours",
    "duration_weeks": "3 weeks",
    "pay.amount": "€400",
    "pay.currency": "EUR",
    "pay.per": "project",
    "place.mode": "remote",
    "deadline": "14 December 2026",
    "apply.email": "projects@harbour.example",
}
FIRM: Mapping[str, str] = {
    "employer.website": "harbour.example",
    "employer.about": "We make a stock system for bookshops, and we are nine people in Lisbon.",
    "employer.industry": "Shops and trade",
    "employer.country": "pt",
}
SURVEY: Mapping[str, str] = {"listing": "acme/survey", "action": "Mark as filled"}


def issue(answers: Mapping[str, str], fields: Sequence[FormField] = NEW_FIELDS) -> str:
    """The text of an issue with these answers, by the fields' names."""
    assert answers.keys() <= {field.name for field in fields}
    parts = (
        f"### {field.label}\n\n{answers.get(field.name, '_No response_').rstrip()}"
        for field in fields
    )
    return "\n\n".join(parts) + "\n"


def event(body: str, author: str = "acme-owner", label: str = "approved", **issue: object) -> str:
    """What GitHub tells a workflow when somebody sets a label on an issue."""
    described = {
        "number": 12,
        "state": "open",
        "body": body,
        "user": {"login": author},
        "labels": [{"name": "listing"}, {"name": "approved"}],
        **issue,
    }
    return json.dumps({"action": "labeled", "label": {"name": label}, "issue": described})
