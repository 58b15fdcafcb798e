/**
 * What a RaftServer says instead of an answer.
 *
 * @given
 */
import type { NodeId } from "./messages.ts";

/** Why there is no answer. */
export type RaftErrorCode =
  /** This machine leads not, or no longer. Of a proposal: nothing was done. */
  | "NOT_LEADER"
  /** Another entry was committed in its place: nothing was done, and nothing will be. */
  | "REPLACED"
  /** The machine takes part no longer: what was asked for may be done, or not. */
  | "STOPPED";

/** No answer, and why. */
export class RaftError extends Error {
  override readonly name = "RaftError";
  readonly code: RaftErrorCode;
  /** Who leads, where the code is NOT_LEADER and that is known. */
  readonly leader: NodeId | undefined;

  /** @param cause what made the machine stop */
  constructor(code: RaftErrorCode, leader?: NodeId, cause?: unknown) {
    super(
      `${code}${leader === undefined ? "" : `: ${leader} leads`}`,
      cause === undefined ? {} : { cause },
    );
    this.code = code;
    this.leader = leader;
  }
}
