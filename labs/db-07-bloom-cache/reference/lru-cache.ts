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
import { assert } from "@labs/machine";

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
  /** @solution */
  readonly #capacity: number;
  /** @solution */
  readonly #onEvict: (key: CacheKey, value: Value) => void;
  /** @solution */
  readonly #entries = new Map<CacheKey, Entry<Value>>();
  /**
   * Between the newest and the oldest of those that nobody has a lease of: next is the oldest, previous the newest.
   * @solution
   */
  readonly #idle: Links = new Links();
  /** @solution */
  #usage = 0;
  /** @solution */
  #pinned = 0;
  /** @solution */
  #lastId = 0;

  /** @step 4 */
  constructor({ capacity, onEvict = () => {} }: LruCacheOptions<Value>) {
    assert(capacity >= 0, `a capacity: ${capacity}`);
    this.#capacity = capacity;
    this.#onEvict = onEvict;
  }

  /**
   * The sum of the charges of all that can be found, leased or not.
   *
   * @step 4
   */
  get usage(): number {
    return this.#usage;
  }

  /**
   * The sum of the charges of all that is leased, each entry once, also of what was erased or replaced meanwhile.
   *
   * @step 4
   */
  get pinned(): number {
    return this.#pinned;
  }

  /**
   * A lease of what was inserted under `key`; undefined where nothing can be found.
   *
   * @step 4
   */
  acquire(key: CacheKey): Lease<Value> | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined ? undefined : this.#leased(entry);
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
    assert(charge >= 0 && charge < Number.POSITIVE_INFINITY, `a charge: ${charge}`);
    const replaced = this.#entries.get(key);
    this.#entries.delete(key);
    const entry = new Entry(key, value, charge);
    this.#entries.set(key, entry);
    this.#usage += charge;
    const lease = this.#leased(entry);
    if (replaced !== undefined) this.#drop(replaced);
    this.#evict();
    return lease;
  }

  /**
   * Makes `key` be found no longer, and says whether it was. What is leased stays in its holders' hands.
   *
   * @step 4
   */
  erase(key: CacheKey): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#entries.delete(key);
    this.#drop(entry);
    return true;
  }

  /**
   * Erases all that can be found, in no certain order. What `onEvict` inserts meanwhile stays.
   *
   * @step 4
   */
  clear(): void {
    for (const entry of [...this.#entries.values()]) {
      if (entry.isCached) this.erase(entry.key);
    }
  }

  /**
   * A whole number that this cache has given nobody before, from 1 on, for those who share it: a part of their keys, so that these are
   * different from everybody else's.
   *
   * @step 4
   */
  newId(): number {
    this.#lastId += 1;
    return this.#lastId;
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
    const lines = [`usage ${this.#usage} of ${this.#capacity}, pinned ${this.#pinned}`];
    for (let at = this.#idle.next; at !== this.#idle; at = at.next) {
      const { key, charge } = at as Entry<Value>;
      lines.push(`idle ${key} ${charge}`);
    }
    for (const { key, charge, leases } of this.#entries.values()) {
      const held = leases === 1 ? "1 lease" : `${leases} leases`;
      if (leases > 0) lines.push(`leased ${key} ${charge}, ${held}`);
    }
    return lines.join("\n");
  }

  /** @solution */
  #leased(entry: Entry<Value>): Lease<Value> {
    if (entry.leases === 0) {
      entry.unlink();
      this.#pinned += entry.charge;
    }
    entry.leases += 1;
    return new EntryLease(entry, this.#release);
  }

  /** @solution */
  readonly #release = (entry: Entry<Value>): void => {
    entry.leases -= 1;
    if (entry.leases > 0) return;
    this.#pinned -= entry.charge;
    if (!entry.isCached) this.#onEvict(entry.key, entry.value);
    else {
      entry.append(this.#idle);
      this.#evict();
    }
  };

  /** @solution */
  #evict(): void {
    while (this.#usage > this.#capacity && this.#idle.next !== this.#idle) {
      this.erase((this.#idle.next as Entry<Value>).key);
    }
  }

  /**
   * What is no longer in the map counts no longer, and is told unless somebody has a lease of it.
   * @solution
   */
  #drop(entry: Entry<Value>): void {
    this.#usage -= entry.charge;
    entry.isCached = false;
    if (entry.leases > 0) return;
    entry.unlink();
    this.#onEvict(entry.key, entry.value);
  }
}

/**
 * A place in a ring.
 *
 * @solution
 */
class Links {
  previous: Links = this;
  next: Links = this;

  /** Puts this one in as the newest of `ring`. */
  append(ring: Links): void {
    this.previous = ring.previous;
    this.next = ring;
    ring.previous.next = this;
    ring.previous = this;
  }

  unlink(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
    this.previous = this;
    this.next = this;
  }
}

/** @solution */
class Entry<Value> extends Links {
  readonly key: CacheKey;
  readonly value: Value;
  readonly charge: number;
  leases = 0;
  /** Whether it can be found. */
  isCached = true;

  constructor(key: CacheKey, value: Value, charge: number) {
    super();
    this.key = key;
    this.value = value;
    this.charge = charge;
  }
}

/** @solution */
class EntryLease<Value> implements Lease<Value> {
  #entry: Entry<Value> | undefined;
  readonly #release: (entry: Entry<Value>) => void;

  constructor(entry: Entry<Value>, release: (entry: Entry<Value>) => void) {
    this.#entry = entry;
    this.#release = release;
  }

  get value(): Value {
    assert(this.#entry !== undefined, "the lease was given back");
    return this.#entry.value;
  }

  release(): void {
    const entry = this.#entry;
    assert(entry !== undefined, "the lease was given back before");
    this.#entry = undefined;
    this.#release(entry);
  }
}
