/**
 * What else is on the screen, at 80 columns and without colour: the road, hints, and text in general.
 *
 * Written out by hand, as a newcomer sees it.
 */
import chalk from "chalk";
import { beforeAll, describe, expect, test } from "vitest";
import { parseDocument } from "../src/cli/document.ts";
import { hintLines } from "../src/cli/hint.ts";
import { markdownLines } from "../src/screen/markdown.ts";
import { labLines, roadLines } from "../src/screen/road.ts";
import { byteCount, oneLine, printable, seconds } from "../src/screen/text.ts";
import { standingOf } from "../src/standing.ts";
import { labNamed } from "./canned.ts";

beforeAll(() => {
  chalk.level = 0;
});

const lab = labNamed("db-01", "resp");
const [encode] = lab.steps as [(typeof lab.steps)[0]];

describe("the road", () => {
  const at = "2026-01-01T00:00:00Z";
  const passed = (...ids: string[]) => ({
    hintsShown: {},
    tests: Object.fromEntries(
      ids.map((id) => [id, { last: "passed" as const, at, firstPassed: at }]),
    ),
  });
  const labs = [
    lab,
    labNamed("db-02", "keyspace", { standsOn: ["db-01"] }),
    labNamed("db-03", "wal"),
    labNamed("db-04", "persistence", { standsOn: ["db-03"] }),
  ];
  const progress = {
    version: 1 as const,
    labs: {
      "db-01": {
        steps: { encode: passed("simple", "bulk"), decode: passed("chunks", "limits", "values") },
      },
      "db-02": {
        steps: { encode: { ...passed("simple", "bulk"), revealed: at }, decode: passed("chunks") },
      },
      "db-04": { steps: { encode: passed("simple") } },
    },
  };
  const standings = labs.map((each) => standingOf(each, progress));

  test("phases and labs", () => {
    const phases = [
      { number: 1, title: "A server that keeps its word", labsToCome: 0 },
      { number: 2, title: "LevelDB, the LSM tree", labsToCome: 5 },
    ];
    expect(roadLines(phases, standings, 80).join("\n")).toBe(
      `Phase 1  A server that keeps its word   █████████░░░░░░░░░░░   45 %
  db-01 resp             5/5  ●●  yours
  db-02 keyspace         3/5  ●◐  yours, step 2, about 3 h left
  db-03 wal              0/5  ○○  later labs stand on the reference
  db-04 persistence      1/5  ◐○  yours, step 1, about 6 h left
Phase 2  LevelDB, the LSM tree          to come

Next: db-02 step 2, "Decode, however it is cut"
      labs/db-02-keyspace/steps/02-decode.md
      then npm run grade db-02
Left: about 15 h of all that is here`,
    );
  });

  test("one lab", () => {
    const broken = structuredClone(progress);
    broken.labs["db-01"].steps.encode.tests.bulk = { last: "failed", at, firstPassed: at } as never;
    expect(labLines(standingOf(lab, broken), 80).join("\n")).toBe(
      `db-01 resp   4/5   about 3 h left
what resp is

  ◐  1  Encode replies               1/2   was green, and is not now
  ●  2  Decode, however it is cut    3/3

Next: step 1, labs/db-01-resp/steps/01-encode.md`,
    );
  });
});

describe("documents", () => {
  const { hints, question } = parseDocument(`# Encode

## Hints

### An \`empty\` bulk

<details><summary>Nudge</summary>

Think of zero. It is
a length.

- one
- two

\`\`\`ts
## not a heading
\`\`\`

</details>
<details><summary>More</summary>Nearly.</details>

### Another

## Decision log

The encoder throws. Which would **you** want, and
why? Say it.
`);

  test("hints by heading, in levels; the question of the log", () => {
    expect(hints.map(({ heading, levels }) => [heading, levels.map(({ title }) => title)])).toEqual(
      [
        ["An empty bulk", ["Nudge", "More"]],
        ["Another", []],
      ],
    );
    expect(question).toBe("Which would you want, and why?");
  });

  test("each call has the next level, and the end is said", () => {
    const hint = hints[0]!;
    expect(hintLines(lab, encode, hint, 0, 80).join("\n")).toBe(
      `db-01 step 1 · An empty bulk
1 of 2, Nudge

Think of zero. It is a length.

- one
- two

    ## not a heading

The next level: npm run hint db-01 1`,
    );
    expect(hintLines(lab, encode, hint, 1, 80).at(-1)).toBe("This was the last level.");
    expect(hintLines(lab, encode, hint, 2, 80).join("\n")).toContain("All 2 levels");
  });

  test("Markdown keeps its shape", () => {
    const text =
      "A paragraph that is\nfilled.\n1. first item that goes on\n   for a while\n2. second\n";
    expect(markdownLines(text, 24)).toEqual([
      "A paragraph that is",
      "filled.",
      "1. first item that goes",
      "   on for a while",
      "2. second",
    ]);
  });
});

describe("text", () => {
  test.each([
    [0, "0.0 s"],
    [149, "0.1 s"],
    [9_960, "10 s"],
    [200_000, "3 min 20 s"],
  ])("%d ms is %s", (milliseconds, text) => expect(seconds(milliseconds)).toBe(text));

  test.each([
    [1, "1 byte"],
    [999, "999 bytes"],
    [1_234, "1.2 kB"],
    [1_000_000_000, "1.0 GB"],
    [999_960, "1.0 MB"],
  ])("%d bytes are %s", (bytes, text) => expect(byteCount(bytes)).toBe(text));

  test("printable keeps lines and spaces, and shows the rest", () => {
    expect(printable("a\tb\r\nc\u0000\ud800")).toBe("a  b\nc\\x00\ufffd");
    expect(printable("\ufeffa\u200b\u00ad")).toBe("\\ufeffa\\u200b\\xad");
    expect(oneLine("日本語の題名", 7)).toBe("日本語…");
  });
});
