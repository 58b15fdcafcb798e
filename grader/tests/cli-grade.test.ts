/**
 * Grading from the command line, with a canned engine: what is graded, what is kept, what is said, the exit code.
 *
 * Labs are folders without tests; results come from the test that asks for them.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chalk from "chalk";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { activityFile, readActivity } from "../src/activity.ts";
import { type Invocation, UsageError } from "../src/cli/command.ts";
import { gradeCommand } from "../src/cli/grade.ts";
import type { Lab, Step } from "../src/manifest.ts";
import { ProgressStore } from "../src/progress.ts";
import { GraderFault, type GraderOptions } from "../src/run/grader.ts";
import type { Outcome, StepResult } from "../src/verdict.ts";
import { type CannedGrader, cannedGrader, labNamed, plainStream, resultOf } from "./canned.ts";

let root: string;
let labs: readonly Lab[];

beforeAll(() => {
  chalk.level = 0;
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labs-grade-"));
  labs = [
    labNamed("db-01", "resp", {}, root),
    labNamed("db-02", "keyspace", { standsOn: ["db-01"] }, root),
  ];
  for (const lab of labs) mkdirSync(join(lab.path, "reference"), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly text: string;
  readonly graders: readonly CannedGrader[];
  readonly opened: readonly GraderOptions[];
}

async function graded(
  verdict: (step: Step, grading: number) => StepResult,
  invocation: Partial<Invocation> = {},
): Promise<Ran> {
  const graders: CannedGrader[] = [];
  const opened: GraderOptions[] = [];
  const { stream, text } = plainStream();
  const run = gradeCommand(async (options) => {
    opened.push(options);
    const grader = cannedGrader(verdict);
    graders.push(grader);
    return grader;
  }, stream);
  const code = await run({ root, labs, named: [labs[0]!], options: {}, rest: [], ...invocation });
  return { code, text: text(), graders, opened };
}

const store = () => new ProgressStore(root, { warn: (message) => expect.fail(message) });
const outcomes = async (lab: string, step: string): Promise<readonly Outcome[]> => {
  const tests = (await store().read()).labs[lab]?.steps[step]?.tests ?? {};
  return Object.values(tests).map((each) => each.last);
};
const green = (step: Step) => resultOf(step);
const stuckAtDecode = (step: Step) =>
  resultOf(step, step.id === "decode" ? { chunks: "failed" } : {});

describe("a lab", () => {
  test("stops at the first step that is not green, keeps what was found, and ends with 1", async () => {
    const { code, text, graders } = await graded((step) => resultOf(step, { simple: "failed" }));
    expect(code).toBe(1);
    expect(text).toMatch(/^db-01 resp · your code · seed \d+\n\n {2}✗ 1 {2}Encode replies/);
    expect(text).toContain(
      "  · 2  Decode, however it is cut           waits for 1\n\n  ✗ the law of simple",
    );
    expect(text).toMatch(/Again +npm run grade db-01 step 1 seed \d+\n/);
    expect(await outcomes("db-01", "encode")).toEqual(["failed", "passed"]);
    expect(await outcomes("db-01", "decode")).toEqual([]);
    expect(graders.map((each) => each.closed)).toEqual([true]);
  });

  test("green is green on more seeds, each another one", async () => {
    const { code, text, graders } = await graded(green);
    expect(code).toBe(0);
    expect(text).toContain("every step green, on seed");
    expect(text).toContain("and five more");
    expect(text).toContain("Next:   db-02 keyspace   (about 6 hours)");
    expect(graders[0]!.requests).toHaveLength(6);
    expect(new Set(graders[0]!.requests.map((request) => request.seed)).size).toBeGreaterThan(1);
  });

  test("behind the last lab comes the first one that is not green", async () => {
    const last = { named: [labs.at(-1)!] };
    expect((await graded(green, last)).text).toContain("Next:   db-01 resp   (about");
    for (const lab of labs.slice(0, -1)) await graded(green, { named: [lab] });
    expect((await graded(green, last)).text).toContain("Next:   every lab is green");
  });

  test("a solution that was lucky on the first seed is found out, and that is kept", async () => {
    const { code, text } = await graded((step, grading) =>
      grading < 2 ? green(step) : stuckAtDecode(step),
    );
    expect(code).toBe(1);
    expect(text).toMatch(/Green on seed \d+, but not on seed (\d+):\n {2}✗ 2 /);
    const seed = /but not on seed (\d+)/.exec(text)?.[1];
    expect(text).toContain(`Again   npm run grade db-01 step 2 seed ${seed}\n`);
    expect(await outcomes("db-01", "decode")).toContain("failed");
  });

  test("a seed, a step and all are passed on; no other seeds then", async () => {
    const all = await graded(stuckAtDecode, { options: { seed: "7", all: true } });
    expect(all.graders[0]!.requests).toMatchObject([{ seed: 7, all: true, steps: labs[0]!.steps }]);
    const step = await graded(green, { options: { step: "2" } });
    expect(step.graders[0]!.requests).toMatchObject([{ steps: [labs[0]!.steps[1]], all: false }]);
    expect(step.text).toMatch(/Step 2 is green, on seed \d+\./);
    const seed = await graded(green, { options: { seed: "0" } });
    expect(seed.graders[0]!.requests).toHaveLength(1);
    expect(seed.text).toContain("every step green, on seed 0\n");
  });

  test("the reference is graded under its condition, and nothing of it is kept", async () => {
    const { opened, text, code } = await graded(stuckAtDecode, {
      options: { reference: true, seed: "5" },
    });
    expect(opened[0]!.conditions).toEqual(["reference"]);
    expect(text).toMatch(/^db-01 resp · the reference · seed 5\n/);
    expect(text).toContain("Again   npm run grade db-01 step 2 seed 5 reference\n");
    expect(code).toBe(1);
    expect((await store().read()).labs).toEqual({});
  });

  test("nothing named: the lab where the learner stands, and it is said", async () => {
    const first = await graded(stuckAtDecode, { named: [] });
    expect(first.text).toMatch(
      /^You stand at: db-01 resp\. Another one: npm run grade LAB\n\ndb-01/,
    );
    await graded(green);
    const second = await graded(stuckAtDecode, { named: [] });
    expect(second.text).toMatch(/^You stand at: db-02 keyspace\./);
    await graded(green, { named: [labs[1]!] });
    const last = await graded(green, { named: [] });
    expect(last.text).toMatch(/^Every lab is green; the last one again: db-02 keyspace\./);
  });

  test("it stands on the learner's own where that is green, else on the reference", async () => {
    const before = await graded(green, { named: [labs[1]!], options: { seed: "1" } });
    expect(before.opened[0]!.conditions).toEqual(["db-01=reference"]);
    expect(before.text).toMatch(/^db-02 keyspace · your code · seed 1\non db-01 reference\n/);
    await graded(green);
    const after = await graded(green, { named: [labs[1]!], options: { seed: "1" } });
    expect(after.opened[0]!.conditions).toEqual([]);
    expect(after.text).toMatch(/\non db-01 yours\n/);
    const asked = { seed: "1", on: ["db-01=reference"] };
    const chosen = await graded(stuckAtDecode, { named: [labs[1]!], options: asked });
    expect(chosen.opened[0]!.conditions).toEqual(["db-01=reference"]);
    expect(chosen.text).toContain("Again   npm run grade db-02 step 2 seed 1 on db-01=reference\n");
  });

  test("what is in use is stood on, and said so; `on` wins over it", async () => {
    await graded(green);
    mkdirSync(join(root, "labs/db-01-resp"), { recursive: true });
    writeFileSync(join(root, "labs/db-01-resp/reference.bundle.mjs"), "");
    mkdirSync(join(root, ".labs"), { recursive: true });
    writeFileSync(
      join(root, ".labs/use.json"),
      '{ "version": 1, "use": { "db-01": "reference", "db-77": "mine" } }',
    );
    const used = await graded(green, { named: [labs[1]!], options: { seed: "1" } });
    expect(used.opened[0]!.conditions).toEqual(["db-01=reference"]);
    expect(used.text).toMatch(/^\.labs\/use\.json: there is no lab "db-77" here/);
    expect(used.text).toContain("\non db-01 reference (by use)\n");
    const on = { seed: "1", on: ["db-01=mine"] };
    const asked = await graded(green, { named: [labs[1]!], options: on });
    expect(asked.opened[0]!.conditions).toEqual([]);
    expect(asked.text).toContain("\non db-01 yours\n");
    const own = await graded(green, { options: { seed: "1" } });
    expect(own.opened[0]!.conditions).toEqual([]);
    expect(own.text).toContain("db-01 resp · your code · seed 1\n\n");
  });

  test("several labs: each is graded, and one that is not green makes the code 1", async () => {
    const { code, text } = await graded(stuckAtDecode, { named: labs });
    expect(code).toBe(1);
    expect(text).toMatch(/db-01 resp · your code.*\n\ndb-02 keyspace · your code/s);
  });

  test("an unknown step is refused before anything runs", async () => {
    const opened: unknown[] = [];
    const run = gradeCommand(async (options) => {
      opened.push(options);
      return cannedGrader(green);
    }, plainStream().stream);
    const asked = { root, labs, named: labs, options: { step: "9" }, rest: [] };
    await expect(run(asked)).rejects.toThrow(UsageError);
    expect(opened).toEqual([]);
  });

  test("a fault of the engine passes through, and the engine is closed", async () => {
    let closed = false;
    const run = gradeCommand(async () => {
      const grader = cannedGrader(green);
      const close = async () => {
        closed = true;
      };
      return { ...grader, close, grade: () => Promise.reject(new GraderFault("it broke")) };
    }, plainStream().stream);
    await expect(run({ root, labs, named: labs, options: {}, rest: [] })).rejects.toThrow(
      "it broke",
    );
    expect(closed).toBe(true);
  });
});

describe("activity", () => {
  const lines = () =>
    readActivity(root).map(({ lab, step, points, of }) => `${lab} ${step} ${points}/${of}`);

  test("a line for each step of one's own code, and the failure with its replay", async () => {
    await graded(stuckAtDecode, { options: { seed: "7", step: "decode" } });
    await graded(stuckAtDecode, { options: { seed: "8" } });
    expect(lines()).toEqual(["db-01 decode 2/3", "db-01 encode 2/2", "db-01 decode 2/3"]);
    const { labs: kept } = await store().read();
    expect(kept["db-01"]?.steps.decode?.tests.chunks?.failure).toEqual({
      law: "the law of chunks",
      said: "chunks is broken",
      again: "npm run grade db-01 step 2 seed 8",
    });
  });

  test("none for a reference, and none for a series", async () => {
    await graded(green, { options: { reference: true } });
    await graded(green, { options: { times: "2" } });
    expect(lines()).toEqual([]);
  });

  test("what cannot be appended costs nothing", async () => {
    mkdirSync(activityFile(root), { recursive: true });
    const { code, text } = await graded(stuckAtDecode, { options: { seed: "7" } });
    expect(code).toBe(1);
    expect(text).not.toContain("EISDIR");
    expect(await outcomes("db-01", "encode")).toEqual(["passed", "passed"]);
  });
});

describe("killed", () => {
  test("what was found before the engine died is kept", async () => {
    const run = gradeCommand(
      async () =>
        cannedGrader((step) => {
          if (step.id === "decode") throw new GraderFault("died");
          return green(step);
        }),
      plainStream().stream,
    );
    await expect(run({ root, labs, named: [labs[0]!], options: {}, rest: [] })).rejects.toThrow(
      "died",
    );
    await expect.poll(() => outcomes("db-01", "encode")).toEqual(["passed", "passed"]);
  });
});

describe("times", () => {
  test("all green: the count, code 0, and nothing kept", async () => {
    const { code, text, graders } = await graded(green, { options: { times: "20" } });
    expect(code).toBe(0);
    expect(text).toMatch(/^db-01 resp · your code · 20 times, a fresh seed each\n/);
    expect(text).toMatch(/ {2}● 20 of 20 green, in [\d.]+ s\n$/);
    const { requests } = graders[0]!;
    expect(new Set(requests.map((request) => request.seed)).size).toBe(20);
    expect((await store().read()).labs).toEqual({});
  });

  test("not all green: code 1, each with the command that replays it", async () => {
    const { code, text } = await graded(
      (step, grading) => (grading === 3 || grading === 5 ? stuckAtDecode(step) : green(step)),
      { options: { times: "10", seed: "100" } },
    );
    expect(code).toBe(1);
    expect(text).toMatch(/ {2}✗ 8 of 10 green, in /);
    expect(text).toContain("Again   npm run grade db-01 step 2 seed 103\n");
    expect(text).toContain(
      "  ✗ step 2: the law of chunks\n    npm run grade db-01 step 2 seed 105\n",
    );
  });
});

describe("what cannot be kept", () => {
  test("a disk that cannot be written is said, and grading goes on", async () => {
    writeFileSync(join(root, ".labs"), "");
    const { code, text } = await graded(green, { options: { seed: "1" } });
    expect(code).toBe(0);
    expect(text).toContain("Progress is not saved: ");
    expect(readFileSync(join(root, ".labs"), "utf8")).toBe("");
  });
});
