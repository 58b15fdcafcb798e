/**
 * An LRU cache by the definition: lists that are searched from end to end, and a number for when something was given back.
 */
import type { Lease, LruCache } from "@labs/db-07";
import type { Trial } from "@labs/grader/testing";

interface ModelEntry {
  readonly key: string;
  readonly value: number;
  readonly charge: number;
  leases: number;
  /** When its last lease was given back. */
  returned: number;
  isFound: boolean;
}

/** What `LruCache` has to do; values are numbers, each inserted once. */
export class ModelCache {
  readonly #capacity: number;
  /** In the order of their insertion. */
  #entries: ModelEntry[] = [];
  #now = 0;
  /** What onEvict was to be told, so far. */
  readonly told: string[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get usage(): number {
    return sum(this.#entries.filter(({ isFound }) => isFound));
  }

  get pinned(): number {
    return sum(this.#entries.filter(({ leases }) => leases > 0));
  }

  find(key: string): ModelEntry | undefined {
    return this.#entries.find((entry) => entry.isFound && entry.key === key);
  }

  acquire(key: string): ModelEntry | undefined {
    const entry = this.find(key);
    if (entry !== undefined) entry.leases += 1;
    return entry;
  }

  insert(key: string, value: number, charge: number): ModelEntry {
    const old = this.find(key);
    const entry = { key, value, charge, leases: 1, returned: 0, isFound: true };
    this.#entries.push(entry);
    if (old !== undefined) old.isFound = false;
    this.#settle();
    return entry;
  }

  release(entry: ModelEntry): void {
    entry.leases -= 1;
    entry.returned = this.#now++;
    this.#settle();
  }

  erase(key: string): boolean {
    const entry = this.find(key);
    if (entry !== undefined) entry.isFound = false;
    this.#settle();
    return entry !== undefined;
  }

  clear(): void {
    for (const entry of this.#entries) entry.isFound = false;
    this.#settle();
  }

  dump(): string {
    const found = this.#entries.filter(({ isFound }) => isFound);
    const idle = found.filter(({ leases }) => leases === 0);
    const leased = found.filter(({ leases }) => leases > 0);
    return [
      `usage ${this.usage} of ${this.#capacity}, pinned ${this.pinned}`,
      ...idle
        .toSorted((a, b) => a.returned - b.returned)
        .map(({ key, charge }) => `idle ${key} ${charge}`),
      ...leased.map(
        ({ key, charge, leases }) =>
          `leased ${key} ${charge}, ${leases} ${leases === 1 ? "lease" : "leases"}`,
      ),
    ].join("\n");
  }

  /** Tells of what nobody can have any more, and evicts while there is too much. */
  #settle(): void {
    for (;;) {
      const gone = this.#entries.filter(({ isFound, leases }) => !isFound && leases === 0);
      for (const { key, value } of gone) this.told.push(`${key}=${value}`);
      this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
      if (this.usage <= this.#capacity) return;
      const idle = this.#entries.filter(({ isFound, leases }) => isFound && leases === 0);
      if (idle.length === 0) return;
      const oldest = idle.reduce((a, b) => (a.returned <= b.returned ? a : b));
      oldest.isFound = false;
    }
  }
}

const sum = (entries: readonly ModelEntry[]): number =>
  entries.reduce((total, { charge }) => total + charge, 0);

/** An act on a cache: what, on which key or lease, and with which charge. */
export interface Act {
  readonly what: "insert" | "acquire" | "release" | "erase" | "clear";
  readonly which: number;
  readonly charge: number;
}

/** A cache and the model of it, to which the same is done. */
export class CachePair {
  readonly #t: Trial;
  readonly #cache: LruCache<number>;
  readonly #model: ModelCache;
  readonly #told: string[];
  readonly #leases: { readonly lease: Lease<number>; readonly entry: ModelEntry }[] = [];
  #values = 0;

  /** @param told what the cache's onEvict was told, as `key=value`, is added to it */
  constructor(t: Trial, cache: LruCache<number>, capacity: number, told: string[]) {
    this.#t = t;
    this.#cache = cache;
    this.#model = new ModelCache(capacity);
    this.#told = told;
  }

  /** Does it to both, and compares all that can be seen of them. */
  act({ what, which, charge }: Act): void {
    const t = this.#t;
    const key = "abcdef"[which % 6]!;
    if (what === "insert") {
      const value = this.#values++;
      t.did("insert", `${key}, value ${value}, charge ${charge}`);
      const lease = this.#cache.insert(key, value, charge);
      this.#leases.push({ lease, entry: this.#model.insert(key, value, charge) });
    } else if (what === "acquire") {
      t.did("acquire", key);
      const lease = this.#cache.acquire(key);
      const entry = this.#model.acquire(key);
      t.equal(lease !== undefined, entry !== undefined, "whether it was found");
      if (lease !== undefined && entry !== undefined) this.#leases.push({ lease, entry });
    } else if (what === "release") {
      const [held] = this.#leases.splice(which % Math.max(1, this.#leases.length), 1);
      if (held === undefined) return;
      t.did("release", `a lease of ${held.entry.key}, value ${held.entry.value}`);
      held.lease.release();
      this.#model.release(held.entry);
    } else if (what === "erase") {
      t.did("erase", key);
      t.equal(this.#cache.erase(key), this.#model.erase(key), "whether it was there");
    } else {
      t.did("clear", "all");
      this.#cache.clear();
      this.#model.clear();
    }
    this.#compare();
  }

  /** Gives all leases back and clears: then everything was told of. */
  end(): void {
    while (this.#leases.length > 0) this.act({ what: "release", which: 0, charge: 0 });
    this.act({ what: "clear", which: 0, charge: 0 });
    this.#t.equal(this.#told.length, this.#values, "how many values onEvict was told of");
  }

  #compare(): void {
    const t = this.#t;
    t.equal(this.#cache.usage, this.#model.usage, "usage");
    t.equal(this.#cache.pinned, this.#model.pinned, "pinned");
    t.equal(this.#cache.dump(), this.#model.dump(), "the dump");
    // A clear may tell in any order.
    t.equal(this.#told.toSorted(), this.#model.told.toSorted(), "what onEvict was told");
    for (const { lease, entry } of this.#leases) {
      t.equal(lease.value, entry.value, `the value of a lease of ${entry.key}`);
    }
  }
}
