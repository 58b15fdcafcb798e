/**
 * A class from a folder of submissions to its tables: what is kept, what is graded again, and that neither order nor a
 * stop in the middle changes a row.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ClassEvent, ClassRun, type OpenDesk } from "../src/class/class-run.ts";
import { Desk } from "../src/class/desk.ts";
import type { ClassRow } from "../src/class/row.ts";
import { Rows } from "../src/class/rows.ts";
import { classSchema, rowSchema } from "../src/class/schema.ts";
import { submissionNames } from "../src/class/submissions.ts";
import { classJson, csvText, isGreenRow } from "../src/class/tables.ts";
import { schemaText } from "../src/reports/schema.ts";
import { GraderFault } from "../src/run/grader.ts";
import { faultLines } from "../src/screen/class.ts";
import { makeTree, repository, type Tree } from "./tree.ts";

const LAWS = (step: string, ids: readonly string[]) => `
  import { step } from "@labs/grader/testing";
  import { act } from "@labs/db-90";
  const law = step("${step}");
  ${ids
    .map(
      (id) => `law("${id}", "the law of ${id}", { hint: "Acts", seconds: 3 }, async (t) => {
        t.equal(await act("${id}"), 1);
      });`,
    )
    .join("\n")}
`;
const RIGHT = "export const act = () => 1;";
const HALF = `export const act = (id: string) => (id === "b" ? 2 : 1);`;

let tree: Tree;
let folder: string;
let events: ClassEvent[];

beforeEach(() => {
  events = [];
  folder = mkdtempSync(join(tmpdir(), "labs-"));
  tree = makeTree({
    steps: { one: ["a", "b"], two: ["c"] },
    exports: { act: "function" },
    files: {
      "src/index.ts": "",
      "reference/index.ts": RIGHT,
      "tests/01-one.test.ts": LAWS("one", ["a", "b"]),
      "tests/02-two.test.ts": LAWS("two", ["c"]),
    },
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  tree.remove();
});

function submit(name: string, text: string): void {
  const file = join(folder, "submissions", name, "index.ts");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function classRun(desks = 1, onEvent = (_: ClassEvent) => {}, openDesk?: OpenDesk): ClassRun {
  const { root, lab } = tree;
  const plan = { root, labs: [lab], lab, isolation: "none", seed: 1 } as const;
  return new ClassRun(plan, {
    ...{ folder: join(folder, "submissions"), rows: new Rows(folder), desks, course: "0.1.0" },
    ...(openDesk === undefined ? {} : { openDesk }),
    onEvent: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
}

const names = () => submissionNames(join(folder, "submissions"));
const kept = () =>
  events.flatMap((event) => (event.kind === "finished" && event.isKept ? event.row.name : []));
const table = (rows: readonly ClassRow[]) =>
  csvText(
    tree.lab,
    rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );

test("points by step, problems, and the whole grading of each", async () => {
  submit("alice", RIGHT);
  submit("bob", HALF);
  submit("carol", "export const");
  mkdirSync(join(folder, "submissions", "dan"));
  const rows = await classRun(2).grade(names());
  expect(table(rows).split("\r\n")).toEqual([
    "name,points,points_max,green,first_not_green,1 one,2 two,problem,notes",
    "alice,3,3,yes,,2,1,,",
    "bob,2,3,no,1,1,1,,",
    "carol,0,3,no,1,0,0,,",
    "dan,0,3,no,,0,0,is empty,",
    "",
  ]);
  const carol = rows.find(({ name }) => name === "carol");
  expect(carol?.report?.steps[0]?.failure?.kind).toBe("import");
  expect(rows.filter(isGreenRow).map(({ name }) => name)).toEqual(["alice"]);
  const document = JSON.parse(classJson(tree.lab, 1, rows));
  expect(document).toMatchObject({
    format: "labs-class",
    version: 1,
    seed: 1,
    lab: { id: "db-90" },
  });
  expect(document.rows[0]).not.toHaveProperty("report");
});

test("what was graded is kept, until the submission or a law is another one", async () => {
  submit("alice", RIGHT);
  submit("bob", HALF);
  const before = await classRun().grade(names());
  await classRun().grade(names());
  expect(kept()).toEqual(["alice", "bob"]);
  events = [];
  submit("bob", RIGHT);
  const after = await classRun().grade(names());
  expect(kept()).toEqual(["alice"]);
  expect(after.map(({ points }) => points)).toEqual([3, 3]);
  expect(before.map(({ points }) => points)).toEqual([3, 2]);
  events = [];
  tree.write("tests/02-two.test.ts", LAWS("two", ["c"]).replace("1);", "2);"));
  const other = await classRun().grade(names());
  expect(kept()).toEqual([]);
  expect(other.map(({ points }) => points)).toEqual([2, 2]);
});

test("a stop in the middle, and another order: the same table", async () => {
  for (const name of ["a", "b", "c", "d"]) submit(name, name < "c" ? RIGHT : HALF);
  const whole = table(await classRun(2).grade(names()));
  rmSync(join(folder, "rows"), { recursive: true });
  const stopped = classRun(2, (event) => {
    if (event.kind === "finished") void stopped.stop();
  });
  await stopped.grade(names().toReversed()).catch(() => {});
  events = [];
  expect(table(await classRun().grade(names().toReversed()))).toBe(whole);
  expect(kept().length).toBeGreaterThan(0);
});

test("where the grader fails on one, its row says so, and the next is graded at a new desk", async () => {
  for (const name of ["alice", "bob", "carol"]) submit(name, RIGHT);
  const opened: string[] = [];
  const faulting: OpenDesk = (plan) => {
    const desk = new Desk(plan);
    return {
      selection: desk.selection,
      grade: async (submission) => {
        opened.push(submission.name);
        if (submission.name === "bob") throw new GraderFault("no worker came\nat engine.ts:1");
        return desk.grade(submission);
      },
      close: async () => {
        opened.push("close");
        await desk.close();
      },
    };
  };
  const rows = await classRun(1, undefined, faulting).grade(names());
  expect(table(rows).split("\r\n").slice(1, 4)).toEqual([
    "alice,3,3,yes,,2,1,,",
    "bob,0,3,no,,0,0,the grader failed on it: no worker came,",
    "carol,3,3,yes,,2,1,,",
  ]);
  expect(rows.map(({ hasFault }) => hasFault)).toEqual([undefined, true, undefined]);
  expect(opened).toEqual(["alice", "bob", "close", "carol", "close"]);
  expect(faultLines(rows, 200).join(" ")).toContain("The grader failed on 1 submission, which is");
  expect(faultLines(rows.slice(0, 1), 200)).toEqual([]);
  events = [];
  const again = await classRun().grade(names());
  expect(kept()).toEqual(["alice", "carol"]);
  expect(again.map(({ points }) => points)).toEqual([3, 3, 3]);
});

test("rows and tables are what their schemas say", async () => {
  const ajv = new Ajv2020({ strict: true });
  const [isRow, isClass] = [rowSchema, classSchema].map((schema) =>
    ajv.compile(JSON.parse(schemaText(schema))),
  ) as [ReturnType<typeof ajv.compile>, ReturnType<typeof ajv.compile>];
  submit("alice", HALF);
  mkdirSync(join(folder, "submissions", "dan"));
  const rows = await classRun().grade(names());
  for (const row of rows) expect(isRow(JSON.parse(JSON.stringify(row)))).toBe(true);
  expect(isRow({ ...rows[0], points: -1 })).toBe(false);
  expect(isRow({ ...rows[0], version: 2 })).toBe(false);
  expect(isClass(JSON.parse(classJson(tree.lab, 1, rows)))).toBe(true);
  expect(rows.map(({ isolation }) => isolation)).toEqual(["none", undefined]);
  expect(rows[0]?.report?.steps[1]?.again).toBe("npm run grade db-90 step 2 seed 1");
});

test("TOOLS.md names every field of both", () => {
  const tools = readFileSync(join(repository, "TOOLS.md"), "utf8");
  const section = tools.split("## A class\n")[1]?.split("\n## ")[0] ?? "";
  for (const schema of [rowSchema, classSchema]) {
    const { properties } = JSON.parse(schemaText(schema));
    for (const field of Object.keys(properties)) expect(section).toContain(`\`${field}\``);
  }
});

test("a row that cannot be read is made again", async () => {
  submit("alice", RIGHT);
  await classRun().grade(names());
  writeFileSync(join(folder, "rows/alice.json"), "{");
  expect((await classRun().grade(names()))[0]?.points).toBe(3);
  expect(kept()).toEqual([]);
  expect(JSON.parse(readFileSync(join(folder, "rows/alice.json"), "utf8")).points).toBe(3);
});

test("rows of any two names are two files, also where case does not count", async () => {
  const rows = new Rows(folder);
  const basis = { lab: "db-90", seed: 1, fingerprint: "f", course: "c" };
  const row = { ...basis, points: 1, pointsMax: 1, steps: [], notes: [] };
  const odd = ["a", "A", "ä", "..", "a/b", "CON", "a b", "x%2fy", "*", "名前", "-", "+41"];
  odd.push("ж".repeat(127), `${"ж".repeat(126)}з`);
  for (const name of odd) await rows.write({ ...row, name });
  expect(rows.all().map(({ name }) => name)).toEqual(odd.toSorted());
  for (const name of odd) expect(rows.find(name, basis)?.name).toBe(name);
  expect(rows.find("a", { ...basis, seed: 2 })).toBeUndefined();
});

test("a spreadsheet reads every name as it is, and runs none", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const row = { name, points: 0, pointsMax: 3, steps: [], notes: [] } as unknown as ClassRow;
      const text = csvText(tree.lab, [row]);
      const [, cell] =
        /\r\n(?:"((?:[^"]|"")*)"|([^",\r\n]*)),0,3,no,/.exec(text)?.slice(0, 2) ?? [];
      const read = (cell ?? /\r\n([^",\r\n]*),/.exec(text)?.[1] ?? "").replaceAll('""', '"');
      expect(read).not.toMatch(/^[=+\-@\t\r]/);
      expect([name, `'${name}`]).toContain(read);
    }),
  );
});
