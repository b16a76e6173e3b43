"""The files of lists on other sites: the newest of each part of the board."""

from __future__ import annotations

import json
from datetime import date

from generator.rendering.card_facts import card_facts
from generator.rendering.feed import publication_of
from generator.rendering.formats.embed_lists import embed_lists
from tests.support.boards import board, listing
from tests.support.published import samples


def test_each_part_of_the_board_has_its_newest() -> None:
    publication = samples()
    made = publication.board
    files = {item.path: json.loads(item.content) for item in embed_lists(publication)}
    assert len(files) == len(made.slices)
    for part in made.slices:
        file = files[f"embed/{part.path.rstrip('/') or 'all'}.json"]
        assert [item["id"] for item in file["listings"]] == [item.id for item in part.open[:24]]
        assert sum(file["deadlines"].values()) == len(part.open)
        assert file["zone"] == made.settings.time_zone
        for item in file["listings"]:
            facts = card_facts(made, made.by_id[item["id"]])
            assert item == {key: facts[key] for key in facts if facts[key] and key != "hour"}


def test_a_long_list_is_cut_and_still_counted() -> None:
    many = [listing(f"acme/x{n}", deadline=date(2026, 12, 1 + n % 3)) for n in range(40)]
    (whole, *_) = embed_lists(publication_of(board(*many)))
    file = json.loads(whole.content)
    assert whole.path == "embed/all.json"
    assert len(file["listings"]) == 24
    assert file["deadlines"] == {"2026-12-01": 14, "2026-12-02": 13, "2026-12-03": 13}
