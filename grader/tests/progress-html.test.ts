/** `npm run progress html`: where the page goes, what is said of it, and what is refused. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run } from "../src/cli/progress.ts";
import type { Dashboard } from "../src/dashboard/data.ts";
import { labNamed } from "./canned.ts";

let root: string;
let said: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labs-progress-html-"));
  said = "";
  vi.stubEnv("INIT_CWD", root);
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    said += chunk;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const lab = () => labNamed("db-01", "resp", {}, root);
const written = (html: string | true, named = [] as ReturnType<typeof lab>[]) =>
  run({ root, labs: [lab()], named, options: { html }, rest: [] });
const dataIn = (file: string): Dashboard => {
  const page = readFileSync(join(root, file), "utf8");
  return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)![1]!);
};

test("goes to .labs, and it is said where and that it asks for nothing", async () => {
  expect(await written(true)).toBe(0);
  expect(said).toMatch(/^\.labs\/progress\.html\nOne file, .* asks the network for nothing\.\n/);
  expect(dataIn(".labs/progress.html")).toMatchObject({ format: "labs-dashboard", version: 1 });
});

test("goes where somebody stands, with the folders that are not there yet; an older one is replaced", async () => {
  for (let time = 0; time < 2; time++) expect(await written("out/me.html")).toBe(0);
  expect(said).toContain("out/me.html\n");
  expect(dataIn("out/me.html").next?.lab).toBe("db-01");
});

test("what was wrong with the files is said here, and names no file of this machine in the page", async () => {
  mkdirSync(join(root, ".labs"));
  writeFileSync(join(root, ".labs/progress.json"), "{");
  expect(await written(true)).toBe(0);
  expect(said).toContain("was set aside");
  expect(readFileSync(join(root, ".labs/progress.html"), "utf8")).not.toContain(root);
});

test.each([
  ["a lab", () => written(true, [lab()]), /The page is of all labs/],
  ["what is no page", () => written("README.md"), /"README.md" does not end in \.html/],
  ["a folder", () => written("folder.html"), /cannot be written: EISDIR/],
])("%s is refused", async (_, attempt, message) => {
  mkdirSync(join(root, "folder.html"));
  await expect(attempt()).rejects.toThrow(message);
  expect(existsSync(join(root, "README.md"))).toBe(false);
});
