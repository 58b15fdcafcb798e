/**
 * Dict: a hash table that grows and shrinks a few buckets at a time.
 *
 *     old    │ moved │ moved │  ●  │     │ ● ▶ ● │ …    smaller or larger than new
 *                              ▲ position
 *     new    │  ●  │     │ ● ▶ ● │     │     │ …         there only while a rehash is under way
 *
 * A rehash begins when entries and buckets no longer fit each other, with an empty new table. From
 * then on every get, has, set and delete first moves the entries of the next few buckets of the old
 * table, and new entries go to the new table only, so that the old one empties; when its last
 * bucket was moved, the new table is the only one.
 *
 * Meanwhile an entry is in one of two places: in the new table, or in the bucket of the old one
 * that its hash says, if that is at `position` or above.
 *
 * Why ten buckets, empty or not: a table that begins to shrink has eight buckets for each entry,
 * and every operation after that may be a delete. At ten buckets each the old table is gone while
 * about a fifth of the entries is still there, whichever were deleted. So there are never many more
 * than nine buckets for each entry, which makes `sample` cheap, and of two tables one has at most
 * eight times the buckets of the other, which makes `scan` cheap.
 *
 * Source: Redis 7.0's dict.c, which moves one bucket with entries and skips up to ten empty ones.
 * dictScan there explains the cursor; it is Pieter Noordhuis's.
 *
 * Left out: more than 2^31 buckets; moving by a timer (`rehash` is there for it).
 */
import type { Random } from "@labs/machine";
// @solution
import { hashBytes } from "./bytes.ts";
// @solution
import { add, find, nodesOf, remove } from "./chain.ts";
// @solution
import { afterCursor } from "./cursor.ts";
import { type Allocate, type Node, Table } from "./dict-table.ts";

/** What a dict is made with; all may be left out. */
export type DictOptions = {
  /**
   * A whole number of 0 to 2^32 - 1 for a key, the same for equal keys. `hashBytes` with the seed 0
   * if not given, which will do where no stranger chooses the keys.
   */
  readonly hash?: (key: Uint8Array) => number;
  /**
   * Makes every array in which buckets lie: one slot for each of `buckets`, all empty. `new
   * Array(buckets)` if not given. Laws count with it what an operation reads, writes and allocates.
   */
  readonly allocate?: Allocate;
};

/** A dict never has fewer buckets. */
export const MIN_BUCKETS = 4;
/**
 * So many buckets of the old table are moved by an operation while a rehash is under way, empty
 * ones included.
 */
export const BUCKETS_PER_OPERATION = 10;
/** A rehash to fewer buckets begins when there are more than so many for each entry. */
export const MAX_BUCKETS_PER_ENTRY = 8;

/**
 * Entries by key, in no order. Keys are bytes, and equal if their bytes are.
 *
 * While a rehash is under way, each `get`, `has`, `set` and `delete`, of an empty dict too, begins
 * by moving the next BUCKETS_PER_OPERATION buckets of the old table, or what is left of them; when
 * the last was moved, the rehash is over. Nothing else moves any, but `rehash`.
 *
 * None of them, nor `clear`, takes longer because the dict is large: with a hash that spreads the
 * keys, none touches (reads or writes) more than 300 slots of tables, makes more than 16,384, or
 * hashes more than 64 keys.
 */
export class Dict<V> {
  // @solution
  readonly #hash: (key: Uint8Array) => number;
  // @solution
  readonly #allocate: Allocate;
  /**
   * The only table, or during a rehash the old one.
   *
   * @solution
   */
  #table: Table<V>;
  /**
   * The new one.
   *
   * @solution
   */
  #next: Table<V> | undefined;
  /**
   * The buckets of #table below this are empty; 0 without a rehash.
   *
   * @solution
   */
  #position = 0;
  // @solution
  #size = 0;
  /**
   * While this is above 0, nothing moves.
   *
   * @solution
   */
  #readers = 0;

  /**
   * An empty dict of MIN_BUCKETS buckets.
   *
   * @step 1
   */
  constructor({ hash, allocate }: DictOptions = {}) {
    this.#hash = hash ?? ((key) => hashBytes(key, 0));
    this.#allocate = allocate ?? ((buckets) => new Array(buckets));
    this.#table = new Table(MIN_BUCKETS, this.#allocate);
  }

  /**
   * How many entries there are.
   *
   * @step 1
   */
  get size(): number {
    return this.#size;
  }

  /**
   * Whether a rehash is under way.
   *
   * @step 1
   */
  get isRehashing(): boolean {
    return this.#next !== undefined;
  }

  /**
   * The value of `key`, or undefined if there is no such key.
   *
   * @step 1
   */
  get(key: Uint8Array): V | undefined {
    this.rehash(BUCKETS_PER_OPERATION);
    return this.#find(this.#hash(key) | 0, key)?.value;
  }

  /**
   * Whether there is such a key, whatever its value.
   *
   * @step 1
   */
  has(key: Uint8Array): boolean {
    this.rehash(BUCKETS_PER_OPERATION);
    return this.#find(this.#hash(key) | 0, key) !== undefined;
  }

  /**
   * Gives `key` this value; whether the key is new.
   *
   * A new key is kept, not copied. Where there is an equal key, only its value is replaced: the key
   * object that came first stays. If the key is new, there is no rehash under way, and there are as
   * many entries as buckets, then a rehash begins before the entry is added, to the smallest power
   * of two that is above the number of entries.
   *
   * @step 1
   */
  set(key: Uint8Array, value: V): boolean {
    this.rehash(BUCKETS_PER_OPERATION);
    const hash = this.#hash(key) | 0;
    const found = this.#find(hash, key);
    if (found !== undefined) {
      found.value = value;
      return false;
    }
    if (!this.isRehashing && this.#size >= this.#table.size) this.#resize(this.#size + 1);
    add(this.#next ?? this.#table, { key, hash, value, next: undefined });
    this.#size += 1;
    return true;
  }

  /**
   * Removes `key`; whether there was one.
   *
   * If there was, no rehash is under way, and there are now more than MAX_BUCKETS_PER_ENTRY buckets
   * for each entry, then a rehash begins, to the smallest power of two that is not below the number
   * of entries nor below MIN_BUCKETS.
   *
   * @step 1
   */
  delete(key: Uint8Array): boolean {
    this.rehash(BUCKETS_PER_OPERATION);
    const hash = this.#hash(key) | 0;
    if (!remove(this.#table, hash, key) && !(this.#next && remove(this.#next, hash, key))) {
      return false;
    }
    this.#size -= 1;
    const { size } = this.#table;
    const isSparse = size > MIN_BUCKETS && size > this.#size * MAX_BUCKETS_PER_ENTRY;
    if (!this.isRehashing && isSparse) this.#resize(this.#size);
    return true;
  }

  /**
   * Removes all entries; the dict is as new.
   *
   * @step 1
   */
  clear(): void {
    this.#table = new Table(MIN_BUCKETS, this.#allocate);
    this.#next = undefined;
    this.#position = 0;
    this.#size = 0;
  }

  /**
   * Moves the next `buckets` buckets of the old table, or what is left of them; whether a rehash is
   * under way after it. Called by a timer when there is nothing else to do.
   *
   * @step 1
   */
  rehash(buckets: number): boolean {
    const next = this.#next;
    if (next === undefined || this.#readers > 0) return this.isRehashing;
    const end = Math.min(this.#position + buckets, this.#table.size);
    while (this.#position < end) {
      for (const node of nodesOf(this.#table, this.#position)) add(next, node);
      this.#table.set(this.#position, undefined);
      this.#position += 1;
    }
    if (end < this.#table.size) return true;
    this.#table = next;
    this.#next = undefined;
    this.#position = 0;
    return false;
  }

  /**
   * The key and value of an entry drawn with `random`, or undefined if there is none. Every bucket
   * that has entries is as likely as any other, and then every entry of its chain: an entry that is
   * alone in its bucket comes up three times as often as one of a chain of three.
   *
   * With a hash that spreads the keys it touches 128 slots at most on average, however many buckets
   * there are and however few have entries.
   *
   * @step 1
   */
  sample(random: Random): readonly [Uint8Array, V] | undefined {
    if (this.#size === 0) return undefined;
    const unmoved = this.#table.size - this.#position;
    const buckets = unmoved + (this.#next?.size ?? 0);
    for (;;) {
      const drawn = random.below(buckets);
      const nodes =
        this.#next !== undefined && drawn >= unmoved
          ? nodesOf(this.#next, drawn - unmoved)
          : nodesOf(this.#table, this.#position + drawn);
      if (nodes.length === 0) continue;
      const { key, value } = nodes[random.below(nodes.length)]!;
      return [key, value];
    }
  }

  /**
   * Visits the entries of the part of the dict that `cursor` names, and returns the cursor of the
   * next part, 0 after the last. A cursor is a number of 32 bits; 0 begins. Any other is accepted,
   * and the iteration goes on from somewhere.
   *
   * What is promised of calls that begin with 0, each with the cursor that the one before returned,
   * until 0 comes back:
   *
   * - an entry that is there from the first call to the last is visited at least once, whatever is
   *   set and deleted between the calls, and however the dict grows, shrinks and moves;
   * - an entry that is there only for a while may be visited or not;
   * - if the dict was not changed meanwhile (gets are no change), each entry is visited once; else
   *   it may be more often;
   * - the dict remembers nothing: all is in the cursor.
   *
   * A part is one bucket of the smaller table and those of the larger one, at most eight, whose
   * entries would be in it. `visit` may read the dict, but not change it.
   *
   * @step 5
   */
  scan(cursor: number, visit: (key: Uint8Array, value: V) => void): number {
    const { small, large } = this.#bySize();
    const bucket = cursor & (small.size - 1);
    const chains = [nodesOf(small, bucket)];
    if (large !== undefined) {
      for (let i = bucket; i < large.size; i += small.size) chains.push(nodesOf(large, i));
    }
    // Only now, since a visitor that reads the dict makes it move.
    for (const { key, value } of chains.flat()) visit(key, value);
    return afterCursor(cursor, small.size);
  }

  /**
   * The keys and values of all entries, in no order.
   *
   * Within the loop the dict may be read but not changed. For that to hold, nothing moves while an
   * iteration is under way: it is from its first entry until it comes to its end or is left by
   * `break`, `return` or an exception.
   *
   * @step 1
   */
  *[Symbol.iterator](): IterableIterator<readonly [Uint8Array, V]> {
    this.#readers += 1;
    try {
      for (const table of this.#tables()) {
        for (let i = 0; i < table.size; i++) {
          for (const { key, value } of nodesOf(table, i)) yield [key, value];
        }
      }
    } finally {
      this.#readers -= 1;
    }
  }

  /**
   * How the dict stands, on one line: `5 entries, 8 buckets`, or while a rehash is under way `5
   * entries, 4 -> 8 buckets, 3 moved`: buckets of the old and of the new table, and how many of the
   * old were moved.
   *
   * @step 1
   */
  dump(): string {
    const { size } = this.#table;
    if (this.#next === undefined) return `${this.#size} entries, ${size} buckets`;
    return `${this.#size} entries, ${size} -> ${this.#next.size} buckets, ${this.#position} moved`;
  }

  /**
   * Begins to move to a table with a bucket for each of `entries`.
   *
   * @solution
   */
  #resize(entries: number): void {
    let size = MIN_BUCKETS;
    while (size < entries) size *= 2;
    this.#next = new Table(size, this.#allocate);
  }

  /** @solution */
  #find(hash: number, key: Uint8Array): Node<V> | undefined {
    return find(this.#table, hash, key) ?? (this.#next && find(this.#next, hash, key));
  }

  /** @solution */
  #tables(): Table<V>[] {
    return this.#next === undefined ? [this.#table] : [this.#table, this.#next];
  }

  /** @solution */
  #bySize(): { small: Table<V>; large: Table<V> | undefined } {
    const next = this.#next;
    if (next === undefined) return { small: this.#table, large: undefined };
    return next.size < this.#table.size
      ? { small: next, large: this.#table }
      : { small: this.#table, large: next };
  }
}
