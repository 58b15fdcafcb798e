/**
 * One grading of one lab: what is graded on what, the engine that does it, and what is kept of it.
 *
 *   wish (words) + progress ──▶ Target ──▶ Session ──▶ results, on the screen, in progress and in activity
 *
 * A Session owns the engine's processes from the first line on the screen to `close`.
 */
import { randomInt } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import chalk from "chalk";
import { appendActivity } from "../activity.ts";
import type { Lab, Step } from "../manifest.ts";
import type { ProgressStore } from "../progress.ts";
import { type Replayed, replay } from "../reports/replay.ts";
import type { GradeEvent, GradeRequest, Grader, GraderOptions } from "../run/grader.ts";
import type { Terminal } from "../screen/terminal.ts";
import { wrapped } from "../screen/text.ts";
import type { Unwritten } from "../screen/verdict.ts";
import { describeStanding, type Selection, type SelectionWish } from "../selection.ts";
import { type StepResult, stepOutcome } from "../verdict.ts";
import type { Invocation } from "./command.ts";
import type { ForMachines } from "./for-machines.ts";
import { onInterrupt } from "./interrupt.ts";

type Marks = typeof import("../marks.ts");

/** Opens an engine; replaced by a canned one in tests. */
export type OpenGrader = (options: GraderOptions) => Promise<Grader>;

/** The engine, imported when it is needed. */
export const openEngine: OpenGrader = async (options) => {
  const { openGrader } = await import("../run/engine.ts");
  return openGrader(options);
};

export interface Target extends Replayed {
  readonly root: string;
  readonly lab: Lab;
  readonly isReference: boolean;
  readonly selection: Selection;
}

export interface GradeContext {
  readonly invocation: Invocation;
  readonly terminal: Terminal;
  readonly store: ProgressStore;
  readonly open: OpenGrader;
  readonly wish: SelectionWish;
  readonly machines: ForMachines;
  /** Only this one. */
  readonly step: Step | undefined;
  /** The seed that was asked for. */
  readonly seed: number | undefined;
}

/**
 * "db-04 persistence · your code · seed 8127", then "on db-01 yours, db-03 reference" where it stands on labs, and an
 * empty line. The second stands on a line of its own, so that it breaks at the same place whatever the seed.
 */
export function headerLines(
  { lab, isReference, selection }: Target,
  columns: number,
  ...more: string[]
): string[] {
  const whose = isReference ? "the reference" : "your code";
  const parts = [`${lab.id} ${lab.title}`, whose, ...more].join(" · ");
  const standing = describeStanding(selection);
  const lines = [parts, ...(standing === "" ? [] : [standing])].flatMap((part) =>
    wrapped(part, columns),
  );
  return [...lines.map((line) => chalk.bold(line)), ""];
}

/** A seed nobody chose: short, to be typed again. */
export function freshSeed(): number {
  return randomInt(1, 100_000);
}

/** The version of the course, as its reports say it. */
export function courseVersion(root: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return typeof version === "string" ? version : "unknown";
  } catch {
    return "unknown";
  }
}

export class Session {
  readonly #target: Target;
  readonly #store: ProgressStore | undefined;
  readonly #opening: Promise<Grader>;
  readonly #forget: () => void;

  /** Starts the engine. What is graded is kept in `store`, where there is one. */
  constructor(target: Target, open: OpenGrader, store: ProgressStore | undefined) {
    const { root, lab, selection } = target;
    this.#target = target;
    this.#store = store;
    this.#opening = open({ root, lab, conditions: selection.conditions });
    // The one who grades hears of it.
    this.#opening.catch(() => {});
    this.#forget = onInterrupt(() => this.close());
  }

  /** Grades, and returns when what was found is kept too. */
  async grade(
    request: GradeRequest,
    onEvent: (event: GradeEvent) => void = () => {},
  ): Promise<readonly StepResult[]> {
    const grader = await this.#opening;
    const { lab, isReference } = this.#target;
    const marks = isReference ? undefined : await import("../marks.ts").catch(() => undefined);
    let saving: Promise<unknown> = Promise.resolve();
    const seen: StepResult[] = [];
    await grader.grade(request, (event) => {
      if (event.kind !== "step-finished") return onEvent(event);
      const result = asSeen(event.result, event.step, lab, marks);
      seen.push(result);
      saving = saving.then(() => this.#keep(event.step, result, request.seed));
      onEvent({ ...event, result });
    });
    await saving;
    return seen;
  }

  async #keep(step: Step, result: StepResult, seed: number): Promise<void> {
    if (this.#store === undefined) return;
    const { root, lab } = this.#target;
    const points = result.tests.filter(({ outcome }) => outcome === "passed").length;
    const at = new Date().toISOString();
    appendActivity(root, { at, lab: lab.id, step: step.id, points, of: result.tests.length });
    await this.#store.saveStep(lab.id, result, replay(this.#target, step, seed));
  }

  /** Ends the grading under way; the session can grade again. */
  async cancel(): Promise<void> {
    const grader = await this.#opening;
    await grader.cancel();
  }

  /** Ends the engine and all its processes. */
  async close(): Promise<void> {
    this.#forget();
    const grader = await this.#opening.catch(() => undefined);
    await grader?.close();
  }
}

/** What of the first step that is not started is not written, as far as the marks in src tell. */
export async function unwrittenIn(lab: Lab, results: readonly StepResult[]): Promise<Unwritten[]> {
  const stuck = results.find((result) => stepOutcome(result) === "not-started");
  const step = lab.steps.find((each) => each.id === stuck?.id);
  if (step === undefined) return [];
  const marks = await import("../marks.ts").catch(() => undefined);
  if (marks === undefined) return [];
  const unwritten = marked(lab, step, marks).filter(({ isWritten }) => !isWritten);
  const placeOf = mentionsIn(join(lab.path, step.document));
  return unwritten.sort((a, b) => placeOf(a.name) - placeOf(b.name));
}

/** Where a document's task first names a function; its end where it does not. */
function mentionsIn(document: string): (name: string) => number {
  const text = existsSync(document) ? readFileSync(document, "utf8") : "";
  const task = text.slice(Math.max(0, text.indexOf("## Task")));
  return (name) => {
    const own = name.split(".").at(-1);
    const at = task.search(new RegExp(`\`(\\w+\\.)?${own}[(\`]`));
    return at === -1 ? task.length : at;
  };
}

/**
 * The result as the learner is to see it: a step of which nothing is written yet is not started, though some of its
 * laws may fail already on what the steps before it built.
 */
function asSeen(result: StepResult, step: Step, lab: Lab, marks: Marks | undefined): StepResult {
  const isMixed = result.tests.some(({ outcome }) => outcome === "not-started");
  if (!isMixed || stepOutcome(result) !== "failed" || marks === undefined) return result;
  const functions = marked(lab, step, marks);
  if (functions.length === 0 || functions.some(({ isWritten }) => isWritten)) return result;
  const tests = result.tests.map(({ failure, ...test }) =>
    test.outcome === "failed"
      ? { ...test, outcome: "not-started" as const }
      : { ...test, ...(failure === undefined ? {} : { failure }) },
  );
  return { ...result, tests };
}

/** The functions that a step asks for, where they stand in src, and whether they are written. */
function marked(
  lab: Lab,
  step: Step,
  { stepFunctions }: Marks,
): (Unwritten & { readonly isWritten: boolean })[] {
  const src = join(lab.path, "src");
  if (!existsSync(src)) return [];
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(src, file), "utf8");
      return stepFunctions(text, file)
        .filter((each) => each.step === step.number)
        .map(({ name, start, end }) => ({
          name,
          file: `labs/${lab.folder}/src/${file}`,
          isWritten: !/throw new NotImplemented\(/.test(text.slice(start, end)),
        }));
    });
}
