"""What the browser writes for `/post/` is what Python would write."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.authoring.canonical import clean_data
from generator.rendering.artifact import Artifact
from generator.rendering.pages.static_files import assets
from tests.authoring.test_canonical import DRAFT_SCHEMAS, holds
from tests.support.drafts import draft
from tests.support.published import write_files
from tests.support.serving import serving

DRAFTS = 500
FRAME = b'<!doctype html><html lang="en"><title>Post</title><link rel="icon" href="data:,">'
# Decimals travel as {"$": "17.50"}.
WRITE = """async (json) => {
    const { Numeral } = await import("/assets/board/post/numeral.js");
    const { cleanData } = await import("/assets/board/post/clean.js");
    const { canonicalYaml } = await import("/assets/board/post/yaml.js");
    const numeral = (name, value) => (value?.$ ? new Numeral(value.$) : value);
    const { schemas, drafts } = JSON.parse(json, numeral);
    return drafts.map(([kind, data]) => {
        const clean = cleanData(data, schemas[kind]);
        const text = canonicalYaml(clean, schemas[kind]);
        const again = canonicalYaml(cleanData(clean, schemas[kind]), schemas[kind]);
        return again === text ? text : "cleaning twice is not cleaning once";
    });
}"""


@pytest.fixture
def post(page: Page, tmp_path: Path) -> Iterator[Page]:
    """A page that has the scripts."""
    write_files(tmp_path, [*assets(), Artifact("index.html", FRAME)])
    with serving(tmp_path) as address:
        page.goto(address)
        yield page


def as_json(value: Any) -> str:
    return json.dumps(value, default=lambda decimal: {"$": f"{decimal:f}"})


def test_drafts_have_the_same_bytes_in_both_languages(post: Page) -> None:
    drafts = [
        (kind, draft(Random(seed), schema))
        for seed in range(DRAFTS // 2)
        for kind, schema in DRAFT_SCHEMAS.items()
    ]
    written = post.evaluate(WRITE, as_json({"schemas": DRAFT_SCHEMAS, "drafts": drafts}))
    for (kind, data), text in zip(drafts, written, strict=True):
        assert text == holds(clean_data(data, DRAFT_SCHEMAS[kind]), DRAFT_SCHEMAS[kind])


def test_both_remove_the_same_characters(post: Page) -> None:
    """Every character there is, in a place where it could stay, and joiners after each."""
    schema = {"properties": {"a": {}}}
    found = post.evaluate(
        """async (last) => {
            const { cleanText } = await import("/assets/board/post/clean.js");
            const different = [];
            for (let code = 0; code <= last; code += 1) {
                const text = `東${String.fromCodePoint(code)}\\u200dx`;
                const clean = cleanText(text, {});
                const codes = [...clean].map((character) => character.codePointAt(0));
                if (clean !== text) different.push([code, codes]);
            }
            return different;
        }""",
        sys.maxunicode,
    )
    expected = []
    for code in range(sys.maxunicode + 1):
        text = f"東{chr(code)}\u200dx"
        clean = clean_data({"a": text}, schema)["a"]
        if clean != text:
            expected.append([code, [*map(ord, clean)]])
    assert found == expected
    assert len(found) > 2048
