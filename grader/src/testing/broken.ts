/**
 * How a law says that it does not hold: a failure as data, thrown as an error.
 */
import type { Detail, FailureKind } from "../verdict.ts";

export interface BrokenLaw {
  readonly kind: Extract<FailureKind, "law" | "too-little" | "tool">;
  readonly message: string;
  readonly did?: readonly Detail[];
  readonly expected?: string;
  readonly actual?: string;
  readonly note?: string;
  /** What the submission threw, where that is why. */
  readonly cause?: unknown;
}

/** Marks our error: the runner and the tests may each have loaded this module. */
const mark = Symbol.for("labs.law-broken");

/** Thrown by a Trial; read with `brokenLaw`. */
export class LawBroken extends Error {
  override readonly name = "LawBroken";
  readonly [mark]: BrokenLaw;

  constructor(broken: BrokenLaw) {
    super(broken.message, { cause: broken.cause });
    this[mark] = broken;
  }
}

/** What `error` says is broken; undefined where it is not an error of ours. */
export function brokenLaw(error: unknown): BrokenLaw | undefined {
  return error instanceof Error ? (error as Partial<LawBroken>)[mark] : undefined;
}
