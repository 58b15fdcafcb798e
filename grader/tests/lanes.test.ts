/**
 * Steps that are graded beside one another: what is told of them, and when.
 */
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { afterEach, expect, test } from "vitest";
import { openGrader } from "../src/run/engine.ts";
import type { GradeEvent, Grader } from "../src/run/grader.ts";
import { isGreenStep } from "../src/verdict.ts";
import { makeTree, type Tree } from "./tree.ts";

const opened: (Grader | Tree)[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0)) await ("close" in thing ? thing.close() : thing.remove());
});

const STEPS = ["one", "two", "three"] as const;

/** Three steps with two laws each, of which the second calls `act` with the step's name, and what opens files. */
function treeOf(act: string): Tree {
  const laws = (name: string) => `
    import fs from "node:fs";
    import { step } from "@labs/grader/testing";
    import { act } from "@labs/db-90";
    const law = step("${name}");
    law("${name}-loads", "it loads", { hint: "H" }, (t) => t.equal(typeof act, "function"));
    law("${name}-acts", "it acts", { hint: "H", seconds: 20 }, async (t) => {
      t.equal(await act("${name}", fs), 1);
    });`;
  const tree = makeTree({
    steps: Object.fromEntries(STEPS.map((name) => [name, [`${name}-loads`, `${name}-acts`]])),
    exports: { act: "function" },
    files: {
      "src/index.ts": `
        let fs: any;
        export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
        const path = (name: string) => new URL("../" + name, import.meta.url);
        export const leave = (name: string) => fs.writeFileSync(path(name), "");
        export const isThere = (name: string) => fs.existsSync(path(name));
        export async function act(name: string, given: any): Promise<number> { fs = given; ${act} return 1; }`,
      ...Object.fromEntries(
        STEPS.map((name, i) => [`tests/0${i + 1}-${name}.test.ts`, laws(name)]),
      ),
    },
  });
  opened.push(tree);
  return tree;
}

function graderOf(tree: Tree): Grader {
  const grader = openGrader({ root: tree.root, lab: tree.lab, conditions: [] });
  opened.push(grader);
  return grader;
}

const told = (event: GradeEvent): string =>
  event.kind === "test-finished"
    ? `${event.result.id} ${event.result.outcome}`
    : event.kind === "test-started"
      ? `${event.id} …`
      : `${event.kind} ${event.step.id}`;

const IN_ORDER = STEPS.flatMap((name) => [
  `step-started ${name}`,
  `${name}-loads …`,
  `${name}-loads passed`,
  `${name}-acts …`,
  `${name}-acts passed`,
  `step-finished ${name}`,
]);

test.skipIf(availableParallelism() === 1)(
  "a step is graded beside the one before it, and told in its turn",
  async () => {
    const tree = treeOf(`
      if (name === "one") for (let i = 0; i < 150 && !isThere("two"); i++) await pause(100);
      if (name === "one" && !isThere("two")) return 2;
      if (name === "two") leave("two");`);
    const events: string[] = [];
    const request = { steps: tree.lab.steps, seed: 1, all: false };
    const results = await graderOf(tree).grade(request, (event) => events.push(told(event)));
    expect(events).toEqual(IN_ORDER);
    expect(results.map(({ id }) => id)).toEqual(STEPS);
    expect(results.every(isGreenStep)).toBe(true);
  },
);

test("behind a step that is not green nothing is told, and what had begun is ended", async () => {
  const tree = treeOf(`
    if (name === "one") { await pause(4000); return 2; }
    leave(name);
    for (;;) {}`);
  const grader = graderOf(tree);
  const events: string[] = [];
  const before = performance.now();
  const steps = tree.lab.steps;
  const results = await grader.grade({ steps, seed: 1, all: false }, (event) =>
    events.push(told(event)),
  );
  expect(results.map(({ id }) => id)).toEqual(["one"]);
  expect(events.at(-1)).toBe("step-finished one");
  expect(events.filter((text) => text.includes("two"))).toEqual([]);
  // The other steps would loop for their twenty seconds.
  expect(performance.now() - before).toBeLessThan(18_000);
  tree.write("src/index.ts", "export const act = () => 1;");
  const again = await grader.grade({ steps, seed: 1, all: false }, () => {});
  expect(again.every(isGreenStep)).toBe(true);
});

test("with all, each step has its own verdict, whatever becomes of the one beside it", async () => {
  const tree = treeOf(`
    if (name === "one") await pause(1500);
    if (name === "two") process.exit(0);
    if (name === "three") return 2;`);
  const events: string[] = [];
  const request = { steps: tree.lab.steps, seed: 1, all: true };
  const results = await graderOf(tree).grade(request, (event) => events.push(told(event)));
  expect(results.map(({ tests }) => tests.map(({ outcome }) => outcome))).toEqual([
    ["passed", "passed"],
    ["passed", "failed"],
    ["passed", "failed"],
  ]);
  expect(results[1]?.tests[1]?.failure?.kind).toBe("exit");
  expect(events.filter((text) => text.startsWith("step-"))).toEqual(
    STEPS.flatMap((name) => [`step-started ${name}`, `step-finished ${name}`]),
  );
});

test("a runner that does not answer to a cancel says nothing in the next grading", async () => {
  const tree = treeOf(`if (name === "one") { await pause(6000); return 2; }`);
  const grader = graderOf(tree);
  const { steps } = tree.lab;
  await grader.grade({ steps, seed: 1, all: true }, (event) => {
    if (told(event) !== "one-acts …") return;
    execFileSync("pkill", ["-STOP", "-P", String(process.pid), "-f", "run/runner"]);
    void grader.cancel();
  });
  tree.write("src/index.ts", "export const act = () => 1;");
  const events: string[] = [];
  const again = await grader.grade({ steps, seed: 1, all: true }, (event) => {
    events.push(told(event));
  });
  expect(events).toEqual(IN_ORDER);
  expect(again.every(isGreenStep)).toBe(true);
});

test.each(["one-acts …", "step-finished one", "step-started two", "two-loads …"])(
  "a cancel at %s ends both, and the grader stays usable",
  async (when) => {
    const tree = treeOf(`if (name !== "one") for (;;) {}`);
    const grader = graderOf(tree);
    const { steps } = tree.lab;
    const before = performance.now();
    const results = await grader.grade({ steps, seed: 1, all: true }, (event) => {
      if (told(event) === when) void grader.cancel();
    });
    expect(results.length).toBeLessThan(2);
    expect(performance.now() - before).toBeLessThan(18_000);
    tree.write("src/index.ts", "export const act = () => 1;");
    const again = await grader.grade({ steps, seed: 1, all: true }, () => {});
    expect(again.every(isGreenStep)).toBe(true);
  },
);
