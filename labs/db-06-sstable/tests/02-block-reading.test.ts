/**
 * Step 2, steps/02-block-reading.md: blocks that were put together by the drawing, held against sorted arrays; then blocks
 * that are wrong.
 */
import { compareBytes, compareInternalKeys, encodeInternalKey } from "@labs/db-05";
import { Block, type Compare } from "@labs/db-06";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  anyEntries,
  anyUserKey,
  deletion,
  type Entry,
  filled,
  joined,
  modelBlock,
  numbered,
  rawBlock,
  rawEntry,
  utf8,
  value,
  varint,
} from "./model.ts";
import {
  anyMoves,
  backwards,
  follows,
  forwards,
  isDamage,
  orDamage,
  sameEntries,
  standsAt,
} from "./places.ts";

const law = step("block-reading");

const PLACE = { path: "000005.ldb", offset: 4711 };

const WORDS = ["ant", "ape", "apple", "apply", "bee", "cat", "caterpillar", "dog"];
const words: readonly Entry[] = WORDS.map((word) => ({
  key: utf8(word),
  value: utf8(word.toUpperCase()),
}));

function blockOf(entries: readonly Entry[], restartInterval: number): Block {
  return new Block(modelBlock(entries, restartInterval), PLACE);
}

/** An internal key near those of `anyEntries`. */
const anyTarget = fc
  .tuple(anyUserKey, fc.nat({ max: 45 }), fc.constantFrom(0 as const, 1 as const))
  .map(([user, sequence, type]) => encodeInternalKey(user, sequence, type));

law(
  "forwards",
  "from the first entry on, next gives every entry in order, keys put together again",
  { hint: "Walking a region" },
  (t) => {
    for (const interval of [1, 2, 3, 16]) {
      t.given("a block of", `${words.length} entries, with a restart every ${interval}`);
      const iterator = blockOf(words, interval).iterator(compareBytes);
      t.equal(iterator.isValid, false, "isValid, of a new iterator");
      sameEntries(t, forwards(t, iterator, words.length), words);
      t.equal(iterator.isValid, false, "isValid, behind the last");
    }
  },
);

law(
  "backwards",
  "from the last entry on, prev gives every entry in the other order",
  { hint: "One step back" },
  (t) => {
    for (const interval of [1, 2, 3, 16]) {
      t.given("a block of", `${words.length} entries, with a restart every ${interval}`);
      const iterator = blockOf(words, interval).iterator(compareBytes);
      sameEntries(t, backwards(t, iterator, words.length), words.toReversed());
      t.equal(iterator.isValid, false, "isValid, before the first");
    }
  },
);

law(
  "seek",
  "seek stands at the first entry that is not before the target; behind the last it is not valid",
  { hint: "By halves, then forwards" },
  (t) => {
    for (const interval of [1, 2, 3, 16]) {
      const iterator = blockOf(words, interval).iterator(compareBytes);
      for (const [target, found] of [
        ["", "ant"],
        ["ant", "ant"],
        ["anta", "ape"],
        ["apple", "apple"],
        ["applz", "bee"],
        ["cat", "cat"],
        ["catapult", "caterpillar"],
        ["dog", "dog"],
        ["doge", undefined],
        ["zebra", undefined],
      ] as const) {
        t.given("a block with a restart every", interval);
        t.did("seek", target);
        iterator.seek(utf8(target));
        standsAt(t, iterator, words[WORDS.indexOf(found ?? "none")]);
      }
    }
  },
);

law(
  "versions",
  "internal keys are found by their own order: of one user key the newest first",
  { hint: "By halves, then forwards" },
  (t) => {
    const versions = [value("a", 9), value("a", 6), deletion("a", 4), value("a", 2)];
    const keys = [...versions, value("aa", 7), value("b", 1)];
    const entries = keys.map((key, at) => ({ key, value: filled(at) }));
    for (const interval of [1, 2, 16]) {
      const iterator = blockOf(entries, interval).iterator(compareInternalKeys, 8);
      for (const [target, index] of [
        [value("a", 100), 0],
        [value("a", 9), 0],
        [value("a", 8), 1],
        [value("a", 5), 2],
        [value("a", 4), 2],
        [deletion("a", 4), 2],
        [value("a", 3), 3],
        [value("a", 1), 4],
        [value("b", 0), 6],
      ] as const) {
        t.given("a block with a restart every", interval);
        t.did("seek", target);
        iterator.seek(target);
        standsAt(t, iterator, entries[index]);
      }
    }
  },
);

law(
  "any-moves",
  "any moves in any block lead where they lead in a sorted array",
  { hint: "One step back" },
  async (t) => {
    const interval = fc.integer({ min: 1, max: 6 });
    await t.forAll(
      [anyEntries({ maxLength: 30 }), interval, anyMoves(anyTarget)],
      (entries, n, moves) => {
        t.did("a block of", `${entries.length} entries, with a restart every ${n}`);
        const iterator = blockOf(entries, n).iterator(compareInternalKeys, 8);
        follows(t, iterator, entries, moves, compareInternalKeys);
      },
    );
  },
);

law(
  "every-target",
  "every key of any block is found, and so is the key behind it by the smallest that is greater",
  { hint: "By halves, then forwards" },
  async (t) => {
    await t.forAll(
      [anyEntries({ maxLength: 30 }), fc.integer({ min: 1, max: 6 })],
      (entries, n) => {
        t.did("a block of", `${entries.length} entries, with a restart every ${n}`);
        // As plain bytes, so that the key behind is the same with a zero more.
        const plain = entries.toSorted((a, b) => compareBytes(a.key, b.key));
        const iterator = blockOf(plain, n).iterator(compareBytes);
        for (const [at, { key }] of plain.entries()) {
          t.did("seek", key);
          iterator.seek(key);
          standsAt(t, iterator, plain[at]);
          iterator.seek(joined(key, Uint8Array.of(0)));
          standsAt(t, iterator, plain[at + 1]);
        }
      },
    );
  },
);

law(
  "no-entries",
  "a block without entries has no first, no last, and nothing to be found",
  { hint: "Walking a region" },
  (t) => {
    const iterator = new Block(rawBlock(utf8(""), [0]), PLACE).iterator(compareBytes);
    for (const [name, move] of [
      ["seekToFirst", () => iterator.seekToFirst()],
      ["seekToLast", () => iterator.seekToLast()],
      ["seek", () => iterator.seek(utf8("a"))],
    ] as const) {
      t.given(name, "in a block without entries");
      move();
      t.equal(iterator.isValid, false, "isValid");
    }
  },
);

law(
  "not-valid",
  "where an iterator stands at no entry, key, value, next and prev are bugs, and it may seek again",
  { hint: "Standing nowhere" },
  (t) => {
    const iterator = blockOf(words, 3).iterator(compareBytes);
    const isNowhere = (where: string) => {
      t.given("an iterator", where);
      t.equal(iterator.isValid, false, "isValid");
      t.isBug(() => iterator.key);
      t.isBug(() => iterator.value);
      t.isBug(() => iterator.next());
      t.isBug(() => iterator.prev());
      t.equal(iterator.isValid, false, "isValid, still");
    };
    isNowhere("that is new");
    iterator.seekToLast();
    iterator.next();
    isNowhere("behind the last entry");
    iterator.seekToFirst();
    iterator.prev();
    isNowhere("before the first entry");
    iterator.seek(utf8("zebra"));
    isNowhere("that sought behind the last entry");
    iterator.seek(utf8("bee"));
    standsAt(t, iterator, words[4]);
    iterator.close();
    iterator.close();
    t.equal(iterator.isValid, false, "isValid, closed twice");
  },
);

/** Counts the calls of a comparison. */
function counting(compare: Compare): { readonly compare: Compare; count: number } {
  const counted = {
    count: 0,
    compare: (a: Uint8Array, b: Uint8Array) => {
      counted.count++;
      return compare(a, b);
    },
  };
  return counted;
}

law(
  "comparisons",
  "a seek compares once for each halving of the restarts and once for each entry of a region; a step compares nothing",
  { hint: "By halves, then forwards" },
  (t) => {
    const entries = numbered(4096, 5);
    for (const interval of [1, 4, 16, 64]) {
      const counted = counting(compareInternalKeys);
      const iterator = blockOf(entries, interval).iterator(counted.compare, 8);
      const most = Math.ceil(Math.log2(entries.length / interval)) + interval + 2;
      for (let at = 0; at < entries.length; at += 37) {
        t.given("a block of", `4,096 entries, with a restart every ${interval}`);
        t.did("seek", entries[at]!.key);
        counted.count = 0;
        iterator.seek(entries[at]!.key);
        t.atMost(counted.count, most, "comparisons");
      }
      counted.count = 0;
      forwards(t, iterator, entries.length);
      backwards(t, iterator, entries.length);
      t.given("walked", "both ways");
      t.atMost(counted.count, 0, "comparisons");
    }
  },
);

law(
  "large-block-backwards",
  "a large block is walked backwards region by region, and not each time from its beginning",
  { hint: "One step back" },
  (t) => {
    const entries = numbered(60_000, 1);
    const iterator = blockOf(entries, 16).iterator(compareInternalKeys, 8);
    t.did("walked backwards", "60,000 entries, with a restart every 16");
    let at = entries.length;
    for (iterator.seekToLast(); iterator.isValid; iterator.prev()) {
      at--;
      if (at % 997 === 0) t.bytes(iterator.key, entries[at]!.key);
    }
    t.equal(at, 0, "entries left");
  },
);

law(
  "values-stay",
  "a value is a window on the block, and stays right when the iterator has moved on; a key is borrowed until the next call",
  { hint: "Whose memory" },
  (t) => {
    const block = blockOf(words, 3);
    const iterator = block.iterator(compareBytes);
    t.did("kept", "all values of a block, while the iterator goes through it");
    const values: Uint8Array[] = [];
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) values.push(iterator.value);
    for (const [at, value] of values.entries()) t.bytes(value, words[at]!.value);
    const isWindow = values.every(({ buffer }) => buffer === block.bytes.buffer);
    t.holds(isWindow, "a value is a copy, and should be a window on the block's bytes");
  },
);

law(
  "windows",
  "a block may lie anywhere in a larger memory, and nothing of it is changed",
  { hint: "Whose memory" },
  (t) => {
    const contents = modelBlock(words, 3);
    for (const before of [1, 2, 3, 7]) {
      const memory = joined(filled(before), contents, filled(20));
      const twin = Uint8Array.from(memory);
      t.given("a block at", `${before} of a larger memory`);
      const block = new Block(memory.subarray(before, before + contents.length), PLACE);
      sameEntries(t, forwards(t, block.iterator(compareBytes), words.length), words);
      t.bytes(memory, twin);
    }
  },
);

law("side-by-side", "iterators of one block go their own ways", { hint: "Whose memory" }, (t) => {
  const block = blockOf(words, 3);
  const [one, two] = [block.iterator(compareBytes), block.iterator(compareBytes)];
  t.did("moved", "two iterators of one block, in turns");
  one.seekToFirst();
  two.seekToLast();
  for (let at = 0; at < words.length; at++) {
    standsAt(t, one, words[at]);
    standsAt(t, two, words[words.length - 1 - at]);
    one.next();
    two.prev();
  }
});

const SIX = joined(rawEntry(0, utf8("ant"), utf8("")), rawEntry(0, utf8("bee"), utf8("")));

law(
  "restarts-that-are-none",
  "a block whose restarts are none is damage, at once: no count, none at all, too many, not rising, out of place",
  { hint: "What a block may say" },
  (t) => {
    for (const [what, bytes] of [
      ["no bytes", utf8("")],
      ["three bytes", Uint8Array.of(0, 0, 0)],
      ["no restarts", rawBlock(SIX, [])],
      ["no restarts and nothing else", rawBlock(utf8(""), [])],
      ["more restarts than bytes", joined(SIX, Uint8Array.of(4, 0, 0, 0))],
      ["4 milliard restarts", joined(SIX, Uint8Array.of(255, 255, 255, 255))],
      ["2 ** 30 restarts", joined(SIX, Uint8Array.of(0, 0, 0, 0x40))],
      ["a first restart at 6", rawBlock(SIX, [6])],
      ["the same restart twice", rawBlock(SIX, [0, 6, 6])],
      ["restarts that fall", rawBlock(joined(SIX, SIX), [0, 12, 6])],
      ["two restarts of 0", rawBlock(SIX, [0, 0])],
      ["a restart at the entries' end", rawBlock(SIX, [0, 12])],
      ["a restart behind the end", rawBlock(SIX, [0, 2 ** 31])],
      ["a restart at 0 of no entries, and one more", rawBlock(utf8(""), [0, 0])],
    ] as const) {
      t.given("a block with", what);
      isDamage(t, () => new Block(bytes, PLACE), PLACE.path, PLACE.offset);
    }
    t.given("a block with", "good restarts");
    t.equal(new Block(rawBlock(SIX, [0, 6]), PLACE).restartCount, 2, "restartCount");
  },
);

/** Blocks of which one entry is damaged; `good` come before it. */
const DAMAGED: readonly (readonly [
  what: string,
  bytes: Uint8Array,
  good: number,
  least?: number,
])[] = [
  ["a first entry that shares", rawBlock(rawEntry(1, utf8("nt"), utf8("")), [0]), 0],
  [
    "an entry that shares more than there is",
    rawBlock(joined(rawEntry(0, utf8("an"), utf8("")), rawEntry(3, utf8("t"), utf8(""))), [0]),
    1,
  ],
  [
    "an entry at a restart that shares",
    rawBlock(joined(rawEntry(0, utf8("an"), utf8("")), rawEntry(1, utf8("t"), utf8(""))), [0, 5]),
    1,
  ],
  ["a key that reaches into the restarts", rawBlock(Uint8Array.of(0, 4, 0, 97, 98, 99), [0]), 0],
  ["a value that reaches into the restarts", rawBlock(Uint8Array.of(0, 1, 3, 97, 98), [0]), 0],
  [
    "an entry that reaches into the next region",
    rawBlock(joined(rawEntry(0, utf8("ant"), utf8("")), rawEntry(0, utf8("b"), utf8(""))), [0, 5]),
    0,
  ],
  [
    "lengths of 4 milliards",
    rawBlock(joined(Uint8Array.of(0), varint(2 ** 32 - 1), varint(2 ** 32 - 1)), [0]),
    0,
  ],
  [
    "lengths that together are 2 ** 32",
    rawBlock(joined(Uint8Array.of(0), varint(2 ** 31), varint(2 ** 31), utf8("ab")), [0]),
    0,
  ],
  [
    "a header that is cut",
    rawBlock(joined(rawEntry(0, utf8("a"), utf8("")), Uint8Array.of(0, 1)), [0]),
    1,
  ],
  ["a length without an end", rawBlock(Uint8Array.of(0, 0x80, 0x80, 0x80), [0]), 0],
  [
    "a length of six bytes",
    rawBlock(joined(Uint8Array.of(0), varint(2 ** 36), utf8("abc")), [0]),
    0,
  ],
  [
    "a key of 7 bytes, where 8 are the least",
    rawBlock(rawEntry(0, utf8("seventh"), utf8("")), [0]),
    0,
    8,
  ],
  [
    "a second key of 7 bytes, 2 of them shared, where 8 are the least",
    rawBlock(
      joined(rawEntry(0, utf8("the first"), utf8("")), rawEntry(2, utf8("other"), utf8(""))),
      [0],
    ),
    1,
    8,
  ],
];

law(
  "entries-that-are-none",
  "an entry that shares what is not there, or reaches where it may not, is damage to the step that meets it, and to none before",
  { hint: "What an entry may say" },
  (t) => {
    for (const [what, bytes, good, least = 0] of DAMAGED) {
      t.given("a block with", what);
      const iterator = new Block(bytes, PLACE).iterator(compareBytes, least);
      const step = (at: number) => (at === 0 ? iterator.seekToFirst() : iterator.next());
      for (let at = 0; at < good; at++) {
        step(at);
        t.equal(iterator.isValid, true, "isValid, before the damage");
      }
      isDamage(t, () => step(good), PLACE.path, PLACE.offset);
      t.equal(iterator.isValid, false, "isValid, after the damage");
      t.isBug(() => iterator.key);
      isDamage(t, () => iterator.seekToLast(), PLACE.path, PLACE.offset);
      isDamage(t, () => iterator.seek(utf8("zebra")), PLACE.path, PLACE.offset);
    }
  },
);

law(
  "damage-elsewhere",
  "damage in one region does not hide the others: the iterator seeks there as if nothing had been",
  { hint: "What an entry may say" },
  (t) => {
    const bytes = modelBlock(words, 2);
    const [, second] = [0, rawEntry(0, utf8("ant"), utf8("ANT")).length];
    bytes[second!] = 77;
    const iterator = new Block(bytes, PLACE).iterator(compareBytes);
    t.did("damaged", "the second entry of a block of eight, with a restart every 2");
    iterator.seekToFirst();
    standsAt(t, iterator, words[0]);
    isDamage(t, () => iterator.next(), PLACE.path, PLACE.offset);
    for (const at of [3, 5, 7]) {
      t.did("seek", WORDS[at]);
      iterator.seek(words[at]!.key);
      standsAt(t, iterator, words[at]);
    }
    t.did("sought", "the last entry, which is three regions on");
    iterator.seekToLast();
    standsAt(t, iterator, words[7]);
    iterator.seek(words[3]!.key);
    iterator.prev();
    standsAt(t, iterator, words[2]);
    isDamage(t, () => iterator.prev(), PLACE.path, PLACE.offset);
    t.equal(iterator.isValid, false, "isValid");
  },
);

/** Goes everywhere in a block; how often damage was met. Ends, or the law does. */
function roam(t: Trial, bytes: Uint8Array): number {
  const block = orDamage(t, PLACE.path, () => new Block(bytes, PLACE))?.given;
  if (block === undefined) return 1;
  const iterator = block.iterator(compareBytes);
  const most = bytes.length / 3;
  let damage = 0;
  const ways: (() => unknown)[] = [
    () => forwards(t, iterator, most),
    () => backwards(t, iterator, most),
    ...["", "ant", "az", "cat", "d", "zz"].map((target) => () => {
      iterator.seek(utf8(target));
      if (iterator.isValid) iterator.next();
      if (iterator.isValid) iterator.prev();
    }),
  ];
  for (const way of ways) {
    if (orDamage(t, PLACE.path, way) === undefined) damage++;
  }
  return damage;
}

law(
  "any-bytes",
  "whatever bytes a block has, each call ends with an entry, with none, or with damage of this file and block",
  { hint: "What an entry may say" },
  async (t) => {
    let damaged = 0;
    const byte = fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.integer({ min: 0, max: 255 }));
    const random = fc.array(byte, { maxLength: 60 }).map((bytes) => Uint8Array.from(bytes));
    await t.forAll([random, fc.boolean(), fc.nat()], (bytes, hasRestarts, seed) => {
      const draw = seededRandom(seed);
      const restarts = [0, 1 + draw.below(20), 21 + draw.below(20)].slice(0, 1 + draw.below(3));
      const block = hasRestarts ? rawBlock(bytes, restarts) : bytes;
      t.did("a block of", block);
      if (roam(t, block) > 0) damaged++;
    });
    t.floor("damaged blocks", damaged, 100);
  },
);

law(
  "mutated-blocks",
  "a good block with some bytes changed does no more harm",
  { hint: "What an entry may say" },
  async (t) => {
    let damaged = 0;
    await t.forAll([fc.nat(), fc.integer({ min: 1, max: 4 })], (seed, changes) => {
      const draw = seededRandom(seed);
      const bytes = modelBlock(words, 1 + draw.below(4));
      for (let change = 0; change < changes; change++) {
        bytes[draw.below(bytes.length)] = [0, 255, draw.below(8), draw.below(256)][draw.below(4)]!;
      }
      t.did("a block of", bytes);
      if (roam(t, bytes) > 0) damaged++;
    });
    t.floor("damaged blocks", damaged, 40);
  },
);
