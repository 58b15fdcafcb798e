import {
  type BloomSize,
  bloomMayContain,
  bloomSize,
  CountingBloomFilter,
  createBloomFilter,
} from "@labs/db-07";
import { step } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  anyKey,
  drawnKeys,
  modelBits,
  modelFilter,
  modelFilterOf,
  modelProbes,
  someKeys,
  utf8,
} from "./keys.ts";

const law = step("counting-filter");

const SIZE: BloomSize = { bits: 256, hashes: 4 };

const filled = (keys: readonly Uint8Array[], size: BloomSize): CountingBloomFilter => {
  const filter = new CountingBloomFilter(size);
  for (const key of keys) filter.add(key);
  return filter;
};

/** A key whose probes all meet different counters, so that one `add` is one for each. */
function plainKey(size: BloomSize, from: number): Uint8Array {
  for (let i = from; ; i++) {
    const key = utf8(`key ${i}`);
    if (new Set(modelBits(key, size.bits, size.hashes)).size === size.hashes) return key;
  }
}

law(
  "empty",
  "an empty filter says no to every key, and its Bloom filter has no bits",
  { hint: "Counters in the place of bits" },
  async (t) => {
    const filter = new CountingBloomFilter(SIZE);
    await t.forAll([anyKey], (key) => {
      t.did("asked for", key);
      t.equal(filter.mayContain(key), false);
    });
    const bare = new Uint8Array(33);
    bare[32] = 4;
    t.bytes(filter.toBloomFilter(), bare);
  },
);

law(
  "fourteen",
  "fourteen additions are counted: after as many deletions the key is gone",
  { hint: "When a counter is full" },
  (t) => {
    const key = plainKey(SIZE, 0);
    for (const times of [7, 8, 14]) {
      const filter = filled(Array<Uint8Array>(times).fill(key), SIZE);
      t.given("added and deleted", `one key, ${times} times`);
      for (let i = 0; i < times; i++) t.equal(filter.delete(key), true, `deletion ${i + 1}`);
      t.equal(filter.mayContain(key), false, "whether it may be contained");
    }
  },
);

law(
  "saturated",
  "a counter that has reached 15 stays there: after as many deletions the key may still be there",
  { hint: "When a counter is full" },
  (t) => {
    for (const hashes of [1, 2, 4, 20]) {
      const size = { bits: 1024, hashes };
      const key = plainKey(size, 0);
      for (const times of [15, 16, 17, 31, 32, 300]) {
        const filter = filled(Array<Uint8Array>(times).fill(key), size);
        t.given("added and deleted", `one key, ${times} times; probes: ${hashes}`);
        for (let i = 0; i < times; i++) t.equal(filter.delete(key), true, `deletion ${i + 1}`);
        t.equal(filter.mayContain(key), true, "whether it may be contained");
      }
    }
  },
);

law(
  "never-a-wrong-no",
  "what was added may be contained",
  { hint: "Counters in the place of bits" },
  async (t) => {
    const size = fc.record({
      bits: fc.integer({ min: 1, max: 40 }).map((bytes) => 8 * bytes),
      hashes: fc.integer({ min: 1, max: 30 }),
    });
    await t.forAll([someKeys, size], (keys, given) => {
      t.did("size", given);
      t.did("added", keys);
      const filter = filled(keys, given);
      for (const key of keys) {
        t.holds(filter.mayContain(key), `it says no to ${Buffer.from(key).toString("hex")}`);
      }
    });
  },
);

law(
  "the-same-bits",
  "its Bloom filter is the one that createBloomFilter makes of the same keys",
  { hint: "From counters to bits" },
  async (t) => {
    const keys = fc.array(anyKey, { minLength: 16, maxLength: 40 });
    await t.forAll([keys, fc.integer({ min: 4, max: 20 })], (given, bitsPerKey) => {
      t.did("added", given);
      t.did("bits a key", bitsPerKey);
      const bits = 8 * Math.ceil((given.length * bitsPerKey) / 8);
      const filter = filled(given, { bits, hashes: modelProbes(bitsPerKey) });
      t.bytes(filter.toBloomFilter(), modelFilter(given, bitsPerKey));
    });
  },
);

law(
  "the-same-answers",
  "to any key it says what its Bloom filter says",
  { hint: "From counters to bits" },
  async (t) => {
    await t.forAll([someKeys, anyKey], (keys, key) => {
      t.did("added", keys);
      t.did("asked for", key);
      const filter = filled(keys, { bits: 64, hashes: 3 });
      t.equal(filter.mayContain(key), bloomMayContain(filter.toBloomFilter(), key));
    });
  },
);

law(
  "deleted",
  "a key alone is gone when it is deleted, and delete says that it was there",
  { hint: "Down again" },
  async (t) => {
    // More probes than counters; and so few that, even if all meet, the counter does not come to 15.
    const small = { bits: 8, hashes: 14 };
    await t.forAll([anyKey, fc.constantFrom(SIZE, small)], (key, size) => {
      const filter = new CountingBloomFilter(size);
      t.did("size", size);
      t.did("added and deleted", key);
      filter.add(key);
      t.equal(filter.delete(key), true, "what delete says");
      t.equal(filter.mayContain(key), false, "whether it may be contained");
      t.bytes(filter.toBloomFilter(), new CountingBloomFilter(size).toBloomFilter());
    });
  },
);

law(
  "others-stay",
  "after any additions and deletions the filter is that of the keys that are left",
  { hint: "Down again" },
  async (t) => {
    // Four keys of three probes at a time: no counter is ever near 15.
    const size = { bits: 64, hashes: 3 };
    const acts = fc.array(fc.record({ isDelete: fc.boolean(), which: fc.nat() }), {
      maxLength: 40,
    });
    const pool = Array.from({ length: 12 }, (_, i) => utf8(`key ${i}`));
    await t.forAll([acts], (given) => {
      const filter = new CountingBloomFilter(size);
      const present: Uint8Array[] = [];
      for (const { isDelete, which } of given) {
        if (present.length === 4 || (isDelete && present.length > 0)) {
          const [key] = present.splice(which % present.length, 1);
          t.did("deleted", key);
          t.equal(filter.delete(key!), true, "what delete says");
        } else {
          const key = pool[which % pool.length]!;
          present.push(key);
          t.did("added", key);
          filter.add(key);
        }
        t.bytes(filter.toBloomFilter(), modelFilterOf(present, size.bits, size.hashes));
        for (const key of present) t.holds(filter.mayContain(key), "a key that is there is denied");
      }
    });
  },
);

law(
  "as-often",
  "a key that was added three times is there until it was deleted three times",
  { hint: "Down again" },
  (t) => {
    const key = utf8("pear");
    const filter = filled([key, key, key], SIZE);
    for (let left = 2; left >= 0; left--) {
      t.did("deleted", `once; ${left} times is left`);
      t.equal(filter.delete(key), true, "what delete says");
      t.equal(filter.mayContain(key), left > 0, "whether it may be contained");
    }
    t.did("deleted", "once more");
    t.equal(filter.delete(key), false, "what delete says");
  },
);

law(
  "not-there",
  "to delete what the filter knows is not there changes nothing, and delete says so",
  { hint: "Down again" },
  async (t) => {
    await t.forAll([someKeys, anyKey], (keys, key) => {
      const filter = filled(keys, SIZE);
      if (filter.mayContain(key)) return;
      const before = filter.toBloomFilter();
      t.did("added", keys);
      t.did("deleted", key);
      t.equal(filter.delete(key), false, "what delete says");
      t.bytes(filter.toBloomFilter(), before);
      for (const each of keys) t.holds(filter.mayContain(each), "a key that is there is denied");
    });
  },
);

law(
  "saturated-and-shared",
  "where a full counter is shared, deletions of one key never deny another",
  { hint: "When a counter is full" },
  (t) => {
    // In 8 counters everybody meets everybody.
    const random = seededRandom(t.seed);
    const filter = new CountingBloomFilter({ bits: 8, hashes: 2 });
    const [stays, ...others] = drawnKeys(random, 60);
    filter.add(stays!);
    for (const key of others) filter.add(key);
    t.did("added", "60 keys to 8 counters");
    for (const key of others) {
      filter.delete(key);
      t.did("deleted", key);
      t.equal(filter.mayContain(stays!), true, "whether the first key may be contained");
    }
  },
);

law(
  "neighbours",
  "a counter that goes up or down leaves the one beside it in its byte alone",
  { hint: "Two in a byte" },
  (t) => {
    // With one probe a key has one counter.
    const size = { bits: 16, hashes: 1 };
    const keyOf = (counter: number) => {
      for (let i = 0; ; i++) {
        if (modelBits(utf8(`key ${i}`), 16, 1)[0] === counter) return utf8(`key ${i}`);
      }
    };
    for (let counter = 0; counter < 16; counter++) {
      const others = Array.from({ length: 16 }, (_, i) => i).filter((i) => i !== counter);
      const filter = new CountingBloomFilter(size);
      t.given("counter", counter);
      t.did("added", "a key of its own to each other counter, and 40 times one of this one");
      for (const other of others) filter.add(keyOf(other));
      for (let i = 0; i < 40; i++) filter.add(keyOf(counter));
      t.did("deleted", "each of the others");
      for (const other of others) t.equal(filter.delete(keyOf(other)), true, "what delete says");
      const only = new Uint8Array(3);
      only[counter >> 3] = 1 << (counter & 7);
      only[2] = 1;
      t.bytes(filter.toBloomFilter(), only);
    }
  },
);

law(
  "own-memory",
  "Bloom filters of it are the caller's own: none follows what is added later, or done to another",
  { hint: "From counters to bits" },
  (t) => {
    const filter = filled([utf8("pear")], SIZE);
    const then = filter.toBloomFilter();
    const twin = Uint8Array.from(then);
    t.did("added", '"plum", after a Bloom filter was taken');
    filter.add(utf8("plum"));
    t.bytes(then, twin);
    then.fill(0);
    t.did("filled", "that Bloom filter with zeros");
    t.equal(filter.mayContain(utf8("pear")), true, 'whether "pear" may be contained');
    const next = filter.toBloomFilter();
    const same = Uint8Array.from(next);
    t.did("took", "two more Bloom filters, and filled the second with zeros");
    filter.toBloomFilter().fill(0);
    t.bytes(next, same);
    next.fill(0);
    t.did("filled", "the first of them too, and took another");
    t.bytes(filter.toBloomFilter(), same);
  },
);

law(
  "four-bits",
  "a counter takes four bits: 64 million of them fit in 32 MB",
  { hint: "Two in a byte" },
  (t) => {
    const bits = 64_000_000;
    const used = () => {
      const { arrayBuffers, heapUsed } = process.memoryUsage();
      return arrayBuffers + heapUsed;
    };
    const before = used();
    t.did("made", `a filter of ${bits} counters`);
    const filter = new CountingBloomFilter({ bits, hashes: 7 });
    const taken = used() - before;
    filter.add(utf8("pear"));
    t.equal(filter.mayContain(utf8("pear")), true, 'whether "pear" may be contained');
    t.atMost(Math.ceil(taken / 1_000_000), 40, "million bytes");
  },
);

law(
  "sized",
  "sized by bloomSize, it says yes to no more than 1.3 times what was asked for",
  { hint: "Counters in the place of bits" },
  (t) => {
    const random = seededRandom(t.seed);
    const keys = drawnKeys(random, 24_000);
    let wrong = 0;
    for (let round = 0; round < 8; round++) {
      const [there, deleted] = [keys.slice(0, 1500), keys.slice(1500, 3000)];
      const filter = filled([...there, ...deleted], bloomSize(1500, 0.02));
      for (const key of deleted) filter.delete(key);
      for (const key of drawnKeys(random, 4000)) if (filter.mayContain(key)) wrong += 1;
    }
    t.did("asked", "32,000 keys that are not there, at a rate of 2 %");
    // Deleting may have met one or two full counters.
    t.atMost(wrong, 832, "times yes");
  },
);

law(
  "no-sizes",
  "bits in no whole bytes, no bits, no probes or more than 30: each is a bug",
  { hint: "Counters in the place of bits" },
  (t) => {
    const wrong: readonly BloomSize[] = [
      { bits: 0, hashes: 3 },
      { bits: 4, hashes: 3 },
      { bits: 20, hashes: 3 },
      { bits: -8, hashes: 3 },
      { bits: Number.NaN, hashes: 3 },
      { bits: 64, hashes: 0 },
      { bits: 64, hashes: 31 },
      { bits: 64, hashes: 2.5 },
    ];
    for (const size of wrong) {
      t.given("made", size);
      t.isBug(() => new CountingBloomFilter(size));
    }
    t.given("asked", "LevelDB's filter of the same keys");
    const keys = Array.from({ length: 20 }, (_, i) => utf8(`key ${i}`));
    t.bytes(filled(keys, { bits: 200, hashes: 6 }).toBloomFilter(), createBloomFilter(keys, 10));
  },
);
