"""Scripts in one file do what they do in many."""

from __future__ import annotations

import re

import pytest

from generator.rendering.pages.bundles import bundle, from_shared, modules, shared_script
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


READ = MODULES.__getitem__
SHARED = shared_script("all.js", ["outside.js"], READ)


def test_each_module_becomes_a_function() -> None:
    assert bundle("a/main.js", READ, SHARED) == (
        'import { m_outside } from "../all.js";\n'
        "const m0 = (() => {\nconst hidden = 3;\nconst three = hidden;\n"
        "return { three };})();\n"
        "const m1 = (() => {\nconst {\nthree,\n} = m0;\n"
        "const one = 1;\nfunction two() {\nreturn one + three;}\n"
        "return { one, two };})();\n"
        "const { two } = m1;\nconst all = m0;\nconst { seen } = m_outside;\n"
        "seen(two(), all.three);\n"
    )


def test_modules_of_all_pages_are_in_one_file_that_others_take_them_from() -> None:
    assert SHARED.text == (
        "const m_outside = (() => {\nfunction seen() {}\nreturn { seen };})();\n"
        "export { m_outside };\n"
    )
    shared = shared_script("all.js", ["a/two.js"], READ)
    assert shared.text.endswith("export { m_three, m_a_two };\n")
    assert from_shared("a/two.js", READ, shared) == (
        'import { m_a_two } from "../all.js";\nexport const { one, two } = m_a_two;\n'
    )


def test_a_script_that_is_imported_when_it_is_needed_keeps_its_exports() -> None:
    script = bundle("a/two.js", READ, SHARED)
    assert "return one + three;}" in script and script.endswith("export { one, two };\n")


def test_a_module_keeps_its_own_address() -> None:
    """The root of the site is found from it."""
    files = {
        "lib/root.js": 'export const root = new URL("../../", import.meta.url);\n',
        "main.js": 'import { root } from "./lib/root.js";\n',
        "a/main.js": 'import { root } from "../lib/root.js";\n',
    }
    read = files.__getitem__
    own = 'const root = new URL("../../", new URL("{}", import.meta.url));'.format
    nothing = shared_script("all.js", [], read)
    assert own("./lib/root.js") in shared_script("all.js", ["main.js"], read).text
    assert own("../lib/root.js") in bundle("a/main.js", read, nothing)


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
