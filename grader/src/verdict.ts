/**
 * What grading found out, as data: what the runner reports, what the screen shows, what progress keeps.
 *
 *   Grading ─ one lab
 *     StepResult ─ one per step that ran
 *       TestResult ─ one per test that the manifest declares; a test that did not report is a failure
 */

/**
 * - passed
 * - failed        the law does not hold, or the submission did something no submission may do
 * - not-started   it met NotImplemented: a hollow circle, not an error
 * - inconclusive  it could not tell: too few faults injected, a checker out of budget
 * - skipped       a system tool is not installed; says how to install it. Not a failure, not a point
 */
export type Outcome = "passed" | "failed" | "not-started" | "inconclusive" | "skipped";

/** One labelled line, or block of lines, of a failure: `fed  "*2\r\n"`. Values are ready to print, without colour. */
export interface Detail {
  readonly label: string;
  readonly text: string;
}

/** A place in a file of the learner's. `file` is relative to the lab's folder: `src/decode.ts`. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly name?: string;
}

/**
 * Why a test is not green.
 *
 * - law        an expectation did not hold
 * - threw      the submission threw what it should not have
 * - hang       did not finish within its budget; stopped
 * - exit       the process ended under the test: process.exit, a crash, a signal
 * - memory     ran out of memory
 * - background rejected or threw outside the test's own call
 * - replaced   changed what JavaScript or Node gives to everybody: Object.is, process.on
 * - leak       left a server, socket, timer or child process behind
 * - import     the code could not be loaded: syntax, missing export, wrong kind, throw at import
 * - unreported the run ended and this test never reported
 * - too-little inconclusive: below a floor, or a budget
 * - tool       skipped: a tool is missing
 */
export type FailureKind =
  | "law"
  | "threw"
  | "hang"
  | "exit"
  | "memory"
  | "background"
  | "replaced"
  | "leak"
  | "import"
  | "unreported"
  | "too-little"
  | "tool";

export interface Failure {
  readonly kind: FailureKind;
  /** One sentence: "did not finish in 5 s, and was stopped". For a law it may be empty: the title says it. */
  readonly message: string;
  /** What was done, in the lab's own words: shown above expected and actual. */
  readonly did: readonly Detail[];
  /** Ready to print; both or neither. Multi-line where they are dumps, with differing lines marked by `>`. */
  readonly expected?: string;
  readonly actual?: string;
  /** "Smallest case found, of 212 tried." */
  readonly note?: string;
  /** The learner's line, where it can be had. */
  readonly place?: Place;
}

export interface TestResult {
  readonly id: string;
  /** The law, as a sentence. */
  readonly title: string;
  /** The heading in the step's document under which this test's hints stand. */
  readonly hint: string;
  readonly outcome: Outcome;
  readonly milliseconds: number;
  readonly failure?: Failure;
  /** What of the stub it met, where it is not started: `db-01 step 1: encode`. */
  readonly unwritten?: string;
  /** What the submission printed while the test ran: the beginning, and how many bytes in all. */
  readonly printed?: { readonly head: string; readonly bytes: number };
}

export interface StepResult {
  /** The step's id. */
  readonly id: string;
  readonly tests: readonly TestResult[];
  readonly milliseconds: number;
  /**
   * Set where nothing of the step could run: one message instead of one per test (kinds import, memory, hang and exit
   * while loading). The tests then carry the same outcome, without a failure of their own.
   */
  readonly failure?: Failure;
}

/** Failed before not started before inconclusive; green when all its tests passed or were skipped for want of a tool. */
export function stepOutcome(step: StepResult): Outcome {
  const order: readonly Outcome[] = ["failed", "not-started", "inconclusive", "passed"];
  return order.find((outcome) => step.tests.some((t) => t.outcome === outcome)) ?? "skipped";
}

/** Whether nothing is left to do: it passed, or was skipped for want of a tool. */
export function isGreenOutcome(outcome: Outcome | undefined): boolean {
  return outcome === "passed" || outcome === "skipped";
}

/** Whether every test of the step is green. */
export function isGreenStep(step: StepResult): boolean {
  return isGreenOutcome(stepOutcome(step));
}

/** In which way a test ended badly: `failed`, `hung`, `ended the process` … */
export function wayOf(failure: Failure | undefined): string {
  switch (failure?.kind) {
    case "hang":
      return "hung";
    case "exit":
      return "ended the process";
    case "memory":
      return "ran out of memory";
    case "background":
      return "failed in the background";
    case "leak":
      return "left something behind";
    case "import":
      return "did not load";
    default:
      return "failed";
  }
}
