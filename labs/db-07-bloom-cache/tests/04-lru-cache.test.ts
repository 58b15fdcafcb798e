import { type CacheKey, type Lease, LruCache } from "@labs/db-07";
import { step } from "@labs/grader/testing";
import fc from "fast-check";
import { type Act, CachePair } from "./lru-model.ts";

const law = step("lru-cache");

/** A cache of texts, and what its onEvict was told. */
function told(capacity: number): { cache: LruCache<string>; evicted: string[] } {
  const evicted: string[] = [];
  const onEvict = (key: CacheKey, value: string) => void evicted.push(`${key}=${value}`);
  return { cache: new LruCache<string>({ capacity, onEvict }), evicted };
}

/** Inserts each of these under its own name with charge 1, and gives it back. */
function filled(cache: LruCache<string>, names: string): void {
  for (const name of names) cache.insert(name, name.toUpperCase(), 1).release();
}

/** The names of what can be found, of the letters from a to z. */
function found(cache: LruCache<string>): string {
  return [..."abcdefghijklmnopqrstuvwxyz"]
    .filter((name) => cache.dump().includes(` ${name} `))
    .join("");
}

law(
  "found",
  "what was inserted is found under its key, and nothing else is",
  { hint: "A map and a ring" },
  (t) => {
    const { cache } = told(10);
    t.did("inserted", '"pear" → "green", "plum" → "blue"');
    const lease = cache.insert("pear", "green", 1);
    t.equal(lease.value, "green", "the value of insert's lease");
    lease.release();
    cache.insert("plum", "blue", 1).release();
    t.equal(cache.acquire("pear")?.value, "green");
    t.equal(cache.acquire("plum")?.value, "blue");
    t.equal(cache.acquire("apple"), undefined);
    t.equal(cache.acquire(""), undefined);
    for (const value of [undefined, null, false, 0, ""]) {
      const any = new LruCache<unknown>({ capacity: 1 });
      any.insert("pear", value, 1).release();
      t.given("inserted", value);
      const found = any.acquire("pear");
      t.equal([found !== undefined, found?.value], [true, value], "whether it is found, and what");
    }
  },
);

law(
  "keys",
  "a text and a number are two keys, also where they look alike, and onEvict is told which",
  { hint: "A map and a ring" },
  (t) => {
    const { cache } = told(10);
    t.did("inserted", 'under 1, "1", "", 0 and "__proto__"');
    const keys: readonly CacheKey[] = [1, "1", "", 0, "__proto__", 2 ** 52];
    for (const key of keys) cache.insert(key, `${typeof key} ${key}`, 1).release();
    for (const key of keys) t.equal(cache.acquire(key)?.value, `${typeof key} ${key}`);
    t.equal(cache.acquire("constructor"), undefined);
    const seen: CacheKey[] = [];
    const two = new LruCache<string>({ capacity: 2, onEvict: (key) => void seen.push(key) });
    const held = two.insert(1, "a number", 1);
    two.insert("1", "a text", 1).release();
    t.given("cleared", 'a cache that has 1, which is leased, and "1"');
    two.clear();
    t.equal(seen, ["1"], "the keys that onEvict was told");
    held.release();
    t.did("gave back", "1");
    two.insert(2, "another", 1).release();
    two.erase(2);
    t.did("inserted and erased", "2");
    t.equal(seen, ["1", 1, 2], "the keys that onEvict was told");
  },
);

law(
  "evicts-the-oldest",
  "above its capacity a cache evicts what was given back longest ago",
  { hint: "A map and a ring" },
  (t) => {
    const { cache, evicted } = told(3);
    t.did("inserted", "a, b, c, d, e into a cache of 3");
    filled(cache, "abcde");
    t.equal(evicted, ["a=A", "b=B"], "what was evicted");
    t.equal(found(cache), "cde", "what can be found");
    t.equal(cache.usage, 3, "usage");
  },
);

law(
  "use-renews",
  "to acquire and give back makes an entry the newest",
  { hint: "A map and a ring" },
  (t) => {
    const { cache, evicted } = told(3);
    filled(cache, "abc");
    t.did("inserted", "a, b, c into a cache of 3; then a used; then d, e inserted");
    cache.acquire("a")?.release();
    filled(cache, "de");
    t.equal(evicted, ["b=B", "c=C"], "what was evicted");
    t.equal(found(cache), "ade", "what can be found");
  },
);

law(
  "given-back-counts",
  "when an entry was used is when its last lease was given back, not when it was acquired",
  { hint: "Only who is idle is in the ring" },
  (t) => {
    const { cache, evicted } = told(3);
    filled(cache, "abc");
    t.did("acquired", "c, b, a; then a second lease of a");
    const [c, b, a, again] = ["c", "b", "a", "a"].map((key) => cache.acquire(key)!);
    t.did("gave back", "one of a, then b, c, and the other of a");
    for (const lease of [again!, b!, c!, a!]) lease.release();
    filled(cache, "de");
    t.equal(evicted, ["b=B", "c=C"], "what was evicted by two more");
  },
);

law(
  "leased-stays",
  "what is leased is never evicted, whatever is inserted",
  { hint: "Only who is idle is in the ring" },
  (t) => {
    const { cache, evicted } = told(2);
    const lease = cache.insert("a", "A", 1);
    t.did("leased", "a, in a cache of 2; then 100 others inserted");
    for (let i = 0; i < 100; i++) cache.insert(i, "other", 1).release();
    t.equal(lease.value, "A", "the value of the lease");
    t.equal(evicted.includes("a=A"), false, "whether it was evicted");
    t.equal(cache.usage, 2, "usage");
    lease.release();
    t.did("gave back", "a");
    t.equal(cache.acquire("a")?.value, "A", "what is found under a");
  },
);

law(
  "above-the-capacity",
  "while all is leased, usage is above the capacity; what is given back then goes at once",
  { hint: "When a lease comes back" },
  (t) => {
    const { cache, evicted } = told(2);
    const leases = [..."abcd"].map((key) => cache.insert(key, key.toUpperCase(), 1));
    t.did("leased", "a, b, c, d in a cache of 2");
    t.equal([cache.usage, cache.pinned], [4, 4], "usage and pinned");
    leases[2]!.release();
    t.did("gave back", "c");
    t.equal(evicted, ["c=C"], "what was evicted");
    t.equal([cache.usage, cache.pinned], [3, 3], "usage and pinned");
    leases[0]!.release();
    leases[1]!.release();
    t.did("gave back", "a and b");
    t.equal(evicted, ["c=C", "a=A"], "what was evicted");
    t.equal([cache.usage, cache.pinned], [2, 1], "usage and pinned");
  },
);

law(
  "charges",
  "charges count, not entries: one large entry takes the place of several small ones",
  { hint: "Charges" },
  (t) => {
    const { cache, evicted } = told(100);
    for (const key of "abcde") cache.insert(key, key.toUpperCase(), 20).release();
    t.did("inserted", "a to e, 20 each, into a cache of 100; then f, 50");
    cache.insert("f", "F", 50).release();
    t.equal(evicted, ["a=A", "b=B", "c=C"], "what was evicted");
    t.equal(cache.usage, 90, "usage");
    t.did("inserted", "g, 0; h, 10.5");
    cache.insert("g", "G", 0).release();
    t.equal(cache.usage, 90, "usage");
    cache.insert("h", "H", 10.5).release();
    t.equal(found(cache), "efgh", "what can be found");
    t.equal(cache.usage, 80.5, "usage");
    const free = told(1);
    free.cache.insert("a", "A", 0).release();
    for (const key of "bc") free.cache.insert(key, key.toUpperCase(), 1).release();
    t.given("inserted", "a, 0; b, 1; c, 1, into a cache of 1");
    t.equal(free.evicted, ["a=A", "b=B"], "what was evicted");
  },
);

law(
  "too-large",
  "what is larger than the cache stays while it is leased, and evicts all that is not",
  { hint: "Charges" },
  (t) => {
    const { cache, evicted } = told(10);
    filled(cache, "abc");
    t.did("inserted", "x, charge 11, into a cache of 10 that has a, b, c");
    const lease = cache.insert("x", "X", 11);
    t.equal(evicted, ["a=A", "b=B", "c=C"], "what was evicted");
    t.equal(cache.acquire("x")?.value, "X", "what is found while it is leased");
    t.equal([cache.usage, cache.pinned], [11, 11], "usage and pinned");
    t.equal(lease.value, "X", "the value of its lease");
    const full = told(10);
    const large = full.cache.insert("x", "X", 11);
    large.release();
    t.given("inserted and gave back", "x, charge 11, in a cache of 10");
    t.equal(full.evicted, ["x=X"], "what was evicted");
    t.equal(full.cache.usage, 0, "usage");
  },
);

law("exactly-full", "a cache that is exactly full evicts nothing", { hint: "Charges" }, (t) => {
  const { cache, evicted } = told(4);
  filled(cache, "abcd");
  t.did("inserted", "a to d into a cache of 4");
  t.equal(evicted, [], "what was evicted");
  t.equal(cache.usage, 4, "usage");
});

law(
  "nothing-kept",
  "with capacity 0 nothing that costs anything is kept, unless it is leased",
  { hint: "When a lease comes back" },
  (t) => {
    const { cache, evicted } = told(0);
    const lease = cache.insert("a", "A", 1);
    t.did("inserted", "a into a cache of 0");
    const second = cache.acquire("a");
    t.equal(second?.value, "A", "what is found while it is leased");
    lease.release();
    t.equal(evicted, [], "what was evicted after one of two leases");
    second?.release();
    t.equal(evicted, ["a=A"], "what was evicted after both");
    t.equal(cache.acquire("a"), undefined);
    t.equal(new LruCache({ capacity: 0 }).usage, 0, "usage of an empty one");
    cache.insert("b", "B", 0).release();
    t.given("inserted and gave back", "b, charge 0, in a cache of 0");
    t.equal(cache.acquire("b")?.value, "B", "what is found");
  },
);

law(
  "replaced",
  "a key that is inserted again has the new value; who holds the old one keeps it",
  { hint: "Erased and still held" },
  (t) => {
    const { cache, evicted } = told(10);
    const old = cache.insert("a", "first", 2);
    t.did("inserted", 'a → "first", charge 2, and again → "second", charge 3');
    const next = cache.insert("a", "second", 3);
    t.equal([old.value, next.value], ["first", "second"], "the values of the leases");
    t.equal([cache.usage, cache.pinned], [3, 5], "usage and pinned");
    t.equal(cache.acquire("a")?.value, "second", "what is found");
    t.equal(evicted, [], "what onEvict was told");
    old.release();
    t.did("gave back", "the old one");
    t.equal(evicted, ["a=first"], "what onEvict was told");
    t.equal([cache.usage, cache.pinned], [3, 3], "usage and pinned");
    next.release();
    const again = told(10);
    again.cache.insert("a", "first", 2).release();
    again.cache.insert("a", "second", 3).release();
    t.given("inserted", 'a → "first", and again → "second", nobody holding the first');
    t.equal(again.evicted, ["a=first"], "what onEvict was told");
    t.equal(again.cache.usage, 3, "usage");
  },
);

law(
  "erased",
  "what is erased is found no longer; it is told to onEvict when the last lease is back, once",
  { hint: "Erased and still held" },
  (t) => {
    const { cache, evicted } = told(10);
    const one = cache.insert("a", "A", 4);
    const two = cache.acquire("a")!;
    t.did("erased", "a, which has two leases");
    t.equal(cache.erase("a"), true, "whether it was there");
    t.equal(cache.acquire("a"), undefined);
    t.equal([cache.usage, cache.pinned], [0, 4], "usage and pinned");
    t.equal([one.value, two.value], ["A", "A"], "the values of the leases");
    t.equal(cache.erase("a"), false, "whether it was there a second time");
    one.release();
    t.equal(evicted, [], "what onEvict was told after one lease");
    t.equal(two.value, "A", "the value of the other lease");
    two.release();
    t.equal(evicted, ["a=A"], "what onEvict was told after both");
    t.equal([cache.usage, cache.pinned], [0, 0], "usage and pinned");
    filled(cache, "b");
    t.given("erased", "b, of which nobody has a lease; and c, which never was");
    t.equal([cache.erase("b"), cache.erase("c")], [true, false], "whether they were there");
    t.equal(evicted, ["a=A", "b=B"], "what onEvict was told");
  },
);

law(
  "another-of-the-name",
  "what was erased and comes back later disturbs nothing that has its key now",
  { hint: "Erased and still held" },
  (t) => {
    const { cache, evicted } = told(1);
    const old = cache.insert("a", "old", 1);
    cache.erase("a");
    cache.insert("a", "new", 1).release();
    t.did("gave back", "a lease of a that was erased, while another a is there");
    old.release();
    t.equal(evicted, ["a=old"], "what onEvict was told");
    t.equal(cache.acquire("a")?.value, "new", "what is found");
    t.equal([cache.usage, cache.pinned], [1, 1], "usage and pinned");
  },
);

law(
  "cleared",
  "clear erases all: the idle at once, the leased when they come back",
  { hint: "Erased and still held" },
  (t) => {
    const { cache, evicted } = told(10);
    filled(cache, "abc");
    const lease = cache.insert("d", "D", 1);
    t.did("cleared", "a cache of a, b, c and d, which is leased");
    cache.clear();
    t.equal(evicted.toSorted(), ["a=A", "b=B", "c=C"], "what onEvict was told");
    t.equal([cache.usage, cache.pinned], [0, 1], "usage and pinned");
    t.equal(lease.value, "D", "the value of the lease");
    lease.release();
    t.equal(evicted.at(-1), "d=D", "what onEvict was told last");
    filled(cache, "e");
    t.equal(cache.acquire("e")?.value, "E", "what is found of what was inserted afterwards");
  },
);

law(
  "a-lease-ends",
  "a lease that was given back is no lease: its value and another release are bugs",
  { hint: "A lease is used once" },
  (t) => {
    const { cache, evicted } = told(0);
    const one = cache.insert("a", "A", 1);
    const two = cache.acquire("a")!;
    one.release();
    t.did("gave back", "one of two leases of a, and used it again");
    t.isBug(() => one.release());
    t.isBug(() => one.value);
    t.equal(two.value, "A", "the value of the other lease");
    t.equal(evicted, [], "what onEvict was told");
    two.release();
    t.equal(evicted, ["a=A"], "what onEvict was told after both");
    t.isBug(() => two.release());
  },
);

law(
  "within-on-evict",
  "onEvict may use the cache, which is in order then",
  { hint: "Told last" },
  (t) => {
    const seen: string[] = [];
    const cache: LruCache<string> = new LruCache<string>({
      capacity: 2,
      onEvict: (key, value) => {
        seen.push(`${key}=${value} ${cache.usage} ${cache.acquire(key) === undefined}`);
        if (value === "A") cache.insert("z", "Z", 1).release();
      },
    });
    t.did("inserted", "a, b, c into a cache of 2 whose onEvict inserts z when a goes");
    filled(cache, "abc");
    t.equal(seen, ["a=A 2 true", "b=B 2 true"], "what onEvict saw");
    t.equal(found(cache), "cz", "what can be found");
    t.equal(cache.usage, 2, "usage");
    const nested: LruCache<string> = new LruCache<string>({
      capacity: 5,
      onEvict: (key, value) => void (value === "old" && nested.insert(key, "newest", 2).release()),
    });
    nested.insert("a", "old", 1).release();
    nested.insert("a", "new", 1).release();
    t.given("inserted", "a again, whose onEvict inserts it once more");
    t.equal(nested.acquire("a")?.value, "newest", "what is found");
    t.equal(nested.usage, 2, "usage");
  },
);

law(
  "evicting-within-on-evict",
  "what onEvict leases while others are evicted is not evicted with them",
  { hint: "Told last" },
  (t) => {
    const evicted: string[] = [];
    let held: Lease<string> | undefined;
    const cache: LruCache<string> = new LruCache<string>({
      capacity: 2,
      onEvict: (key, value) => {
        evicted.push(`${key}=${value}`);
        if (key === "a") held = cache.acquire("b");
      },
    });
    filled(cache, "ab");
    t.did("inserted", "a and b, then x with charge 2, into a cache of 2");
    t.did("onEvict", "acquires b when a goes");
    const lease = cache.insert("x", "X", 2);
    t.equal(evicted[0], "a=A", "what was evicted first");
    // Who has taken both out before telling of the first may do so: then there was no lease to be had.
    if (held === undefined) {
      t.equal(evicted, ["a=A", "b=B"], "what was evicted, as onEvict found no b");
      return;
    }
    t.equal(held.value, "B", "the value of the lease of b");
    t.equal(evicted, ["a=A"], "what was evicted");
    t.equal([cache.usage, cache.pinned], [3, 3], "usage and pinned");
    const again = cache.acquire("b");
    t.equal(again?.value, "B", "what is found under b");
    again?.release();
    held.release();
    t.did("gave back", "b");
    t.equal(evicted, ["a=A", "b=B"], "what was evicted");
    lease.release();
  },
);

law(
  "replaced-within-on-evict",
  "when onEvict is told of a value that was replaced, the new one is there, and leased",
  { hint: "Told last" },
  (t) => {
    const told: string[] = [];
    const cache: LruCache<string> = new LruCache<string>({
      capacity: 4,
      onEvict: (key, value) => {
        told.push(value);
        if (value !== "old") return;
        t.did("onEvict", 'is told of "old": looked at the sums');
        t.equal([cache.usage, cache.pinned], [5, 5], "usage and pinned");
        t.did("onEvict", "acquired a, and gave it back");
        const next = cache.acquire(key);
        t.equal(next?.value, "new", "what is found");
        next?.release();
        t.equal(told, ["old"], "what onEvict was told");
      },
    });
    cache.insert("a", "old", 1).release();
    t.did("inserted", "a again, with charge 5, into a cache of 4");
    const lease = cache.insert("a", "new", 5);
    t.equal(told, ["old"], "what onEvict was told");
    t.equal(lease.value, "new", "the value of insert's lease");
    lease.release();
    t.did("gave back", "the lease");
    t.equal(told, ["old", "new"], "what onEvict was told");
  },
);

law(
  "released-within-on-evict",
  "within onEvict the lease that was given back is one no more",
  { hint: "A lease is used once" },
  (t) => {
    let [lease, asked]: [Lease<string> | undefined, number] = [undefined, 0];
    const cache = new LruCache<string>({
      capacity: 0,
      onEvict: () => {
        asked += 1;
        if (asked > 1) return;
        t.did("within onEvict", "asked the lease for its value");
        t.isBug(() => lease?.value);
        t.did("within onEvict", "gave the lease back again");
        t.isBug(() => lease?.release());
      },
    });
    lease = cache.insert("a", "A", 1);
    t.did("gave back", "a, in a cache of 0");
    lease.release();
    t.equal(asked, 1, "how often onEvict was told");
    const erased = cache.insert("b", "B", 1);
    [lease, asked] = [erased, 0];
    cache.erase("b");
    t.given("gave back", "b, which was erased before");
    erased.release();
    t.equal(asked, 1, "how often onEvict was told");
  },
);

law(
  "cleared-within-on-evict",
  "what onEvict inserts during a clear stays, under a new key and under one that is being cleared",
  { hint: "Told last" },
  (t) => {
    const evicted: string[] = [];
    const cache: LruCache<string> = new LruCache<string>({
      capacity: 100,
      onEvict: (key, value) => {
        evicted.push(`${key}=${value}`);
        if (evicted.length > 1) return;
        for (const name of "abcdefghij") {
          if (name !== key) cache.insert(name, `new ${name}`, 1).release();
        }
      },
    });
    filled(cache, "abc");
    t.did("cleared", "a cache of a, b and c");
    t.did("onEvict", "at the first of them, inserts all others of a to j");
    cache.clear();
    const first = evicted[0]!;
    t.equal(evicted.toSorted(), ["a=A", "b=B", "c=C"], "what onEvict was told");
    for (const name of "abcdefghij") {
      const expected = first.startsWith(name) ? undefined : `new ${name}`;
      t.equal(cache.acquire(name)?.value, expected, `what is found under ${name}`);
    }
  },
);

law(
  "ids",
  "newId gives a number that it has given nobody before",
  { hint: "A map and a ring" },
  (t) => {
    const { cache } = told(1);
    const ids = Array.from({ length: 997 }, () => cache.newId());
    filled(cache, "ab");
    ids.push(cache.newId());
    cache.erase("b");
    ids.push(cache.newId());
    cache.clear();
    ids.push(cache.newId());
    t.did("took", "997 ids, one more after an eviction, after erase and after clear");
    t.equal(new Set(ids).size, 1000, "how many different ones of 1,000");
    t.holds(ids.every(Number.isSafeInteger), "one is no whole number");
  },
);

law(
  "wrong-charges",
  "a capacity or charge that is below 0 or no number is a bug, and changes nothing",
  { hint: "Charges" },
  (t) => {
    for (const wrong of [-1, Number.NaN]) {
      t.given("made", `a cache of capacity ${wrong}`);
      t.isBug(() => new LruCache({ capacity: wrong }));
    }
    const { cache, evicted } = told(5);
    filled(cache, "a");
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      t.given("inserted", `a again, with charge ${wrong}`);
      t.isBug(() => cache.insert("a", "B", wrong));
      t.equal(cache.usage, 1, "usage");
      t.equal(evicted, [], "what onEvict was told");
    }
    const endless = new LruCache<string>({ capacity: Number.POSITIVE_INFINITY });
    endless.insert("a", "A", 1e9).release();
    t.given("made", "a cache without a bound");
    t.equal(endless.acquire("a")?.value, "A", "what is found");
  },
);

law(
  "dump",
  "dump shows the sums, the idle from the oldest on, then the leased",
  { hint: "A map and a ring" },
  (t) => {
    const { cache } = told(20);
    t.equal(cache.dump(), "usage 0 of 20, pinned 0", "the dump of an empty one");
    cache.insert("apple", "red", 5);
    cache.insert("pear", "green", 4).release();
    cache.insert("plum", "blue", 3).release();
    cache.insert("fig", "brown", 1);
    cache.acquire("apple");
    cache.acquire("pear")?.release();
    t.did("did", "the five inserts, an acquire, and a use of the pear");
    t.equal(
      cache.dump(),
      [
        "usage 13 of 20, pinned 6",
        "idle plum 3",
        "idle pear 4",
        "leased apple 5, 2 leases",
        "leased fig 1, 1 lease",
      ].join("\n"),
      "the dump",
    );
  },
);

law(
  "any-acts",
  "after any acts a cache is what its definition says, and each value was told of once",
  { hint: "A map and a ring" },
  async (t) => {
    const act: fc.Arbitrary<Act> = fc.record({
      what: fc.constantFrom(
        ...(["insert", "insert", "acquire", "acquire", "release", "release", "release"] as const),
        ...(["insert", "release", "acquire", "erase", "clear"] as const),
      ),
      which: fc.nat(100),
      charge: fc.integer({ min: 0, max: 5 }),
    });
    const acts = fc.array(act, { maxLength: 60 });
    await t.forAll([fc.integer({ min: 0, max: 12 }), acts], (capacity, given) => {
      t.did("a cache of", capacity);
      const seen: string[] = [];
      const cache = new LruCache<number>({
        capacity,
        onEvict: (key, value) => void seen.push(`${key}=${value}`),
      });
      const pair = new CachePair(t, cache, capacity, seen);
      for (const each of given) pair.act(each);
      pair.end();
    });
  },
);

law(
  "any-size",
  "an operation costs the same in a cache of 200,000 entries: 500,000 of them are done in the time there is",
  { hint: "Nothing is searched", seconds: 8 },
  (t) => {
    const size = 200_000;
    const cache = new LruCache<number>({ capacity: size });
    t.did("did", "500,000 operations on a cache of 200,000 entries, 1,000 of them leased");
    const leases = Array.from({ length: 1000 }, (_, i) => cache.insert(i, i, 1));
    for (let i = 1000; i < 300_000; i++) cache.insert(i, i, 1).release();
    for (let i = 0; i < 100_000; i++) {
      cache.acquire(200_000 + ((i * 7919) % 100_000))?.release();
      cache.erase(150_000 + ((i * 31) % 1000));
    }
    for (const [i, lease] of leases.entries()) t.equal(lease.value, i);
    t.equal(cache.usage <= size, true, "whether usage is within the capacity");
    t.equal(cache.acquire(299_999)?.value, 299_999);
  },
);
