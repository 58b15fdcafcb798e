/**
 * Submissions graded at a desk, in every isolation that works on this machine: what each may see and change, and that
 * nothing of one reaches the next.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { ISOLATIONS, type Isolation, works } from "../src/class/cage.ts";
import { DESK_PREFIX, Desk, type DeskResult, desksThere } from "../src/class/desk.ts";
import type { Submission } from "../src/class/submissions.ts";
import { makeTree, type Tree } from "./tree.ts";

/** The laws give what opens files: a submission cannot import it. */
const LAWS = (step: string) => `
  import fs from "node:fs";
  import { step } from "@labs/grader/testing";
  import { act } from "@labs/db-90";
  step("${step}")("${step}-acts", "it acts", { hint: "Acts", seconds: 3 }, async (t) => {
    t.equal(await act("${step}", fs), 1);
  });
`;
const available = ISOLATIONS.filter(works);
const desks: Desk[] = [];
let tree: Tree;

beforeAll(() => {
  tree = makeTree({
    steps: { one: ["one-acts"], two: ["two-acts"] },
    exports: { act: "function" },
    files: {
      "src/index.ts": "",
      "reference/index.ts": "export const act = () => 1;",
      "mutants/wrong.ts": "",
      "tests/01-one.test.ts": LAWS("one"),
      "tests/02-two.test.ts": LAWS("two"),
    },
  });
  return () => tree.remove();
});

afterEach(() => Promise.all(desks.splice(0).map((desk) => desk.close())));

function deskOf(isolation: Isolation): Desk {
  const { root, lab } = tree;
  const desk = new Desk({ root, labs: [lab], lab, isolation, seed: 1 });
  desks.push(desk);
  return desk;
}

const submissionOf = (text: string): Submission => ({
  name: "alice",
  files: new Map([["index.ts", Buffer.from(text)]]),
  notes: [],
});

/** A submission that says of each step what the expression is, in the place of what it should be. */
const telling = (expression: string, imports = "") =>
  submissionOf(
    `${imports}\nexport const act = async (_: string, fs: any): Promise<unknown> => ${expression};`,
  );

const outcomes = ({ steps }: DeskResult) =>
  steps.flatMap(({ tests }) => tests.map(({ outcome }) => outcome));
/** The text that the first step was given, without its quotes. */
const told = ({ steps }: DeskResult) => steps[0]?.tests[0]?.failure?.actual?.slice(1, -1);

const RIGHT = submissionOf("export const act = () => 1;");

test("limits and none work everywhere where prlimit is", () => {
  expect(available).toContain("none");
  if (process.platform === "linux") expect(available).toContain("limits");
});

test.each(available)(
  "%s: right is right, wrong is wrong, and one after the other",
  async (isolation) => {
    const desk = deskOf(isolation);
    expect(outcomes(await desk.grade(RIGHT))).toEqual(["passed", "passed"]);
    const second = submissionOf(`export const act = (step: string) => step === "two" ? 2 : 1;`);
    expect(outcomes(await desk.grade(second))).toEqual(["passed", "failed"]);
    expect(outcomes(await desk.grade(RIGHT))).toEqual(["passed", "passed"]);
  },
);

test.each(available)(
  "%s: a helper's file of one submission is not there for the next",
  async (isolation) => {
    const desk = deskOf(isolation);
    const files = new Map([
      ["index.ts", Buffer.from(`export * from "./help.ts";`)],
      ["help.ts", Buffer.from("export const act = () => 1;")],
    ]);
    expect(outcomes(await desk.grade({ name: "alice", files, notes: [] }))).toEqual([
      "passed",
      "passed",
    ]);
    files.delete("help.ts");
    const { steps } = await desk.grade({ name: "bob", files, notes: [] });
    expect(steps[0]?.failure).toMatchObject({ kind: "import" });
  },
);

test.each(available)("%s: no secret of the environment comes along", async (isolation) => {
  process.env.SECRET_OF_THE_COURSE = "hush";
  const desk = deskOf(isolation);
  const result = await desk.grade(telling("process.env.SECRET_OF_THE_COURSE ?? 'nothing'"));
  delete process.env.SECRET_OF_THE_COURSE;
  expect(told(result)).toBe("nothing");
});

test.each(available)(
  "%s: no path of the desk leads to a reference or a mutant",
  async (isolation) => {
    const desk = deskOf(isolation);
    const result = await desk.grade(
      telling(`fs.readdirSync(new URL("..", import.meta.url)).sort().join(" ")`),
    );
    expect(told(result)).toBe("package.json src tests");
    const imported = await desk.grade(telling(`import("../reference/index.ts")`));
    expect(outcomes(imported)).toEqual(["failed", "failed"]);
  },
);

test.each(available)(
  "%s: open files and large files are limited by the system",
  async (isolation) => {
    if (isolation === "none") return;
    const result = await deskOf(isolation).grade(
      telling(
        `(() => {
        const held: number[] = [];
        try { for (;;) held.push(fs.openSync("/dev/null", "r")); } catch (error) {
          for (const each of held) fs.closeSync(each);
          return (error as any).code + (held.length < 1100 ? " soon" : "");
        }
      })()`,
      ),
    );
    expect(told(result)).toBe("EMFILE soon");
  },
);

test.runIf(available.includes("bubblewrap"))(
  "bubblewrap: nothing but the tree and the system is there",
  async () => {
    const other = join(tmpdir(), "labs-somebody-elses");
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, "secret"), "hush");
    const desk = deskOf("bubblewrap");
    const seen = await desk.grade(
      telling(
        `[${JSON.stringify(other)}, "/root", "/home", "/etc/shadow", ${JSON.stringify(join(tree.lab.path, "reference"))}]
        .filter((path) => fs.existsSync(path)).join(" ") + "."`,
      ),
    );
    rmSync(other, { recursive: true });
    expect(told(seen)).toBe(".");
  },
);

test.runIf(available.includes("bubblewrap"))(
  "bubblewrap: nothing can be changed but its own temp folder",
  async () => {
    const desk = deskOf("bubblewrap");
    const result = await desk.grade(
      telling(
        `[new URL("../tests/02-two.test.ts", import.meta.url), new URL("../../../node_modules/x", import.meta.url), "/usr/x", "/tmp/x"]
        .map((path) => { try { fs.writeFileSync(path, ""); return "written"; } catch (error) { return (error as any).code; } })
        .join(" ")`,
      ),
    );
    expect(told(result)).toBe("EROFS EROFS EROFS written");
    expect(result.hasTampered).toBe(false);
    const next = await desk.grade(telling(`fs.existsSync("/tmp/x") ? "there" : "gone"`));
    expect(told(next)).toBe("gone");
  },
);

test.runIf(available.includes("bubblewrap"))(
  "bubblewrap: no network, and no process of others",
  async () => {
    const result = await deskOf("bubblewrap").grade(
      telling(
        `Object.keys(os.networkInterfaces()).join() + " " + fs.readdirSync("/proc").filter((name) => Number(name) > 0).length`,
        `import os from "node:os";`,
      ),
    );
    expect(told(result)).toMatch(/^lo [1-4]$/);
  },
);

test("what is changed of the desk is noticed, and the next submission has a new one", async () => {
  const desk = deskOf("none");
  const result = await desk.grade(
    telling(`(fs.writeFileSync(new URL("../tests/02-two.test.ts", import.meta.url), "" ), 1)`),
  );
  expect(result.hasTampered).toBe(true);
  expect(await desk.grade(RIGHT)).toMatchObject({ hasTampered: false });
  expect(outcomes(await desk.grade(RIGHT))).toEqual(["passed", "passed"]);
});

test("a desk leaves no folder behind", async () => {
  const before = desksThere();
  const desk = deskOf("none");
  await desk.grade(RIGHT);
  await desk.close();
  expect(desksThere().filter((name) => !before.includes(name))).toEqual([]);
  expect(existsSync(tree.root)).toBe(true);
});

test("the desk of a class that was killed is removed by the next", async () => {
  const { pid } = spawnSync("true");
  const abandoned = `${DESK_PREFIX}${pid}-abcdef`;
  mkdirSync(join(abandoned, "labs"), { recursive: true });
  expect(outcomes(await deskOf("none").grade(RIGHT))).toEqual(["passed", "passed"]);
  expect(existsSync(abandoned)).toBe(false);
});
