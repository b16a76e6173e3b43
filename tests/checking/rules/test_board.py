"""Rules that compare: fair to both sides, and quick on a big board."""

from __future__ import annotations

import random
from typing import Any

from generator.checking.rule import Parts
from generator.checking.rule_kit.near_copies import twins
from generator.model.employer import Employer
from generator.model.listing import Listing
from tests.checking.rules.samples import BY_ID, TODAY, context, employer, findings, listing
from tests.support.ending import must_end

TEXT = listing().description.markdown


def files(rule: str, *items: Listing | Employer) -> list[str]:
    return sorted(file for file, _ in findings(BY_ID[rule], *items))


def test_a_copy_dated_earlier_does_not_remove_the_original() -> None:
    copy = listing("zed/copy", posted="2026-01-01", deadline="2026-12-24")
    both = ["listings/acme/survey.yml", "listings/zed/copy.yml"]
    assert files("duplicate/other-employer", copy, employer("zed")) == both
    assert BY_ID["duplicate/other-employer"].severity.label == "hint"


def test_the_same_work_in_another_language_or_town_is_another_project() -> None:
    for fields in (
        {"skills": ["french"]},
        {"place": {"mode": "onsite", "city": "Lisbon", "country": "PT"}},
    ):
        changed: dict[str, Any] = fields
        assert not files("duplicate/same-employer", listing("acme/two", **changed))


def test_closed_and_expired_listings_may_be_repeated() -> None:
    for fields in ({"status": "filled"}, {"deadline": "2026-11-22"}):
        closed: dict[str, Any] = fields
        assert not files("duplicate/same-employer", listing("acme/again", **closed))


def test_a_few_changed_words_do_not_hide_a_copy() -> None:
    words = TEXT.split(" ")
    words[3::15] = ["other"] * len(words[3::15])
    changed = listing("zed/copy", description=" ".join(words))
    assert len(files("duplicate/other-employer", changed, employer("zed"))) == 2


def test_another_employers_copy_does_not_hide_ones_own() -> None:
    """Whichever of the three came first."""
    for days in (("01", "02", "03"), ("03", "01", "02"), ("02", "03", "01"), ("01", "01", "01")):
        first, again, copy = (
            listing(name, posted=f"2026-11-{day}")
            for name, day in zip(("acme/survey", "acme/two", "zed/copy"), days, strict=True)
        )
        items = (first, again, copy, employer("zed"))
        ((own),) = files("duplicate/same-employer", *items)
        assert own.startswith("listings/acme/"), days
        others = files("duplicate/other-employer", *items)
        assert "listings/zed/copy.yml" in others, days


def test_many_copies_by_others_do_not_hide_ones_own() -> None:
    copies = [listing(f"zed/copy-{at:02}", posted="2026-11-01") for at in range(20)]
    mine = [listing(f"acme/{name}", posted="2026-11-20") for name in ("survey", "two")]
    found = files("duplicate/same-employer", *copies, *mine, employer("zed"))
    assert "listings/acme/two.yml" in found


def _for(cloud: str, identifier: str) -> Listing:
    text = f"{TEXT.rstrip()} It is about {cloud}.\n"
    return listing(identifier, title=f"Cost report for {cloud}", description=text)


def test_two_projects_with_a_shared_frame_are_no_copies() -> None:
    assert not files("duplicate/same-employer", _for("Azure", "acme/survey"), _for("AWS", "acme/b"))
    again = _for("Azure", "acme/b")
    assert files("duplicate/same-employer", _for("Azure", "acme/survey"), again)


def test_another_title_alone_makes_no_other_project() -> None:
    """The word of the title has to be in the text too, and on both sides."""
    for title in ("Cost report for AWS", "Research among shops", "Survey 2"):
        assert files("duplicate/same-employer", listing("acme/two", title=title)), title
    one_side = _for("Azure", "acme/two")
    assert files("duplicate/same-employer", one_side)


def test_other_texts_are_no_copies() -> None:
    other = "我们正在寻找一位学生,为四十家书店写介绍。" * 12
    assert not files("duplicate/other-employer", listing("zed/x", description=other))


def test_nobody_takes_over_a_former_id() -> None:
    mine = listing("zed/new", aliases=["zed/old"], posted="2026-11-20")
    theft = listing("acme/thief", aliases=["zed/old"], posted="2025-01-01")
    assert files("alias/taken", mine, theft, employer("zed")) == ["listings/acme/thief.yml"]


def test_only_a_verified_employer_puts_another_one_out() -> None:
    real = employer("harbour", website="https://harbourbooks.example")
    fake = employer("aaa", website="https://harb0urbooks.example")
    assert files("domain/look-alike", real, fake) == []
    assert len(files("domain/similar", real, fake)) == 2
    sure = employer("harbour", website="https://harbourbooks.example", verified=True)
    assert files("domain/look-alike", sure, fake) == ["listings/aaa/employer.yml"]
    assert files("domain/similar", sure, fake) == []


def test_names_that_merely_rhyme_are_left_alone() -> None:
    for one, other in (("abc", "abd"), ("shop-1", "shop-2"), ("northline", "northwind")):
        pair = [employer(name, website=f"https://{name}.example") for name in (one, other)]
        assert not files("domain/similar", *pair)


def test_a_big_board_is_not_compared_pair_by_pair() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnop", k=7)) for _ in range(8000)]
    texts = [". ".join(" ".join(chance.choices(words, k=12)) for _ in range(18)) for _ in range(99)]
    for pool in (99, 1):
        items = [
            listing(f"e{at % 1000}/l{at}", description=f"{texts[at % pool]} {at}. " * (pool > 1)
                    or texts[0]) for at in range(2000)
        ]  # fmt: skip
        parts = Parts({item.file: item for item in items}, {})
        with must_end(60):
            found = twins(parts, TODAY)
        assert len(found) >= 1900


def test_no_board_rule_looks_at_every_pair() -> None:
    listings = [listing(f"e{at % 500}/l{at}", title=f"Project {at}") for at in range(2000)]
    employers = [employer(f"e{at}", website=f"https://firm{at:04}.example") for at in range(500)]
    parts = Parts({i.file: i for i in listings}, {i.file: i for i in employers})
    for rule in BY_ID.values():
        if rule.board:
            with must_end(60):
                list(rule.board(parts, context()))
