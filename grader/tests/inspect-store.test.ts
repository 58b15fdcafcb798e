/**
 * `npm run inspect db-08 PATH`, as a person runs it, on directories that LevelDB has made: what the terminal and the page say.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ClassicLevel } from "classic-level";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

describe("inspect db-08", () => {
  let folder: string;
  let store: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "labs-"));
    store = join(folder, "a store");
    mkdirSync(store);
    const names = Array.from({ length: 200 }, (_, at) => `key${String(at).padStart(3, "0")}`);
    await using(store, (database) =>
      database.batch(names.map((key) => ({ type: "put", key, value: `value of ${key}` }))),
    );
    await using(store, async (database) => {
      await database.compactRange("a", "z");
      await database.batch(names.slice(0, 10).map((key) => ({ type: "del", key })));
    });
    await using(store, async (database) => {
      await database.put('<b>&"', "markup");
      await database.put("key000", "again");
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("says levels, tables, logs and what they cost, and changes nothing", () => {
    const before = filesOf(store);
    const { status, stdout } = inspect(store);
    expect(status).toBe(0);
    expect(stdout).toMatch(/level 0 .*10 entries, 10 gone or older/);
    expect(stdout).toMatch(/level 1 .*1 table .*200 entries/);
    expect(stdout).toMatch(/log {6}\d+: 2 writes in \d+ bytes, in no table yet/);
    expect(stdout).toContain(
      "A get asks 2 tables at the most: 1 of level 0, one of each of 1 level below.",
    );
    expect(stdout).toContain("192 keys can be read");
    expect(
      Math.max(
        ...stdout
          .split("\n")
          .slice(1)
          .map((line) => line.length),
      ),
    ).toBeLessThan(100);
    expect(filesOf(store)).toStrictEqual(before);
  });

  test("writes a page in which a key is text, whatever it says", () => {
    const other = join(folder, "markup");
    cpSync(store, other, { recursive: true });
    const { stdout } = inspect(other);
    const page = readFileSync(resolve(root, stdout.match(/^Page +(.*)$/m)![1]!), "utf8");
    expect(page).toContain("level 1: 1 table");
    expect(page).not.toContain("<b>");
    expect(page).not.toContain("<script");
  });

  test("says which file is damaged, and shows the others", () => {
    const other = join(folder, "damaged");
    cpSync(store, other, { recursive: true });
    const table = readdirSync(other)
      .filter((name) => name.endsWith(".ldb"))
      .toSorted()[0]!;
    const bytes = readFileSync(join(other, table));
    bytes[20]! ^= 1;
    writeFileSync(join(other, table), bytes);
    const { status, stdout } = inspect(other);
    expect(status).toBe(0);
    expect(stdout).toContain(`✗ ${table}: `);
    expect(stdout).toContain("cannot be read");
    expect(stdout).toMatch(/10 entries/);
  });

  test("a folder without a store, and no folder, are told in a line", () => {
    const empty = mkdtempSync(join(folder, "empty-"));
    expect(inspect(empty)).toMatchObject({ status: 1 });
    expect(inspect(empty).stderr).toContain("there is no CURRENT in it.");
    expect(inspect(join(folder, "nowhere")).stderr).toContain("is no folder.");
  });
});

async function using(
  folder: string,
  work: (database: ClassicLevel<string, string>) => Promise<unknown>,
): Promise<void> {
  const database = new ClassicLevel<string, string>(folder);
  await database.open();
  await work(database);
  await database.close();
}

function inspect(path: string) {
  return spawnSync(
    process.execPath,
    ["grader/bin/labs.mjs", "inspect", "db-08", path, "reference"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
}

function filesOf(path: string): readonly [string, string][] {
  return readdirSync(path).map((name) => [name, readFileSync(join(path, name), "base64")]);
}
