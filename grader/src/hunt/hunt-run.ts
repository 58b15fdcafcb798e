/**
 * A hunt as it runs: first every test on the reference, then bug by bug until a test fails.
 *
 *     reference   seed, seed + 1, seed + 2     all of it has to hold on each: a test that is sometimes red catches nothing
 *     bugs        one after the other, by several engines side by side; a bug is caught by the first test that fails,
 *                 hangs, crashes or does not even load
 *
 * What could not tell (a floor, a property out of time) catches nothing.
 */

import { textsDigest } from "../digest.ts";
import type { Lab } from "../manifest.ts";
import type { Grader, GraderOptions } from "../run/grader.ts";
import type { Failure, StepResult, TestResult } from "../verdict.ts";
import { wayOf } from "../verdict.ts";
import type { Bug } from "./bugs.ts";
import type { HuntFile } from "./files.ts";
import type { Caught } from "./store.ts";

/** On so many seeds the reference is run. */
export const REFERENCE_SEEDS = 3;

/** A test that does not hold for the reference, or a file that does not load. */
export interface WrongTest {
  readonly file: HuntFile;
  readonly failure: Failure;
  /** None where the whole file could not run. */
  readonly test?: TestResult;
  /** The seeds on which it failed, and those on which it held. */
  readonly failedOn: readonly number[];
  readonly heldOn: readonly number[];
}

/** What came of the tests on the reference. */
export interface OnReference {
  /** How many tests each file has, by its name. */
  readonly counts: ReadonlyMap<string, number>;
  readonly wrong: readonly WrongTest[];
  readonly milliseconds: number;
}

export interface HuntPlan {
  readonly root: string;
  readonly lab: Lab;
  readonly files: readonly HuntFile[];
  readonly seed: number;
  /** How many engines work side by side. */
  readonly lanes: number;
  readonly open: (options: GraderOptions) => Promise<Grader>;
}

/** By which a catch counts again: the test and what it stands on, and the bug. */
export function keyOf(file: HuntFile, title: string | undefined, bug: Bug): string {
  return textsDigest([file.digestOf(title ?? ""), bug.digest]);
}

export class HuntRun {
  readonly #plan: HuntPlan;
  readonly #lanes: Promise<Grader>[] = [];
  #isStopped = false;

  constructor(plan: HuntPlan) {
    this.#plan = plan;
  }

  /** Runs every test on the reference. Rejects only with GraderFault. */
  async onReference(): Promise<OnReference> {
    const { seed, files } = this.#plan;
    const startedAt = performance.now();
    const seeds = Array.from({ length: REFERENCE_SEEDS }, (_, at) => (seed + at) % 2 ** 31);
    const results = new Map<number, readonly StepResult[]>();
    await this.#each(seeds, async (grader, each) => {
      const steps = files.map(({ step }) => step);
      const request = { steps, seed: each, all: true, ownTests: true };
      results.set(each, await grader.grade(request, () => {}));
    });
    const runs = seeds.flatMap((each) => {
      const steps = results.get(each);
      return steps === undefined ? [] : [{ seed: each, steps }];
    });
    return {
      counts: new Map(
        files.map(({ name }, at) => [
          name,
          Math.max(0, ...runs.map(({ steps }) => steps[at]?.tests.length ?? 0)),
        ]),
      ),
      wrong: files.flatMap((file, at) =>
        wrongIn(
          file,
          runs.flatMap(({ seed: on, steps }) => {
            const result = steps[at];
            return result === undefined ? [] : [{ on, result }];
          }),
        ),
      ),
      milliseconds: performance.now() - startedAt,
    };
  }

  /** Tries the bugs, and tells of each whether it was caught. Rejects only with GraderFault. */
  async tryBugs(
    bugs: readonly Bug[],
    tell: (bug: Bug, caught: Caught | undefined) => Promise<void>,
  ): Promise<void> {
    await this.#each(bugs, async (grader, bug) => {
      const caught = await this.#try(grader, bug);
      if (!this.#isStopped) await tell(bug, caught);
    });
  }

  /** Ends what is under way, and all processes. */
  async close(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(
      this.#lanes.map(async (lane) => {
        const grader = await lane.catch(() => undefined);
        await grader?.close();
      }),
    );
  }

  async #try(grader: Grader, bug: Bug): Promise<Caught | undefined> {
    const { files, seed } = this.#plan;
    for (const file of files) {
      if (this.#isStopped) return undefined;
      const [result] = await grader.grade(
        {
          ...{ steps: [file.step], seed, all: true, bail: true, ownTests: true },
          edits: [bug.edit],
        },
        () => {},
      );
      const caught = result === undefined ? undefined : caughtBy(file, result, bug);
      if (caught !== undefined) return caught;
    }
    return undefined;
  }

  /** Does this with each, several at a time, in their order. */
  async #each<T>(
    things: readonly T[],
    work: (grader: Grader, thing: T) => Promise<void>,
  ): Promise<void> {
    const left = [...things];
    const count = Math.min(this.#plan.lanes, things.length);
    const lane = async (at: number): Promise<void> => {
      const grader = await this.#lane(at);
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        if (this.#isStopped) return;
        await work(grader, next);
      }
    };
    await Promise.all(Array.from({ length: count }, (_, at) => lane(at)));
  }

  #lane(at: number): Promise<Grader> {
    const { open, root, lab } = this.#plan;
    this.#lanes[at] ??= open({ root, lab, conditions: ["reference"], stepsAtOnce: 1 });
    return this.#lanes[at];
  }
}

function caughtBy(file: HuntFile, result: StepResult, bug: Bug): Caught | undefined {
  const { failure } = result;
  const test = result.tests.find(
    ({ outcome, failure: why }) => outcome === "failed" && why?.kind !== "unreported",
  );
  if (failure !== undefined) {
    return { file: file.name, how: wayOf(failure), key: keyOf(file, undefined, bug) };
  }
  if (test === undefined) return undefined;
  const { title } = test;
  return { file: file.name, title, how: wayOf(test.failure), key: keyOf(file, title, bug) };
}

interface OnSeed {
  readonly on: number;
  readonly result: StepResult;
}

/** What does not hold on every seed, in the order of the tests. */
function wrongIn(file: HuntFile, runs: readonly OnSeed[]): readonly WrongTest[] {
  const [broken] = runs.filter(({ result }) => result.failure !== undefined);
  if (broken?.result.failure !== undefined) {
    const failedOn = runs.filter(({ result }) => result.failure !== undefined).map(({ on }) => on);
    const heldOn = runs.map(({ on }) => on).filter((on) => !failedOn.includes(on));
    return [{ file, failure: broken.result.failure, failedOn, heldOn }];
  }
  const ids = [...new Set(runs.flatMap(({ result }) => result.tests.map(({ id }) => id)))];
  return ids.flatMap((id) => {
    const found = runs.flatMap(({ on, result }) => {
      const test = result.tests.find((each) => each.id === id);
      return test === undefined ? [] : [{ on, test }];
    });
    const isRed = ({ test }: { test: TestResult }) => !["passed", "skipped"].includes(test.outcome);
    const red = found.filter(isRed);
    const [first] = red;
    if (first === undefined) return [];
    const failure = first.test.failure ?? { kind: "law" as const, message: "", did: [] };
    const heldOn = found.filter((each) => !isRed(each)).map(({ on }) => on);
    return [{ file, failure, test: first.test, failedOn: red.map(({ on }) => on), heldOn }];
  });
}
