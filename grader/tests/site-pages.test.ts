/** Which documents are pages of the site, under what name, and where their links lead. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { documents } from "../src/companion/documents.ts";
import { isPage, pageName, siteTarget } from "../src/companion/pages.ts";

test.each([
  ["README.md", "index.md"],
  ["PHASES.md", "PHASES.md"],
  ["labs/machine/README.md", "labs/machine/index.md"],
  ["labs/db-01-resp/CONCEPTS.md", "labs/db-01-resp/CONCEPTS.md"],
  ["labs/db-01-resp/steps/01-encode.md", "labs/db-01-resp/steps/01-encode.md"],
  ["labs/db-01-resp/docs/analysis.md", "labs/db-01-resp/docs/analysis.md"],
  ["site/map.md", "map.md"],
])("%s is the page %s", (file, name) => {
  expect(isPage(file)).toBe(true);
  expect(pageName(file)).toBe(name);
});

test.each([
  "AGENTS.md",
  "journal/2026-11-22-db-01.md",
  "hunt/db-01/notes.md",
  "labs/db-01-resp/reference/notes.md",
  "labs/db-01-resp/src/notes.md",
  "grader/tests/fixtures/x.md",
  "tools/template/CONCEPTS.md",
  "README.txt",
])("%s is no page", (file) => {
  expect(isPage(file)).toBe(false);
});

test.each([
  ["README.md", "PHASES.md", "/PHASES.md"],
  ["README.md", "labs/db-01-resp/CONCEPTS.md#how", "/labs/db-01-resp/CONCEPTS.md#how"],
  ["labs/db-01-resp/steps/01-encode.md", "../CONCEPTS.md", "/labs/db-01-resp/CONCEPTS.md"],
  [
    "labs/db-01-resp/steps/01-encode.md",
    "02-decode.md#hints",
    "/labs/db-01-resp/steps/02-decode.md#hints",
  ],
  ["labs/db-01-resp/CONCEPTS.md", "../../README.md", "/index.md"],
  [
    "labs/db-01-resp/docs/verification.md",
    "../tests/01-encode.test.ts#L12",
    "SOURCE/labs/db-01-resp/tests/01-encode.test.ts#L12",
  ],
  ["PHASES.md", "tools/roadmap.json", "SOURCE/tools/roadmap.json"],
  ["README.md", "#the-map", "#the-map"],
  ["README.md", "https://redis.io/docs/", "https://redis.io/docs/"],
  ["README.md", "mailto:a@example.org", "mailto:a@example.org"],
])("in %s, %s leads to %s", (file, target, expected) => {
  expect(siteTarget(file, target, "SOURCE/")).toBe(expected);
});

test("documents of packages, of git and of the learner's folder are none of the tree's", () => {
  const root = mkdtempSync(join(tmpdir(), "labs-pages-"));
  const files = [
    "README.md",
    "labs/a/b/c.md",
    "node_modules/x/README.md",
    ".git/x.md",
    ".labs/x.md",
  ];
  for (const file of [...files, "site/node_modules/y.md", "notes.txt"]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), "");
  }
  expect([...documents(root)].sort()).toEqual(["README.md", "labs/a/b/c.md"]);
  rmSync(root, { recursive: true });
});
