// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { hueClass, monogram } from "../../generator/assets/lib/face.js";

// The same table is in tests/rendering/test_faces.py.
const NAMES = {
  "Harbour Books": "HB",
  "museum of Staithe": "MS",
  "Fjordlys Energirådgivning AS": "FE",
  "Ørsted & Ærø": "ØÆ",
  "O’Brien": "OB",
  "3D Print Lab": "3",
  "Studio 7": "S7",
  "Speiche Sieben": "S",
  "ßtraße": "S",
  "白川織物 工房": "白",
  "دار القنطرة": "د",
  "e\u0301cole": "É",
  "𝒳 & co": "𝒳",
  "— ! —": "",
};

test("the letters of a name", () => {
  for (const [name, letters] of Object.entries(NAMES)) assert.equal(monogram(name), letters, name);
});

test("an employer's hue is the one in the pages", () => {
  assert.equal(hueClass("harbour-books"), "b-h11");
  assert.equal(hueClass("maziwa-bora"), "b-h18");
  assert.equal(hueClass(""), "b-h0");
});
