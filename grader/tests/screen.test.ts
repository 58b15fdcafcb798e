/**
 * What is on the screen of a grading, at 80 columns and without colour, written out by hand.
 *
 * One failure of every kind, the line of every outcome, and what stands under the steps.
 */
import chalk from "chalk";
import { beforeAll, describe, expect, test } from "vitest";
import { typeErrorsIn } from "../src/cli/type-check.ts";
import { failureLines } from "../src/screen/failure.ts";
import { LiveSteps } from "../src/screen/live.ts";
import { stepLines } from "../src/screen/steps.ts";
import { Terminal } from "../src/screen/terminal.ts";
import { greenLines, typeErrorLines, verdictLines } from "../src/screen/verdict.ts";
import type { Failure, Outcome, StepResult } from "../src/verdict.ts";
import { labNamed, plainStream, resultOf } from "./canned.ts";

beforeAll(() => {
  chalk.level = 0;
});

const lab = labNamed("db-01", "resp");
const [encode, decode] = lab.steps as [(typeof lab.steps)[0], (typeof lab.steps)[0]];
const again = "npm run grade db-01 step 2 seed 8127";

function shown(failure: Failure, more: object = {}, columns = 80): string {
  const test = { title: "any chunking of the input gives the same values", hint: "An empty bulk" };
  const lines = failureLines(
    { lab, step: decode, failure, test, again, isReference: false, ...more },
    columns,
  );
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
  return `\n${lines.join("\n")}\n`;
}

describe("one failure", () => {
  test("a law", () => {
    const failure: Failure = {
      kind: "law",
      message: "",
      did: [{ label: "fed", text: String.raw`"*2\r\n$4\r\nEC"  |  "HO\r\n$0\r\n\r\n"` }],
      expected: '["ECHO", ""]',
      actual: '["ECHO"], then nothing',
      note: "Smallest case found, of 212 tried.",
      place: { file: "src/decode.ts", line: 57 },
    };
    expect(shown(failure)).toBe(String.raw`
  ✗ any chunking of the input gives the same values

    fed        "*2\r\n$4\r\nEC"  |  "HO\r\n$0\r\n\r\n"
    expected   ["ECHO", ""]
    got        ["ECHO"], then nothing

    Smallest case found, of 212 tried.

    Your code   labs/db-01-resp/src/decode.ts:57
    Read        labs/db-01-resp/steps/02-decode.md, "An empty bulk"
    Hint        npm run hint db-01 2
    Again       npm run grade db-01 step 2 seed 8127
`);
  });

  const dumps: Failure = {
    kind: "law",
    message: "the bytes differ at offset 4",
    did: [{ label: "encoded", text: 'bulk("hi")' }],
    expected: '"$2\\r\\nhi\\r\\n"\n> 0000  24 32 0d 0a 68 69 0d 0a  |$2..hi..|',
    actual: '"$2\\r\\nhI\\r\\n"\n> 0000  24 32 0d 0a 68 49 0d 0a  |$2..hI..|',
  };

  test("dumps stand one above the other where they do not fit", () => {
    expect(shown(dumps)).toBe(String.raw`
  ✗ any chunking of the input gives the same values

    encoded    bulk("hi")
    expected   "$2\r\nhi\r\n"
               > 0000  24 32 0d 0a 68 69 0d 0a  |$2..hi..|
    got        "$2\r\nhI\r\n"
               > 0000  24 32 0d 0a 68 49 0d 0a  |$2..hI..|

    The bytes differ at offset 4.

    Read    labs/db-01-resp/steps/02-decode.md, "An empty bulk"
    Hint    npm run hint db-01 2
    Again   npm run grade db-01 step 2 seed 8127
`);
  });

  test("dumps stand side by side where they fit", () => {
    expect(shown(dumps, {}, 100)).toContain(String.raw`
    encoded   bulk("hi")
    expected                                      got
    "$2\r\nhi\r\n"                                "$2\r\nhI\r\n"
    > 0000  24 32 0d 0a 68 69 0d 0a  |$2..hi..|   > 0000  24 32 0d 0a 68 49 0d 0a  |$2..hI..|
`);
  });

  test("what was done several times in a row is one line that says so", () => {
    const passed = { label: "passed", text: "1 tick" };
    const text = shown({
      kind: "law",
      message: "",
      did: [passed, passed, { label: "heard", text: "1 tick" }, passed],
    });
    expect(text.match(/^ +(passed|heard) .*$/gm)?.map((line) => line.trim())).toEqual([
      "passed   1 tick (2 times)",
      "heard    1 tick",
      "passed   1 tick",
    ]);
  });

  test("something thrown", () => {
    const failure: Failure = {
      kind: "threw",
      message: "TypeError: Cannot read properties of undefined (reading 'length')",
      did: [{ label: "fed", text: '"$-1"' }],
      place: { file: "src/decode.ts", line: 12, name: "RespDecoder.next" },
    };
    expect(shown(failure)).toBe(`
  ✗ any chunking of the input gives the same values

    fed     "$-1"
    threw   TypeError: Cannot read properties of undefined (reading 'length')

    Your code   labs/db-01-resp/src/decode.ts:12, RespDecoder.next()
    Read        labs/db-01-resp/steps/02-decode.md, "An empty bulk"
    Hint        npm run hint db-01 2
    Again       npm run grade db-01 step 2 seed 8127
`);
  });

  test("a hang", () => {
    const failure: Failure = {
      kind: "hang",
      message: "did not finish in 5 s, and was stopped",
      did: [],
      place: { file: "src/decode.ts", line: 88, name: "parse" },
    };
    expect(shown(failure)).toBe(`
  ✗ step 2: did not finish in 5 s, and was stopped

    while running   "any chunking of the input gives the same values"
    it was in       labs/db-01-resp/src/decode.ts:88, parse()

    Read    labs/db-01-resp/steps/02-decode.md, "An empty bulk"
    Hint    npm run hint db-01 2
    Again   npm run grade db-01 step 2 seed 8127
`);
  });

  test.each([
    ["exit", "called process.exit(0), which ended the process", "while running", "at           "],
    [
      "memory",
      "ran out of the memory that a test may use (1024 MiB)",
      "while running",
      "it was in    ",
    ],
    ["leak", "left a server that listens behind", "begun in", "made in "],
    ["background", "rejected in the background: Error: late", "begun in", "at      "],
  ] as const)("%s: what happened, in which law, and where", (kind, message, when, where) => {
    const text = shown({ kind, message, did: [], place: { file: "src/server.ts", line: 9 } });
    expect(text).toContain(`\n  ✗ step 2: ${message}\n\n    ${when}   "any chunking`);
    expect(text).toContain(`\n    ${where}   labs/db-01-resp/src/server.ts:9\n`);
  });

  test("a law that never reported", () => {
    const text = shown({ kind: "unreported", message: "never reported", did: [] });
    expect(text).toContain(
      '\n  ✗ step 2: never reported\n\n    the law   "any chunking of the input gives the same values"\n',
    );
  });

  test("code that does not load", () => {
    const failure: Failure = {
      kind: "import",
      message: "syntax error: Unexpected token",
      did: [{ label: "line", text: "return new TextEncoder(.encode(text);" }],
      place: { file: "src/decode.ts", line: 3 },
    };
    expect(shown(failure, { test: undefined })).toBe(`
  ✗ step 2: syntax error: Unexpected token

    line   return new TextEncoder(.encode(text);

    Your code   labs/db-01-resp/src/decode.ts:3
    Read        labs/db-01-resp/steps/02-decode.md
    Again       npm run grade db-01 step 2 seed 8127
`);
  });

  test("what could not be told", () => {
    const failure: Failure = {
      kind: "too-little",
      message: "only 3 messages dropped, and 10 are needed to tell",
      did: [],
    };
    expect(shown(failure)).toContain(`
  ? any chunking of the input gives the same values

    It could not tell: only 3 messages dropped, and 10 are needed to tell. This
    is no fault of your code; run it again.
`);
  });

  test("what it printed: the beginning, and how much more", () => {
    const printed = { head: `${"line\n".repeat(30)}`, bytes: 1_000_000_150 };
    const text = shown(
      { kind: "law", message: "no", did: [] },
      { test: { title: "a law", hint: "", printed } },
    );
    expect(text.match(/\| line/g)).toHaveLength(12);
    expect(text).toContain("\n    | … 1.0 GB more\n");
  });

  test("nothing a submission says reaches the terminal as an order", () => {
    const evil = "\u001b[2J\u0007\r\u009b31m\u202e gone";
    const text = shown(
      {
        kind: "threw",
        message: `Error: ${evil}`,
        did: [{ label: evil, text: evil }],
        expected: evil,
        actual: evil,
        note: evil,
        place: { file: evil, line: 1, name: evil },
      },
      { test: { title: evil, hint: evil, printed: { head: evil, bytes: 20 } } },
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).toContain("\\x1b[2J\\x07\\r\\x9b31m\\u202e gone");
  });

  test("a long value is folded, and a huge one is cut", () => {
    const text = shown({
      kind: "law",
      message: "",
      did: [],
      expected: "x".repeat(300),
      actual: "y\n".repeat(5_000),
    });
    expect(text.split("\n").length).toBeLessThan(70);
    expect(text).toContain(" lines more");
  });
});

describe("steps", () => {
  const lines = stepLines(lab);

  test.each([
    [{}, "  ● 2  Decode, however it is cut      3/3   0.1 s"],
    [{ chunks: "failed" }, "  ✗ 2  Decode, however it is cut      2/3   0.1 s"],
    [
      { limits: "inconclusive" },
      "  ? 2  Decode, however it is cut      2/3   0.1 s   could not tell",
    ],
    [{ values: "skipped" }, "  ● 2  Decode, however it is cut      2/3   0.1 s   1 skipped"],
    [{ values: "not-started" }, "  ○ 2  Decode, however it is cut      2/3   not all written"],
    [
      { chunks: "not-started", limits: "not-started", values: "not-started" },
      "  ○ 2  Decode, however it is cut      0/3   not started",
    ],
    [
      { chunks: "skipped", limits: "skipped", values: "skipped" },
      "  – 2  Decode, however it is cut      0/3   0.1 s   3 skipped",
    ],
  ] as const)("%o", (outcomes: Readonly<Record<string, Outcome>>, line) => {
    expect(lines.done(decode, resultOf(decode, outcomes))).toBe(line);
  });

  test("steps that run, wait, or were green before", () => {
    expect(lines.running(decode, "⠋", 1, "any chunking of the input is the same", 79)).toBe(
      "  ⠋ 2  Decode, however it is cut      1/3   any chunking of the input is the …",
    );
    expect(lines.waiting(decode)).toBe("  · 2  Decode, however it is cut");
    expect(lines.waiting(decode, encode)).toBe(
      "  · 2  Decode, however it is cut           waits for 1",
    );
    expect(lines.earlier(encode)).toBe("  ● 1  Encode replies                       green before");
  });

  test("on a plain stream: a line for each finished step, then those that wait", () => {
    const { stream, text } = plainStream();
    const live = new LiveSteps(new Terminal(stream), lab, lab.steps);
    live.begin();
    live.hear({ kind: "step-started", step: encode });
    live.hear({ kind: "test-started", step: encode, id: "simple", title: "a law" });
    const result = resultOf(encode, { bulk: "failed" });
    live.hear({ kind: "step-finished", step: encode, result });
    live.end();
    expect(text()).toBe(
      "  ✗ 1  Encode replies                 1/2   0.1 s\n" +
        "  · 2  Decode, however it is cut           waits for 1\n",
    );
  });
});

describe("under the steps", () => {
  const verdict = (results: readonly StepResult[], unwritten: readonly object[] = []) =>
    verdictLines(
      { lab, results, isReference: false, again: () => again, unwritten: unwritten as never },
      80,
    ).join("\n");

  test("nothing written yet", () => {
    const result = resultOf(encode, { simple: "not-started", bulk: "not-started" });
    const file = "labs/db-01-resp/src/encode.ts";
    expect(verdict([result], [{ name: "encode", file }])).toBe(
      "Start here: labs/db-01-resp/steps/01-encode.md   (about 40 minutes)\n" +
        "Then write encode() in labs/db-01-resp/src/encode.ts and run this again.",
    );
    expect(
      verdict(
        [result],
        [
          { name: "encode", file },
          { name: "size", file },
        ],
      ),
    ).toContain("Then write encode() in labs/db-01-resp/src/encode.ts, then size(), and run");
    expect(verdict([result])).toContain("Then write what it asks for in src, and run this again.");
  });

  test("a step that is half written", () => {
    const result = resultOf(decode, { limits: "not-started" });
    expect(verdict([resultOf(encode), result])).toBe(
      "Two of its 3 laws hold already.\n" +
        "Go on here: labs/db-01-resp/steps/02-decode.md   (about 40 minutes)\n" +
        "Then write what it asks for in src, and run this again.",
    );
  });

  test("a step that is written, and calls what a later step is to write", () => {
    const whole = resultOf(decode, { limits: "not-started" });
    const unwritten = "db-01 step 3: split";
    const tests = whole.tests.map((each) =>
      each.outcome === "passed" ? each : { ...each, unwritten },
    );
    expect(verdict([resultOf(encode), { ...whole, tests }])).toContain(
      "What stopped it is not written yet: db-01 step 3: split.",
    );
  });

  test("how many laws come after the one that is shown", () => {
    const two = resultOf(decode, { chunks: "inconclusive", limits: "failed", values: "failed" });
    expect(verdict([two])).toMatch(/^ {2}✗ the law of limits\n/);
    expect(verdict([two])).toMatch(
      /\n\nTwo more laws of step 2 hold you up; they come after this one\.$/,
    );
    const one = resultOf(decode, { limits: "failed", values: "failed" });
    expect(verdict([one])).toMatch(
      /\n\nOne more law of step 2 holds you up; it comes after this one\.$/,
    );
    expect(verdict([resultOf(decode, { limits: "failed" })])).toMatch(/seed 8127$/);
  });

  test("other steps that are not green either", () => {
    const results = [resultOf(encode, { bulk: "failed" }), resultOf(decode, { limits: "failed" })];
    expect(verdict(results)).toMatch(
      /\n\nNot green either: step 2\. One by itself: npm run grade db-01 step 2$/,
    );
  });

  test("a step of which nothing could run has one message", () => {
    const failure: Failure = {
      kind: "import",
      message: "src/index.ts exports no function x",
      did: [],
    };
    const text = verdict([{ ...resultOf(encode, { simple: "failed", bulk: "failed" }), failure }]);
    expect(text).toMatch(/^ {2}✗ step 1: src\/index.ts exports no function x\n/);
    expect(text).toMatch(/\n\nNothing of step 1 could run\.$/);
    expect(text).not.toContain("the law of");
  });

  test("all green", () => {
    const green = {
      lab: { ...lab, serve: "serve.ts", byHand: "redis-cli -p 6379 PING" },
      results: [resultOf(encode), resultOf(decode, { values: "skipped" })],
      isReference: false,
      seed: 8127,
      moreSeeds: 5,
      question: "What did RESP trade away?",
      next: labNamed("db-02", "keyspace"),
    };
    expect(greenLines(green, 80).join("\n")).toBe(
      `db-01 resp   4/5   every step green, on seed 8127 and five more
One skipped: values is broken
By hand now:       npm run serve db-01   then: redis-cli -p 6379 PING
Worth 150 words:   npm run log db-01   "What did RESP trade away?"
Next:              db-02 keyspace   (about 6 hours)`,
    );
    expect(greenLines({ ...green, isReference: true, moreSeeds: 0 }, 80)).toEqual([
      "db-01 resp   4/5   every step green, on seed 8127",
      "One skipped: values is broken",
    ]);
    expect(greenLines({ ...green, results: [resultOf(encode)], only: encode }, 80)).toEqual([
      "Step 1 is green, on seed 8127. The whole lab: npm run grade db-01",
    ]);
  });

  test("type errors: the first five, and how many more", () => {
    const line = (n: number) => `labs/db-01-resp/src/a.ts(${n},3): error TS2322: No good.\n`;
    const output =
      `labs/db-02-x/src/b.ts(1,1): error TS1: other\n  detail\n` +
      [1, 2, 3, 4, 5, 6, 7].map(line).join("");
    const errors = typeErrorsIn(output, "labs/db-01-resp/src/");
    expect(typeErrorLines(errors, 80)).toEqual([
      "Seven type errors; graded all the same:",
      ...[1, 2, 3, 4, 5].map((n) => `  labs/db-01-resp/src/a.ts:${n}  No good. (TS2322)`),
      "  … and 2 more: npx tsc",
    ]);
    expect(typeErrorLines(typeErrorsIn("", "labs/db-01-resp/src/"), 80)).toEqual([]);
  });
});
