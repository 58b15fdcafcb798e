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

/** Thrown by a Trial; read with `brokenLaw`. What it says is private, so that no submission can say it for us. */
export class LawBroken extends Error {
  override readonly name = "LawBroken";
  readonly #broken: BrokenLaw;

  constructor(broken: BrokenLaw) {
    super(broken.message, { cause: broken.cause });
    this.#broken = broken;
  }

  static read(error: unknown): BrokenLaw | undefined {
    return typeof error === "object" && error !== null && #broken in error
      ? error.#broken
      : undefined;
  }
}

/**
 * What `error` says is broken; undefined where it is not an error of ours. Only the instance of this module that made
 * an error knows it: the runner reads with the one that the laws have loaded.
 */
export function brokenLaw(error: unknown): BrokenLaw | undefined {
  return LawBroken.read(error);
}
