/**
 * LruCache: what was used last stays, within a capacity; what is in use stays in any case.
 *
 *     by key      Map ──▶ entries
 *                           │
 *     idle        ┌─────────┴──────────────────────────────────┐
 *                 │ oldest ⇄ a ⇄ d ⇄ b ⇄ newest                │   nobody has a lease: the oldest goes first
 *                 └────▲─────────────────────────┬─────────────┘
 *                      │ evicted from here       │ acquire: taken out     release of the last lease: put in as newest
 *     leased      c (2 leases)   e (1 lease)  ◀──┘                        in no list: cannot be evicted
 *
 *     erased      in no map either; told to onEvict once the last lease is back
 *
 * Each operation changes a few links: there is no search, and no clock. An entry's place in the list says when it was
 * used, which is when its last lease was given back.
 *
 * Invariants: an entry that can be found is in the map, and in the list if and only if it has no lease. `usage` is at most
 * `capacity`, or everything that can be found is leased. Each value that was inserted is told to onEvict once, when it can
 * be found no longer and the last lease is back.
 *
 * Source: LevelDB util/cache.cc.
 *
 * Left out: shards with a lock each (there is one thread); scans, which push everything else out: 2Q, ARC, and the midpoint of
 * InnoDB's list are answers.
 */
import { NotImplemented } from "@labs/machine";

/** By what an entry is found. The string "1" and the number 1 are two keys. */
export type CacheKey = string | number;

export interface LruCacheOptions<Value> {
  /** The sum of charges that is kept, from 0 on, perhaps infinite (else InvariantError). With 0, what has no lease stays only if its charge is 0. */
  readonly capacity: number;
  /**
   * Told of each value once, when it can be found no longer and nobody has a lease of it: to close a file, say. It may use the cache,
   * which is in order then, and what it leases meanwhile is not evicted. It throws nothing.
   */
  readonly onEvict?: (key: CacheKey, value: Value) => void;
}

/** The right to use a value until it is given back. */
export interface Lease<Value> {
  /** InvariantError after `release`. */
  readonly value: Value;
  /** Gives it back. To do so twice is a bug (InvariantError). */
  release(): void;
}

/** A cache of values by key, with charges and leases. Every operation takes the same time, however many entries there are. */
export class LruCache<Value> {
  /** @step 4 */
  constructor({ capacity, onEvict = () => {} }: LruCacheOptions<Value>) {
    throw new NotImplemented("db-07 step 4: LruCache.constructor");
  }

  /**
   * The sum of the charges of all that can be found, leased or not.
   *
   * @step 4
   */
  get usage(): number {
    throw new NotImplemented("db-07 step 4: LruCache.usage");
  }

  /**
   * The sum of the charges of all that is leased, each entry once, also of what was erased or replaced meanwhile.
   *
   * @step 4
   */
  get pinned(): number {
    throw new NotImplemented("db-07 step 4: LruCache.pinned");
  }

  /**
   * A lease of what was inserted under `key`; undefined where nothing can be found.
   *
   * @step 4
   */
  acquire(key: CacheKey): Lease<Value> | undefined {
    throw new NotImplemented("db-07 step 4: LruCache.acquire");
  }

  /**
   * Keeps `value` under `key`, and a lease of it. What was found under `key` before is erased.
   *
   * Then, while `usage` is above `capacity`, the entry without a lease that was given back longest ago is evicted. The new
   * one has a lease, so it stays until that is given back, also where its charge alone is above the capacity.
   *
   * @param charge what it counts for, from 0 on and not infinite (else InvariantError, and nothing is changed): bytes for a
   * block, 1 for a file
   *
   * @step 4
   */
  insert(key: CacheKey, value: Value, charge: number): Lease<Value> {
    throw new NotImplemented("db-07 step 4: LruCache.insert");
  }

  /**
   * Makes `key` be found no longer, and says whether it was. What is leased stays in its holders' hands.
   *
   * @step 4
   */
  erase(key: CacheKey): boolean {
    throw new NotImplemented("db-07 step 4: LruCache.erase");
  }

  /**
   * Erases all that can be found, in no certain order. What `onEvict` inserts meanwhile stays.
   *
   * @step 4
   */
  clear(): void {
    throw new NotImplemented("db-07 step 4: LruCache.clear");
  }

  /**
   * A whole number that this cache has given nobody before, from 1 on, for those who share it: a part of their keys, so that these are
   * different from everybody else's.
   *
   * @step 4
   */
  newId(): number {
    throw new NotImplemented("db-07 step 4: LruCache.newId");
  }

  /**
   * What can be found, for people: a line of sums, then a line for each entry, with its key and its charge. First those without a
   * lease, beginning with the one that would be evicted first; then those with leases, in the order in which they were inserted
   * (the last time, where a key was inserted again), with `1 lease` or as many.
   *
   *     usage 12 of 20, pinned 5
   *     idle pear 4
   *     idle plum 3
   *     leased apple 5, 2 leases
   *
   * @step 4
   */
  dump(): string {
    throw new NotImplemented("db-07 step 4: LruCache.dump");
  }
}
