"""Scripts in one file do what they do in many."""

from __future__ import annotations

import re

import pytest

from generator.rendering.pages.bundles import bundle, modules
from tests.support.paths import ROOT

FOLDER = ROOT / "generator/assets"
MODULES = {
    "a/main.js": 'import { two } from "./two.js";\nimport * as all from "../three.js";\n'
    'import { seen } from "../outside.js";\nseen(two(), all.three);\n',
    "a/two.js": 'import {\n  three,\n} from "../three.js";\n'
    "export const one = 1;\nexport function two() {\n  return one + three;\n}\n",
    "three.js": "const hidden = 3;\nexport const three = hidden;\n",
    "outside.js": "export function seen() {}\n",
}


def test_each_module_becomes_a_function() -> None:
    assert bundle("a/main.js", MODULES.__getitem__, {"outside.js"}) == (
        'import * as o0 from "../outside.js";\n'
        "const m0 = (() => {\nconst hidden = 3;\nconst three = hidden;\n"
        "return { three };})();\n"
        "const m1 = (() => {\nconst {\nthree,\n} = m0;\n"
        "const one = 1;\nfunction two() {\nreturn one + three;}\n"
        "return { one, two };})();\n"
        "const { two } = m1;\nconst all = m0;\nconst { seen } = o0;\n"
        "seen(two(), all.three);\n"
    )


def test_what_is_needed_comes_first() -> None:
    assert modules("a/main.js", MODULES.__getitem__) == [
        "three.js", "a/two.js", "outside.js", "a/main.js",
    ]  # fmt: skip


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.js")), ids=lambda path: path.name)
def test_every_module_is_of_the_style_that_a_bundle_needs(path: object) -> None:
    text = (FOLDER / str(path)).read_text("utf-8")
    for line in re.findall(r"^(?:import|export)\b.*", text, re.MULTILINE):
        assert re.match(
            r'import (?:\{[^}]*\}|\* as \w+) from "\.\.?/[^"]+";$|import \{$'
            r"|export (?:async )?(?:function\*?|const|class) \w+",
            line,
        ), line
    assert " as " not in "".join(re.findall(r"^import \{[^}]*\}", text, re.MULTILINE))


def test_no_two_modules_import_each_other() -> None:
    """A circle of modules has no order in which they could be functions."""

    def read(name: str) -> str:
        return (FOLDER / name).read_text("utf-8")

    for path in FOLDER.rglob("*.js"):
        name = path.relative_to(FOLDER).as_posix()
        order = modules(name, read)
        for at, module in enumerate(order):
            for needed in modules(module, read)[:-1]:
                assert order.index(needed) < at, (module, needed)
