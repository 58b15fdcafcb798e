/**
 * Step 3, steps/03-snappy.md: streams made by hand and by a model, what nobody compressed, and what is compressed held
 * against a reader that goes byte by byte.
 */
import { snappyCompress, snappyUncompress } from "@labs/db-06";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { largestAllocation } from "./allocations.ts";
import { filled, joined, utf8, varint } from "./model.ts";
import {
  anyElements,
  type Element,
  elementBytes,
  literalOf,
  modelUncompress,
  streamOf,
} from "./snappy-model.ts";

const law = step("snappy");

/** So many bytes, of so many different ones: few of them repeat each other often. */
const anyText = fc
  .tuple(fc.nat(), fc.nat({ max: 3000 }), fc.constantFrom(1, 2, 4, 20, 256))
  .map(([seed, length, different]) => textOf(seed, length, different));

function textOf(seed: number, length: number, different: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => random.below(different));
}

/** Compressed, and read again by the model and by the submission. */
function roundTrip(t: Trial, bytes: Uint8Array): Uint8Array {
  const compressed = snappyCompress(bytes);
  const model = modelUncompress(compressed);
  t.holds(model !== undefined, "what was compressed is no stream of Snappy's");
  t.bytes(model!, bytes);
  const uncompressed = snappyUncompress(compressed);
  t.holds(uncompressed !== undefined, "snappyUncompress does not read what was compressed");
  t.bytes(uncompressed!, bytes);
  return compressed;
}

law(
  "elements",
  "a stream is the length, then literals and copies, each by its tag",
  { hint: "Reading an element" },
  (t) => {
    for (const [what, stream, expected] of [
      ["nothing", [0], ""],
      ["a literal of one byte", [1, 0b000000_00, 97], "a"],
      ["a literal of three", [3, 0b000010_00, 97, 98, 99], "abc"],
      ["a short copy: 4 from 3 back", [7, 0b000010_00, 97, 98, 99, 0b000_000_01, 3], "abcabca"],
      ["a short copy: 11 from 1 back", [12, 0, 97, 0b000_111_01, 1], "a".repeat(12)],
      ["a copy: 1 from 2 back", [3, 0b000001_00, 97, 98, 0b000000_10, 2, 0], "aba"],
      ["a copy: 64 from 1 back", [65, 0, 97, 0b111111_10, 1, 0], "a".repeat(65)],
      ["a long copy: 5 from 2 back", [7, 4, 97, 98, 0b000100_11, 2, 0, 0, 0], "abababa"],
      ["a length in one byte more", [3, 60 << 2, 2, 97, 98, 99], "abc"],
      ["a length in two bytes more", [3, 61 << 2, 2, 0, 97, 98, 99], "abc"],
      ["a length in three bytes more", [3, 62 << 2, 2, 0, 0, 97, 98, 99], "abc"],
      ["a length in four bytes more", [3, 63 << 2, 2, 0, 0, 0, 97, 98, 99], "abc"],
      ["two literals", [3, 0, 97, 4, 98, 99], "abc"],
    ] as const) {
      t.given("snappyUncompress of", what);
      const bytes = snappyUncompress(Uint8Array.from(stream));
      t.bytes(bytes, expected);
    }
  },
);

law(
  "far-offsets",
  "an offset of a short copy has eleven bits, those of the others sixteen and thirty-two",
  { hint: "Reading an element" },
  (t) => {
    const body = filled(70_000, 3);
    for (const [what, offset, copy] of [
      ["a short copy from 2,047 back", 2047, [0b111_000_01, 0xff]],
      ["a short copy from 1,025 back", 1025, [0b100_000_01, 1]],
      ["a copy from 65,535 back", 65_535, [0b000011_10, 0xff, 0xff]],
      ["a long copy from 65,537 back", 65_537, [0b000011_11, 1, 0, 1, 0]],
      ["a long copy from the first byte", 70_000, [0b000011_11, 0x70, 0x11, 1, 0]],
    ] as const) {
      t.given("after 70,000 bytes", what);
      const literal = elementBytes(literalOf(body, 2));
      const bytes = snappyUncompress(joined(varint(70_004), literal, Uint8Array.from(copy)));
      t.holds(bytes !== undefined, "undefined came");
      const from = body.length - offset;
      t.bytes(bytes!, joined(body, body.subarray(from, from + 4)));
    }
  },
);

law(
  "any-stream",
  "any stream of elements, of every kind, uncompresses to what they say, byte by byte",
  { hint: "Copies that overlap" },
  async (t) => {
    await t.forAll([anyElements], (elements) => {
      const { bytes, uncompressed } = streamOf(elements);
      t.did("snappyUncompress of", bytes);
      const actual = snappyUncompress(bytes);
      t.holds(actual !== undefined, "undefined came");
      t.bytes(actual!, uncompressed);
      const window = joined(filled(5), bytes, filled(5)).subarray(5, 5 + bytes.length);
      t.did("and of", "the same in a larger memory");
      t.bytes(snappyUncompress(window), uncompressed);
    });
  },
);

law(
  "repeatable",
  "the same bytes give the same result, whatever was compressed before",
  { hint: "A table for all calls" },
  async (t) => {
    await t.forAll([anyText, anyText], (bytes, other) => {
      const first = snappyCompress(bytes);
      t.did("compressed", bytes);
      const before = Uint8Array.from(first);
      snappyCompress(other);
      t.did("then", other);
      snappyCompress(joined(other, bytes, other));
      t.did("then the first again", "");
      t.bytes(snappyCompress(bytes), before);
      t.bytes(first, before);
    });
  },
);

law(
  "round-trip",
  "what was compressed is read by any reader of the format, and is what it was",
  { hint: "Finding what repeats" },
  async (t) => {
    await t.forAll([anyText], (bytes) => {
      t.did("compressed", bytes);
      roundTrip(t, bytes);
    });
    for (const length of [0, 1, 3, 4, 5, 59, 60, 61, 62, 255, 256, 257, 65_535, 65_536, 65_537]) {
      t.given("compressed", `${length} bytes that do not repeat each other`);
      roundTrip(t, filled(length, length));
      t.given("compressed", `${length} times the same byte`);
      roundTrip(t, new Uint8Array(length).fill(7));
    }
  },
);

law(
  "long-literals",
  "17 MiB that do not repeat each other, whose length takes four bytes, are read again as they were",
  { hint: "Finding what repeats", seconds: 15 },
  (t) => {
    const words = Uint32Array.from({ length: 17 << 18 }, (_, at) => Math.imul(at + 1, 0x9e3779b1));
    const bytes = new Uint8Array(words.buffer);
    t.did("compressed", `${bytes.length} bytes that do not repeat each other`);
    const uncompressed = snappyUncompress(snappyCompress(bytes));
    t.holds(uncompressed !== undefined, "snappyUncompress does not read what was compressed");
    t.bytes(uncompressed!, bytes);
  },
);

law(
  "runs",
  "a run of every length up to 300, from every distance that is a boundary, is right",
  { hint: "Copies as long as they come" },
  (t) => {
    for (const distance of [1, 2, 4, 63, 64, 2047, 2048, 65_535, 65_536]) {
      const block = filled(distance, distance);
      for (let length = 1; length <= 300; length += distance > 64 ? 7 : 1) {
        const run = Uint8Array.from({ length }, (_, at) => block[at % distance]!);
        const bytes = joined(block, run, utf8("#"));
        t.given("compressed", `${distance} bytes, and ${length} of them again`);
        const uncompressed = snappyUncompress(snappyCompress(bytes));
        t.bytes(uncompressed, bytes);
      }
    }
  },
);

law(
  "saves",
  "what repeats itself becomes shorter: a run to a twentieth, a text that comes twice to half, words to less",
  { hint: "Finding what repeats" },
  (t) => {
    const random = seededRandom(t.seed);
    const names = ["user", "name", "value", "created", "updated", "owner", "comment", "id"];
    const recordsOf = (length: number) =>
      Array.from({ length }, () =>
        names.map((name) => `"${name}":${random.below(100_000)}`).join(","),
      ).join("\n");
    const [records, more] = [recordsOf(400), recordsOf(3000)];
    const once = filled(30_000, t.seed);
    for (const [what, bytes, most] of [
      ["100,000 times the same byte", new Uint8Array(100_000).fill(9), 5_000],
      ["30,000 bytes, twice", joined(once, once), 32_500],
      ["a word, 5,000 times", utf8("compressed ".repeat(5000)), 2_750],
      ["4 KiB of the same three bytes", utf8("abc".repeat(1365)), 220],
      ["records of numbers with names", utf8(records), 0.62 * records.length],
      ["records behind which 65,535 bytes come more than once", utf8(more), 0.62 * more.length],
    ] as const) {
      t.given("compressed", what);
      t.atMost(roundTrip(t, bytes).length, most, "bytes");
    }
  },
);

law(
  "far-repeats",
  "what repeats itself from 60,000 bytes back is found, and from more than 65,535 is still right",
  { hint: "Finding what repeats" },
  (t) => {
    for (const [between, most] of [
      [58_000, 61_000],
      [70_000, 75_000],
    ] as const) {
      const again = filled(2000, 1);
      const bytes = joined(again, filled(between, 2), again);
      t.given("compressed", `2,000 bytes, and the same ${between} bytes later`);
      t.atMost(roundTrip(t, bytes).length, most, "bytes");
    }
  },
);

law(
  "expands-little",
  "bytes that do not repeat each other become longer by a sixth and 32 bytes at the most",
  { hint: "Finding what repeats" },
  async (t) => {
    await t.forAll([anyText], (bytes) => {
      t.did("compressed", bytes);
      const most = 32 + bytes.length + Math.floor(bytes.length / 6);
      t.atMost(snappyCompress(bytes).length, most, "bytes");
    });
    // Four equal bytes, far away, after each byte that is new: what costs most.
    const parts: Uint8Array[] = [filled(4000, 1)];
    for (let at = 0; at < 3000; at += 4) {
      parts.push(filled(1, at), parts[0]!.subarray(at, at + 4));
    }
    const bytes = joined(...parts);
    t.given("compressed", "four bytes from 4,000 back after each new one");
    const most = 32 + bytes.length + Math.floor(bytes.length / 6);
    t.atMost(roundTrip(t, bytes).length, most, "bytes");
  },
);

law(
  "own-memory",
  "what is compressed or uncompressed is not changed, and the result is the caller's own",
  { hint: "A table for all calls" },
  async (t) => {
    await t.forAll([anyText], (bytes) => {
      const memory = joined(filled(3), bytes, filled(9));
      const twin = Uint8Array.from(memory);
      t.did("compressed, from a larger memory", bytes);
      const compressed = snappyCompress(memory.subarray(3, 3 + bytes.length));
      t.bytes(memory, twin);
      memory.fill(0);
      const kept = Uint8Array.from(compressed);
      const uncompressed = snappyUncompress(compressed);
      t.bytes(compressed, kept);
      compressed.fill(0);
      t.bytes(uncompressed, bytes);
      t.did("and again", "the same bytes where nothing is around them, when the result was wiped");
      t.bytes(snappyCompress(bytes), kept);
    });
    t.given("compressed twice", "no bytes; the first result was written over in between");
    snappyCompress(utf8("")).fill(9);
    t.bytes(snappyCompress(utf8("")), Uint8Array.of(0));
  },
);

const A = utf8("a")[0]!;

law(
  "no-stream",
  "what nobody compressed so is undefined: cut, from before the beginning, from 0 back, too long or too short",
  { hint: "What a stream may say" },
  (t) => {
    for (const [what, stream] of [
      ["no bytes", []],
      ["a length that is cut", [0x80]],
      ["a length above 2^32 - 1", [0xff, 0xff, 0xff, 0xff, 0x1f, 0, A]],
      ["a length and nothing", [1]],
      ["fewer bytes than announced", [3, 0, A]],
      ["more bytes than announced", [1, 4, A, A]],
      ["a literal more than announced", [1, 0, A, 0, A]],
      ["a copy more than announced", [1, 0, A, 2, 1, 0]],
      ["bytes behind an empty stream", [0, 0, A]],
      ["a literal that is cut", [3, 8, A, A]],
      ["a literal's length that is cut", [3, 61 << 2, 2]],
      ["a literal of 4 milliards", [3, 63 << 2, 255, 255, 255, 255, A, A, A]],
      ["a literal of 2^32 bytes, before a good one", [1, 63 << 2, 255, 255, 255, 255, 0, A]],
      ["a copy at the beginning", [4, 0b000_000_01, 1]],
      ["a short copy from 0 back", [5, 0, A, 0b000_000_01, 0]],
      ["a copy from 0 back", [5, 0, A, 0b000011_10, 0, 0]],
      ["a short copy from before the first byte", [5, 0, A, 0b000_000_01, 2]],
      ["a copy from before the first byte", [5, 0, A, 0b000011_10, 2, 0]],
      ["a long copy from before the first byte", [5, 0, A, 0b000011_11, 1, 0, 0, 1]],
      ["a long copy from 2^32 - 1 back", [5, 0, A, 0b000011_11, 255, 255, 255, 255]],
      ["a copy that reaches behind the end", [4, 0, A, 0b000_000_01, 1]],
      ["a short copy without its offset", [5, 0, A, 0b000_000_01]],
      ["a copy with half of its offset", [5, 0, A, 0b000011_10, 1]],
      ["a long copy with three bytes of its offset", [5, 0, A, 0b000011_11, 1, 0, 0]],
    ] as const) {
      t.given("snappyUncompress of", what);
      t.equal(snappyUncompress(Uint8Array.from(stream)), undefined);
    }
  },
);

law(
  "every-cut",
  "of a stream that is cut anywhere nothing is told, and of one with a byte more neither",
  { hint: "What a stream may say" },
  async (t) => {
    await t.forAll([anyElements], (elements) => {
      const { bytes } = streamOf(elements);
      for (let length = 0; length < bytes.length; length++) {
        t.did("cut", `a stream of ${bytes.length} bytes, at ${length}`);
        t.equal(snappyUncompress(bytes.subarray(0, length)), undefined);
      }
      t.did("added to it", "a byte of 0");
      t.equal(snappyUncompress(joined(bytes, Uint8Array.of(0))), undefined);
    });
  },
);

law(
  "any-bytes",
  "whatever the bytes are, there is a result that they stand for, or none: nothing is thrown",
  { hint: "What a stream may say" },
  async (t) => {
    let [good, bad] = [0, 0];
    const changes = fc.integer({ min: 1, max: 12 });
    await t.forAll([anyElements, changes, fc.nat()], (elements: Element[], count, seed) => {
      const random = seededRandom(seed);
      const { bytes } = streamOf(elements);
      for (let change = 0; change < count; change++) {
        bytes[random.below(bytes.length)] = [0, 255, random.below(256)][random.below(3)]!;
      }
      t.did("snappyUncompress of", bytes);
      const expected = modelUncompress(bytes);
      const actual = snappyUncompress(bytes);
      if (expected === undefined) bad++;
      else good++;
      if (expected === undefined) t.equal(actual, undefined);
      else t.bytes(actual, expected);
    });
    t.floor("streams that are none", bad, 30);
    t.floor("streams that are still good", good, 10);
  },
);

law(
  "memory",
  "memory is taken for what the input can stand for, and not for what it announces",
  { hint: "Before memory is taken" },
  (t) => {
    for (const announced of [1000, 1_000_000, 500_000_000, 2 ** 32 - 1]) {
      const bytes = joined(varint(announced), Uint8Array.of(0, A, 0b111111_10, 1, 0));
      t.given("announced", `${announced} bytes, by a stream of ${bytes.length}`);
      let result: Uint8Array | undefined;
      const largest = largestAllocation(() => {
        result = snappyUncompress(bytes);
      });
      t.equal(result, undefined);
      t.atMost(largest, 1000, "bytes allocated at once");
    }
    const copies = Array.from({ length: 300 }, () => [0b111111_10, 1, 0]).flat();
    const bytes = joined(varint(1 + 300 * 64), Uint8Array.of(0, A, ...copies));
    t.given("uncompressed", "a run of 19,201 bytes, in copies of 64");
    t.equal(snappyUncompress(bytes)?.length, 19_201, "the length");
  },
);

law(
  "limit",
  "what announces more than the limit is undefined, and what announces the limit is not",
  { hint: "Before memory is taken" },
  (t) => {
    const bytes = snappyCompress(utf8("compressed ".repeat(50)));
    t.given("compressed", "550 bytes");
    for (const [limit, length] of [
      [549, undefined],
      [550, 550],
      [551, 550],
      [0, undefined],
    ] as const) {
      t.given("a limit of", limit);
      t.equal(snappyUncompress(bytes, limit)?.length, length, "the length");
    }
  },
);
