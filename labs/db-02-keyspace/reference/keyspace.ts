/**
 * Keyspace: all keys, what they hold, and until when.
 *
 *     keys       Dict  key ──▶ Entry { value, deadline, usedAt, frequency }
 *     deadlines  Dict  key ──▶ the same Entry, for those keys only that have a deadline
 *
 * The second dict is there for the expiry cycle, which must find keys with a deadline among millions without one.
 *
 * Commands see the keyspace through `get`, `put`, `remove` and their like, and a key whose deadline has passed is not
 * there for any of them: the first who looks removes it (lazy expiry, step 3). The cycle removes those nobody looks
 * for (active expiry, step 4, in expire-cycle.ts). With a limit on memory, keys are removed before their time
 * (eviction, step 8, in eviction.ts).
 *
 * Invariants: every entry of `deadlines` is in `keys` and has a deadline, and the other way round. No collection in
 * `keys` is empty. While a command runs, `now` stands still.
 *
 * Source: Redis 7.0's db.c (lookupKey, expireIfNeeded, setKey) and expire.c.
 *
 * Left out: more than one database; notifications.
 */

import { CommandError } from "@labs/db-01";
import { type Clock, type Random, realClock, unseededRandom } from "@labs/machine";
import { equalBytes, hashBytes } from "./bytes.ts";
import { Dict } from "./dict.ts";
import { type Entry, isDead } from "./entry.ts";
import {
  DEFAULT_EVICTION,
  EvictionPool,
  type EvictionSettings,
  frequencyAfterUse,
  NEW_FREQUENCY,
} from "./eviction.ts";
import { memoryOf } from "./memory.ts";
import type { Value } from "./value.ts";

export { type Entry, isDead } from "./entry.ts";

/** Why a key was removed by nobody's command. */
export type RemovalReason = "expired" | "evicted";

/** What a keyspace is made with; all may be left out. */
export type KeyspaceOptions = {
  /** The machine's if not given. */
  readonly clock?: Clock;
  /** One that cannot be repeated if not given. */
  readonly random?: Random;
  /** Told of each entry that is removed by nobody's command, right after it. */
  readonly onRemoved?: (entry: Entry, reason: RemovalReason) => void;
};

/** All keys of a server. */
export class Keyspace {
  readonly clock: Clock;
  readonly random: Random;
  /** The limit on memory, and what goes when it is reached; see eviction.ts. */
  readonly eviction: EvictionSettings = { ...DEFAULT_EVICTION };
  /** How many changes were made since the keyspace is there: a command that changed nothing does not move it. */
  changes = 0;
  /** How many keys were removed because their time had come. */
  expiredKeys = 0;
  /** How many keys were removed because memory was full. */
  evictedKeys = 0;
  readonly #onRemoved: (entry: Entry, reason: RemovalReason) => void;
  readonly #keys: Dict<Entry>;
  readonly #deadlines: Dict<Entry>;
  readonly #candidates = new EvictionPool();
  #now: number;
  #usedBytes = 0;
  /** Entries that the running command changed, while there is a limit on memory. */
  #toAccount: Entry[] = [];

  constructor(options: KeyspaceOptions = {}) {
    this.clock = options.clock ?? realClock;
    this.random = options.random ?? unseededRandom();
    this.#onRemoved = options.onRemoved ?? (() => {});
    const seed = this.random.below(2 ** 32);
    const hash = (key: Uint8Array) => hashBytes(key, seed);
    this.#keys = new Dict({ hash });
    this.#deadlines = new Dict({ hash });
    this.#now = this.clock.now();
  }

  /** When the running command began, in milliseconds since 1970: time stands still while it runs. */
  get now(): number {
    return this.#now;
  }

  /** Called before each command: reads the clock. */
  beginCommand(): void {
    this.#now = this.clock.now();
  }

  /** Called after each command, whether it failed or not: accounts what it changed, while there is a limit. */
  endCommand(): void {
    if (this.#toAccount.length > 0) this.#account();
  }

  /** How many keys there are; those count whose time has come and which nobody has looked for yet. */
  get size(): number {
    return this.#keys.size;
  }

  /** How many keys have a deadline. */
  get deadlineCount(): number {
    return this.#deadlines.size;
  }

  /**
   * The entry of `key`, or undefined. Does not count as a use of the key.
   *
   * Step 3: an entry that is dead (`isDead`) at `now` is removed as expired (`removeFor`), and is not there. Every
   * method below that looks for a key finds none then.
   *
   * @step 2
   */
  peek(key: Uint8Array): Entry | undefined {
    const entry = this.#keys.get(key);
    if (entry?.deadline === undefined || !isDead(entry.deadline, this.#now)) return entry;
    this.removeFor("expired", entry);
    return undefined;
  }

  /**
   * What `key` holds, or undefined; counts as a use of the key (`#use`).
   *
   * @step 2
   */
  get(key: Uint8Array): Value | undefined {
    const entry = this.peek(key);
    if (entry === undefined) return undefined;
    this.#use(entry);
    return entry.value;
  }

  /**
   * What `key` holds, if it is of this kind, or undefined if there is no key; counts as a use, of another kind too.
   *
   * @throws CommandError `WRONGTYPE Operation against a key holding the wrong kind of value` if it holds another
   * @step 2
   */
  getAs<K extends Value["kind"]>(
    key: Uint8Array,
    kind: K,
  ): Extract<Value, { kind: K }> | undefined {
    const value = this.get(key);
    if (value === undefined || value.kind === kind) {
      return value as Extract<Value, { kind: K }> | undefined;
    }
    throw new CommandError("WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  /**
   * Makes `key` (kept, not copied) hold `value`, whatever it held, with this deadline or none. One change.
   *
   * A new entry has been used just now, and NEW_FREQUENCY; for one that is there already it counts as a use. Entries
   * with a deadline are in `deadlines` too, and only they. In both cases the entry needs accounting: `#changed`.
   *
   * @step 2
   */
  put(key: Uint8Array, value: Value, deadline?: number): void {
    const held = this.peek(key);
    if (held !== undefined) this.#use(held);
    const entry = held ?? this.#add(key, value, NEW_FREQUENCY);
    entry.value = value;
    this.#setDeadline(entry, deadline);
    this.#changed(entry);
    this.changes += 1;
  }

  /**
   * Makes `key` hold `value` and leaves its deadline as it is; as `put` if there is no key. One change. Does not count
   * as a use: whoever replaces a value has read it.
   *
   * @step 2
   */
  replace(key: Uint8Array, value: Value): void {
    const entry = this.peek(key) ?? this.#add(key, value, NEW_FREQUENCY);
    entry.value = value;
    this.#changed(entry);
    this.changes += 1;
  }

  /**
   * Removes `key`; whether there was one. One change, or none.
   *
   * @step 2
   */
  remove(key: Uint8Array): boolean {
    const entry = this.peek(key);
    if (entry === undefined) return false;
    this.#drop(entry);
    this.changes += 1;
    return true;
  }

  /**
   * Says that the collection in `key` was changed in place, by `count` changes: 0 if it was not after all. Removes the
   * key if the collection is empty now.
   *
   * @step 6
   */
  touched(key: Uint8Array, count: number): void {
    const entry = this.#keys.get(key);
    this.changes += count;
    if (entry === undefined) return;
    this.#changed(entry);
    if (entry.value.kind !== "string" && entry.value.size === 0) this.#drop(entry);
  }

  /**
   * Gives `key` this deadline, or none; whether there is such a key. One change; none if there is no such key, or no
   * deadline before and after. Does not count as a use: whoever sets a deadline has looked at the key.
   *
   * @step 2
   */
  setDeadline(key: Uint8Array, deadline: number | undefined): boolean {
    const entry = this.peek(key);
    if (entry === undefined) return false;
    if (deadline !== undefined || entry.deadline !== undefined) this.changes += 1;
    this.#setDeadline(entry, deadline);
    return true;
  }

  /**
   * Gives what `from` holds, with its deadline and frequency, the name `to`, whatever that held; whether there is a
   * key `from`. Counts as a use, also if both names are the same. One change; none if they are the same, or if there is
   * no such key.
   *
   * @step 2
   */
  rename(from: Uint8Array, to: Uint8Array): boolean {
    const entry = this.peek(from);
    if (entry === undefined) return false;
    this.#use(entry);
    if (equalBytes(from, to)) return true;
    const target = this.peek(to);
    if (target !== undefined) this.#drop(target);
    this.#drop(entry);
    const renamed = this.#add(to, entry.value, entry.frequency);
    this.#setDeadline(renamed, entry.deadline);
    this.#changed(renamed);
    this.changes += 1;
    return true;
  }

  /**
   * An entry drawn at random that is not dead, or undefined if there is none. Dead ones that it meets are removed.
   *
   * @step 2
   */
  randomEntry(): Entry | undefined {
    for (;;) {
      const drawn = this.#keys.sample(this.random);
      if (drawn === undefined) return undefined;
      const entry = this.peek(drawn[0]);
      if (entry !== undefined) return entry;
    }
  }

  /** An entry drawn at random, dead or not; of those with a deadline if `withDeadline`. For the cycle and eviction. */
  sample(withDeadline: boolean): Entry | undefined {
    return (withDeadline ? this.#deadlines : this.#keys).sample(this.random)?.[1];
  }

  /** Whether this very entry is in the keyspace. */
  holds(entry: Entry): boolean {
    return this.#keys.get(entry.key) === entry;
  }

  /** Removes all keys; each is one change. */
  clear(): void {
    this.changes += this.#keys.size;
    this.#keys.clear();
    this.#deadlines.clear();
    this.#usedBytes = 0;
  }

  /** Every entry, dead ones too, in no order. The keyspace must not be changed meanwhile. */
  *entries(): IterableIterator<Entry> {
    for (const [, entry] of this.#keys) yield entry;
  }

  /**
   * Visits the entries that are not dead of the part that `cursor` names (0: the first), and returns the cursor of
   * the next part, 0 after the last. See Dict.scan for what is promised.
   *
   * @step 5
   */
  scan(cursor: number, visit: (entry: Entry) => void): number {
    const found: Entry[] = [];
    const next = this.#keys.scan(cursor, (_, entry) => found.push(entry));
    for (const { key } of found) {
      const entry = this.peek(key);
      if (entry !== undefined) visit(entry);
    }
    return next;
  }

  /**
   * Removes an entry by nobody's command: counts it in `expiredKeys` or `evictedKeys`, and then tells who wants to know
   * (`onRemoved`). No change: nobody's command changed anything.
   *
   * @step 3
   */
  removeFor(reason: RemovalReason, entry: Entry): void {
    this.#drop(entry);
    if (reason === "expired") this.expiredKeys += 1;
    else this.evictedKeys += 1;
    this.#onRemoved(entry, reason);
  }

  /** Whether there is a limit on memory. */
  get isLimited(): boolean {
    return this.eviction.maxMemoryBytes > 0;
  }

  /**
   * What all entries are accounted for, by `memoryOf`: kept up to date while there is a limit, else 0.
   */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  /**
   * Accounts every entry anew: once, when a limit is set or taken away.
   *
   * @step 8
   */
  accountAll(): void {
    this.#usedBytes = 0;
    for (const entry of this.entries()) {
      entry.accountedBytes = this.isLimited ? memoryOf(entry) : 0;
      this.#usedBytes += entry.accountedBytes;
    }
  }

  /**
   * Evicts keys until `usedBytes` is within the limit; whether it is.
   *
   * @step 8
   */
  makeRoom(): boolean {
    while (this.#usedBytes > this.eviction.maxMemoryBytes) {
      const entry = this.#candidates.next(this);
      if (entry === undefined) return false;
      this.removeFor("evicted", entry);
    }
    return true;
  }

  /** Takes the entry out of both dicts, and out of `usedBytes`. */
  #drop(entry: Entry): void {
    this.#keys.delete(entry.key);
    if (entry.deadline !== undefined) this.#deadlines.delete(entry.key);
    this.#usedBytes -= entry.accountedBytes;
    entry.accountedBytes = 0;
  }

  /** A command uses the entry now. */
  #use(entry: Entry): void {
    if (this.eviction.policy.endsWith("lfu")) entry.frequency = frequencyAfterUse(this, entry);
    entry.usedAt = this.#now;
  }

  /** @solution */
  #add(key: Uint8Array, value: Value, frequency: number): Entry {
    const usedAt = this.#now;
    const entry: Entry = {
      key,
      value,
      deadline: undefined,
      usedAt,
      frequency,
      accountedBytes: 0,
      savedIn: 0,
    };
    this.#keys.set(key, entry);
    return entry;
  }

  /** @solution */
  #setDeadline(entry: Entry, deadline: number | undefined): void {
    if (deadline !== undefined) this.#deadlines.set(entry.key, entry);
    else if (entry.deadline !== undefined) this.#deadlines.delete(entry.key);
    entry.deadline = deadline;
  }

  /** The entry needs accounting at the end of the command, if there is a limit. */
  #changed(entry: Entry): void {
    if (this.isLimited) this.#toAccount.push(entry);
  }

  /** @step 8 */
  #account(): void {
    for (const entry of this.#toAccount) {
      // Gone again, within the same command.
      if (this.#keys.get(entry.key) !== entry) continue;
      const bytes = memoryOf(entry);
      this.#usedBytes += bytes - entry.accountedBytes;
      entry.accountedBytes = bytes;
    }
    this.#toAccount = [];
  }
}
