/**
 * What is found in a folder of submissions, and what is taken of each.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  FILES_MAX,
  fingerprint,
  readSubmission,
  SOURCE_BYTES_MAX,
  submissionNames,
  writeSubmission,
} from "../src/class/submissions.ts";
import type { Lab } from "../src/manifest.ts";

const lab = { id: "db-90", folder: "db-90-sample" } as Lab;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labs-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string | Uint8Array = "export const act = 1;\n"): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const read = (name: string) => readSubmission(folder, name, lab);
const namesIn = (name: string) => [...read(name).files.keys()];

test.each([
  ["a src tree", "alice/index.ts", "alice/more/deep.ts"],
  ["a lab folder", "alice/src/index.ts", "alice/src/more/deep.ts"],
  ["a clone", "alice/labs/db-90-sample/src/index.ts", "alice/labs/db-90-sample/src/more/deep.ts"],
  ["a folder in a folder", "alice/x/y/src/index.ts", "alice/x/y/src/more/deep.ts"],
])("%s is found", (_, entry, deep) => {
  write(entry);
  write(deep);
  expect(submissionNames(folder)).toEqual(["alice"]);
  expect(read("alice")).toMatchObject({ name: "alice", notes: [] });
  expect(namesIn("alice")).toEqual(["index.ts", "more/deep.ts"]);
});

test("the nearest index.ts is the one that counts", () => {
  write("alice/index.ts", "1");
  write("alice/src/index.ts", "2");
  expect(Buffer.from(read("alice").files.get("index.ts") ?? "").toString()).toBe("1");
});

test("files beside the folders are passed over, but archives have a row", () => {
  for (const name of ["notes.txt", ".DS_Store", "bob.zip", "carol.tar.gz"]) write(name, "");
  write(".git/config", "");
  expect(submissionNames(folder)).toEqual(["bob.zip", "carol.tar.gz"]);
  expect(read("bob.zip").problem).toBe("is an archive: unpack it into a folder");
});

test.each([
  ["nothing", [], "is empty"],
  ["no index.ts", ["alice/encode.ts"], "has no index.ts"],
  ["another lab's", ["alice/labs/db-91-other/src/index.ts"], "has no index.ts"],
  ["too deep in", ["alice/x/y/z/src/index.ts"], "has no index.ts"],
  ["one of two folders", ["alice/x/src/index.ts", "alice/y/src/index.ts"], "has no index.ts"],
  ["a folder named index.ts", ["alice/index.ts/index.js"], "has no index.ts"],
])("%s is a row that says why", (_, files, problem) => {
  mkdirSync(join(folder, "alice"));
  for (const file of files) write(file);
  expect(read("alice").problem).toContain(problem);
  expect(read("alice").files.size).toBe(0);
});

test("links are never followed", () => {
  write("outside/index.ts");
  write("outside/secret.ts");
  symlinkSync(join(folder, "outside"), join(folder, "alice"));
  expect(read("alice").problem).toBe("is a symbolic link, and links are not followed");
  write("bob/src/index.ts");
  symlinkSync(join(folder, "outside/secret.ts"), join(folder, "bob/src/file.ts"));
  symlinkSync(join(folder, "outside"), join(folder, "bob/src/folder"));
  expect(namesIn("bob")).toEqual(["index.ts"]);
  expect(read("bob").notes).toEqual([
    "file.ts is a link, and was left out",
    "folder is a link, and was left out",
  ]);
  mkdirSync(join(folder, "carol"));
  symlinkSync(join(folder, "outside"), join(folder, "carol/src"));
  expect(read("carol").problem).toContain("has no index.ts");
});

test("only TypeScript is taken along", () => {
  for (const name of ["index.ts", "package.json", ".npmrc", "vitest.config.ts", "a.js", "b.mts"]) {
    write(`alice/src/${name}`);
  }
  write("alice/src/node_modules/x/index.ts");
  write("alice/tests/01-one.test.ts");
  expect(namesIn("alice")).toEqual(["b.mts", "index.ts", "vitest.config.ts"]);
});

test("what is too large is refused, to the byte and to the file", () => {
  write("alice/index.ts", new Uint8Array(SOURCE_BYTES_MAX));
  expect(read("alice").problem).toBeUndefined();
  write("alice/more.ts", "x");
  expect(read("alice").problem).toMatch(/^has more than 500 files, or than 4 MiB/);
  write("bob/index.ts");
  for (let at = 1; at < FILES_MAX; at++) write(`bob/${at}.ts`, "");
  expect(read("bob").problem).toBeUndefined();
  write("bob/last.ts", "");
  expect(read("bob").problem).toMatch(/^has more than 500 files/);
});

test("a fingerprint is of names and contents, wherever they lie", () => {
  write("alice/index.ts", "1");
  write("bob/src/index.ts", "1");
  write("carol/index.ts", "2");
  write("dan/index.ts", "1");
  write("dan/a.ts", "");
  const prints = ["alice", "bob", "carol", "dan"].map((name) => fingerprint(read(name)));
  expect(prints[1]).toBe(prints[0]);
  expect(new Set(prints).size).toBe(3);
});

test("what is written is what was read", () => {
  write("alice/src/index.ts", "1");
  write("alice/src/more/deep.ts", "2");
  writeSubmission(read("alice"), join(folder, "bob"));
  expect(read("bob").files).toEqual(read("alice").files);
});
