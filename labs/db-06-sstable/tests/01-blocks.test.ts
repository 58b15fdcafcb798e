/**
 * Step 1, steps/01-blocks.md: varints by example and against arithmetic, blocks against the drawing.
 */
import { compareInternalKeys } from "@labs/db-05";
import {
  BlockBuilder,
  type Cursor,
  decodeVarint32,
  decodeVarint64,
  encodeVarint32,
  encodeVarint64,
  GrowingBytes,
} from "@labs/db-06";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import {
  anyEntries,
  deletion,
  type Entry,
  filled,
  joined,
  modelBlock,
  numbered,
  utf8,
  value,
  varint,
} from "./model.ts";

const law = step("blocks");

const anyNumber = (bitsMax: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: bitsMax }), fc.maxSafeInteger())
    .map(([bits, drawn]) => (bits === 0 ? 0 : Math.abs(drawn) % 2 ** bits));
const anyNumber32 = anyNumber(32);
const anyNumber64 = anyNumber(53);
const someBytes = fc.uint8Array({ maxLength: 12 }).map((bytes) => Uint8Array.from(bytes));

function encoded(write: (target: GrowingBytes, value: number) => void, value: number): Uint8Array {
  const target = new GrowingBytes();
  write(target, value);
  return Uint8Array.from(target.contents());
}

/** Both kinds, under their names. */
const KINDS = [
  ["encodeVarint32", encodeVarint32, decodeVarint32, anyNumber32],
  ["encodeVarint64", encodeVarint64, decodeVarint64, anyNumber64],
] as const;

/** What a builder makes of these. */
function built(entries: readonly Entry[], restartInterval: number): Uint8Array {
  const builder = new BlockBuilder(restartInterval, compareInternalKeys);
  for (const { key, value } of entries) builder.add(key, value);
  return Uint8Array.from(builder.finish());
}

law(
  "varint-bytes",
  "a varint has seven bits of the number in each byte, the lowest first, and 128 added where more follow",
  { hint: "Seven bits at a time" },
  (t) => {
    for (const [name, write] of KINDS) {
      for (const [value, bytes] of [
        [0, [0]],
        [1, [1]],
        [127, [0x7f]],
        [128, [0x80, 1]],
        [300, [0xac, 2]],
        [16_383, [0xff, 0x7f]],
        [16_384, [0x80, 0x80, 1]],
        [2 ** 31, [0x80, 0x80, 0x80, 0x80, 8]],
        [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0xf]],
      ] as const) {
        t.given(name, value);
        t.bytes(encoded(write, value), Uint8Array.from(bytes));
      }
    }
    t.given("encodeVarint64", 2 ** 53 - 1);
    const largest = Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 15);
    t.bytes(encoded(encodeVarint64, 2 ** 53 - 1), largest);
  },
);

law(
  "varint-any",
  "any number is written behind what is there, in as few bytes as it needs, and read where the cursor stands",
  { hint: "Seven bits at a time" },
  async (t) => {
    for (const [name, write, read, numbers] of KINDS) {
      await t.forAll([numbers, someBytes, someBytes], (number, before, behind) => {
        const target = new GrowingBytes();
        target.append(before);
        t.did(name, number);
        write(target, number);
        t.bytes(target.contents(), joined(before, varint(number)));
        target.append(behind);
        const bytes = joined(filled(3), target.contents()).subarray(3);
        const cursor: Cursor = { bytes, at: before.length, end: bytes.length };
        t.did("read at", before.length);
        t.equal(read(cursor), number);
        t.equal(cursor.at, before.length + varint(number).length, "cursor.at");
      });
    }
  },
);

law(
  "varint-no-number",
  "what is no whole number, is negative or has too many bits is a bug of the caller's, and nothing is written",
  { hint: "A number that is none" },
  (t) => {
    const bad = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53];
    for (const [name, write] of KINDS) {
      const most = name === "encodeVarint32" ? [2 ** 32, 2 ** 40] : [2 ** 60];
      for (const value of [...bad, ...most]) {
        const target = new GrowingBytes();
        t.given(name, value);
        t.isBug(() => write(target, value));
        t.equal(target.length, 0, "bytes written");
      }
    }
  },
);

law(
  "varint-cut",
  "a varint that ends before its last byte is none, and the cursor stays where it was",
  { hint: "Up to the end" },
  async (t) => {
    for (const [name, , read, numbers] of KINDS) {
      await t.forAll([numbers], (number) => {
        const whole = varint(number);
        for (let end = 0; end < whole.length; end++) {
          const bytes = joined(Uint8Array.of(7), whole, Uint8Array.of(0, 0));
          const cursor: Cursor = { bytes, at: 1, end: 1 + end };
          t.did(`${name.replace("en", "de")} of`, bytes);
          t.did("from 1, with the end at", cursor.end);
          t.equal(read(cursor), undefined);
          t.equal(cursor.at, 1, "cursor.at");
        }
      });
    }
  },
);

law(
  "varint-too-large",
  "a number above the largest, and one of more bytes than 5 or 10, is none; zeros above a number are no damage",
  { hint: "Up to the end" },
  (t) => {
    const ff = (count: number) => Array.from({ length: count }, () => 0xff);
    const zeros = (count: number) => Array.from({ length: count }, () => 0x80);
    for (const [read, bytes, expected] of [
      [decodeVarint32, [...ff(4), 0x0f], 2 ** 32 - 1],
      [decodeVarint32, [...zeros(4), 0x10], undefined],
      [decodeVarint32, [...ff(4), 0x7f], undefined],
      [decodeVarint32, [0x85, ...zeros(3), 0], 5],
      [decodeVarint32, [0x85, ...zeros(4), 0], undefined],
      [decodeVarint64, [...ff(7), 0x0f], 2 ** 53 - 1],
      [decodeVarint64, [...zeros(7), 0x10], undefined],
      [decodeVarint64, [...ff(9), 1], undefined],
      [decodeVarint64, [...zeros(5), 0x20], 2 ** 40],
      [decodeVarint64, [0x85, ...zeros(8), 0], 5],
      [decodeVarint64, [0x85, ...zeros(9), 0], undefined],
    ] as const) {
      t.given(read === decodeVarint32 ? "decodeVarint32 of" : "decodeVarint64 of", bytes);
      const cursor: Cursor = { bytes: Uint8Array.from(bytes), at: 0, end: bytes.length };
      t.equal(read(cursor), expected);
      t.equal(cursor.at, expected === undefined ? 0 : bytes.length, "cursor.at");
    }
  },
);

law(
  "block-bytes",
  "an entry says how much of its key is shared, how much is not, how long its value is, then the rest and the value",
  { hint: "What a key shares" },
  (t) => {
    const builder = new BlockBuilder(3);
    t.did("added, with a restart every 3", "apple = 1, apply = 22, april, bee = 4");
    builder.add(utf8("apple"), utf8("1"));
    builder.add(utf8("apply"), utf8("22"));
    builder.add(utf8("april"), utf8(""));
    builder.add(utf8("bee"), utf8("4"));
    t.bytes(
      builder.finish(),
      joined(
        Uint8Array.of(0, 5, 1),
        utf8("apple1"),
        Uint8Array.of(4, 1, 2),
        utf8("y22"),
        Uint8Array.of(2, 3, 0),
        utf8("ril"),
        Uint8Array.of(0, 3, 1),
        utf8("bee4"),
        Uint8Array.of(0, 0, 0, 0, 21, 0, 0, 0, 2, 0, 0, 0),
      ),
    );
  },
);

law(
  "block-empty",
  "a block without entries has one restart, 0, and is empty",
  { hint: "Restarts" },
  (t) => {
    const builder = new BlockBuilder(16);
    t.did("finished", "a block to which nothing was added");
    t.equal(builder.isEmpty, true, "isEmpty");
    t.equal(builder.sizeEstimate, 8, "sizeEstimate");
    t.bytes(builder.lastKey, "");
    t.bytes(builder.finish(), Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0));
    t.equal(builder.isEmpty, true, "isEmpty, finished");
  },
);

law(
  "any-block",
  "of any entries, with any restart interval, a block is what the drawing says",
  { hint: "Restarts" },
  async (t) => {
    const interval = fc.integer({ min: 1, max: 18 });
    await t.forAll([anyEntries({ maxLength: 40 }), interval], (entries, restartInterval) => {
      t.did("restart interval", restartInterval);
      t.did("entries", entries.length);
      t.bytes(built(entries, restartInterval), modelBlock(entries, restartInterval));
    });
  },
);

law(
  "long-entries",
  "keys that share 300 bytes, values of 20,000 and a block of 300,000 have lengths of several bytes",
  { hint: "What a key shares" },
  (t) => {
    const long = "k".repeat(300);
    const entries = ["a", "b", "c"].map((end, at) => ({
      key: value(long + end, 9),
      value: filled(at === 1 ? 20_000 : 128, at),
    }));
    t.did("added", "three keys of 301 bytes that share 300");
    t.bytes(built(entries, 16), modelBlock(entries, 16));
    const many = numbered(3000, 90);
    t.given("added", "3,000 entries");
    t.bytes(built(many, 16), modelBlock(many, 16));
  },
);

law(
  "size-estimate",
  "sizeEstimate is always the length that the block would have if it were finished now",
  { hint: "How long it would be" },
  async (t) => {
    await t.forAll(
      [anyEntries({ maxLength: 25 }), fc.integer({ min: 1, max: 5 })],
      (entries, n) => {
        const builder = new BlockBuilder(n, compareInternalKeys);
        for (const [at, { key, value }] of entries.entries()) {
          builder.add(key, value);
          t.did("added", key);
          t.equal(builder.sizeEstimate, modelBlock(entries.slice(0, at + 1), n).length);
          t.equal(builder.isEmpty, false, "isEmpty");
          t.bytes(builder.lastKey, key);
        }
        t.equal(builder.finish().length, modelBlock(entries, n).length, "the length");
        t.equal(builder.sizeEstimate, modelBlock(entries, n).length, "sizeEstimate, finished");
      },
    );
  },
);

law(
  "keys-rise",
  "a key that is not behind the one before it, in the order that was given, is a bug, and leaves the block as it was",
  { hint: "Keys that do not rise" },
  (t) => {
    const refused = (builder: BlockBuilder, key: Uint8Array, what: string) => {
      t.did("then", what);
      t.isBug(() => builder.add(key, utf8("?")));
    };
    const bytes = new BlockBuilder(2);
    bytes.add(utf8("bee"), utf8("1"));
    t.given("added", '"bee"');
    refused(bytes, utf8("bee"), '"bee" again');
    refused(bytes, utf8("be"), '"be"');
    refused(bytes, utf8("apple"), '"apple"');
    bytes.add(utf8("cat"), utf8("2"));
    refused(bytes, utf8("bat"), '"bat", where a restart would be');
    const entries = ["bee", "cat"].map((key, at) => ({ key: utf8(key), value: utf8(`${at + 1}`) }));
    t.bytes(bytes.finish(), modelBlock(entries, 2));
    const keys = new BlockBuilder(16, compareInternalKeys);
    t.given("added, as internal keys", '"bee" 7, then "bee" 4, whose bytes are less');
    keys.add(value("bee", 7), utf8("1"));
    keys.add(value("bee", 4), utf8("2"));
    keys.add(deletion("bee", 1), utf8(""));
    refused(keys, value("bee", 3), '"bee" 3');
  },
);

law(
  "first-key",
  "the first key of a block may be any, also one of no bytes, and is not held against a block before",
  { hint: "Keys that do not rise" },
  (t) => {
    const builder = new BlockBuilder(16);
    t.did("added", '"" and "a", then reset, then ""');
    builder.add(utf8(""), utf8("1"));
    t.isBug(() => builder.add(utf8(""), utf8("2")));
    builder.add(utf8("a"), utf8("2"));
    builder.reset();
    builder.add(utf8(""), utf8("3"));
    t.bytes(builder.finish(), modelBlock([{ key: utf8(""), value: utf8("3") }], 16));
  },
);

law(
  "reset",
  "a builder that was reset, finished or not, makes the block that a new one would make",
  { hint: "Once more" },
  async (t) => {
    const entries = anyEntries({ maxLength: 20 });
    await t.forAll([entries, entries, fc.boolean()], (first, second, isFinished) => {
      const builder = new BlockBuilder(3, compareInternalKeys);
      t.did("added", `${first.length} entries`);
      for (const { key, value } of first) builder.add(key, value);
      t.did(isFinished ? "finished and reset" : "reset", `then ${second.length} entries`);
      if (isFinished) builder.finish();
      builder.reset();
      t.equal([builder.isEmpty, builder.sizeEstimate], [true, 8], "isEmpty and sizeEstimate");
      t.bytes(builder.lastKey, "");
      for (const { key, value } of second) builder.add(key, value);
      t.bytes(builder.finish(), modelBlock(second, 3));
    });
  },
);

law(
  "finished",
  "to add to a block that is finished is a bug, and so is to finish it twice; what was added last can still be asked",
  { hint: "Once more" },
  (t) => {
    const builder = new BlockBuilder(16);
    builder.add(utf8("a"), utf8("1"));
    t.did("finished", "a block of one entry");
    const bytes = builder.finish();
    const before = Uint8Array.from(bytes);
    t.isBug(() => builder.add(utf8("b"), utf8("2")));
    t.isBug(() => builder.finish());
    t.bytes(bytes, before);
    t.bytes(builder.lastKey, "a");
  },
);

law(
  "restart-interval",
  "a restart interval is a whole number from 1 on; with 1 no key shares anything",
  { hint: "Restarts" },
  (t) => {
    for (const interval of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      t.given("a restart interval of", interval);
      t.isBug(() => new BlockBuilder(interval));
    }
    const entries = numbered(20);
    t.given("a restart interval of", 1);
    t.bytes(built(entries, 1), modelBlock(entries, 1));
  },
);

law(
  "copied",
  "keys and values are copied: their memory is the caller's again when add returns",
  { hint: "Whose memory" },
  (t) => {
    const entries = numbered(50);
    for (const memory of [new Uint8Array(200), Buffer.alloc(200)]) {
      const kind = Buffer.isBuffer(memory) ? "a Buffer, whose slice is no copy" : "a Uint8Array";
      const builder = new BlockBuilder(4, compareInternalKeys);
      t.given("added", "50 entries that are written one over the other, in the same memory");
      t.did("of", kind);
      for (const entry of entries) addFrom(t, builder, memory, entry);
      t.bytes(builder.finish(), modelBlock(entries, 4));
    }
  },
);

function addFrom(t: Trial, builder: BlockBuilder, memory: Uint8Array, { key, value }: Entry): void {
  memory.set(key, 5);
  memory.set(value, 100);
  builder.add(memory.subarray(5, 5 + key.length), memory.subarray(100, 100 + value.length));
  memory.fill(0);
  t.bytes(builder.lastKey, key);
}
