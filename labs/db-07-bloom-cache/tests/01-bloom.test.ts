import {
  bloomFalsePositiveRate,
  bloomMayContain,
  bloomSize,
  createBloomFilter,
  hash,
} from "@labs/db-07";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  anyKey,
  drawnKey,
  drawnKeys,
  hex,
  modelFilter,
  modelHash,
  modelProbes,
  someKeys,
  utf8,
} from "./keys.ts";

const law = step("bloom");

const SEED = 0xbc9f1d34;
const anySeed = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fc.constantFrom(0, SEED, 2 ** 31, 2 ** 32 - 1),
);
const anyBitsPerKey = fc.integer({ min: 1, max: 50 });

function hashIs(t: Trial, bytes: readonly number[], seed: number, expected: number): void {
  t.given("hash of", Uint8Array.from(bytes));
  t.did("seed", hex(seed));
  t.equal(hex(hash(Uint8Array.from(bytes), seed)), hex(expected));
}

law(
  "hash-vectors",
  "the examples of LevelDB's own test have the hashes that stand there",
  { hint: "Four bytes at a time" },
  (t) => {
    hashIs(t, [], SEED, SEED);
    hashIs(t, [0x62], SEED, 0xef1345c4);
    hashIs(t, [0xc3, 0x97], SEED, 0x5b663814);
    hashIs(t, [0xe2, 0x99, 0xa5], SEED, 0x323c078f);
    hashIs(t, [0xe1, 0x80, 0xb9, 0x32], SEED, 0xed21633a);
    const command = new Uint8Array(48);
    const set = { 0: 0x01, 1: 0xc0, 16: 0x14, 22: 0x04, 27: 0x14, 31: 0x18, 32: 0x28, 40: 0x02 };
    for (const [at, byte] of Object.entries(set)) command[Number(at)] = byte;
    hashIs(t, [...command], 0x12345678, 0xf333dabb);
  },
);

law(
  "hash-of-any",
  "any bytes and any seed have the hash of the definition, a whole number from 0 to 2^32 - 1",
  { hint: "Numbers of 32 bits" },
  async (t) => {
    for (const length of [255, 256, 1000, 65_535, 65_536, 65_539, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 131 + 200) & 0xff);
      t.given("hash of", `${length.toLocaleString("en")} bytes`);
      t.equal(hex(hash(bytes, SEED)), hex(modelHash(bytes, SEED)));
    }
    t.given("hash of", "any bytes");
    await t.forAll([anyKey, anySeed], (bytes, seed) => {
      t.did("hash of", bytes);
      t.did("seed", hex(seed));
      t.equal(hash(bytes, seed), modelHash(bytes, seed));
    });
  },
);

law(
  "hash-window",
  "where in a larger memory the bytes stand changes nothing",
  { hint: "Four bytes at a time" },
  (t) => {
    const memory = Uint8Array.from({ length: 64 }, (_, at) => (at * 83 + 200) & 0xff);
    for (let from = 0; from < 8; from++) {
      for (let length = 0; length < 20; length++) {
        const bytes = memory.subarray(from, from + length);
        t.given("hash of", `${length} bytes from the ${from}th of a larger memory`);
        t.equal(hex(hash(bytes, SEED)), hex(modelHash(Uint8Array.from(bytes), SEED)));
      }
    }
    const buffer = Buffer.from("a Buffer that Node cut from its pool");
    t.given("hash of", "a Buffer");
    t.equal(hex(hash(buffer, SEED)), hex(modelHash(Uint8Array.from(buffer), SEED)));
  },
);

law(
  "size",
  "a filter has so many bits for each key, in whole bytes and 64 at least, and a byte more",
  { hint: "How large it is" },
  (t) => {
    const cases = [
      [0, 10, 9],
      [1, 10, 9],
      [6, 10, 9],
      [7, 10, 10],
      [8, 8, 9],
      [9, 8, 10],
      [13, 5, 10],
      [100, 1, 14],
      [1000, 10, 1251],
      [1000, 20, 2501],
    ] as const;
    const random = seededRandom(t.seed);
    for (const [count, bitsPerKey, length] of cases) {
      t.given("created", `the filter of ${count} keys, ${bitsPerKey} bits a key`);
      t.equal(createBloomFilter(drawnKeys(random, count), bitsPerKey).length, length, "its length");
    }
  },
);

law(
  "probes",
  "the last byte says how many probes there are: 0.69 for each bit a key, from 1 to 30",
  { hint: "How many probes" },
  (t) => {
    for (let bitsPerKey = 1; bitsPerKey <= 60; bitsPerKey++) {
      t.given("created", `the filter of one key, ${bitsPerKey} bits a key`);
      const filter = createBloomFilter([utf8("pear")], bitsPerKey);
      t.equal(filter.at(-1), modelProbes(bitsPerKey), "its last byte");
    }
  },
);

law(
  "hello-world",
  'the filter of "hello" and "world" at 10 bits a key is the one that is published',
  { hint: "Which bits stand for a key" },
  (t) => {
    t.did("created", 'the filter of "hello" and "world", 10 bits a key');
    const filter = createBloomFilter([utf8("hello"), utf8("world")], 10);
    // Bit 0 first, as the tests of LevelDB's port to Go have it.
    const published = "1...1.........1.........1.....1...1...1.....1.........1.....1....11.....";
    const bits = Array.from({ length: 8 * filter.length }, (_, bit) =>
      (filter[bit >> 3]! & (1 << (bit & 7))) === 0 ? "." : "1",
    );
    t.equal(bits.join(""), published, "its bits");
  },
);

law(
  "any-filter",
  "of any keys the filter is, byte for byte, LevelDB's",
  { hint: "Which bits stand for a key" },
  async (t) => {
    await t.forAll([someKeys, anyBitsPerKey], (keys, bitsPerKey) => {
      t.did("created the filter of", keys);
      t.did("bits a key", bitsPerKey);
      t.bytes(createBloomFilter(keys, bitsPerKey), modelFilter(keys, bitsPerKey));
    });
  },
);

law(
  "never-a-wrong-no",
  "a filter never says no to a key that it was made of",
  { hint: "Asking is adding without setting" },
  async (t) => {
    await t.forAll([someKeys, anyBitsPerKey], (keys, bitsPerKey) => {
      t.did("created the filter of", keys);
      t.did("bits a key", bitsPerKey);
      const filter = createBloomFilter(keys, bitsPerKey);
      for (const key of keys) {
        t.holds(bloomMayContain(filter, key), `it says no to ${Buffer.from(key).toString("hex")}`);
      }
    });
  },
);

law(
  "asked",
  "to any key a filter says what its bits say",
  { hint: "Asking is adding without setting" },
  async (t) => {
    await t.forAll([someKeys, anyKey, fc.integer({ min: 1, max: 12 })], (keys, key, bitsPerKey) => {
      const filter = modelFilter(keys, bitsPerKey);
      const before = Uint8Array.from(filter);
      const withKey = modelFilter([...keys, key], bitsPerKey);
      // Where one key more makes no filter larger, it is contained if and only if it sets no bit.
      if (withKey.length !== filter.length) return;
      t.did("the filter of", keys);
      t.did("asked for", key);
      t.equal(bloomMayContain(filter, key), Buffer.compare(filter, withKey) === 0);
      t.bytes(filter, before);
    });
  },
);

law(
  "no-keys",
  "a filter of no keys says no, and so does one of less than two bytes",
  { hint: "Filters that are none" },
  async (t) => {
    const none = createBloomFilter([], 10);
    t.did("created", "the filter of no keys, 10 bits a key");
    t.bytes(none, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 6));
    await t.forAll([anyKey], (key) => {
      for (const filter of [none, new Uint8Array(), Uint8Array.of(0xff), Uint8Array.of(40)]) {
        t.did("asked of", filter);
        t.equal(bloomMayContain(filter, key), false);
      }
    });
  },
);

law(
  "made-elsewhere",
  "a filter is asked with the number of probes in its last byte, from 1 to 30",
  { hint: "Filters that are none" },
  async (t) => {
    const probes = fc.integer({ min: 1, max: 30 });
    await t.forAll([fc.array(anyKey, { minLength: 1, maxLength: 20 }), probes], (keys, count) => {
      // One probe made them, whatever the last byte says: only the first bit of a key is sure to be set.
      const filter = modelFilter(keys, 20);
      filter[filter.length - 1] = count;
      t.did("a filter of 13 probes whose last byte says", count);
      const mayContain = keys.every((key) => bloomMayContain(filter, key));
      if (count <= 13) t.equal(mayContain, true, "whether it says yes to all its keys");
      const all = new Uint8Array(33).fill(0xff);
      all[32] = count;
      t.did("asked", "a filter all of whose bits are set");
      t.equal(bloomMayContain(all, keys[0]!), true);
      const bare = new Uint8Array(33);
      bare[32] = count;
      t.did("asked", "a filter none of whose bits is set");
      t.equal(bloomMayContain(bare, keys[0]!), false);
    });
  },
);

law(
  "unknown-formats",
  "a filter that says more than 30 probes, or 0, may contain any key",
  { hint: "Filters that are none" },
  async (t) => {
    const count = fc.oneof(
      fc.constantFrom(0, 31, 127, 128, 255),
      fc.integer({ min: 31, max: 255 }),
    );
    await t.forAll([anyKey, count], (key, probes) => {
      const filter = new Uint8Array(9);
      filter[8] = probes;
      t.did("asked of", filter);
      t.equal(bloomMayContain(filter, key), true);
    });
  },
);

law(
  "false-positives",
  "of keys that are not there, a filter says yes to no more than 1.3 times what theory says",
  { hint: "Too many wrong answers", seconds: 10 },
  (t) => {
    const random = seededRandom(t.seed);
    for (const bitsPerKey of [4, 7, 10]) {
      let [wrong, expected] = [0, 0];
      for (let round = 0; round < 8; round++) {
        const keys = drawnKeys(random, 1000 + random.below(2000));
        const filter = createBloomFilter(keys, bitsPerKey);
        const probes = modelProbes(bitsPerKey);
        const theory = (1 - Math.exp(-probes / bitsPerKey)) ** probes;
        for (let i = 0; i < 8000; i++) {
          // Of eight bytes, drawn: that one of them is a key happens once in 10^14 times.
          if (bloomMayContain(filter, drawnKey(random))) wrong += 1;
          expected += theory;
        }
      }
      t.given("asked 64,000 keys that are not there", `${bitsPerKey} bits a key`);
      t.did("theory expects", `${expected.toFixed(0)} times yes`);
      t.atMost(wrong, Math.floor(1.3 * expected), "times yes");
    }
  },
);

law(
  "sizing",
  "bloomSize gives the bits and probes of the textbook, in whole bytes",
  { hint: "Sizing" },
  async (t) => {
    const cases = [
      [1000, 0.01, 9592, 7],
      [1000, 0.1, 4800, 3],
      [1_000_000, 0.001, 14_377_592, 10],
      [100, 0.5, 152, 1],
      [1, 0.01, 64, 7],
      [0, 0.01, 64, 7],
      [10, 0.9, 64, 1],
      [1000, 1e-12, 57_512, 30],
      [1_000_000_000, 0.01, 9_585_058_384, 7],
      [1_000_000_000_000, 0.01, 9_585_058_377_368, 7],
    ] as const;
    for (const [count, rate, bits, hashes] of cases) {
      t.given("bloomSize", `${count} keys, rate ${rate}`);
      t.equal(bloomSize(count, rate), { bits, hashes });
    }
    const anyCount = fc.oneof(
      fc.integer({ min: 20, max: 10_000_000 }),
      fc.integer({ min: 20, max: 1_000_000_000_000 }),
    );
    const anyRate = fc.double({ min: 1e-9, max: 0.25, noNaN: true });
    await t.forAll([anyCount, anyRate], (count, rate) => {
      t.did("bloomSize", { count, rate });
      const { bits, hashes } = bloomSize(count, rate);
      t.equal(bits % 8, 0, "bits modulo 8");
      const needed = (count * Math.log(1 / rate)) / Math.LN2 ** 2;
      t.holds(
        bits >= needed * (1 - 1e-12) - 1e-3 && bits < Math.max(needed * (1 + 1e-12), 64) + 9,
        `${bits} bits, and ${needed} are needed`,
      );
      const theory = (1 - Math.exp((-hashes * count) / bits)) ** hashes;
      t.holds(theory <= 1.05 * rate, `theory expects ${theory} then`);
    });
  },
);

law(
  "rate",
  "the rate is what theory says, and it falls with the bits and rises with the keys",
  { hint: "Sizing" },
  (t) => {
    const cases = [
      [1000, 10_000, 7, 0.008193722],
      [1000, 10_000, 1, 0.095162582],
      [1000, 4000, 3, 0.146891598],
      [1000, 57_512, 30, 1.862714162e-12],
      [0, 64, 6, 0],
    ] as const;
    for (const [count, bits, hashes, expected] of cases) {
      t.given("bloomFalsePositiveRate", `${count} keys, ${bits} bits, ${hashes} hashes`);
      const rate = bloomFalsePositiveRate(count, { bits, hashes });
      t.holds(
        Math.abs(rate - expected) <= 1e-6 * expected,
        `it is ${rate}, and should be ${expected}`,
      );
    }
    t.given("bloomFalsePositiveRate", "twice the keys, and twice the bits");
    const of = (count: number, bits: number) => bloomFalsePositiveRate(count, { bits, hashes: 5 });
    t.holds(of(2000, 8000) > of(1000, 8000), "more keys, and not more wrong answers");
    t.holds(of(1000, 16_000) < of(1000, 8000), "more bits, and not fewer wrong answers");
  },
);

law(
  "no-sizes",
  "bits per key below 1 or broken, a rate that is none, a count that is none: each is a bug",
  { hint: "Sizing" },
  (t) => {
    for (const bitsPerKey of [0, -1, 0.5, 9.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      t.given("created", `a filter of ${bitsPerKey} bits per key`);
      t.isBug(() => createBloomFilter([utf8("pear")], bitsPerKey));
      t.isBug(() => createBloomFilter([], bitsPerKey));
    }
    for (const rate of [0, 1, -0.1, 1.5, Number.NaN]) {
      t.given("bloomSize", `100 keys, rate ${rate}`);
      t.isBug(() => bloomSize(100, rate));
    }
    for (const count of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      t.given("bloomSize", `${count} keys`);
      t.isBug(() => bloomSize(count, 0.01));
    }
  },
);

law(
  "borrowed",
  "keys are borrowed and none is changed; a filter stays as it is when they change, or others are made",
  { hint: "Which bits stand for a key" },
  (t) => {
    const [pear, plum] = [utf8("pear"), utf8("plum")];
    t.did("created", 'the filter of "pear" and "plum"');
    const filter = createBloomFilter([pear, plum], 10);
    const twin = Uint8Array.from(filter);
    t.bytes(pear, "pear");
    t.did("changed", '"pear" to "fear"');
    pear[0] = 0x66;
    t.bytes(filter, twin);
    t.equal(bloomMayContain(filter, utf8("pear")), true, 'whether it may contain "pear"');
    t.did("asked", '"plum" in a larger memory');
    t.equal(bloomMayContain(filter, utf8("a plum").subarray(2)), true);
    t.did("asked", "by one array for what is not there, then for a key that is, then again");
    const asked = utf8("none");
    for (const name of ["none", "plum", "none"]) {
      asked.set(utf8(name));
      t.equal(bloomMayContain(filter, asked), name === "plum", `whether it may contain "${name}"`);
    }
    t.did("created", 'the filter of "fig" and "kiwi"');
    createBloomFilter([utf8("fig"), utf8("kiwi")], 10).fill(0);
    t.bytes(filter, twin);
  },
);
