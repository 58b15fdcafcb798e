/**
 * The figures of a class, and what its page holds: small classes made by hand, and large ones that fail in every way.
 */
import { describe, expect, test } from "vitest";
import { classPage } from "../src/class/html.ts";
import { type ClassPageData, classPageData } from "../src/class/page-data.ts";
import type { ClassRow } from "../src/class/row.ts";
import { headOf, histogram, lawFigures, stepFigures } from "../src/class/summary.ts";
import type { StepResult } from "../src/verdict.ts";
import { resultOf } from "./canned.ts";
import { classLab, pointsMax, rowOf, rowWith, rowWithout, sampleClass } from "./class-samples.ts";

const green = rowOf({ name: "green" });
const early = rowOf({
  name: "early",
  outcomes: { encode: { "encode-1": "failed" }, clients: { "clients-1": "not-started" } },
});
const late = rowOf({
  name: "late",
  outcomes: { hello: { "hello-1": "failed", "hello-2": "failed" } },
});
const absent = rowWithout("absent", "is empty");

/** Nothing of the last step could run. */
function unloaded(name: string): ClassRow {
  const results = classLab.steps.map((step): StepResult => {
    if (step.id !== "clients") return resultOf(step);
    const outcomes = Object.fromEntries(step.tests.map((id) => [id, "failed"] as const));
    const { tests, ...result } = resultOf(step, outcomes);
    const failure = { kind: "import", message: "no export serve", did: [] } as const;
    const place = { file: "src/a.ts", line: 7 };
    return {
      ...result,
      failure: { ...failure, place },
      tests: tests.map(({ failure: _, ...test }) => test),
    };
  });
  return rowWith(name, results);
}

describe("the head", () => {
  test("median and mean are of those without a problem", () => {
    const rows = [absent, early, green, late];
    expect(headOf(rows)).toEqual({
      ...{ count: 4, green: 1, problems: 1, median: 171, mean: 515 / 3 },
      ...{ days: ["2026-01-02"], courses: ["0.1.0"], nodes: ["v24.1.0"] },
      isolations: ["bubblewrap"],
    });
    expect(headOf([early, green])).toMatchObject({ median: 172, mean: 172 });
  });

  test("of none that could be graded there is neither", () => {
    expect(headOf([absent])).toEqual({
      ...{ count: 1, green: 0, problems: 1, days: [], courses: [], nodes: [], isolations: [] },
    });
    expect(headOf([])).toMatchObject({ count: 0, green: 0, problems: 0 });
  });

  test("of many days, the first and the last; of several versions, each", () => {
    const on = (day: string, node: string): ClassRow => ({
      ...green,
      report: { ...green.report!, startedAt: `${day}T10:00:00.000Z`, node },
    });
    const rows = [
      on("2026-03-02", "v22.1.0"),
      on("2026-03-01", "v24.1.0"),
      on("2026-03-09", "v24.1.0"),
    ];
    expect(headOf(rows)).toMatchObject({
      ...{ days: ["2026-03-01", "2026-03-09"], nodes: ["v22.1.0", "v24.1.0"] },
    });
  });
});

describe("the histogram", () => {
  test.each([0, 1, 3, 19, 20, 21, 173, 1000])(
    "of %i points: every number is of one bar",
    (most) => {
      const bars = histogram([], most);
      expect(bars.length).toBeLessThanOrEqual(20);
      expect(bars[0]?.from).toBe(0);
      expect(bars.at(-1)?.to).toBe(most);
      for (const [at, bar] of bars.slice(1).entries()) expect(bar.from).toBe(bars[at]!.to + 1);
      for (const { from, to } of bars) expect(to).toBeGreaterThanOrEqual(from);
    },
  );

  test("counts those without a problem, the least and the most too", () => {
    const none = { ...early, points: 0 };
    const bars = histogram([absent, none, green, late], pointsMax);
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect([bars[0]?.count, bars.at(-1)?.count]).toEqual([1, 2]);
  });
});

describe("the steps", () => {
  const figures = (rows: readonly ClassRow[]) =>
    stepFigures(classLab, rows).map(({ id, passed, stopped, mean }) => [id, passed, stopped, mean]);

  test("who passed one, and who was stopped there first", () => {
    const found = figures([absent, early, green, late]);
    expect(found[0]).toEqual(["encode", 2, 1, 41 / 3]);
    expect(found[1]).toEqual(["decode", 3, 0, 31]);
    expect(found[2]).toEqual(["hello", 2, 1, 76 / 3]);
    expect(found[6]).toEqual(["clients", 2, 0, 59 / 3]);
  });

  test("all green, and none that could be graded", () => {
    expect(figures([green, green]).map(([, passed, stopped]) => [passed, stopped])).toEqual(
      classLab.steps.map(() => [2, 0]),
    );
    expect(figures([absent])[0]).toEqual(["encode", 0, 0, undefined]);
    expect(figures([])).toHaveLength(7);
  });

  test("a row without its report has its points all the same", () => {
    const { report, ...bare } = late;
    expect(figures([bare])[2]).toEqual(["hello", 0, 1, 24]);
  });
});

describe("the laws", () => {
  test("those that most break, and what was said of them most", () => {
    const other = rowOf({
      name: "other",
      outcomes: { hello: { "hello-2": "failed" } },
      failure: () => ({ kind: "hang", message: "did not finish in 5 s", did: [] }),
    });
    const { report, ...bare } = late;
    const found = lawFigures(classLab, [absent, early, green, late, late, other, bare]);
    expect(found.map(({ id, step, count }) => [id, step, count])).toEqual([
      ["hello-2", 3, 3],
      ["hello-1", 3, 2],
      ["encode-1", 1, 1],
    ]);
    expect(found[0]).toMatchObject({
      title: "the law of hello-2",
      reasons: [
        { text: `expected "+hello-2\\r\\n", got "+hello-2\\n"`, count: 2 },
        { text: "did not finish in 5 s", count: 1 },
      ],
    });
  });

  test("where nothing of a step could run, none of its laws is broken", () => {
    expect(lawFigures(classLab, [unloaded("a"), green])).toEqual([]);
  });

  test("are fifteen at most, and none of a class of none", () => {
    expect(lawFigures(classLab, sampleClass(40))).toHaveLength(15);
    expect(lawFigures(classLab, [])).toEqual([]);
  });
});

describe("the page's data", () => {
  const dataOf = (rows: readonly ClassRow[]) => classPageData(classLab, 7, rows);

  test("of each submission: cells, what its laws said, and the command again", () => {
    const { rows, texts, steps } = dataOf([absent, late]);
    expect(steps[2]?.laws.slice(0, 2)).toEqual(["the law of hello-1", "the law of hello-2"]);
    expect(rows[0]).toEqual({
      ...{ name: "absent", file: "rows/absent.json", points: 0, green: false, problem: "is empty" },
      ...{ notes: [], cells: Array(7).fill(null), told: Array(7).fill(null) },
    });
    expect(rows[1]).toMatchObject({ stopped: 3, again: "npm run grade db-01 seed 8127" });
    expect(rows[1]?.cells[2]).toEqual([24, "failed"]);
    expect(rows[1]?.told[2]).toEqual({
      laws: `ff${"p".repeat(24)}`,
      said: [
        [0, 0],
        [1, 1],
      ],
    });
    expect(texts[0]).toBe(`expected "+hello-1\\r\\n", got "+hello-1\\n"`);
  });

  test("why nothing of a step could run", () => {
    const { rows, texts } = dataOf([unloaded("a")]);
    expect(texts[rows[0]?.told[6]?.failure ?? -1]).toBe("no export serve · src/a.ts:7");
    expect(rows[0]?.told[6]?.said).toEqual([]);
  });

  test("what a submission says is one line, cut, and without control characters", () => {
    const nasty = `\u001b[31m\u202e${"ab\n".repeat(2_000)}`;
    const row = rowOf({
      name: nasty,
      outcomes: { encode: { "encode-1": "failed" } },
      failure: () => ({ kind: "threw", message: nasty, did: [] }),
      notes: Array(500).fill(nasty),
    });
    const { rows, texts } = dataOf([row, rowWithout(nasty, nasty)]);
    const said = [rows[0]!.name, ...rows[0]!.notes, ...texts, rows[1]!.problem!];
    for (const text of said) {
      expect(text.length).toBeLessThan(400);
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
    expect(rows[0]?.notes.at(-1)).toBe("and 496 more");
  });
});

describe("the page", () => {
  const HOSTILE = `</script><script>document.title="gone"</script><!--<img src=x onerror=1>@title"@data"`;
  const held = (page: string): ClassPageData =>
    JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? "");

  test("is not ended, continued or filled in by what a submission says", () => {
    const plain = classPage(classLab, 7, [rowOf({ name: "a" })]);
    const row = rowOf({
      name: HOSTILE,
      outcomes: { encode: { "encode-1": "failed" } },
      failure: () => ({ kind: "threw", message: HOSTILE, did: [] }),
    });
    const page = classPage(classLab, 7, [{ ...row, notes: [HOSTILE], problem: HOSTILE }]);
    const count = (text: string, part: RegExp) => [...text.matchAll(part)].length;
    for (const part of [/<\/?script/gi, /<!--/g, /<style/gi, /<img/gi]) {
      expect(count(page, part)).toBe(count(plain, part));
    }
    const { rows, texts } = held(page);
    expect([rows[0]?.name, rows[0]?.problem, rows[0]?.notes[0]?.slice(0, 20)]).toEqual([
      HOSTILE,
      HOSTILE,
      HOSTILE.slice(0, 20),
    ]);
    expect(texts[0]).toBe(HOSTILE);
  });

  test("of 200 that break every law, each in its own words, is below two megabytes", () => {
    const all = Object.fromEntries(
      classLab.steps.map(({ id, tests }) => [
        id,
        Object.fromEntries(tests.map((law) => [law, "failed" as const])),
      ]),
    );
    const rows = Array.from({ length: 200 }, (_, at) =>
      rowOf({
        name: `submission ${at} of a person with a rather long name`,
        outcomes: all,
        failure: (law) => ({
          ...{ kind: "law", message: "", did: [] },
          expected: `${law} ${at} ${"<x>".repeat(200)}`,
          actual: "日本".repeat(200),
        }),
        notes: Array(9).fill("n".repeat(300)),
      }),
    );
    expect(Buffer.byteLength(classPage(classLab, 7, rows))).toBeLessThan(2_000_000);
  });

  test("is the same for the same rows, and asks the network for nothing", () => {
    const rows = sampleClass(20);
    const page = classPage(classLab, 7, rows);
    expect(page).toBe(classPage(classLab, 7, rows));
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/\bsrc=|<link|@import|url\(/);
    expect(page.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
  });
});
