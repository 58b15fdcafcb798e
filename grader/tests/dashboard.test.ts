/** Where a learner stands, as data: from labs, roadmap, progress and activity; and what can be marked. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chalk from "chalk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readDashboard } from "../src/dashboard/data.ts";
import { marksOf } from "../src/dashboard/marks.ts";
import { type Entry, parseEntry } from "../src/journal/entry.ts";
import { readLabs } from "../src/manifest.ts";
import { ProgressStore, UnknownMark } from "../src/progress.ts";
import { roadLines } from "../src/screen/road.ts";
import { standingOf } from "../src/standing.ts";
import { labNamed } from "./canned.ts";
import { NOW, sampleDashboard, sampleLabs, sampleSources } from "./dashboard-samples.ts";
import { repository } from "./tree.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labs-dashboard-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const NOTHING = { version: 1 as const, labs: {} };

describe("the data", () => {
  test("points, per cent, streak and time", () => {
    const { percent, points, pointsMax, streak, minutes, hours, hoursLeft } = sampleDashboard();
    expect({ percent, points, pointsMax }).toEqual({ percent: 53, points: 8, pointsMax: 15 });
    expect(streak).toEqual({ days: 4, isTodayDone: true });
    expect(minutes).toBe(15 + 15 + 15 + 10 + 15 + 30);
    expect({ hours, hoursLeft }).toEqual({ hours: 24, hoursLeft: 12 });
  });

  test("what comes next is what npm run progress says", () => {
    chalk.level = 0;
    const standings = sampleLabs.map((lab) => standingOf(lab, sampleSources.progress));
    const { next } = sampleDashboard();
    expect(next).toEqual({
      ...{ lab: "db-02", labTitle: "keyspace", step: 2, title: "Decode, however it is cut" },
      ...{ minutes: 40, document: "labs/db-02-keyspace/steps/02-decode.md" },
      command: "npm run grade db-02",
    });
    const road = roadLines([], standings, 80).join("\n");
    expect(road).toContain(`Next: ${next?.lab} step ${next?.step}, "${next?.title}"`);
    expect(road).toContain(next?.document);
    expect(road).toContain(next?.command);
  });

  test("phases, labs and steps, with what is to come", () => {
    const { phases } = sampleDashboard();
    expect(
      phases.map(({ percent, labs, toCome }) => [percent, labs.length, toCome.length]),
    ).toEqual([
      [80, 2, 0],
      [0, 1, 1],
      [0, 0, 1],
    ]);
    const [resp, keyspace] = phases[0]!.labs;
    expect(resp).toMatchObject({ sign: "green", percent: 100, points: 5, minutes: 55 });
    expect(resp?.steps[1]?.notes).toEqual(["revealed"]);
    expect(keyspace).toMatchObject({ sign: "begun", percent: 60, points: 3, minutes: 45 });
    expect(keyspace?.steps.map(({ sign }) => sign)).toEqual(["green", "begun"]);
    expect(phases[1]?.labs[0]).toMatchObject({ sign: "nothing", minutes: 0, hoursLeft: 6 });
  });

  test("marks that are made, and none that nobody knows", () => {
    const [resp, keyspace] = sampleDashboard().phases[0]!.labs;
    expect(resp?.marks.map(({ id, isDone, step }) => [id, isDone, step])).toEqual([
      ["concepts", true, undefined],
      ["question-1", true, undefined],
      ["predict-decode", false, 2],
    ]);
    expect(resp?.marks[2]?.document).toBe("labs/db-01-resp/steps/02-decode.md#predict-first");
    expect(keyspace?.marks.some(({ isDone }) => isDone)).toBe(false);
  });

  test("a decision is made where the log has words about its step, and about this step alone", () => {
    const decision = {
      id: "decision-decode",
      kind: "decision",
      text: "Why?",
      document: "a.md",
    } as const;
    const marks = () => [{ ...decision, step: "decode" }];
    const entry = (step: number, text: string) =>
      parseEntry(
        "journal/a.md",
        `---\nlab: db-01\nstep: ${step}\n---\n\n${text}\n`,
        sampleSources.labs,
      );
    const of = (...entries: Entry[]) =>
      sampleDashboard({ marks, entries }).phases[0]!.labs[0]!.marks[0];
    expect(of(entry(2, "A buffer, kept."))).toMatchObject({ isDone: true, isWritten: true });
    for (const other of [entry(1, "A buffer, kept."), entry(2, "")]) {
      expect(of(other)).toMatchObject({ isDone: false, isWritten: false });
    }
  });

  test("what fails, the latest first; an older progress file knows less of it", () => {
    const { failures, failuresMore } = sampleDashboard();
    expect(failures).toEqual([
      {
        ...{ lab: "db-02", step: 2, title: "Decode, however it is cut" },
        ...{ id: "limits", law: "a limit is held" },
        said: 'expected 3, got <img src=x onerror="document.title=1"> \\x1b[2J',
        place: "labs/db-02-keyspace/src/dict.ts:88",
        picture: ".labs/pictures/limit-7.html",
        ...{ again: "npm run grade db-02 step 2 seed 7", day: "2026-03-18" },
      },
      {
        ...{ lab: "db-02", step: 2, title: "Decode, however it is cut" },
        ...{ id: "values", law: "values" },
        ...{ again: "npm run grade db-02 step 2", day: "2026-03-18" },
      },
    ]);
    expect(failuresMore).toBe(0);
    const progress = structuredClone(sampleSources.progress);
    progress.labs["db-02"]!.steps.decode!.tests.values!.at = "no day";
    expect(
      sampleDashboard({ progress }).failures.find(({ id }) => id === "values"),
    ).not.toHaveProperty("day");
    const gone = sampleDashboard({ hasPicture: () => false });
    expect(gone.failures[0]).not.toHaveProperty("picture");
  });

  test("a step of which nothing could run is one failure; many are cut, and counted", () => {
    const progress = structuredClone(sampleSources.progress);
    Object.assign(progress.labs["db-02"]!.steps.decode!, {
      failure: { said: "a comma is missing" },
    });
    const { failures } = sampleDashboard({ progress });
    expect(failures.map(({ law, said }) => [law, said])).toEqual([
      [undefined, "a comma is missing"],
    ]);
    const tests = Array.from({ length: 20 }, (_, index) => `t-${index}`);
    const lab = labNamed("db-01", "resp");
    const steps = [{ ...lab.steps[0]!, tests }];
    const at = NOW.toISOString();
    const failing = Object.fromEntries(tests.map((id) => [id, { last: "failed" as const, at }]));
    const many = sampleDashboard({
      labs: [{ ...lab, steps }],
      progress: {
        version: 1,
        labs: { "db-01": { steps: { encode: { tests: failing, hintsShown: {} } } } },
      },
    });
    expect([many.failures.length, many.failuresMore]).toEqual([12, 8]);
  });

  test("the calendar has half a year, from a Monday to today", () => {
    const { calendar, today } = sampleDashboard();
    expect([calendar.from, today]).toEqual(["2025-09-15", "2026-03-18"]);
    expect(calendar.days).toEqual([
      { day: "2026-03-09", minutes: 0, marks: 1 },
      { day: "2026-03-10", minutes: 0, marks: 1 },
      { day: "2026-03-15", minutes: 15, marks: 1 },
      { day: "2026-03-16", minutes: 15, marks: 0 },
      { day: "2026-03-17", minutes: 25, marks: 0 },
      { day: "2026-03-18", minutes: 45, marks: 0 },
    ]);
  });

  test("of nothing, of all, and of days that are to come", () => {
    const empty = sampleDashboard({ progress: NOTHING, activity: [] });
    expect(empty).toMatchObject({ percent: 0, minutes: 0, streak: { days: 0 }, failures: [] });
    expect(empty.next?.lab).toBe("db-01");
    const none = sampleDashboard({ labs: [], progress: NOTHING, activity: [] });
    expect(none).toMatchObject({ percent: 0, pointsMax: 0 });
    expect(none).not.toHaveProperty("next");
    const later = new Date(NOW.getTime() + 1_000).toISOString();
    const activity = [{ at: later, lab: "db-01", step: "encode", points: 1, of: 2 }];
    expect(sampleDashboard({ progress: NOTHING, activity }).calendar.days).toEqual([]);
  });

  test("the same state gives the same data", () => {
    const later = new Date(NOW.getTime() + 60_000);
    expect(JSON.stringify(sampleDashboard({ now: later }))).toBe(JSON.stringify(sampleDashboard()));
  });

  test("of this tree: everything is read, and a damaged file is a note", async () => {
    mkdirSync(join(root, ".labs"));
    writeFileSync(join(root, ".labs/progress.json"), "{");
    const data = await readDashboard(root, readLabs(repository), NOW);
    expect(data.notes).toEqual([expect.stringContaining("was set aside")]);
    expect(data.phases.flatMap(({ labs }) => labs).length).toBe(readLabs(repository).length);
  });
});

describe("marks", () => {
  test("every lab has reading, its check questions, and two exercises of each step", () => {
    for (const lab of readLabs(repository)) {
      const marks = marksOf(lab);
      const count = (kind: string) => marks.filter((mark) => mark.kind === kind).length;
      expect([lab.id, count("reading")]).toEqual([lab.id, 7]);
      expect(count("question")).toBeGreaterThanOrEqual(6);
      expect([lab.id, count("predict"), count("decision")]).toEqual([
        ...[lab.id, lab.steps.length, lab.steps.length],
      ]);
      expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
      for (const { text } of marks) expect(text).toMatch(/^[^\n]{5,}$/);
    }
  });

  const CONCEPTS = `# Concepts

\`\`\`text
## Check questions
1. not a question
\`\`\`

## Check questions

**1.** Why is \`*2\` a *head*, and
what follows?

<details><summary>Answer</summary>

2. Not a question.

</details>

7. The seventh?

## After

3. Not a question either.
`;
  const lab = () => {
    const made = labNamed("db-01", "resp", {}, root);
    mkdirSync(join(made.path, "steps"), { recursive: true });
    mkdirSync(join(made.path, "docs"));
    writeFileSync(join(made.path, "CONCEPTS.md"), CONCEPTS);
    writeFileSync(join(made.path, "docs/analysis.md"), "# Analysis\n");
    writeFileSync(
      join(made.path, "steps/01-encode.md"),
      "# Encode\r\n\r\n## Predict first\r\n\r\nHow many?\r\n\r\n## Decision log\r\n",
    );
    return made;
  };

  test("are read from what is there; ids go by the numbers and the steps", () => {
    expect(marksOf(lab()).map(({ id, text, document }) => [id, text, document])).toEqual([
      ["concepts", "Concepts: the why", "CONCEPTS.md"],
      ["analysis", "Analysis: what was traded for what", "docs/analysis.md"],
      ["question-1", "Why is *2 a head, and what follows?", "CONCEPTS.md#check-questions"],
      ["question-7", "The seventh?", "CONCEPTS.md#check-questions"],
      ["predict-encode", "How many?", "steps/01-encode.md#predict-first"],
    ]);
  });

  test("are read again when a document has changed", () => {
    const made = lab();
    expect(marksOf(made)).toHaveLength(5);
    writeFileSync(join(made.path, "CONCEPTS.md"), "# Concepts\n");
    expect(marksOf(made)).toHaveLength(3);
  });

  test("are kept with the day they were first made, taken back, and refused where unknown", async () => {
    const made = lab();
    const warn = (message: string) => expect.fail(message);
    const at = (day: string) => new ProgressStore(root, { warn, now: () => new Date(day) });
    await at("2026-01-01").saveMark(made, "concepts", true);
    await at("2026-01-02").saveMark(made, "question-7", true);
    await at("2026-01-03").saveMark(made, "concepts", true);
    expect((await at("2026-01-03").read()).labs["db-01"]).toEqual({
      steps: {},
      marks: { concepts: "2026-01-01T00:00:00.000Z", "question-7": "2026-01-02T00:00:00.000Z" },
    });
    await at("2026-01-04").saveMark(made, "concepts", false);
    for (const unknown of ["question-2", "__proto__", "constructor", "", "x\u001b[2J"]) {
      for (const isDone of [true, false]) {
        await expect(at("2026-01-05").saveMark(made, unknown, isDone)).rejects.toThrow(UnknownMark);
      }
    }
    expect((await at("2026-01-05").read()).labs["db-01"]?.marks).toEqual({
      "question-7": "2026-01-02T00:00:00.000Z",
    });
  });
});
