/**
 * Submissions that try to get points which they did not earn: one file of grader/tests/hostile each.
 *
 *   one scratch tree ──▶ the stub of db-01 and the trick laid over it ──▶ graded ──▶ the tree as it was
 *
 * A trick that works today says so (`known`). Some of these are races, so that they are left out unless HOSTILE_KNOWN is
 * set; then their tests demand that they work, and what is mended is noticed. HOSTILE_SHOW prints every verdict;
 * HOSTILE_SLOW adds the tricks that take long.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeScratch, removeScratch } from "../../tools/scratch.ts";
import { stubFiles } from "../../tools/stub.ts";
import { type Lab, readLabs, type Step } from "../src/manifest.ts";
import type * as Engine from "../src/run/engine.ts";
import type { Grader } from "../src/run/grader.ts";
import { failureLines } from "../src/screen/failure.ts";
import type { StepResult } from "../src/verdict.ts";
import type { Hostile } from "./hostile/hostile.ts";
import { repository } from "./tree.ts";

const FOLDER = join(import.meta.dirname, "hostile");
const names = readdirSync(FOLDER)
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => name !== "hostile");
const tricks = await Promise.all(
  names.map(async (name) => {
    const { hostile } = (await import(join(FOLDER, `${name}.ts`))) as { hostile: Hostile };
    return { name, hostile };
  }),
);
// Plain ones first: they share a grader.
tricks.sort((a, b) => Number(isPlain(b.hostile)) - Number(isPlain(a.hostile)));

let root: string;
let lab: Lab;
let openGrader: typeof Engine.openGrader;
/** The grader of the latest plain trick, until one comes that is not. */
let shared: Grader | undefined;
let pristine: ReadonlyMap<string, string>;

beforeAll(async () => {
  root = makeScratch(repository);
  const found = readLabs(root).find(({ id }) => id === "db-01");
  if (found === undefined) throw new Error("the tree has no db-01");
  lab = found;
  rmSync(join(lab.path, "src"), { recursive: true });
  for (const [file, text] of stubFiles(lab)) put(join(lab.path, "src", file), text);
  // The engine of the scratch tree, so that a trick which writes into the grader finds this one.
  ({ openGrader } = (await import(join(root, "grader/src/run/engine.ts"))) as typeof Engine);
  pristine = contents();
});

afterAll(async () => {
  await close();
  removeScratch(root);
});

test("the stub has no point, and the reference has all", async () => {
  expect(points(await graded(["encode"], []))).toBe(0);
  const [step] = await graded(["encode"], ["reference"]);
  expect(step?.tests.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
});

for (const { name, hostile } of tricks) {
  const {
    title,
    known,
    linux = false,
    slow = false,
    belowNode = Infinity,
    steps = ["encode"],
  } = hostile;
  const [major = "0"] = process.versions.node.split(".");
  const isElsewhere = (linux && process.platform !== "linux") || Number(major) >= belowNode;
  const isLater = slow && process.env.HOSTILE_SLOW === undefined;
  const named = `${name}: ${title}${known === undefined ? "" : ` (today: ${known})`}`;
  const isOpen = known !== undefined && process.env.HOSTILE_KNOWN === undefined;
  test.skipIf(isElsewhere || isLater || isOpen)(named, { timeout: 150_000 }, async () => {
    try {
      layOver(hostile);
      const results = await graded(steps, [], isPlain(hostile)).catch((error: Error) => error);
      const strays = isPlain(hostile) ? [] : findStrays();
      if (process.env.HOSTILE_SHOW !== undefined) console.log(name, shown(results), strays);
      const fault = results instanceof Error ? results.name : undefined;
      const got = results instanceof Error ? 0 : points(results);
      expect({ fault: fault !== undefined, points: got > 0, stray: strays.length > 0 }).toEqual({
        fault: known === "fault",
        points: known === "points",
        stray: known === "stray",
      });
    } finally {
      if (shared === undefined) for (const pid of findStrays()) process.kill(pid, "SIGKILL");
      restore();
    }
  });
}

/**
 * Grades these steps, whatever becomes of each; with the grader of the trick before, where it is kept. Throws
 * where the grader says that it is at fault itself.
 */
async function graded(
  ids: readonly string[],
  conditions: readonly string[],
  isKept = false,
): Promise<readonly StepResult[]> {
  const steps = lab.steps.filter(({ id }) => ids.includes(id));
  if (!isKept) await close();
  shared ??= openGrader({ root, lab, conditions });
  try {
    const results = await shared.grade({ steps, seed: 7, all: true }, () => {});
    for (const [at, result] of results.entries()) showFailures(steps[at] as Step, result);
    return results;
  } finally {
    if (!isKept) await close();
  }
}

/** What a command shows of the failures: it may not fail over them either. */
function showFailures(step: Step, { failure, tests }: StepResult): void {
  const common = { lab, step, again: "", isReference: false };
  if (failure !== undefined) failureLines({ ...common, failure }, 80);
  for (const test of tests) {
    if (test.failure !== undefined) failureLines({ ...common, test, failure: test.failure }, 80);
  }
}

async function close(): Promise<void> {
  await shared?.close();
  shared = undefined;
  // What was killed is gone a moment later.
  await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Whether it fails, and brings files of src alone: what else there is, a grader that is up may have read before. */
function isPlain({ files, edits = {}, links = {}, known }: Hostile): boolean {
  const others = [...Object.keys(edits), ...Object.keys(links)];
  const isInSrc = Object.keys(files).every((file) => file.startsWith("src/"));
  return known === undefined && others.length === 0 && isInSrc;
}

/** How many laws count: those that passed, and those that were let off. */
function points(results: readonly StepResult[]): number {
  return results
    .flatMap(({ tests }) => tests)
    .filter(({ outcome }) => /passed|skipped/.test(outcome)).length;
}

function shown(results: readonly StepResult[] | Error): string {
  if (results instanceof Error) return `${results.name}: ${results.message}`;
  const lines = results.flatMap(({ tests, failure }) => [
    failure?.message ?? "",
    ...tests.map(({ id, outcome, failure: own }) => `${id} ${outcome} ${own?.message ?? ""}`),
  ]);
  return `${points(results)} points\n${lines.join("\n")}`;
}

function layOver({ files, edits = {}, links = {} }: Hostile): void {
  for (const [file, edit] of Object.entries(edits)) {
    const path = join(lab.path, file);
    put(path, edit(readFileSync(path, "utf8")));
  }
  for (const [file, text] of Object.entries(files)) put(join(lab.path, file), text);
  for (const [file, target] of Object.entries(links)) {
    const path = join(lab.path, file);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
  if (files["src/trick.ts"] === undefined || files["src/index.ts"] !== undefined) return;
  const index = join(lab.path, "src/index.ts");
  put(index, `import "./trick.ts";\n${readFileSync(index, "utf8")}`);
}

function put(path: string, text: string): void {
  // A link is replaced, never written through: it may lead out of the tree.
  rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Every file and link of the tree, by path: a file's text, or what a link leads to. Links are not followed. */
function contents(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isSymbolicLink()) found.set(relative(root, path), `→${readlinkSync(path)}`);
      else if (entry.isFile()) found.set(relative(root, path), readFileSync(path, "latin1"));
      else found.set(relative(root, path), "neither file nor link");
    }
  };
  walk(root);
  return found;
}

/** Makes the tree what it was before. */
function restore(): void {
  const now = contents();
  for (const path of now.keys()) {
    if (pristine.has(path)) continue;
    rmSync(join(root, path), { force: true });
    for (let above = dirname(path); isEmpty(join(root, above)); above = dirname(above)) {
      rmdirSync(join(root, above));
    }
  }
  for (const [path, was] of pristine) {
    if (now.get(path) === was) continue;
    const full = join(root, path);
    rmSync(full, { recursive: true, force: true });
    // A link in place of a folder goes with what was made below it.
    for (let above = dirname(full); above !== root; above = dirname(above)) {
      if (existsSync(above) && lstatSync(above).isSymbolicLink()) rmSync(above);
    }
    mkdirSync(dirname(full), { recursive: true });
    if (was.startsWith("→")) symlinkSync(was.slice(1), full);
    else writeFileSync(full, was, "latin1");
  }
}

function isEmpty(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length === 0;
}

/** What a trick left running: whatever works in the scratch tree. */
function findStrays(): readonly number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((entry) => {
    try {
      const isStray = /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`).startsWith(root);
      return isStray && Number(entry) !== process.pid ? [Number(entry)] : [];
    } catch {
      // It has ended.
      return [];
    }
  });
}
