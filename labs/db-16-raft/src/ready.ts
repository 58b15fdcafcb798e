/**
 * Ready: what a RaftNode wants done, and in which order.
 *
 *     step, tick, propose, read                      1  save hardState and entries, until they are durable
 *            │                                       2  send messages
 *            ▼                                       3  apply committed
 *         RaftNode ── ready() ──▶ Ready ──▶          4  answer reads, give up those that are lost
 *
 * A machine that answers "granted" or "I have all up to 8" and forgets it in a crash breaks Raft. So nothing leaves, and
 * nothing is applied, before what it rests on is durable.
 *
 * Source: Raft Figure 2 ("updated on stable storage before responding to RPCs"); etcd-io/raft's Ready, which this is
 * after.
 *
 * @given
 */
import type { Entry, HardState, Message } from "./messages.ts";
import type { ConfirmedRead } from "./reads.ts";

/** What is to be done. The next one is asked for when this one was done. */
export interface Ready {
  /** To be saved, where it has changed. */
  readonly hardState: HardState | undefined;
  /** To be saved, in this order. They take the place of all that was saved from the index of the first on. */
  readonly entries: readonly Entry[];
  /** May be sent when the above is durable. */
  readonly messages: readonly Message[];
  /** To be applied to the state machine when the above is durable: each entry once, in order. */
  readonly committed: readonly Entry[];
  /** Reads that may be answered when entry `index` was applied. */
  readonly reads: readonly ConfirmedRead[];
  /** Reads that this machine cannot answer any more: it leads no longer. */
  readonly lostReads: readonly number[];
}
