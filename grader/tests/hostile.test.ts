/**
 * Submissions that try to get points which they did not earn: one file of grader/tests/hostile each, graded as one of a
 * class is.
 *
 *     the stub of db-01 and the trick laid over it, as a clone ──▶ a desk ──▶ verdicts, tampering, what is left behind
 *
 * HOSTILE_SHOW prints every verdict; HOSTILE_SLOW adds the tricks that take long.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { strongestIsolation } from "../src/class/cage.ts";
import { Desk, type DeskResult } from "../src/class/desk.ts";
import { readSubmission } from "../src/class/submissions.ts";
import { type Lab, readLabs, type Step } from "../src/manifest.ts";
import { failureLines } from "../src/screen/failure.ts";
import type { StepResult } from "../src/verdict.ts";
import { layOut, processesAtDesks, readHostiles, referenceAsSource } from "./hostile/hostile.ts";
import { repository } from "./tree.ts";

const tricks = await readHostiles();
const labs = readLabs(repository);
const lab = labs.find(({ id }) => id === "db-01") as Lab;
const isolation = strongestIsolation();
/** By the ids of the steps that are graded there. */
const desks = new Map<string, Desk>();
const submissions = mkdtempSync(join(tmpdir(), "labs-hostile-"));

afterAll(async () => {
  await Promise.all([...desks.values()].map((desk) => desk.close()));
  rmSync(submissions, { recursive: true });
});

test("the stub has no point, and the reference has all", { timeout: 60_000 }, async () => {
  layOut(lab, join(submissions, "stub"));
  expect(points(await graded("stub"))).toBe(0);
  layOut(lab, join(submissions, "reference"), { files: referenceAsSource(lab) });
  const { steps } = await graded("reference");
  expect(steps[0]?.tests.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
});

for (const [name, hostile] of tricks) {
  const { title, linux = false, slow = false, steps } = hostile;
  const isElsewhere = linux && process.platform !== "linux";
  const isLater = slow && process.env.HOSTILE_SLOW === undefined;
  test.skipIf(isElsewhere || isLater)(`${name}: ${title}`, { timeout: 150_000 }, async () => {
    layOut(lab, join(submissions, name), hostile);
    const result = await graded(name, steps).catch((error: Error) => error);
    // What was killed is gone a moment later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const strays = findStrays();
    if (process.env.HOSTILE_SHOW !== undefined) console.log(name, shown(result), strays);
    const got = result instanceof Error ? 0 : points(result);
    expect({ fault: result instanceof Error, points: got > 0, stray: strays.length > 0 }).toEqual({
      fault: false,
      points: false,
      stray: false,
    });
  });
}

/** Rejects where the grader says that it is at fault itself. */
async function graded(name: string, ids: readonly string[] = ["encode"]): Promise<DeskResult> {
  const submission = readSubmission(submissions, name, lab);
  if (submission.problem !== undefined) return { steps: [], hasTampered: false };
  const steps = lab.steps.filter(({ id }) => ids.includes(id));
  const plan = { root: repository, labs, lab: { ...lab, steps }, isolation, seed: 7 };
  const desk = desks.get(ids.join()) ?? new Desk(plan);
  desks.set(ids.join(), desk);
  const result = await desk.grade(submission);
  for (const [at, step] of result.steps.entries()) showFailures(steps[at] as Step, step);
  return result;
}

/** What a command shows of the failures: it may not fail over them either. */
function showFailures(step: Step, { failure, tests }: StepResult): void {
  const common = { lab, step, again: "", isReference: false };
  if (failure !== undefined) failureLines({ ...common, failure }, 80);
  for (const test of tests) {
    if (test.failure !== undefined) failureLines({ ...common, test, failure: test.failure }, 80);
  }
}

/** How many laws count: those that passed, and those that were let off. */
function points({ steps, hasTampered }: DeskResult): number {
  if (hasTampered) return 0;
  return steps.flatMap(({ tests }) => tests).filter(({ outcome }) => /passed|skipped/.test(outcome))
    .length;
}

function shown(result: DeskResult | Error): string {
  if (result instanceof Error) return `${result.name}: ${result.message}`;
  const lines = result.steps.flatMap(({ tests, failure }) => [
    failure?.message ?? "",
    ...tests
      .filter(({ outcome, failure }) => outcome === "passed" || failure !== undefined)
      .map(({ id, outcome, failure: own }) => `${id} ${outcome} ${own?.message ?? ""}`),
  ]);
  return `${result.hasTampered ? "has tampered\n" : ""}${lines.filter(Boolean).join("\n")}`;
}

/** What a trick left running, and ends it: what works in the lab's folder of a desk. */
function findStrays(): readonly number[] {
  const strays = processesAtDesks("labs/");
  for (const pid of strays) process.kill(pid, "SIGKILL");
  return strays;
}
