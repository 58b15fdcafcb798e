/**
 * Commitment: up to where a leader may say "this will never be lost".
 *
 *     matchIndex   a (itself) 8   b 7   c 5   d 3   e 3        sorted 8 7 5 3 3: a majority has 5
 *     term of 5    is the leader's own: 5 is committed, and all before it
 *                  is an older one: nothing is, however many have it (Raft Figure 8)
 *
 * Source: Raft §5.3, §5.4.2.
 */
import { NotImplemented } from "@labs/machine";
import type { RaftLog } from "./log.ts";

/**
 * The highest entry that is committed by what the machines have: a majority has it, and it is of the leader's `term`.
 *
 * @param matchIndexes up to which entry each voter has the log, the leader's own last index among them
 * @returns 0 where there is no such entry
 * @step 4
 */
export function committedIndex(
  matchIndexes: readonly number[],
  log: RaftLog,
  term: number,
): number {
  throw new NotImplemented("db-16 step 4: committedIndex");
}
