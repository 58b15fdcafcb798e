/**
 * What is read from tests, mutants and the map, and what is derived from it: each rule with
 * something bad that must be caught, and something good that passes.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { derivation, staleFiles } from "../../tools/derived.ts";
import {
  inventory,
  manifestWithTests,
  soundnessProblems,
  verificationText,
  wantProblems,
} from "../../tools/inventory.ts";
import { readLaws } from "../../tools/laws.ts";
import { mutantFault, readMutants } from "../../tools/mutant-files.ts";
import { phasesText, type Roadmap, readRoadmap, roadmapProblems } from "../../tools/phases.ts";
import type { Problem } from "../../tools/problem.ts";
import { makeTree, repository, type Tree } from "./tree.ts";

const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);
const head = 'import { step } from "@labs/grader/testing";\nconst law = step("one");\n';
const lawText = (id: string, body = "t.holds(true, 'x');") =>
  `law("${id}", "${id} holds", { hint: "H" }, (t) => { ${body} });\n`;
const laws = (count: number, prefix = "law") =>
  Array.from({ length: count }, (_, at) => lawText(`${prefix}-${at}`)).join("");

let tree: Tree | undefined;
afterEach(() => {
  tree?.remove();
  tree = undefined;
});

describe("laws", () => {
  const of = (text: string) => readLaws("x.test.ts", text, "one");

  test("are listed in the order of the file, properties marked, with their lines", () => {
    const text = `${head}${lawText("a")}${lawText("b", "return t.forAll([], () => {});")}`;
    expect(of(text)).toEqual({
      problems: [],
      laws: [
        { id: "a", title: "a holds", hint: "H", isProperty: false, line: 3 },
        { id: "b", title: "b holds", hint: "H", isProperty: true, line: 4 },
      ],
    });
  });

  test("may go by another name, and a function of the same name is none", () => {
    const text =
      'const holds = step("one");\nholds("a", `a title`, { hint: "H" }, () => {});\nlaw("b");\n';
    expect(of(text).laws.map(({ id }) => id)).toEqual(["a"]);
  });

  test.each([
    ['law("a" + n, "t", { hint: "H" }, f);', "the id and the title of a law are string literals"],
    [
      'law("a", `t $' + '{n}`, { hint: "H" }, f);',
      "the id and the title of a law are string literals",
    ],
    ['law("A b", "t", { hint: "H" }, f);', "the id A b: expected lower-case words"],
    ['law("a", "t", { hint: H }, f);', "the law a names no hint"],
    ['law("a", "t", options, f);', "the law a names no hint"],
    ['law("a", "t", { hint: "H" });', "the law a has no body"],
    ['for (const n of [1]) law("a", "t", { hint: "H" }, f);', "at the top level of its file"],
    ['if (x) { law("a", "t", { hint: "H" }, f); }', "at the top level of its file"],
    ["law(", "does not parse"],
  ])("%s is caught", (text, message) => {
    expect(messages(of(`${head}${text}\n`).problems)).toContainEqual(
      expect.stringContaining(message),
    );
  });

  test("of another step, or of none, are in the wrong file", () => {
    expect(messages(of('const law = step("two");\n').problems)).toEqual([
      "declares laws of the step two; here stands one",
    ]);
    expect(messages(of("const x = 1;\n").problems)).toEqual(['has no const law = step("one")']);
  });
});

describe("a lab's laws", () => {
  const lab = (one: string, two: string) => {
    const second = two.replace('step("one")', 'step("two")');
    tree = makeTree({
      steps: { one: ["old"], two: ["older"] },
      files: { "tests/01-one.test.ts": one, ...(two && { "tests/02-two.test.ts": second }) },
    });
    return inventory(tree.root, tree.lab);
  };

  test("eight a step and three in the last are enough", () => {
    const steps = lab(head + laws(8), head + laws(3, "other"));
    expect([...soundnessProblems(steps), ...wantProblems(steps)]).toEqual([]);
  });

  test("fewer are not, nor is a missing file", () => {
    expect(messages(wantProblems(lab(head + laws(7), "")))).toEqual([
      "is missing",
      "has 7 laws; step 1 needs 8 or more",
    ]);
    tree?.remove();
    expect(messages(wantProblems(lab(head + laws(8), head + laws(2, "other"))))).toEqual([
      "has 2 laws; step 2 needs 3 or more",
    ]);
  });

  test("ids that stand twice in a step are caught, and nothing is derived", () => {
    const steps = lab(
      head + lawText("a") + lawText("two") + lawText("a"),
      head + lawText("a") + lawText("two"),
    );
    expect(messages(soundnessProblems(steps))).toEqual(["the id a stands in line 3 too"]);
  });

  test("the manifest takes the ids in order and keeps all else", () => {
    const steps = lab(head + lawText("b") + lawText("a"), "");
    const path = join(tree!.lab.path, "package.json");
    const text = manifestWithTests(readFileSync(path, "utf8"), steps);
    const before = JSON.parse(readFileSync(path, "utf8"));
    before.lab.steps[0].tests = ["b", "a"];
    expect(JSON.parse(text)).toEqual(before);
    expect(text.endsWith("}\n")).toBe(true);
  });

  test("verification.md lists titles, marks properties, and escapes Markdown", () => {
    const steps = lab(
      `${head}law("a", "a *_b_ law", { hint: "H" }, (t) => t.forAll([], f));\n${lawText("c")}`,
      "",
    );
    const text = verificationText(tree!.lab, steps);
    expect(text).toContain("by `npm run derive`");
    expect(text).toContain("## 1. Step one\n\n[01-one.test.ts](../tests/01-one.test.ts), 2 laws.");
    expect(text).toContain("- a \\*\\_b\\_ law (property)\n- c holds\n");
  });
});

describe("mutants", () => {
  const mutant = {
    title: "t",
    story: "s",
    step: "one",
    file: "a.ts",
    find: "x < 1",
    replace: "x <= 1",
  };
  const make = (files: Readonly<Record<string, string>> = {}) => {
    tree = makeTree({
      steps: { one: ["a"], two: ["b"] },
      files: { "reference/a.ts": "if (x < 1) f();\ng(2);\ng(2);\n", ...files },
    });
    return tree.lab;
  };

  test("a good one passes", () => {
    expect(mutantFault(make(), mutant)).toBeUndefined();
  });

  test.each([
    [{ step: "three" }, "step: db-90 has no step three; it has one, two"],
    [{ file: "b.ts" }, "file: there is no reference/b.ts"],
    [{ find: "absent" }, "find: stands 0 times"],
    [{ find: "g(2)" }, "find: stands 2 times"],
    [{ replace: "x < 1" }, "replace: is the same as find"],
  ])("%o is caught", (change, message) => {
    expect(mutantFault(make(), { ...mutant, ...change })).toContain(message);
  });

  test("files that export none, or do not load, and too few of them", async () => {
    const lab = make({
      "mutants/good.ts": `export const mutant = ${JSON.stringify(mutant)};\n`,
      "mutants/none.ts": "export const other = 1;\n",
      "mutants/partial.ts": 'export const mutant = { title: "t" };\n',
      "mutants/throws.ts": 'throw new Error("broken");\n',
    });
    const { mutants, problems } = await readMutants(lab);
    expect(mutants.map(({ name }) => name)).toEqual(["good"]);
    expect(problems.map(({ file }) => file.split("/").at(-1))).toEqual([
      "none.ts",
      "partial.ts",
      "throws.ts",
      "mutants",
      "mutants",
    ]);
    expect(messages(problems).slice(2)).toEqual([
      "cannot be loaded: broken",
      "the step one has 1 mutants; 2 or more",
      "has 1 mutants; 10 or more",
    ]);
  });
});

describe("PHASES.md", () => {
  const roadmap: Roadmap = {
    phases: [
      {
        number: 9,
        title: "Samples",
        labs: [
          { id: "db-90", title: "sample", builds: "something", standsOn: [] },
          { id: "db-91", title: "more", builds: "a | b", standsOn: ["db-90"], client: "curl" },
        ],
      },
    ],
  };
  const before = "Above.\n\n<!-- derived: npm run derive -->\nold\n<!-- end -->\n\nBelow.\n";

  test("describes what is there by its manifest, the rest by the map; twice is as once", () => {
    tree = makeTree({ steps: { one: ["a"] }, files: {} });
    const text = phasesText(before, roadmap, [tree.lab])!;
    expect(text.startsWith("Above.\n")).toBe(true);
    expect(text.endsWith("<!-- end -->\n\nBelow.\n")).toBe(true);
    expect(text).toContain("## Phase 9: Samples");
    expect(text).toContain(
      "| [db-90-sample](labs/db-90-sample/CONCEPTS.md) | a lab of the grader's own tests | machine | 1 | none | ready |",
    );
    expect(text).toContain("| db-91-more | a \\| b | db-90 | | curl | not built yet |");
    expect(text).not.toContain("old");
    expect(phasesText(text, roadmap, [tree.lab])).toBe(text);
  });

  test("has to have a place for the tables", () => {
    expect(phasesText("# Phases\n", roadmap, [])).toBeUndefined();
  });

  test("labs that the map does not know, or knows elsewhere, are caught", () => {
    tree = makeTree({ steps: { one: ["a"] }, files: {} });
    const { lab } = tree;
    expect(roadmapProblems(roadmap, [lab])).toEqual([]);
    const wrong = [
      { ...lab, id: "db-99" },
      { ...lab, title: "other" },
      { ...lab, phase: 1 },
    ];
    expect(messages(roadmapProblems(roadmap, wrong))).toEqual([
      "db-99-sample is not on the map",
      "db-90 is called sample; here other",
      "db-90 is in phase 9; its manifest says 1",
    ]);
  });

  test("the map of this tree stands on itself, and knows every lab once", () => {
    const real = readRoadmap(repository);
    const ids = real.phases.flatMap(({ labs: own }) => own.map(({ id }) => id));
    expect(roadmapProblems(real, [])).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("a derived file that was edited is stale until it is derived again", () => {
  tree = makeTree({ steps: { one: ["law-0"] }, files: { "tests/01-one.test.ts": head + laws(8) } });
  const { root, lab } = tree;
  const derived = () => {
    const { files, problems } = derivation(root, [lab], []);
    return { files: files.filter(({ file }) => file.startsWith("labs/")), problems };
  };
  tree.write("../../tools/roadmap.json", '{ "phases": [] }');
  expect(staleFiles(derived()).map(({ file }) => file)).toEqual([
    "labs/db-90-sample/package.json",
    "labs/db-90-sample/docs/verification.md",
  ]);
  for (const { file, text } of derived().files) tree.write(`../../${file}`, text);
  expect(staleFiles(derived())).toEqual([]);
  tree.write("docs/verification.md", "edited");
  expect(staleFiles(derived())).toHaveLength(1);
});

test("a mutant without a number is derived one, behind the others; a list that is damaged is told", () => {
  tree = makeTree({
    steps: { one: ["law-0"] },
    files: {
      "tests/01-one.test.ts": head + laws(8),
      "mutants/new.ts": "",
      "mutants/old.ts": "",
      "mutants/numbers.txt": "3 old\n4 gone\n",
    },
  });
  tree.write("../../tools/roadmap.json", '{ "phases": [] }');
  const { root, lab } = tree;
  const name = "labs/db-90-sample/mutants/numbers.txt";
  const derived = derivation(root, [lab], []);
  expect(derived.files.find(({ file }) => file === name)?.text).toBe("3 old\n4 gone\n5 new\n");
  expect(staleFiles(derived).map(({ file }) => file)).toContain(name);
  tree.write("mutants/numbers.txt", "3 old\n3 new\n");
  expect(derivation(root, [lab], []).problems).toContainEqual({
    file: name,
    message: "line 2: 3 does not follow 3",
  });
});
