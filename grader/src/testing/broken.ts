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

/** Thrown by a Trial. The grader reads `broken`; nothing else is in it. */
export class LawBroken extends Error {
  override readonly name = "LawBroken";
  readonly broken: BrokenLaw;

  constructor(broken: BrokenLaw) {
    super(broken.message, { cause: broken.cause });
    this.broken = broken;
  }
}
