/**
 * Ballot: the votes that a candidate has, in one term.
 *
 *     voters  a b c d e      a: granted (itself)  c: granted  d: refused      2 of 5: open
 *                                                 e: granted                  3 of 5: won
 *
 * Invariant: each voter counts once, whatever it says and how often: a vote that arrives twice is one vote.
 *
 * Source: Raft §5.2.
 */
import { NotImplemented } from "@labs/machine";
import type { NodeId } from "./messages.ts";

/**
 * How many of `voters` machines are a majority: any two majorities have a machine in common.
 * @step 2
 */
export function majorityOf(voters: number): number {
  throw new NotImplemented("db-16 step 2: majorityOf");
}

/** The votes of one term. */
export class Ballot {
  readonly #voters: readonly NodeId[];
  readonly #granted: Set<NodeId>;

  /**
   * @param voters who may vote
   * @param candidate whose first vote is its own
   */
  constructor(voters: readonly NodeId[], candidate: NodeId) {
    this.#voters = voters;
    this.#granted = new Set([candidate]);
  }

  /**
   * Counts a vote for the candidate. What somebody says who is no voter does not count.
   * @step 2
   */
  grant(from: NodeId): void {
    throw new NotImplemented("db-16 step 2: Ballot.grant");
  }

  /**
   * Whether a majority of the voters has granted.
   * @step 2
   */
  get isWon(): boolean {
    throw new NotImplemented("db-16 step 2: Ballot.isWon");
  }
}
