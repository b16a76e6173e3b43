// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { cleanData } from "../../generator/assets/post/clean.js";
import { Numeral } from "../../generator/assets/post/numeral.js";
import { canonicalYaml } from "../../generator/assets/post/yaml.js";

const SCHEMA = {
  properties: {
    title: {},
    description: { maxLength: 6000 },
    skills: { items: {} },
    pay: { properties: { amount: {}, currency: {} } },
  },
};

test("a number keeps its decimals", () => {
  const parsed = ["17.50", " 400 ", "+007", ".5", "5.", "-0", "-0.0", "1,5", "1e3", "0x1F", "", "-", ".", "1".repeat(19)];
  assert.deepEqual(
    parsed.map((text) => Numeral.parse(text)?.text),
    ["17.50", "400", "7", "0.5", "5", "0", "-0.0", undefined, undefined, undefined, undefined, undefined, undefined, undefined],
  );
});

test("a listing as YAML", () => {
  const typed = {
    pay: { currency: "EUR", amount: new Numeral("17.50") },
    title: "  Survey:\tbookshops ",
    skills: ["excel", "market-research"],
    description: "One\r\n\r\n- two \r\n",
    other: true,
  };
  assert.equal(
    canonicalYaml(cleanData(typed, SCHEMA), SCHEMA),
    [
      'title: "Survey: bookshops"', "description: |", "  One", "", "  - two", "skills: [excel, market-research]",
      "pay: {amount: 17.50, currency: EUR}", "other: true", "",
    ].join("\n"),
  );
});

test("the scripts are small", () => {
  const size = (/** @type {string[]} */ ...names) => {
    const read = (/** @type {string} */ name) => readFileSync(`../../generator/assets/post/${name}.js`, "utf8");
    return gzipSync(names.map(read).join("")).length;
  };
  assert(size("numeral", "clean", "yaml") < 5 * 1024);
  assert(size("typed_values") < 3 * 1024);
});
