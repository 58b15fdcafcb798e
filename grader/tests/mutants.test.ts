/**
 * Wrong solutions: made by hand or by machine, graded, and judged.
 */
import { afterAll, describe, expect, test } from "vitest";
import { type Fate, fateOf } from "../../tools/judge.ts";
import { killAll } from "../../tools/mutants.ts";
import { mutated, mutationsOf, sample } from "../../tools/mutator.ts";
import { openGrader } from "../src/run/engine.ts";
import type { Grader } from "../src/run/grader.ts";
import { makeTree } from "./tree.ts";

const all = (text: string) =>
  mutationsOf("x.ts", text).map((mutation) => mutated(text, mutation).replace(/;$/, ""));

describe("mutations", () => {
  test.each([
    ["a + b", ["a - b"]],
    ["a < b", ["a <= b"]],
    ["a === b", ["a !== b"]],
    ["a && b", ["a || b"]],
    ["x += y", ["x -= y"]],
    ["i++", ["i--"]],
    ["!a", ["(a)"]],
    ["7", ["8", "(6)"]],
    ["7n", ["8n"]],
    ["true", ["false"]],
    ['f("text")', ['f("")']],
    ['f("")', ['f("mutated")']],
    ["a ? b : c", ["true ? b : c", "false ? b : c"]],
  ])("%s", (text, wanted) => {
    expect(all(`x = ${text};`)).toEqual(
      expect.arrayContaining(wanted.map((edit) => `x = ${edit}`)),
    );
  });

  test("a statement vanishes, a condition is settled, a loop never runs", () => {
    expect(all("f(x);")).toEqual([""]);
    expect(all("if (a) b();")).toEqual(["if (true) b()", "if (false) b()", "if (a) "]);
    expect(all("while (a) b;")).toContain("while (false) b");
    expect(all("for (;a;) b;")).toContain("for (;false;) b");
  });

  test("types, imports, names, directives and assertions are not touched", () => {
    const untouched = [
      'import x from "x";',
      'type T = { kind: "a"; size: 7 };',
      "interface I { a: true }",
      '"use strict";',
      'assert(a < 1, "message");',
      "const { 1: a } = b;",
    ];
    for (const text of untouched) expect(mutationsOf("x.ts", text)).toEqual([]);
    expect(all("const x = 1 as 1;")).toEqual(["const x = 2 as 1", "const x = (0) as 1"]);
  });

  test("a sample is decided by its seed, has no repeats, and is never more than there is", () => {
    const things = Array.from({ length: 100 }, (_, at) => at);
    expect(sample(things, 10, 1)).toEqual(sample(things, 10, 1));
    expect(sample(things, 10, 1)).not.toEqual(sample(things, 10, 2));
    expect(new Set(sample(things, 200, 3)).size).toBe(100);
  });
});

describe("judging", () => {
  const tests = (step: string, id: string, check: string) => `
import { step } from "@labs/grader/testing";
import { add, half } from "@labs/db-90";
const law = step("${step}");
law("${id}", "${id} holds", { hint: "H", seconds: 1 }, (t) => ${check});
`;
  const tree = makeTree({
    steps: { one: ["adds"], two: ["halves"] },
    exports: { add: "function", half: "function" },
    files: {
      "reference/index.ts":
        'import { NotImplemented } from "@labs/machine";\nexport { NotImplemented };\n' +
        "export function add(a: number, b: number): number {\n  return a + b;\n}\n" +
        "export function half(a: number): number {\n  return a / 2;\n}\n",
      "tests/01-one.test.ts": tests("one", "adds", "t.equal(add(1, 2), 3)"),
      "tests/02-two.test.ts": tests("two", "halves", "t.equal(half(4), 2)"),
    },
  });
  const { root, lab } = tree;
  const grader: Grader = openGrader({ root, lab, conditions: ["reference"] });
  afterAll(async () => {
    await grader.close();
    tree.remove();
  });
  const fate = (find: string, replace: string): Promise<Fate> =>
    fateOf(grader, lab, 1, { edits: [{ file: "reference/index.ts", find, replace }] });

  test("killed by the test that fails, at its step", async () => {
    expect(await fate("a + b", "a - b")).toMatchObject({
      kind: "killed",
      step: { id: "one" },
      by: { id: "adds", failure: { kind: "law" } },
    });
    expect(await fate("a / 2", "a / 3")).toMatchObject({ kind: "killed", step: { id: "two" } });
  });

  test("killed by hanging", async () => {
    const killed = await fate("return a + b", "for (;;) {}");
    expect(killed).toMatchObject({ kind: "killed", by: { failure: { kind: "hang" } } });
  });

  test("survived, where nobody notices", async () => {
    expect(await fate("a + b", "b + a")).toEqual({ kind: "survived" });
  });

  test("what does not load, and what says it is not written, is no kill", async () => {
    expect(await fate("export function half", "function half")).toMatchObject({
      kind: "unloadable",
    });
    const unwritten = 'throw new NotImplemented("db-90 step 1: add")';
    expect(await fate("return a + b", unwritten)).toMatchObject({ kind: "undecided" });
  });

  test("a mutant counts only where its own step kills it", async () => {
    const edit = { story: "s", file: "index.ts", find: "a + b", replace: "a - b" };
    const mutants = [
      { ...edit, name: "right", title: "t", step: "one" },
      { ...edit, name: "elsewhere", title: "t", step: "two" },
      { ...edit, name: "survivor", title: "t", step: "one", replace: "b + a" },
    ];
    expect(await killAll(root, lab, 1, mutants, "all")).toEqual({ passed: 1, failed: 2 });
    expect(await killAll(root, lab, 1, mutants, "own")).toEqual({ passed: 1, failed: 2 });
  });
});
