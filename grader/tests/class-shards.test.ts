/**
 * A class in parts: which submission is of which, what of parts does not belong together, and that the tables of merged
 * parts are those of the whole.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mergedRows, readPart } from "../src/class/merge.ts";
import type { ClassRow } from "../src/class/row.ts";
import { Rows } from "../src/class/rows.ts";
import { namesOf, readShard } from "../src/class/shards.ts";
import { beginClass, writeClass } from "../src/class/written.ts";
import { run } from "../src/cli/class.ts";
import { type Invocation, UsageError } from "../src/cli/command.ts";
import { labNamed } from "./canned.ts";
import { makeTree, repository, type Tree } from "./tree.ts";

const lab = labNamed("db-01", "resp");
let folder: string;
let tree: Tree | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labs-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  tree?.remove();
  tree = undefined;
});

const at = (...names: readonly string[]) => join(folder, ...names);

function submit(name: string, text = ""): void {
  mkdirSync(dirname(at("all", name, "index.ts")), { recursive: true });
  writeFileSync(at("all", name, "index.ts"), text);
}

describe("shards", () => {
  test.each([
    ["1/1", { part: 1, of: 1 }],
    ["2/5", { part: 2, of: 5 }],
    ["1000/1000", { part: 1000, of: 1000 }],
  ])("%s is one", (word, shard) => expect(readShard(word)).toEqual(shard));

  test.each(["", "2", "0/5", "6/5", "1/0", "1/1001", "-1/5", "1.5/5", "1/5/7", "a/b", " 1/5"])(
    "%s is none",
    (word) => expect(readShard(word)).toBeUndefined(),
  );

  test("every submission is of one part, and no part has two more than another", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 9 }), (names, of) => {
        const parts = Array.from({ length: of }, (_, at) => namesOf({ part: at + 1, of }, names));
        expect(parts.flat().sort()).toEqual([...names].sort());
        const sizes = parts.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("parts", () => {
  const rowOf = (name: string, more: Partial<ClassRow> = {}) => ({
    ...{ lab: "db-01", seed: 7, fingerprint: "f", course: "c", name, points: 1, pointsMax: 5 },
    ...{ steps: [], notes: [] },
    ...more,
  });

  async function part(name: string, rows: readonly ReturnType<typeof rowOf>[], seed = 7) {
    mkdirSync(at(name), { recursive: true });
    const kept = new Rows(at(name));
    const written = await Promise.all(rows.map((row) => kept.write(row)));
    const own = rows[0]?.lab ?? "db-01";
    await writeClass(at(name), { ...lab, id: own }, seed, written);
    return at(name);
  }
  const merged = (...folders: readonly string[]) =>
    mergedRows(folders.map(readPart)).map(({ name }) => name);

  test("are one class, by name; one of no submission, and a submission in two, too", async () => {
    const folders = [
      await part("one", [rowOf("dan"), rowOf("alice")]),
      await part("two", []),
      await part("three", [rowOf("bob"), rowOf("alice")]),
    ];
    expect(merged(...folders)).toEqual(["alice", "bob", "dan"]);
  });

  test("that was stopped: its rows count, but none of an earlier class", async () => {
    const one = await part("one", [rowOf("alice"), rowOf("old", { seed: 6 })]);
    await beginClass(one, lab, 7);
    expect(merged(one)).toEqual(["alice"]);
  });

  test("a submission that is no longer there does not count, though its row is", async () => {
    const one = await part("one", [rowOf("alice"), rowOf("gone")]);
    await writeClass(one, lab, 7, [rowOf("alice") as ClassRow]);
    expect(merged(one)).toEqual(["alice"]);
  });

  test.each([
    ["lab", { lab: "db-02" }, "one and two were not graded with the same lab: db-01 and db-02."],
    ["seed", { seed: 8 }, "one and two were not graded with the same seed: 7 and 8."],
    [
      "course",
      { course: "d" },
      "one and two were not graded with the same version of the course: c and d.",
    ],
    ["row", { name: "alice", points: 2 }, "one and two disagree on alice: its files or its points"],
  ])("of another %s are refused", async (_, more, said) => {
    const one = await part("one", [rowOf("alice")]);
    const row = rowOf("bob", more);
    const two = await part("two", [row], row.seed);
    expect(() => merged(one, two)).toThrow(said);
  });

  test("what is no part is refused", async () => {
    mkdirSync(at("none"));
    expect(() => merged(at("none"))).toThrow("none is no graded class: it has no class.json.");
    writeFileSync(at("none/class.json"), `{ "format": "labs-class" }`);
    expect(() => merged(at("none"))).toThrow("class.json is not as a grading of a class writes it");
    const one = await part("one", [rowOf("alice"), rowOf("bob")]);
    rmSync(join(one, "rows/bob.json"));
    expect(() => merged(one)).toThrow("one lists bob, and has no row of it.");
  });
});

describe("the words", () => {
  const refused = async (rest: readonly string[], options: Invocation["options"] = {}) => {
    const error = await run({ root: "/nowhere", labs: [lab], named: [], options, rest }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  };

  test("a shard without a seed is refused, unless its class has one already", async () => {
    for (const name of ["a", "b", "c"]) submit(name);
    const said = await refused(["db-01", at("all")], { shard: "2/3", isolation: "none" });
    expect(said).toMatch(/^A shard needs a seed, the same for all: shard 2\/3 seed \d+\.\nWithout/);
    mkdirSync(at("all-graded-2-of-3"));
    await beginClass(at("all-graded-2-of-3"), { ...lab, id: "db-02" }, 5);
    const other = await refused(["db-01", at("all")], { shard: "2/3", isolation: "none" });
    expect(other).toMatch(/all-graded-2-of-3 has the results of db-02/);
  });

  test("what cannot be understood is refused with what would do", async () => {
    submit("a");
    mkdirSync(at("empty"));
    expect(await refused([])).toMatch("Which lab? As in: npm run class db-01 FOLDER");
    expect(await refused(["db-01"])).toMatch("Where are the submissions?");
    expect(await refused(["db-77", at("all")])).toMatch("No lab is called db-77");
    expect(await refused(["db-01", at("none")])).toMatch("none is no folder.");
    expect(await refused(["db-01", at("empty")])).toMatch("has no submissions");
    expect(await refused(["db-01", at("all")], { shard: "4/3" })).toMatch("as in shard 2/5");
    expect(await refused(["db-01", at("all")], { of: at("all") })).toMatch("of class merge");
    expect(await refused(["merge", at("out")])).toMatch("Which parts, and where to?");
    expect(await refused(["merge", at("a"), at("b")], { seed: "7" })).toMatch("takes no seed");
    expect(await refused(["merge", at("a"), at("a")])).toMatch("cannot be all of them");
    expect(await refused(["merge", at("a"), at("b")], { of: at("c") })).toMatch("c is no folder");
  });
});

const LAWS = (ids: readonly string[]) => `
  import { step } from "@labs/grader/testing";
  import { act } from "@labs/db-90";
  const law = step("one");
  ${ids.map((id) => `law("${id}", "${id} acts", { hint: "A" }, (t) => t.equal(act("${id}"), 1));`).join("\n")}
`;

test("three shards, merged, are the whole to the byte", { timeout: 300_000 }, async () => {
  tree = makeTree({
    steps: { one: ["a", "b"] },
    exports: { act: "function" },
    files: {
      "src/index.ts": "",
      "reference/index.ts": "",
      "tests/01-one.test.ts": LAWS(["a", "b"]),
    },
  });
  submit("alice", "export const act = () => 1;");
  submit("bob", `export const act = (id: string) => (id === "b" ? 2 : 1);`);
  submit("=carol, the 3rd", "export const");
  submit("dan", "export const act = () => 1;");
  mkdirSync(at("all/erin"));
  const typed = (...words: readonly string[]) =>
    new Promise<{ code: unknown; said: string }>((resolve) => {
      const main = join(repository, "grader/tests/cli-main.ts");
      const command = ["--import", "tsx", main, tree!.root, "class", ...words];
      execFile(process.execPath, command, { cwd: repository }, (error, out, err) =>
        resolve({ code: error?.code ?? 0, said: out + err }),
      );
    });
  const graded = async (...words: readonly string[]) => {
    const { code, said } = await typed(
      "db-90",
      at("all"),
      "seed",
      "5",
      "isolation",
      "none",
      ...words,
    );
    expect(code, said).toBe(0);
    return said;
  };
  await graded();
  expect(await graded("shard", "1/3")).toContain("2 submissions · shard 1 of 3 · seed 5");
  await graded("shard", "2/3");
  const parts = ["1", "2", "3"].map((part) => at(`all-graded-${part}-of-3`));
  const { code, said } = await typed("merge", at("some"), ...parts.slice(0, 2), "of", at("all"));
  expect(code, said).toBe(1);
  expect(said).toContain("No part has 1 submission: bob");
  await graded("shard", "3/3");
  expect(await typed("merge", at("merged"), ...parts, "of", at("all"))).toMatchObject({
    code: 0,
    said: expect.stringContaining("db-90 sample · 5 submissions of 3 parts · seed 5"),
  });
  // Midnight may have passed meanwhile.
  const read = (folder: string, file: string) =>
    readFileSync(at(folder, file), "utf8").replace(/"days":\[[^\]]*\]/, "");
  for (const file of ["class.csv", "class.json", "class.html"]) {
    expect(read("merged", file)).toBe(read("all-graded", file));
  }
  const names = (where: string) => new Rows(at(where)).all().map(({ name }) => name);
  expect(names("merged")).toEqual(names("all-graded"));
  expect(names("merged")).toHaveLength(5);
});
