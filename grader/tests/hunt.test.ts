/**
 * The bug hunt as a learner runs it, with the real engine, on a toy lab with four bugs.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { huntSchema } from "../src/hunt/report.ts";
import { ADDS, DOUBLES, HALVES, type HuntTree, huntTree, testsOf } from "./hunt-tree.ts";

/** Each hunt is several processes, on a machine that may have others to run. */
vi.setConfig({ testTimeout: 180_000 });

let tree: HuntTree;
beforeEach(() => {
  tree = huntTree();
});
afterEach(() => tree.remove());

const FIRST = "hunt/db-90/first.test.ts";
const kept = () => JSON.parse(tree.text(".labs/hunt.json")).labs["db-90"].bugs;

describe("where there are no bugs", () => {
  test("there is a file to begin with, and it is said who can run it", async () => {
    rmSync(join(tree.root, "labs/db-90-sample/mutants"), { recursive: true });
    const begun = await tree.hunt("db-90");
    expect(begun.code).toBe(2);
    expect(begun.text).toContain(
      `A first test is in ${FIRST}. Who has the whole course runs them:`,
    );
    expect(begun.text).toContain("npm run hunt db-90 of hunt/db-90\n");
    expect((await tree.hunt("db-90")).text).toContain("Your tests are in hunt/db-90.");
  });
});

describe("catching", () => {
  test("the first time there is a file to begin with, which holds and catches nothing", async () => {
    const begun = await tree.hunt("db-90");
    expect(begun.code).toBe(0);
    expect(begun.text).toContain(`A first test is in ${FIRST}`);
    const { code, text } = await tree.hunt("db-90");
    expect(code).toBe(1);
    expect(text).toContain("● 1 test holds for the reference, on 3 seeds");
    expect(text).toContain("No test failed on any bug.");
    expect(text).toMatch(/○ 1 {2}Step one +0 of 2 +left: 1 7\n/);
    expect(text).toMatch(/○ 2 {2}Step two +0 of 2 +left: 3 5\n/);
    expect(text).not.toContain("story");
  });

  test("by a failure, a hang, a crash; then only what is new is run; then nothing catches it", async () => {
    tree.put(FIRST, testsOf(ADDS, HALVES));
    const first = await tree.hunt("db-90");
    expect(first.code).toBe(1);
    expect(first.text).toMatch(/◐ 1 {2}Step one +1 of 2 +left: 7\n/);
    expect(first.text).toMatch(/◐ 2 {2}Step two +1 of 2 +left: 5\n/);
    expect(first.text).toContain("Bug 1 · add takes away\n    The story of add takes away.\n");
    expect(first.text).toContain('Caught by "halves", first.test.ts: it hung');
    expect(first.text).toContain("2 of 4 are still there.");
    expect(first.text).not.toMatch(/wrong way|ends the process/);

    tree.put(FIRST, testsOf(ADDS, HALVES, DOUBLES));
    const second = await tree.hunt("db-90");
    expect(second.text).toContain("2 were caught by the same tests before, and not run again.");
    expect(second.text).toContain('Caught by "doubles", first.test.ts: it ended the process');
    expect(second.text).not.toContain("The story of add takes away.");
    expect(Object.keys(kept())).toEqual(["1", "3", "5"]);

    const caught = await tree.hunt("db-90", "caught");
    expect(caught.code).toBe(0);
    expect(caught.text).toContain("3 of 4 bugs caught");
    expect(caught.text).toContain("The story of half never comes back.");

    tree.put(FIRST, testsOf(HALVES, DOUBLES));
    const third = await tree.hunt("db-90");
    expect(third.text).toContain("No test catches these any more: 1.");
    expect(kept()["1"]).toMatchObject({ title: "adds", lost: true });
  });

  test("one alone: its edit once it is caught, only its step before", async () => {
    tree.put(FIRST, testsOf(ADDS));
    const caught = await tree.hunt("db-90", "bug", "1");
    expect(caught.code).toBe(0);
    expect(caught.text).toContain("/reference/index.ts:3\n");
    expect(caught.text).toContain("    -   return a + b;\n    +   return a - b;\n");
    const hidden = await tree.hunt("db-90", "bug", "7");
    expect(hidden.code).toBe(1);
    expect(hidden.text).toContain("Bug 7 is still there. It is in what step 1 asks for, Step one:");
    expect(hidden.text).not.toMatch(/wrong way/);
    expect(await tree.hunt("db-90", "bug", "2")).toMatchObject({ code: 2 });
  });

  test("somebody else's tests, of which nothing is kept", async () => {
    tree.put(
      "ada/all.test.ts",
      testsOf(
        'import { three } from "./shared.ts";\n',
        "hunt('adds', (t) => t.equal(add(1, 2), three));\n",
      ),
    );
    tree.put("ada/shared.ts", "export const three = 3;\n");
    const { code, text } = await tree.hunt("db-90", "of", "ada", "json", "ada.json", "seed", "3");
    expect(code).toBe(1);
    const report = huntSchema.parse(JSON.parse(tree.text("ada.json")));
    expect(report).toMatchObject({
      seed: 3,
      tests: [{ file: "all.test.ts", tests: 1 }],
      caught: 1,
    });
    expect(report.bugs.map(({ number, step, caught }) => [number, step, caught])).toEqual([
      [1, "one", true],
      [3, "two", false],
      [5, "two", false],
      [7, "one", false],
    ]);
    expect(report.bugs[0]?.by).toEqual({ file: "all.test.ts", title: "adds", how: "failed" });
    expect(text).toMatch(/◐ 1 {2}Step one +1 of 2 +left: 7\n/);
    expect(tree.has(".labs/hunt.json")).toBe(false);
    expect(tree.has("hunt")).toBe(false);
    expect(await tree.hunt("db-90", "of", "nobody")).toMatchObject({ code: 2 });
  });

  test("Ctrl-C keeps what was caught", async () => {
    const slow = 'hunt("slow", { seconds: 60 }, (t) => t.equal(half(4), 2));\n';
    tree.put(FIRST, testsOf(ADDS, slow));
    const child = tree.start("db-90");
    await expect.poll(() => tree.has(".labs/hunt.json"), { timeout: 40_000 }).toBe(true);
    child.kill("SIGINT");
    await expect.poll(() => child.exitCode, { timeout: 10_000 }).toBe(130);
    expect(Object.keys(kept())).toContain("1");
  });
});

describe("a hunt that is not sound ends on the reference", () => {
  const said = async (text: string, file = FIRST) => {
    tree.put(file, text);
    const ran = await tree.hunt("db-90", "seed", "6");
    expect(ran.code).toBe(1);
    expect(ran.text).not.toMatch(/of 2 +left/);
    return ran.text;
  };

  test("a test that is wrong about the lab", async () => {
    const text = await said(testsOf(ADDS, 'hunt("odd", (t) => t.equal(half(3), 1));\n'));
    expect(text).toMatch(/✗ odd\n\n +expected +1\n +got +1\.5\n/);
    expect(text).toContain(`Your test   ${FIRST}:5`);
    expect(text).toContain("this test is wrong about the lab");
    await tree.hunt("db-90", "json", "wrong.json");
    const report = huntSchema.parse(JSON.parse(tree.text("wrong.json")));
    expect(report).toMatchObject({ caught: 0, bugs: [], wrong: [{ title: "odd" }] });
  });

  test("a test that is sometimes red", async () => {
    const text = await said(
      testsOf('hunt("chance", (t) => t.holds(t.seed % 2 === 0, "no luck"));\n'),
    );
    expect(text).toMatch(/It held on seed [\d, ]+ and failed on seed [\d, ]+: it stands on chance/);
  });

  test("one that hangs, and node's assert", async () => {
    const hangs = await said(testsOf('hunt("for ever", { seconds: 1 }, () => { for (;;) {} });\n'));
    expect(hangs).toContain("✗ did not finish in 1 s, and was stopped");
    const asserts = await said(
      `import assert from "node:assert";\n${testsOf('hunt("two", () => assert.equal(half(2), 2));\n')}`,
    );
    expect(asserts).toMatch(/✗ two\n\n +expected +2\n +got +1\n/);
  });

  test("what does not load", async () => {
    expect(await said("hunt(;\n")).toMatch(
      /✗ syntax error: .*\n[\s\S]*Your test {3}hunt\/db-90\/first.test.ts:1/,
    );
    expect(await said('throw new Error("no");\n')).toContain(
      "✗ threw Error: no, while your tests were loaded",
    );
  });

  test("tests that are no tests", async () => {
    expect(await said(testsOf(ADDS, ADDS))).toContain('there are two tests "adds"');
    expect(await said(testsOf('hunt("", () => {});\n'))).toContain("a test needs a title");
    expect(await said(testsOf())).toContain(`${FIRST} has no test`);
  });

  test("what opens files, or reaches into the lab", async () => {
    const imports = (what: string) =>
      said(`import * as it from ${what};\nvoid it;\n${testsOf(ADDS)}`);
    expect(await imports('"node:fs"')).toContain('imports "node:fs", and tests of a hunt');
    expect(await imports('"@labs/machine/real-disk"')).toContain(
      '✗ imports "@labs/machine/real-disk", and tests of a hunt',
    );
    expect(await imports('"../../labs/db-90-sample/mutants/minus.ts"')).toContain("✗ imports");
    const later = testsOf(
      'const path = "../../labs/db-90-sample/mutants/minus.ts";\n',
      'hunt("later", async (t) => t.equal(await import(path), 1));\n',
    );
    expect(await said(later)).toMatch(/threw +Error: imports/);
  });
});

describe("the tree", () => {
  test("a damaged file of what was caught is set aside", async () => {
    tree.put(FIRST, testsOf(ADDS));
    tree.put(".labs/hunt.json", "{ nothing");
    const { text } = await tree.hunt("db-90");
    expect(text).toContain("what is caught from now on goes to a new file");
    expect(Object.keys(kept())).toEqual(["1"]);
  });

  test("without references there is nothing to hunt, and it says what can be done", async () => {
    rmSync(join(tree.lab.path, "reference"), { recursive: true });
    const { code, text } = await tree.hunt("db-90");
    expect(code).toBe(2);
    expect(text).toContain("not in this edition for learners");
    expect(text).toContain("Who has the whole course runs them: npm run hunt db-90 of");
  });
});
