/**
 * The progress file: what is kept, and that nothing is lost, whoever else writes and whatever dies.
 *
 * Other writers are processes of their own, and die by SIGKILL while they write.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Progress, ProgressStore } from "../src/progress.ts";
import { currentLab, hoursLeft, standingOf } from "../src/standing.ts";
import type { Failure } from "../src/verdict.ts";
import { labNamed, resultOf } from "./canned.ts";

const lab = labNamed("db-01", "resp");
const [encode, decode] = lab.steps as [(typeof lab.steps)[0], (typeof lab.steps)[0]];

let root: string;
let warnings: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labs-progress-"));
  warnings = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function openStore(now?: () => Date): ProgressStore {
  const warn = (message: string) => void warnings.push(message);
  return new ProgressStore(root, now === undefined ? { warn } : { warn, now });
}
const fileText = () => readFileSync(join(root, ".labs/progress.json"), "utf8");

describe("what is kept", () => {
  test("the last outcome of a test, its hint, and when it first passed", async () => {
    const store = openStore(() => new Date("2026-01-01T00:00:00Z"));
    await store.saveStep("db-01", resultOf(encode, { bulk: "failed" }));
    const later = openStore(() => new Date("2026-02-01T00:00:00Z"));
    await later.saveStep("db-01", resultOf(encode, { simple: "failed" }));
    expect((await later.read()).labs["db-01"]?.steps.encode?.tests).toEqual({
      simple: {
        last: "failed",
        at: "2026-02-01T00:00:00.000Z",
        firstPassed: "2026-01-01T00:00:00.000Z",
        hint: "Of simple",
        failure: { law: "the law of simple", said: "simple is broken" },
      },
      bulk: {
        last: "passed",
        at: "2026-02-01T00:00:00.000Z",
        firstPassed: "2026-02-01T00:00:00.000Z",
        hint: "Of bulk",
      },
    });
    expect(warnings).toEqual([]);
  });

  test("what was said of a law that is not green, until it is", async () => {
    const store = openStore();
    const failure: Failure = {
      ...{ kind: "law", message: "", expected: "3\n", actual: "\u001b[2J\n4" },
      did: [
        { label: "picture", text: "no picture: the disk is full" },
        { label: "picture", text: "/home/me/labs/.labs/pictures/limit-7.html" },
        { label: "picture", text: "/etc/../.labs/../x.html" },
      ],
      place: { file: "src/decode.ts", line: 57 },
    };
    const kept = async (...results: Parameters<typeof store.saveStep>) =>
      (await store.saveStep(...results)).labs["db-01"]?.steps.encode;
    const again = "npm run grade db-01 step 1 seed 7";
    const failed = await kept("db-01", resultOf(encode, { bulk: "failed" }, failure), again);
    expect(failed?.tests.bulk?.failure).toEqual({
      ...{ law: "the law of bulk", said: "expected 3 , got \\x1b[2J 4", place: "src/decode.ts:57" },
      ...{ picture: ".labs/pictures/limit-7.html", again },
    });
    const long = { ...failure, message: "x".repeat(10_000) };
    const longer = await kept("db-01", resultOf(encode, { bulk: "inconclusive" }, long), again);
    expect(longer?.tests.bulk?.failure?.said.length).toBeLessThan(310);
    const passed = await kept("db-01", resultOf(encode), again);
    expect(passed?.tests.bulk).not.toHaveProperty("failure");
    expect(fileText()).not.toContain("failure");
  });

  test("why nothing of a step could run, until something can", async () => {
    const store = openStore();
    const failure: Failure = { kind: "import", message: "a comma is missing", did: [] };
    const tests = resultOf(encode, { simple: "failed", bulk: "failed" }).tests;
    const unloaded = tests.map(({ failure: _, ...test }) => test);
    const progress = await store.saveStep("db-01", {
      ...resultOf(encode),
      tests: unloaded,
      failure,
    });
    expect(progress.labs["db-01"]?.steps.encode).toMatchObject({
      failure: { said: "a comma is missing" },
    });
    expect(progress.labs["db-01"]?.steps.encode?.tests.bulk).not.toHaveProperty("failure");
    await store.saveStep("db-01", resultOf(encode));
    expect(fileText()).not.toContain("failure");
  });

  test("a file from before, and one with parts of another shape, are read", async () => {
    mkdirSync(join(root, ".labs"));
    const test = { last: "failed", at: "2026-01-01T00:00:00.000Z" };
    const tests = { simple: test, bulk: { ...test, failure: "of another shape" } };
    const old = { version: 1, labs: { "db-01": { steps: { encode: { tests } } } } };
    writeFileSync(join(root, ".labs/progress.json"), JSON.stringify(old));
    const { labs } = await openStore().read();
    expect(labs["db-01"]?.steps.encode?.tests.simple).toEqual(test);
    expect(labs["db-01"]?.steps.encode?.tests.bulk?.failure).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  test("hints shown only grow, and a reveal keeps its first time", async () => {
    const store = openStore();
    await store.saveHint("db-01", "encode", "Bytes", 2);
    await store.saveHint("db-01", "encode", "Bytes", 1);
    const before = await store.saveReveal("db-01", "encode");
    const first = before.labs["db-01"]?.steps.encode?.revealed;
    await store.saveReveal("db-01", "encode");
    const kept = (await store.read()).labs["db-01"]?.steps.encode;
    expect(kept?.hintsShown).toEqual({ Bytes: 2 });
    expect(kept?.revealed).toBe(first);
  });

  test("what this course does not know is kept", async () => {
    mkdirSync(join(root, ".labs"));
    const foreign = {
      version: 1,
      note: "mine",
      labs: { "db-77": { steps: { gone: { tests: { old: { last: "passed", at: "x" } } } } } },
    };
    writeFileSync(join(root, ".labs/progress.json"), JSON.stringify(foreign));
    await openStore().saveStep("db-01", resultOf(encode));
    const json = JSON.parse(fileText());
    expect(json.note).toBe("mine");
    expect(json.labs["db-77"].steps.gone.tests.old).toEqual({ last: "passed", at: "x" });
    expect(json.labs["db-01"].steps.encode.tests.simple.last).toBe("passed");
  });
});

describe("accidents", () => {
  test.each([
    ["cut off", '{ "version": 1, "labs": {'],
    ["empty", ""],
    [
      "of another shape",
      '{ "version": 1, "labs": { "db-01": { "steps": { "encode": { "tests": [] } } } } }',
    ],
    ["not an object", "null"],
  ])("a file that is %s is set aside with a message, and grading goes on", async (_, text) => {
    mkdirSync(join(root, ".labs"));
    writeFileSync(join(root, ".labs/progress.json"), text);
    const store = openStore();
    expect((await store.read()).labs).toEqual({});
    await store.saveStep("db-01", resultOf(encode));
    const aside = readdirSync(join(root, ".labs")).filter((name) => name.includes("damaged"));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(root, ".labs", aside[0]!), "utf8")).toBe(text);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/cannot be read .*\nIt was set aside as .*progress\.damaged-/);
    expect(JSON.parse(fileText()).labs["db-01"].steps.encode.tests.simple.last).toBe("passed");
  });

  test("a file of a newer version is left alone, and said so", async () => {
    mkdirSync(join(root, ".labs"));
    const text = '{ "version": 2, "labs": { "new": true } }';
    writeFileSync(join(root, ".labs/progress.json"), text);
    const store = openStore();
    const after = await store.saveStep("db-01", resultOf(encode));
    expect(after.labs["db-01"]?.steps.encode?.tests.simple?.last).toBe("passed");
    expect(fileText()).toBe(text);
    expect(warnings).toEqual([expect.stringMatching(/not saved: .*version 2/)]);
  });

  test("where nothing can be written, it is said once and this run still knows", async () => {
    writeFileSync(join(root, ".labs"), "a file where the folder should be");
    const store = openStore();
    await store.saveStep("db-01", resultOf(encode));
    const progress = await store.saveStep("db-01", resultOf(decode));
    expect(standingOf(lab, progress).isGreen).toBe(true);
    expect(warnings).toEqual([expect.stringMatching(/^Progress is not saved: /)]);
  });
});

describe("others", () => {
  /** A process that saves step after step of its own labs, and says each one when it is saved. */
  const writer = (name: string, count: number) => {
    const source = `
      import { ProgressStore } from ${JSON.stringify(resolve(import.meta.dirname, "../src/progress.ts"))};
      const store = new ProgressStore(${JSON.stringify(root)}, { warn: (m) => console.error(m) });
      for (let n = 0; n < ${count}; n++) {
        const test = { id: "t", title: "", hint: "h", outcome: "passed", milliseconds: 1 };
        await store.saveStep("${name}-" + n, { id: "s", tests: [test], milliseconds: 1 });
        console.log(n);
      }`;
    const script = join(root, `${name}.mts`);
    writeFileSync(script, source);
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      cwd: resolve(import.meta.dirname, "../.."),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let saved = 0;
    let errors = "";
    child.stdout.on("data", (chunk) => {
      saved += String(chunk).split("\n").length - 1;
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    const ended = once(child, "close");
    return { child, ended, saved: () => saved, errors: () => errors };
  };

  test("four processes at once lose nothing of each other's", async () => {
    const writers = ["a", "b", "c", "d"].map((name) => writer(name, 15));
    for (const each of writers) await each.ended;
    expect(writers.map((each) => each.errors())).toEqual(["", "", "", ""]);
    const { labs } = await openStore().read();
    expect(Object.keys(labs)).toHaveLength(60);
    expect(warnings).toEqual([]);
  });

  test("a writer killed in the middle leaves a whole file with all it had saved, and no lock for ever", async () => {
    for (let round = 0; round < 3; round++) {
      const doomed = writer(`k${round}`, 100_000);
      while (doomed.saved() < 5 + round * 7) await once(doomed.child.stdout, "data");
      doomed.child.kill("SIGKILL");
      await doomed.ended;
      const progress = JSON.parse(fileText()) as Progress;
      for (let n = 0; n < doomed.saved(); n++) {
        expect(progress.labs[`k${round}-${n}`]?.steps.s?.tests.t?.last).toBe("passed");
      }
    }
    const after = await openStore().saveStep("db-01", resultOf(encode));
    expect(after.labs["db-01"]).toBeDefined();
    expect(after.labs["k0-0"]).toBeDefined();
    expect(warnings).toEqual([]);
  });
});

describe("standing", () => {
  const saved = async (...results: Parameters<ProgressStore["saveStep"]>[1][]) => {
    const store = openStore();
    for (const result of results) await store.saveStep("db-01", result);
    return store.read();
  };

  test("points are tests that passed last; the step to go on with is the first that is not green", async () => {
    const progress = await saved(resultOf(encode), resultOf(decode, { limits: "failed" }));
    const standing = standingOf(lab, progress);
    expect(standing).toMatchObject({ points: 4, pointsMax: 5, isGreen: false, isBegun: true });
    expect(standing.at?.step.id).toBe("decode");
    expect(hoursLeft(standing)).toBe(3);
  });

  test("a step that was green and is not now is not green", async () => {
    const progress = await saved(
      resultOf(encode),
      resultOf(decode),
      resultOf(encode, { bulk: "failed" }),
    );
    const { steps, isGreen, at } = standingOf(lab, progress);
    expect(steps[0]).toMatchObject({ isGreen: false, wasGreen: true, points: 1 });
    expect(isGreen).toBe(false);
    expect(at?.step.id).toBe("encode");
  });

  test("a skipped test is no point and no obstacle", async () => {
    const progress = await saved(resultOf(encode, { bulk: "skipped" }), resultOf(decode));
    expect(standingOf(lab, progress)).toMatchObject({ isGreen: true, points: 4, pointsMax: 5 });
  });

  test("an update of the course: a new test is to be passed, one that is gone is not counted", async () => {
    const progress = await saved(resultOf(encode), resultOf(decode));
    const [first, second] = lab.steps;
    const more = { ...lab, steps: [{ ...first!, tests: ["simple", "bulk", "new"] }, second!] };
    expect(standingOf(more, progress).at?.step.id).toBe("encode");
    const fewer = { ...lab, steps: [{ ...first!, tests: ["simple"] }, second!] };
    expect(standingOf(fewer, progress)).toMatchObject({ isGreen: true, points: 4, pointsMax: 4 });
  });

  test("only not-started outcomes do not begin a lab; the current lab is the first that is not green", async () => {
    const other = labNamed("db-02", "keyspace");
    const progress = await saved(resultOf(encode, { simple: "not-started", bulk: "not-started" }));
    expect(standingOf(lab, progress).isBegun).toBe(false);
    expect(currentLab([lab, other], progress)?.lab.id).toBe("db-01");
    const green = await saved(resultOf(encode), resultOf(decode));
    expect(currentLab([lab, other], green)?.lab.id).toBe("db-02");
    expect(currentLab([lab], green)).toBeUndefined();
  });
});
