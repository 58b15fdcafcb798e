/**
 * The expiry cycle: finds dead keys that nobody looks for, at a bounded cost.
 *
 *     keys with a deadline      ┌────────────────── again ─────────────────┐
 *     ○ ● ○ ○ ● ○ ○ ● ○ ○  ──▶  look at 20 at random ──▶ remove the dead ──┤ more than 10 % of the 20 were dead
 *       (● dead)                                                           └─▶ else, or budget spent: enough
 *
 * Lazy expiry alone keeps every dead key that nobody asks for again, for ever. A timer for each key would be exact, and
 * a heap of millions. The cycle guesses instead: 20 keys say roughly how many of all are dead, and where few
 * are, looking for them costs more than they do.
 *
 * Source: `activeExpireCycle` in Redis 7.0's expire.c: ACTIVE_EXPIRE_CYCLE_KEYS_PER_LOOP and
 * ACTIVE_EXPIRE_CYCLE_ACCEPTABLE_STALE.
 *
 * Left out: Redis 7 does not draw at random, it walks through the deadlines by a cursor, so that it comes by every key
 * within one round; its budget is a time, a quarter of each 100 ms; and when that is spent it goes on between commands, in
 * turns of a millisecond.
 */
import { NotImplemented } from "@labs/machine";
import type { Keyspace } from "./keyspace.ts";

/** How many keys are looked at before it is decided whether to go on. */
export const KEYS_PER_SAMPLE = 20;
/** A share of dead keys, in percent of a sample, that is left as it is. */
export const ACCEPTABLE_STALE_PERCENT = 10;
/** How often the server runs a cycle. */
export const CYCLE_EVERY_MS = 100;
/** How many keys each of them looks at: a few milliseconds, for which every client waits. */
export const CYCLE_BUDGET = 2_000;

/** What a cycle did, in keys. A key that was drawn twice was looked at twice. */
export type CycleReport = { readonly looked: number; readonly removed: number };

/**
 * One cycle. Begins and ends like a command, once each: `keyspace.beginCommand` reads the clock, and `endCommand` accounts
 * what was changed by those who were told of a removal. In between it looks at `KEYS_PER_SAMPLE` keys with a deadline,
 * or at as many as there are if they are fewer; removes the dead ones as expired; and draws another sample if more
 * than `acceptablePercent` of this one were dead.
 *
 * A look is one call of `keyspace.sample(true)`, and there is no other way to find a key: never `entries`, `scan` or
 * `sample(false)`, which come by keys without a deadline too. No more than `budget` looks in all: if less than a whole
 * sample is left, it looks at so many, and ends.
 *
 * @param budget a whole number, 0 or more
 * @step 4
 */
export function expireCycle(
  keyspace: Keyspace,
  budget: number,
  acceptablePercent: number = ACCEPTABLE_STALE_PERCENT,
): CycleReport {
  throw new NotImplemented("db-02 step 4: expireCycle");
}

/**
 * Runs a cycle with CYCLE_BUDGET every CYCLE_EVERY_MS of the keyspace's clock, the first after that time; the function
 * it returns ends that. No cycle begins after it was called, even if a cycle was running that called it (by `onRemoved`).
 *
 * @step 4
 */
export function startExpiring(keyspace: Keyspace): () => void {
  throw new NotImplemented("db-02 step 4: startExpiring");
}
