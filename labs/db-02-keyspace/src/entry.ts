/**
 * Entry: a key, what it holds, and what the keyspace remembers of it.
 *
 *     ── time ──────────────────●──────────────▶
 *       alive, alive, alive     │  dead
 *                            deadline: still alive at that very millisecond
 *
 * A dead key is one that no command finds any more. It may still take memory: see keyspace.ts.
 *
 * Source: `keyIsExpired` in Redis 7.0's db.c.
 */
import { NotImplemented } from "@labs/machine";
import type { Value } from "./value.ts";

/** What the keyspace knows of a key. */
export type Entry = {
  readonly key: Uint8Array;
  value: Value;
  /** Milliseconds since 1970; undefined where the key lives until it is removed. */
  deadline: number | undefined;
  /** When a command last used it, in milliseconds since 1970. */
  usedAt: number;
  /** How often it is used, as a logarithmic counter that decays; see eviction.ts. */
  frequency: number;
  /** What it is accounted for while there is a limit; see memory.ts. */
  accountedBytes: number;
  /** The snapshot that has it, by its number; 0 for a new entry. For db-04; nothing else changes it. */
  savedIn: number;
};

/**
 * Whether a key with this deadline is dead at `now`: it is while `now` is later than the deadline, not at it.
 *
 * @step 3
 */
export function isDead(deadline: number, now: number): boolean {
  throw new NotImplemented("db-02 step 3: isDead");
}
