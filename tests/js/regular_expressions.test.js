/**
 * No text makes a regular expression slow: neither those of the scripts nor Python's, which
 * tests/support/regular_expressions.py lists in JavaScript's syntax.
 *
 * recheck looks for a text that makes a pattern backtrack, and tries it here: `vulnerable` means more
 * than a second for at most 300,000 characters. A file of a board has at most 32,768.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { check } from "recheck";
import ts from "typescript";

const ROOT = "../..";
const CODE = `${ROOT}/generator`;

/** @typedef {{where: string, source: string, flags: string}} Pattern */

/**
 * Patterns that take more than linear time, or that recheck can't judge. Each reads `most` characters
 * at most, which the code beside it sees to, and takes `milliseconds` for the worst of many texts of
 * that length (CPython 3.11, one core). What is judged without help is not in this list.
 * @type {Record<string, {most: number, milliseconds: number, because: string}>}
 */
const BOUNDED = {
  "generator/authoring/issue_answers.py: _DUE": { most: 300, milliseconds: 1.3, because: "_MOST there" },
  "generator/checking/rules/apply_form_editor.py: _EDITOR": { most: 500, milliseconds: 0.1, because: "maxLength of apply.url" },
  "generator/checking/rules/contact_in_text.py: _EMAIL": { most: 6000, milliseconds: 0.5, because: "maxLength of description" },
  "generator/checking/rules/contact_in_text.py: _EMAIL_SPELT": { most: 6000, milliseconds: 11, because: "maxLength of description" },
  "generator/checking/rules/outcome_person_named.py: _AFTER": { most: 300, milliseconds: 0.8, because: "maxLength of outcome.summary" },
  "generator/checking/rules/text_template_code.py: _CODE": { most: 6000, milliseconds: 0.6, because: "maxLength of description" },
  "generator/checking/rules/title_pay.py: _PATTERN": { most: 80, milliseconds: 0.3, because: "maxLength of title" },
  "generator/checking/typed_values.py: _A_WEEK": { most: 100, milliseconds: 0.2, because: "_MOST there" },
  "generator/checking/typed_values.py: _EMAIL": { most: 100, milliseconds: 0.1, because: "_MOST there" },
  "generator/checking/typed_values.py: _HOURS": { most: 100, milliseconds: 0.1, because: "_MOST there" },
  "generator/checking/typed_values.py: _MONEY": { most: 100, milliseconds: 0.1, because: "_MOST there" },
  "generator/checking/typed_values.py: _WEB": { most: 100, milliseconds: 0.1, because: "_MOST there" },
  // All patterns of phrases: `prose.py` searches them in 150 characters around a trigger word.
  phrases: { most: 200, milliseconds: 0.2, because: "_BEFORE and _AFTER in prose.py" },
};

/**
 * Patterns that read what only the program, the theme and the board's maintainers write: styles,
 * scripts and the tags of a page's frame. Texts of listings come there with `<` and `"` escaped.
 */
const OF_OUR_OWN = new Set([
  "generator/rendering/pages/css_pruning.py: _COMMENT", "generator/rendering/pages/css_pruning.py: _SELECTOR_PART",
  "generator/rendering/pages/css_pruning.py: _SPLIT", "generator/rendering/pages/css_pruning.py: _TOKEN",
  "generator/rendering/pages/page_template.py: _COLOURS", "generator/rendering/pages/page_template.py: _NAV",
  "generator/rendering/pages/page_template.py: _NOINDEX", "generator/rendering/pages/page_template.py: _PLACEHOLDER",
  "generator/rendering/pages/page_template.py: _SHEET", "generator/rendering/pages/page_template.py: _TITLE",
  "generator/rendering/pages/page_template.py: _UNUSED",
  "generator/rendering/pages/site_style.py: _TAG", "generator/rendering/pages/site_style.py: _TEXT_IN_SCRIPT",
]);

/** Scripts that put a pattern together inside a function, and what it is made of. */
const MADE_LATER = {
  "post/check/field_rules.js": "a number",
  "post/check/prose.js": "one class",
  "post/check/schema.js": "a schema's pattern, which Python lists",
  "post/check/text.js": "a pattern of Python's, which it lists",
  "post/check/text_fields.js": "a schema's pattern, which Python lists",
  "post/markdown/leaves.js": "one character and a number",
  "post/typed_days.js": "a pattern of Python's, which it lists",
  "post/typed_values.js": "patterns of Python's, which it lists",
};

/** @returns {Pattern[]} */
function ofPython() {
  const python = process.env.BOARD_PYTHON ?? ".venv/bin/python";
  const output = execFileSync(python, ["-m", "tests.support.regular_expressions"], { cwd: ROOT, encoding: "utf8" });
  return JSON.parse(output);
}

/**
 * The literals in the scripts, and the files that make patterns inside a function or outside of one.
 * @returns {{literals: Pattern[], later: Set<string>, atOnce: Set<string>}}
 */
function ofScripts() {
  const literals = /** @type {Pattern[]} */ ([]);
  const [later, atOnce] = [new Set(), new Set()];
  for (const folder of ["assets", "theme/assets"]) {
    for (const name of readdirSync(`${CODE}/${folder}`, { recursive: true })) {
      if (!name.endsWith(".js")) continue;
      const text = readFileSync(`${CODE}/${folder}/${name}`, "utf8");
      const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
      /** @type {(node: ts.Node, inside: boolean) => void} */
      const visit = (node, inside) => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf("/");
          literals.push({ where: `${name}: ${node.text}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
        } else if (ts.isNewExpression(node) && node.expression.getText() === "RegExp") {
          (inside ? later : atOnce).add(name);
        }
        ts.forEachChild(node, (child) => visit(child, inside || ts.isFunctionLike(node)));
      };
      visit(tree, false);
    }
  }
  return { literals, later, atOnce };
}

/**
 * What the modules put together as they are loaded.
 * @param {Iterable<string>} names
 * @returns {Promise<Pattern[]>}
 */
async function madeAtOnce(names) {
  const made = /** @type {Pattern[]} */ ([]);
  const Original = RegExp;
  globalThis.RegExp = /** @type {any} */ (
    class extends Original {
      /**
       * @param {string | RegExp} source
       * @param {string} [flags]
       */
      constructor(source, flags = "") {
        super(source, flags);
        made.push({ where: `new RegExp: ${source}`, source: this.source, flags });
      }
    }
  );
  for (const name of names) await import(`${CODE}/assets/${name}`);
  globalThis.RegExp = Original;
  return made;
}

/** @param {Pattern} pattern */
const bound = ({ where }) => BOUNDED[where.startsWith("phrases: ") ? "phrases" : where];

/**
 * The patterns that recheck does not call safe, with a text that shows it.
 * @param {Pattern[]} patterns
 */
async function unsafe(patterns) {
  const found = /** @type {string[]} */ ([]);
  const rest = [...patterns];
  const next = async () => {
    for (let pattern = rest.pop(); pattern; pattern = rest.pop()) {
      const { where, source, flags } = pattern;
      // Larger automata take longer than looking for a text at random.
      const options = { timeout: 120_000, recallTimeout: 1000, maxNFASize: 3000 };
      const result = await check(source, flags.replace(/[dg]/g, ""), options);
      if (result.status === "vulnerable") found.push(`${where}: ${result.complexity.summary}, ${result.attack.pattern}`);
      else if (result.status === "unknown") found.push(`${where}: ${result.error.kind}`);
    }
  };
  await Promise.all([next(), next()]);
  return found;
}

test("no text makes a pattern of the scripts slow", async () => {
  const { literals, later, atOnce } = ofScripts();
  assert.deepEqual([...later].sort(), Object.keys(MADE_LATER), "say what these are made of");
  const made = await madeAtOnce(atOnce);
  assert(literals.length > 100 && made.length > 4);
  assert.deepEqual(await unsafe([...literals, ...made]), []);
});

test("no text makes a pattern of Python's or of a schema slow, or it only reads short ones", async () => {
  const patterns = ofPython();
  const names = new Set(patterns.map((pattern) => pattern.where.replace(/^phrases: .*/s, "phrases")));
  assert.deepEqual([...Object.keys(BOUNDED), ...OF_OUR_OWN].filter((name) => !names.has(name)), [], "these are gone");
  assert.deepEqual(await unsafe(patterns.filter((pattern) => !bound(pattern) && !OF_OUR_OWN.has(pattern.where))), []);
});

test("a slow pattern is found", async () => {
  const slow = [
    { where: "exponential", source: "^(?:(?:0x[0-9a-f]*|[0-9.])+)$", flags: "u" },
    { where: "quadratic", source: "[a-z]+;", flags: "" },
  ];
  assert.deepEqual((await unsafe(slow)).map((text) => text.split(":")[0]).sort(), ["exponential", "quadratic"]);
});
