/**
 * Reads: answers that are as new as the moment of the question, without an entry in the log.
 *
 *     read 1 ──▶ commit index 7 noted, round 3 begins ──append, round 3──▶ a majority answers round 3 ──▶ 7 applied?
 *                                                                          "it led when I was asked"     answer
 *
 * A leader that was replaced does not know it: so it asks a majority before it answers. A new leader does not know yet
 * what is committed: so it waits for its first entry.
 *
 * Invariant: a read is confirmed by answers to a round that began after it.
 *
 * Source: Raft §8; the thesis §6.4 (ReadIndex).
 *
 * Left out: leases, which trust clocks (db-17).
 */

import { NotImplemented } from "@labs/machine";

interface PendingRead {
  readonly id: number;
  /** The round whose answers confirm it. */
  readonly round: number;
  /** What must have been applied before it is answered; undefined until the leader knows. */
  index: number | undefined;
}

/** A read that may be answered once entry `index` was applied. */
export interface ConfirmedRead {
  readonly id: number;
  readonly index: number;
}

/** The reads that wait, of one term of a leader's. */
export class PendingReads {
  #waiting: PendingRead[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /**
   * Notes a read.
   * @param round answers to it, and to later ones, confirm the read
   * @param index the leader's commit index, where an entry of its term is committed; else undefined
   * @step 6
   */
  add(id: number, round: number, index: number | undefined): void {
    throw new NotImplemented("db-16 step 6: PendingReads.add");
  }

  /**
   * An entry of the leader's term is committed: reads that waited for this may see all up to it.
   * @step 6
   */
  known(index: number): void {
    throw new NotImplemented("db-16 step 6: PendingReads.known");
  }

  /**
   * Takes out the reads that `round`, and so every earlier one, confirms.
   * @step 6
   */
  takeConfirmed(round: number): readonly ConfirmedRead[] {
    throw new NotImplemented("db-16 step 6: PendingReads.takeConfirmed");
  }

  /**
   * Takes all out: the leader leads no more.
   * @returns their ids
   */
  takeAll(): readonly number[] {
    const ids = this.#waiting.map(({ id }) => id);
    this.#waiting = [];
    return ids;
  }
}
