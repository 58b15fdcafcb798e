/**
 * `npm run use`: what is kept, what is said, and that a file which cannot be used is a message.
 *
 * Four labs as folders with nothing in them but a reference or its bundle; of db-09 there is neither.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import chalk from "chalk";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { UsageError } from "../src/cli/command.ts";
import { run as progress } from "../src/cli/progress.ts";
import { run as use } from "../src/cli/use.ts";
import { readInUse } from "../src/in-use.ts";
import type { Lab } from "../src/manifest.ts";
import { labNamed } from "./canned.ts";

let root: string;
let labs: readonly Lab[];
let said: string;

beforeAll(() => {
  chalk.level = 0;
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labs-use-"));
  labs = [
    labNamed("db-01", "resp", {}, root),
    labNamed("db-03", "wal", {}, root),
    labNamed("db-04", "persistence", { standsOn: ["db-03", "db-01"] }, root),
    labNamed("db-09", "compaction", { standsOn: ["db-04"] }, root),
  ];
  for (const [folder, file] of [
    ["db-01-resp", "reference/index.ts"],
    ["db-03-wal", "reference.bundle.mjs"],
    ["db-04-persistence", "reference.bundle.mjs"],
  ] as const) {
    put(`labs/${folder}/${file}`, "");
  }
  said = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

const FILE = ".labs/use.json";

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function used(...rest: string[]): Promise<string> {
  said = "";
  expect(await use({ root, labs, named: [], options: {}, rest })).toBe(0);
  return said;
}

const kept = () => JSON.parse(readFileSync(join(root, FILE), "utf8"));

describe("use", () => {
  test("keeps what is said in a readable file, until it is undone", async () => {
    expect(await used()).toContain("Nothing is in use");
    expect(await used("persistence", "reference")).toBe(
      "From now on db-09 stands on the reference of db-04. What you wrote is not\n" +
        "touched, and npm run grade db-04 grades it as ever.\n" +
        "To undo it: npm run use db-04\n",
    );
    expect(await used("3", "db-01", "MINE")).toContain(
      "From now on db-04, db-09 stand on your own db-03. Not all of it is green (0 of 2\n" +
        "steps): what fails in it may fail in them.\n",
    );
    expect(readFileSync(join(root, FILE), "utf8")).toBe(
      '{\n  "version": 1,\n  "use": {\n    "db-01": "mine",\n    "db-03": "mine",\n    "db-04": "reference"\n  }\n}\n',
    );
    expect(await used()).toBe(
      "By use, whatever is green, later labs stand on\n" +
        "  db-01 resp          your own, 0 of 2 steps green\n" +
        "  db-03 wal           your own, 0 of 2 steps green\n" +
        "  db-04 persistence   the reference\n" +
        "As it is by default: npm run use db-01\n",
    );
    expect(await used("db-01")).toMatch(/^db-01 is as it is by default again: later labs stand on/);
    expect(await used("db-01")).toMatch(/^db-01 was not in use; nothing changes/);
    expect(kept().use).toStrictEqual({ "db-03": "mine", "db-04": "reference" });
  });

  test("progress says it", async () => {
    await used("db-04=reference");
    await used("db-01", "mine");
    said = "";
    await progress({ root, labs, named: [], options: {}, rest: [] });
    expect(said).toContain(
      "\nBy use (npm run use), later labs stand on db-01 yours, db-04 reference\nNext: ",
    );
    said = "";
    await progress({ root, labs, named: [labs[2]!], options: {}, rest: [] });
    expect(said).toContain("By use (npm run use), later labs stand on db-04 reference\n");
  });

  test.each([
    [["db-09", "reference"], /no reference of db-09 to stand on; nothing was changed/],
    [["db-04", "referense"], /takes mine or reference.* Did you mean reference\?/],
    [["reference", "db-04"], /Name the labs first/],
    [["reference"], /Name the labs first/],
    [["db-77", "mine"], /No lab is called db-77/],
    [["db-77"], /No lab is called db-77/],
  ])("%j is refused, and nothing is kept", async (rest, message) => {
    const refused = use({ root, labs, named: [], options: {}, rest });
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
    expect(readInUse(root, labs)).toStrictEqual({ inUse: new Map(), problems: [] });
  });
});

describe("the file", () => {
  test("an entry that cannot count is said and kept, and the others count", async () => {
    const odd = { "db-01": 7, "db-03": "constructor", "db-04": "mine", "db-09": "reference" };
    put(FILE, JSON.stringify({ version: 1, use: { ...odd, "db-77": "mine" }, more: true }));
    const { inUse, problems } = readInUse(root, labs);
    expect([...inUse]).toStrictEqual([["db-04", "yours"]]);
    expect(problems).toStrictEqual([
      '.labs/use.json: db-01 is 7, and can be "reference" or "mine"; it does not count. npm run use db-01 takes it out.',
      '.labs/use.json: db-03 is "constructor", and can be "reference" or "mine"; it does not count. npm run use db-03 takes it out.',
      ".labs/use.json: this edition of the course has no reference of db-09, so this does not count; npm run use db-09 takes it out.",
      '.labs/use.json: there is no lab "db-77" here, so this does not count; npm run use db-77 takes it out.',
    ]);
    await used("db-01", "reference");
    expect(kept()).toStrictEqual({
      version: 1,
      use: { ...odd, "db-01": "reference", "db-77": "mine" },
      more: true,
    });
    expect(await used("db-77")).toContain("db-77 is taken out of .labs/use.json.\n");
    expect(Object.keys(kept().use)).not.toContain("db-77");
  });

  test.each([
    ["{", /cannot be read: .*Mend it, or delete it\./],
    ["null", /the whole file: /],
    ['{ "version": 1, "use": [] }', /cannot be read: use: /],
    ['{ "version": 2, "use": {} }', /is of version 2, and this course knows 1\./],
  ])("%s: nothing of it counts, and it is not written over", async (text, message) => {
    put(FILE, text);
    const { inUse, problems } = readInUse(root, labs);
    expect([...inUse]).toStrictEqual([]);
    expect(problems).toStrictEqual([expect.stringMatching(message)]);
    for (const rest of [["db-01", "mine"], ["db-01"]]) {
      await expect(use({ root, labs, named: [], options: {}, rest })).rejects.toThrow(message);
    }
    expect(readFileSync(join(root, FILE), "utf8")).toBe(text);
    expect(await used()).toMatch(/^\.labs\/use\.json [\s\S]*Nothing is in use/);
  });

  test("one that cannot be written is a message", async () => {
    put(".labs", "");
    const refused = use({ root, labs, named: [], options: {}, rest: ["db-01", "mine"] });
    await expect(refused).rejects.toThrow(UsageError);
  });
});
