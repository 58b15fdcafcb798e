import v8 from "node:v8";
import vm from "node:vm";
import {
  BLOCK_SIZE_BYTES,
  FragmentType,
  HEADER_SIZE_BYTES,
  LogReader,
  type ReadOutcome,
} from "@labs/db-03";
import { step, type Trial } from "@labs/grader/testing";
import { type DiskFile, seededRandom } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { badLog, drawnLog } from "./bad-logs.ts";
import {
  fileOf,
  filled,
  fixChecksum,
  found,
  fragment,
  joined,
  leaving,
  leavingBehind,
  logOf,
  type ModelLog,
  modelOutcomes,
  nextBlock,
  outcomesOf,
  type Placed,
  reads,
  told,
  utf8,
  whole,
} from "./records.ts";

const law = step("reader");

const { full, first, middle, last } = FragmentType;
const PAYLOAD_MAX = BLOCK_SIZE_BYTES - HEADER_SIZE_BYTES;
const MIB = 1 << 20;

const zeros = (count: number): Uint8Array => new Uint8Array(count);
/** As in LevelDB's own tests. */
const big = (text: string, length: number): Uint8Array =>
  utf8(text.repeat(length).slice(0, length));

/** All of a log's records, and its end. */
function wholeLog({ bytes, records }: ModelLog): ReadOutcome[] {
  return [...records.map(whole), { kind: "end", start: bytes.length }];
}

function readsWhole(t: Trial, what: string, records: readonly Uint8Array[]): void {
  t.given("read a log of", what);
  const log = logOf(records);
  reads(t, log.bytes, wholeLog(log));
}

/** A change of a log's bytes, before it is read. */
function changed(log: ModelLog, change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = Uint8Array.from(log.bytes);
  change(bytes);
  return bytes;
}

law(
  "whole-logs",
  "a whole log is read record by record, in order, and then there is an end",
  { hint: "Fragments become records" },
  (t) => {
    t.given("read", "a file of no bytes");
    reads(t, zeros(0), [{ kind: "end", start: 0 }]);
    readsWhole(t, '"foo", "bar", "", "xxxx"', ["foo", "bar", "", "xxxx"].map(utf8));
    readsWhole(t, "a record of 50,000 bytes and one of 100,000", [
      utf8("small"),
      big("medium", 50_000),
      big("large", 100_000),
    ]);
    const numbers = Array.from({ length: 6000 }, (_, index) => utf8(`${index}.`));
    readsWhole(t, '6,000 records, "0." to "5999."', numbers);
  },
);

law(
  "any-log",
  "whatever was written is read: its bytes, and where they begin and end",
  { hint: "Fragments become records" },
  async (t) => {
    await t.forAll([fc.nat()], (seed) => {
      const log = drawnLog(seededRandom(seed));
      const sizes = log.records.map(({ record }) => record.length);
      t.did("read a log of records of", `${sizes.join(", ")} bytes`);
      reads(t, log.bytes, wholeLog(log));
    });
  },
);

law(
  "trailers",
  "a trailer of up to six bytes belongs to the record behind it, and it is skipped whatever it holds",
  { hint: "The end of a block" },
  (t) => {
    for (let left = 0; left <= 8; left++) {
      for (const next of ["", "bar", "b".repeat(40_000)]) {
        t.given(
          "read",
          `a log with ${left} bytes left in its block, then ${next.length} bytes more`,
        );
        const log = logOf([leaving(left), utf8(next), utf8("last")]);
        reads(t, log.bytes, wholeLog(log));
        if (left === 0 || left > 6) continue;
        t.did("changed", "the trailer");
        const bytes = changed(log, (into) =>
          into.fill(0xee, BLOCK_SIZE_BYTES - left, BLOCK_SIZE_BYTES),
        );
        reads(t, bytes, wholeLog(log));
      }
    }
  },
);

law(
  "short-parts",
  "a FIRST, a MIDDLE or a LAST may end anywhere in its block, and be empty",
  { hint: "Fragments become records" },
  (t) => {
    const nothing = zeros(0);
    const parts = [
      fragment(first, utf8("one ")),
      fragment(middle, utf8("two ")),
      fragment(middle, nothing),
      fragment(last, utf8("three")),
      fragment(first, nothing),
      fragment(last, nothing),
      fragment(full, utf8("end")),
    ];
    t.did(
      "read",
      '"one " FIRST, "two " MIDDLE, "" MIDDLE, "three" LAST, "" FIRST, "" LAST, "end" FULL',
    );
    const bytes = joined(parts);
    const end = (count: number) => joined(parts.slice(0, count)).length;
    reads(t, bytes, [
      { kind: "record", record: utf8("one two three"), start: 0, end: end(4) },
      { kind: "record", record: nothing, start: end(4), end: end(6) },
      { kind: "record", record: utf8("end"), start: end(6), end: end(7) },
      { kind: "end", start: end(7) },
    ]);
  },
);

/** What is read of the first `size` bytes of a log. */
function cutAt({ records }: ModelLog, size: number): ReadOutcome[] {
  const left = records.filter(({ end }) => end <= size);
  const start = left.at(-1)?.end ?? 0;
  const next = records[left.length];
  if (next === undefined || size <= next.fragments[0]!.offset) {
    return [...left.map(whole), { kind: "end", start }];
  }
  const offset = next.fragments.find((part) => part.offset < size && size < part.end)?.offset;
  return [...left.map(whole), { kind: "torn", start, offset: offset ?? size, reason: "cut" }];
}

law(
  "every-cut",
  "a log that is cut gives the records before the cut, and then it ends or is torn",
  { hint: "The end of the file", seconds: 20 },
  (t) => {
    const small = ["", "a", "bb", "", "cccccccccccccccc"].map(utf8);
    const spread = [...small, filled(32_640, 1), utf8("x"), filled(50_000, 2)];
    const log = logOf([...leavingBehind(4, spread), filled(20, 3)]);
    const near = (at: number) => Array.from({ length: 200 }, (_, index) => at - 100 + index);
    const edges = log.records.flatMap(({ fragments, start, end }) =>
      [start, end, ...fragments.map(({ offset }) => offset)].flatMap(near),
    );
    const random = seededRandom(t.seed);
    const any = Array.from({ length: 100 }, () => random.below(log.bytes.length));
    const cuts = new Set([...edges, ...any].filter((at) => at >= 0 && at <= log.bytes.length));
    t.floor("cuts", cuts.size, 900);
    for (const size of cuts) {
      t.given("cut", `a log of ${log.bytes.length} bytes after ${size}`);
      reads(t, log.bytes.subarray(0, size), cutAt(log, size));
    }
  },
);

/** What is read of a log of which a bit is flipped. */
function flippedAt({ bytes, records }: ModelLog, at: number, reason: string): ReadOutcome[] {
  const hit = records.findIndex(({ fragments }) =>
    fragments.some(({ offset, end }) => offset <= at && at < end),
  );
  if (hit < 0) return [...records.map(whole), { kind: "end", start: bytes.length }];
  const { start, fragments } = records[hit]!;
  const { offset } = fragments.find(({ end }) => at < end)!;
  const before = records.slice(0, hit).map(whole);
  const begins = ({ fragments: [head] }: Placed) => head!.offset >= nextBlock(offset);
  const after = records.slice(hit + 1).filter(begins);
  const damage = { start, offset, reason: reason as "checksum" };
  const [next, ...rest] = after;
  if (next === undefined) return [...before, { kind: "torn", ...damage }];
  const resumesAt = next.fragments[0]!.offset;
  return [
    ...before,
    { kind: "damaged", ...damage, resumesAt },
    found(next),
    ...rest.map(whole),
    { kind: "end", start: bytes.length },
  ];
}

/** What a flipped bit looks like, by where it is in its fragment. */
function reasonOf({ bytes, records }: ModelLog, at: number, bit: number): string {
  const parts = records.flatMap(({ fragments }) => fragments);
  const hit = parts.find(({ offset, end }) => offset <= at && at < end);
  if (hit === undefined || (at !== hit.offset + 4 && at !== hit.offset + 5)) return "checksum";
  const length = hit.end - hit.offset - HEADER_SIZE_BYTES;
  const end = hit.offset + HEADER_SIZE_BYTES + (length ^ (1 << (8 * (at - hit.offset - 4) + bit)));
  if (end > nextBlock(hit.offset)) return "length";
  return end > bytes.length ? "cut" : "checksum";
}

law(
  "every-bit",
  "a flipped bit costs what its block holds from there on and no more: damaged if a whole record follows, else torn",
  { hint: "Where to go on", seconds: 20 },
  (t) => {
    const lengths = [9, 20_000, 0, 60_000, 100];
    const spread = lengths.map((length, index) => filled(length, index));
    const log = logOf([...leavingBehind(3, spread), filled(5, 5), filled(30, 6)]);
    const random = seededRandom(t.seed);
    const headers = log.records.flatMap(({ fragments }) => fragments.map(({ offset }) => offset));
    const places = headers.flatMap((offset) =>
      Array.from({ length: 8 * HEADER_SIZE_BYTES }, (_, bit) => 8 * offset + bit),
    );
    for (let count = 0; count < 150; count++) places.push(random.below(8 * log.bytes.length));
    // And the trailer's, which nobody misses.
    for (let bit = 0; bit < 24; bit++) places.push(8 * (3 * BLOCK_SIZE_BYTES - 3) + bit);
    const { disk, file } = fileOf(log.bytes);
    for (const place of places) {
      const [at, bit] = [Math.floor(place / 8), place % 8];
      t.given("flipped", `bit ${bit} of byte ${at} of a log of ${log.bytes.length}`);
      t.did("records lie at", headers.join(", "));
      disk.flipBit("log", at, bit);
      const expected = flippedAt(log, at, reasonOf(log, at, bit));
      const actual = outcomesOf(t, file);
      t.equal(actual.map(told), expected.map(told));
      disk.flipBit("log", at, bit);
    }
    t.floor("bits flipped", disk.faults.flippedBits / 2, 700);
  },
);

law(
  "where-to-go-on",
  "the search goes on at the next block: what stands behind a bad fragment in its own block is not looked at",
  { hint: "Where to go on" },
  (t) => {
    const log = logOf([
      utf8("before"),
      utf8("bad"),
      utf8("same block"),
      filled(40_000, 1),
      utf8("after"),
      utf8("last"),
    ]);
    const [, bad, , , after] = log.records;
    t.given(
      "read a log with a bad checksum, then",
      '"same block", a record across two blocks, "after", "last"',
    );
    const bytes = changed(log, (into) => into.fill(0xff, bad!.end - 1, bad!.end));
    const [before, , , , , ...rest] = wholeLog(log);
    const at = bad!.start;
    const resumesAt = after!.start;
    reads(t, bytes, [
      before!,
      { kind: "damaged", start: at, offset: at, reason: "checksum", resumesAt },
      whole(after!),
      ...rest,
    ]);
  },
);

law(
  "one-search",
  "however many bad blocks lie between two whole records, they are one damage, told where it begins",
  { hint: "Where to go on" },
  (t) => {
    const log = logOf([utf8("before"), ...Array.from({ length: 7 }, (_, n) => filled(32_700, n))]);
    const bytes = changed(log, (into) => {
      for (const block of [1, 2, 3])
        into.fill(0x55, block * BLOCK_SIZE_BYTES, block * BLOCK_SIZE_BYTES + 9);
    });
    t.did("read a log of eight records, with", "three blocks whose beginnings were written over");
    const placed = log.records;
    const begins = ({ fragments: [head] }: Placed) => head!.offset > 4 * BLOCK_SIZE_BYTES;
    const [next, ...after] = placed.filter(begins);
    const start = placed.filter(({ end }) => end <= BLOCK_SIZE_BYTES).at(-1)!.end;
    const resumesAt = next!.fragments[0]!.offset;
    const intact = placed.filter(({ end }) => end <= BLOCK_SIZE_BYTES).map(whole);
    reads(t, bytes, [
      ...intact,
      { kind: "damaged", start, offset: BLOCK_SIZE_BYTES, reason: "checksum", resumesAt },
      found(next!),
      ...after.map(whole),
      { kind: "end", start: bytes.length },
    ]);
  },
);

/** Fragments one after the other, as they are read. */
function readsParts(
  t: Trial,
  what: string,
  parts: readonly Uint8Array[],
  expected: (ends: readonly number[]) => readonly ReadOutcome[],
): void {
  t.given("read", what);
  let at = 0;
  const ends = parts.map((part) => (at += part.length));
  reads(t, joined(parts), expected(ends));
}

const one = fragment(full, utf8("one"));
const a = fragment(first, utf8("a"));
const b = fragment(middle, utf8("b"));
const c = fragment(last, utf8("c"));
const unknown = fragment(9, utf8("?"));

law(
  "out-of-order",
  "a fragment that is whole and out of order is itself where the search begins",
  { hint: "Whole, and in the wrong place" },
  (t) => {
    const damaged = (start: number, offset: number, resumesAt: number): ReadOutcome[] => [
      { kind: "damaged", start, offset, reason: "order", resumesAt },
      { kind: "record", record: utf8("one"), start: resumesAt, end: resumesAt + 10 },
      { kind: "end", start: resumesAt + 10 },
    ];
    readsParts(t, "FIRST, FULL", [a, one], () => damaged(0, 8, 8));
    readsParts(t, "FIRST, MIDDLE, FULL", [a, b, one], () => damaged(0, 16, 16));
    readsParts(t, "MIDDLE, FULL", [b, one], () => damaged(0, 0, 8));
    readsParts(t, "LAST, FULL", [c, one], () => damaged(0, 0, 8));
    readsParts(t, "MIDDLE, LAST, FULL", [b, c, one], () => damaged(0, 0, 16));
    readsParts(t, "LAST, FIRST, MIDDLE, FULL", [c, a, b, one], () => damaged(0, 0, 24));
    const abc = (start: number, end: number): ReadOutcome[] => [
      { kind: "record", record: utf8("abc"), start, end },
      { kind: "end", start: end },
    ];
    readsParts(t, "FIRST, FIRST, MIDDLE, LAST", [a, a, b, c], () => [
      { kind: "damaged", start: 0, offset: 8, reason: "order", resumesAt: 8 },
      ...abc(8, 32),
    ]);
    readsParts(t, "FULL, LAST, LAST, FIRST, FIRST, MIDDLE, LAST", [one, c, c, a, a, b, c], () => [
      { kind: "record", record: utf8("one"), start: 0, end: 10 },
      { kind: "damaged", start: 10, offset: 10, reason: "order", resumesAt: 34 },
      ...abc(34, 58),
    ]);
    readsParts(t, "MIDDLE, LAST, FIRST", [b, c, a], () => [
      { kind: "torn", start: 0, offset: 0, reason: "order" },
    ]);
  },
);

law(
  "unknown-types",
  "a type that is none of the four is bad, and its length is good: the search steps over it",
  { hint: "Whole, and in the wrong place" },
  (t) => {
    const damaged = (offset: number, resumesAt: number): ReadOutcome[] => [
      { kind: "damaged", start: 0, offset, reason: "type", resumesAt },
      { kind: "record", record: utf8("one"), start: resumesAt, end: resumesAt + 10 },
      { kind: "end", start: resumesAt + 10 },
    ];
    readsParts(t, "type 9, FULL", [unknown, one], () => damaged(0, 8));
    readsParts(t, "FIRST, type 9, LAST, FULL", [a, unknown, c, one], () => damaged(8, 24));
    readsParts(t, "type 9, FIRST, type 9, LAST, FULL", [unknown, a, unknown, c, one], () =>
      damaged(0, 32),
    );
    for (const type of [0, 5, 100, 255]) {
      readsParts(t, `FIRST, type ${type}`, [a, fragment(type, utf8("?"))], () => [
        { kind: "torn", start: 0, offset: 8, reason: "type" },
      ]);
    }
  },
);

law(
  "search-in-blocks",
  "a record that the search has begun is given up at the next bad fragment",
  { hint: "Where to go on" },
  (t) => {
    const wide = (type: number, seed: number) => fragment(type, filled(PAYLOAD_MAX, seed));
    const junk = filled(BLOCK_SIZE_BYTES, 8);
    const blocks = [junk, wide(first, 1), junk, wide(last, 2), wide(first, 3), wide(last, 4)];
    readsParts(t, "blocks of junk, FIRST, junk, LAST, FIRST, LAST", blocks, (ends) => [
      { kind: "damaged", start: 0, offset: 0, reason: "length", resumesAt: ends[3]! },
      {
        kind: "record",
        record: joined([filled(PAYLOAD_MAX, 3), filled(PAYLOAD_MAX, 4)]),
        start: ends[3]!,
        end: ends[5]!,
      },
      { kind: "end", start: ends[5]! },
    ]);
  },
);

law(
  "log-in-a-log",
  "a log that is stored in a record is never taken for the log, wherever the record is damaged",
  { hint: "Where to go on" },
  (t) => {
    const ghosts = logOf(["ghost", "another ghost"].map(utf8)).bytes;
    const log = logOf([joined([filled(100, 3), ghosts, ghosts, filled(9, 4)]), utf8("near")]);
    const torn = { kind: "torn", start: 0, offset: 0, reason: "checksum" } as const;
    t.given("read a record that holds fragments, with", "its length set to where they begin");
    reads(
      t,
      changed(log, (into) => into.set([100, 0], 4)),
      [torn],
    );
    t.given("read a record that holds fragments, with", "its checksum set to zero");
    reads(
      t,
      changed(log, (into) => into.fill(0, 0, 4)),
      [torn],
    );
    t.given("read a record that holds fragments, with", "the byte before them flipped");
    reads(
      t,
      changed(log, (into) => into.fill(~into[106]! & 0xff, 106, 107)),
      [torn],
    );
  },
);

law(
  "reasons",
  "what is wrong with a fragment is told by the first reason that applies",
  { hint: "What is wrong with it" },
  (t) => {
    const header = (checksum: number, length: number, type: number) => {
      const bytes = zeros(HEADER_SIZE_BYTES);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, checksum, true);
      view.setUint16(4, length, true);
      bytes[6] = type;
      return bytes;
    };
    const is = (what: string, reason: string, ...parts: Uint8Array[]) => {
      readsParts(t, `"one", ${what}`, [one, ...parts], () => [
        { kind: "record", record: utf8("one"), start: 0, end: 10 },
        { kind: "torn", start: 10, offset: 10, reason: reason as "cut" },
      ]);
    };
    is("a header of six bytes", "cut", header(1, 1, 1).subarray(0, 6));
    is("six zeros", "cut", zeros(6));
    is("seven zeros", "zeros", zeros(7));
    is("forty thousand zeros", "zeros", zeros(40_000));
    is("a length beyond the block and the file", "length", header(1, 32_752, 1));
    is("a length up to the block's end, beyond the file", "cut", header(1, 32_751, 1));
    is("a payload that lacks a byte", "cut", fragment(full, utf8("bar")).subarray(0, 9));
    is("a header of zeros but for its length", "cut", header(0, 1, 0));
    is("a header of zeros but for its type", "checksum", header(0, 0, 1));
    is("a wrong checksum and a type of zero", "checksum", header(1, 0, 0));
    is("a wrong checksum and an unknown type", "checksum", header(1, 0, 77));
    is("an unknown type", "type", unknown);
    is("a type of zero, with its checksum", "type", fragment(0, zeros(0)));
    is("MIDDLE", "order", b);
    is("LAST", "order", c);
    t.given("read a length beyond the block,", "where another block follows");
    reads(t, joined([header(1, 32_762, 1), filled(40_000)]), [
      { kind: "torn", start: 0, offset: 0, reason: "length" },
    ]);
  },
);

law(
  "zeros",
  "zeros where a fragment should be are no record: at the end the log is torn, before a record damaged",
  { hint: "What is wrong with it" },
  (t) => {
    const log = logOf([utf8("foo"), filled(100)]);
    const size = log.bytes.length;
    for (const count of [7, 1000, 32_768, 100_000]) {
      t.given("read a whole log and", `${count} zeros behind it`);
      reads(t, joined([log.bytes, zeros(count)]), [
        ...log.records.map(whole),
        { kind: "torn", start: size, offset: size, reason: "zeros" },
      ]);
    }
    t.given("read a whole log, zeros to the end of the third block, and", '"bar"');
    const resumesAt = 3 * BLOCK_SIZE_BYTES;
    const bar = fragment(full, utf8("bar"));
    reads(t, joined([log.bytes, zeros(resumesAt - size), bar]), [
      ...log.records.map(whole),
      { kind: "damaged", start: size, offset: size, reason: "zeros", resumesAt },
      { kind: "record", record: utf8("bar"), start: resumesAt, end: resumesAt + 10 },
      { kind: "end", start: resumesAt + 10 },
    ]);
  },
);

law(
  "leveldb-scenarios",
  "LevelDB's own scenarios of damage end as they do there, and are told",
  { hint: "Fragments become records" },
  (t) => {
    const is = (
      what: string,
      records: readonly Uint8Array[],
      change: (bytes: Uint8Array, log: ModelLog) => Uint8Array,
      expected: (log: ModelLog) => ReadOutcome[],
    ) => {
      t.given("read", what);
      const log = logOf(records);
      reads(t, change(Uint8Array.from(log.bytes), log), expected(log));
    };
    const typeSet = (type: number) => (bytes: Uint8Array) => {
      bytes[6] = type;
      fixChecksum(bytes, 0);
      return bytes;
    };
    const shorter = (count: number) => (bytes: Uint8Array) =>
      bytes.subarray(0, bytes.length - count);
    const torn = (offset: number, reason: "cut" | "checksum" | "type" | "order") => () => [
      { kind: "torn", start: 0, offset, reason } as const,
    ];
    const foo = utf8("foo");
    is("BadRecordType", [foo], typeSet(101), torn(0, "type"));
    is("TruncatedTrailingRecordIsIgnored", [foo], shorter(4), torn(0, "cut"));
    is("BadLengthAtEndIsIgnored", [foo], shorter(1), torn(0, "cut"));
    is("ChecksumMismatch", [foo], (bytes) => bytes.fill(bytes[0]! + 10, 0, 1), torn(0, "checksum"));
    is("UnexpectedMiddleType", [foo], typeSet(middle), torn(0, "order"));
    is("UnexpectedLastType", [foo], typeSet(last), torn(0, "order"));
    is("MissingLastIsIgnored", [big("bar", 32_768)], shorter(14), torn(32_768, "cut"));
    is("PartialLastIsIgnored", [big("bar", 32_768)], shorter(1), torn(32_768, "cut"));
    const behind =
      (reason: "length" | "order" | "checksum", index: number, offset: number) =>
      ({ records, bytes }: ModelLog): ReadOutcome[] => {
        const resumesAt = records[index]!.start;
        return [
          { kind: "damaged", start: 0, offset, reason, resumesAt },
          whole(records[index]!),
          { kind: "end", start: bytes.length },
        ];
      };
    const lengthened = (bytes: Uint8Array) => bytes.fill(bytes[4]! + 1, 4, 5);
    is("BadLength", [big("bar", PAYLOAD_MAX), foo], lengthened, behind("length", 1, 0));
    is("UnexpectedFullType", [foo, utf8("bar")], typeSet(first), behind("order", 1, 10));
    const large = big("bar", 100_000);
    is("UnexpectedFirstType", [foo, large], typeSet(first), behind("order", 1, 10));
    const correct = [big("foo", 32_768), big("bar", 32_768), utf8("correct")];
    const wiped = (bytes: Uint8Array) => bytes.fill(0x78, BLOCK_SIZE_BYTES, 2 * BLOCK_SIZE_BYTES);
    is("ErrorJoinsRecords", correct, wiped, behind("checksum", 2, BLOCK_SIZE_BYTES));
  },
);

law(
  "says-it-again",
  "after the end, and after a torn one, every call says the same, also when the file has grown",
  { hint: "The end of the file" },
  (t) => {
    for (const cut of [0, 1]) {
      const log = logOf([utf8("foo"), utf8("bar")]).bytes;
      const { file } = fileOf(log.subarray(0, log.length - cut));
      const reader = new LogReader(file);
      t.given("read", cut === 0 ? "a whole log, to its end" : "a torn log, to its end");
      let outcome = reader.next();
      while (outcome.kind === "record") outcome = reader.next();
      t.equal(reader.next(), outcome);
      t.equal(reader.next(), outcome);
      t.did("appended", "a whole record");
      file.append(logOf([utf8("more")], file.size).bytes);
      t.equal(reader.next(), outcome);
      t.equal(reader.next(), outcome);
    }
  },
);

law(
  "as-long-as-it-was",
  "a file that grows while it is read is read as long as it was when the reader was made",
  { hint: "The end of the file" },
  (t) => {
    const log = logOf([filled(9), filled(40_000, 1), filled(20, 2), filled(100, 3)]);
    const more = logOf([filled(30, 4), filled(50_000, 5)], log.bytes.length);
    for (const cut of [0, 1, 104, 107, 2000, 20_000]) {
      const left = log.bytes.length - cut;
      const bytes = log.bytes.subarray(0, left);
      const expected = modelOutcomes(bytes).map(told);
      for (let before = 0; before < expected.length; before++) {
        t.given("read a log of", `${left} bytes, of which ${cut} are missing at the end`);
        t.did("appended", `those and two records, when ${before} outcomes had been told`);
        const { file } = fileOf(bytes);
        const reader = new LogReader(file);
        const outcomes: string[] = [];
        while (outcomes.length < expected.length) {
          if (outcomes.length === before) {
            file.append(log.bytes.subarray(left));
            file.append(more.bytes);
          }
          outcomes.push(told(reader.next()));
        }
        t.equal(outcomes, expected);
      }
    }
  },
);

law(
  "own-memory",
  "a record's bytes are the caller's: to write over them changes nothing that is read later, to keep them keeps no block",
  { hint: "Fragments become records" },
  (t) => {
    const log = logOf([...[5, 40_000, 7, 90_000, 0, 11].map(filled), filled(40_000, 9)]);
    const bytes = changed(log, (into) => into.fill(0, 40_100, 40_110));
    t.did("read a log of seven records, one of them damaged, and wrote over", "each record");
    const expected = modelOutcomes(bytes);
    const { file } = fileOf(bytes);
    const reader = new LogReader(file);
    const kept: Uint8Array[] = [];
    for (const twin of expected) {
      const outcome = reader.next();
      t.equal(told(outcome), told(twin));
      if (outcome.kind !== "record" || twin.kind !== "record") continue;
      t.bytes(outcome.record, twin.record);
      outcome.record.fill(0xee);
      kept.push(outcome.record);
    }
    t.did("looked at", "the records that were written over");
    t.holds(
      kept.every((record) => record.every((byte) => byte === 0xee)),
      "one has changed again",
    );
    t.given("read a log of 16 records of 10 bytes and 16 of 65,000, and kept", "the small ones");
    const pairs = Array.from({ length: 16 }, (_, n) => [filled(10, n), filled(65_000, n)]);
    const pairsReader = new LogReader(fileOf(logOf(pairs.flat()).bytes).file);
    const held = new Set<ArrayBufferLike>();
    let outcome = pairsReader.next();
    for (; outcome.kind === "record"; outcome = pairsReader.next()) {
      if (outcome.record.length === 10) held.add(outcome.record.buffer);
    }
    t.equal(outcome.kind, "end");
    const bytesHeld = [...held].reduce((sum, { byteLength }) => sum + byteLength, 0);
    t.atMost(bytesHeld, 8 * BLOCK_SIZE_BYTES, "bytes of memory that they are windows of");
  },
);

law(
  "a-read-fails",
  "a read that fails is told, and the next call goes on as though it had not",
  { hint: "When the disk cannot be read" },
  async (t) => {
    const log = logOf([filled(9), filled(70_000, 1), filled(20), filled(90_000, 2), filled(3)]);
    const bytes = changed(log, (into) => into.fill(0, 72_000, 72_010));
    const expected = modelOutcomes(bytes).map(told);
    let failed = 0;
    for (let nth = 1; nth <= Math.ceil(bytes.length / BLOCK_SIZE_BYTES); nth++) {
      const { disk, file } = fileOf(bytes);
      t.given("read a damaged log, while", `read ${nth} of the disk fails`);
      disk.failReads({ nth });
      const reader = new LogReader(file);
      const outcomes: string[] = [];
      while (outcomes.length < expected.length) {
        try {
          outcomes.push(told(reader.next()));
        } catch (error) {
          t.equal((error as { code?: unknown }).code, "EIO", "the error's code");
          t.holds(failed++ < 100, "it fails again and again");
        }
      }
      t.equal(outcomes, expected);
    }
    t.floor("reads that failed", failed, 3);
  },
);

/** A file that is not there: what is read of it is made, or comes from elsewhere. */
function madeFile(size: number, read: (offset: number, length: number) => Uint8Array): DiskFile {
  const refuse = (): never => {
    throw new Error("a reader only reads");
  };
  const all = (offset: number, length: number) =>
    read(offset, Math.max(0, Math.min(length, size - offset)));
  return {
    path: "log",
    size,
    read: all,
    readExactly: all,
    write: refuse,
    append: refuse,
    truncate: refuse,
    sync: refuse,
    close: () => {},
  };
}

law(
  "cost",
  "no byte of the file is read more than twice, however many places are damaged, and a block at most at once",
  { hint: "Nothing is searched twice" },
  (t) => {
    const block = (...parts: Uint8Array[]) => {
      const bytes = zeros(BLOCK_SIZE_BYTES);
      bytes.set(joined(parts).subarray(0, BLOCK_SIZE_BYTES));
      return bytes;
    };
    const wide = (type: number) => fragment(type, filled(PAYLOAD_MAX, type));
    const small = block(...Array.from({ length: 2000 }, (_, n) => fragment(full, filled(5, n))));
    const bad = filled(BLOCK_SIZE_BYTES, 8);
    const times = (count: number, ...blocks: Uint8Array[]) =>
      Array.from({ length: count }, () => blocks).flat();
    for (const [what, blocks] of [
      ["many small records", times(30, small)],
      ["a whole record, a bad block, a whole record, a bad block …", times(40, wide(full), bad)],
      ["bad blocks, and a record at the end", [...times(60, bad), wide(full)]],
      ["records that are bad at their end", times(4, wide(first), ...times(15, wide(middle)), bad)],
      ["records that are bad at their beginning", times(4, bad, ...times(15, wide(middle)), small)],
      ["FIRST and FIRST and FIRST …", [...times(60, wide(first)), wide(last)]],
      ["many FIRSTs in a block", times(10, block(...times(4681, fragment(first, zeros(0)))))],
    ] as const) {
      t.given("read", `${blocks.length} blocks: ${what}`);
      const bytes = joined(blocks);
      const { disk, file } = fileOf(bytes);
      const watched = madeFile(bytes.length, (offset, length) => {
        t.atMost(length, BLOCK_SIZE_BYTES, "bytes asked for at once");
        const read = file.read(offset, length);
        t.atMost(disk.counts.bytesRead, 2 * bytes.length, "bytes read");
        return read;
      });
      outcomesOf(t, watched);
    }
  },
);

law(
  "copies",
  "a record of many blocks is put together without copying its beginning again for every part",
  { hint: "Nothing is searched twice" },
  (t) => {
    const record = filled(6 * MIB, 1);
    const { bytes } = logOf([record]);
    t.did("read", "a record of 6 MiB");
    // Windows, so that only what the reader copies is counted.
    const file = madeFile(bytes.length, (offset, length) =>
      bytes.subarray(offset, offset + length),
    );
    let outcome: ReadOutcome | undefined;
    const copied = t.copies(8 * record.length, () => {
      outcome = new LogReader(file).next();
    });
    t.atMost(copied, 5 * bytes.length, "bytes copied");
    t.equal(outcome?.kind, "record");
    if (outcome?.kind === "record") t.bytes(outcome.record, record);
  },
);

law(
  "more-than-4-gib",
  "of a file of more than 4 GiB, all zeros but for its end, the records at its end are found",
  { hint: "Where to go on", seconds: 20 },
  (t) => {
    const resumesAt = 2 ** 32 + 3 * BLOCK_SIZE_BYTES;
    const { bytes, records } = logOf([filled(50_000), filled(9)], resumesAt);
    const size = resumesAt + bytes.length;
    const nothing = zeros(BLOCK_SIZE_BYTES);
    const file = madeFile(size, (offset, length) => {
      t.holds(offset >= 0, `a read at ${offset}`);
      const from = offset - resumesAt;
      if (from + length <= 0) return nothing.subarray(0, length);
      const read = zeros(length);
      read.set(bytes.subarray(Math.max(0, from), from + length), Math.max(0, -from));
      return read;
    });
    t.did("read a file of", `${size} bytes, all zeros up to ${resumesAt}`);
    const outcomes = outcomesOf(t, file);
    const damaged = { kind: "damaged", start: 0, offset: 0, reason: "zeros", resumesAt } as const;
    const expected = [damaged, ...records.map(whole), { kind: "end", start: size } as const];
    t.equal(outcomes.map(told), expected.map(told));
  },
);

/** Heap and buffers in use once garbage is gone, in MiB. */
function memoryInUse(): number {
  v8.setFlagsFromString("--expose-gc");
  const collect: () => void = vm.runInNewContext("gc");
  // Buffers found dead by one collection are given back by the next at the latest.
  collect();
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + Math.max(external, arrayBuffers)) / MIB;
}

law(
  "memory",
  "what was read is let go: a log of any length takes no more memory than its longest record",
  { hint: "Nothing is searched twice", seconds: 20 },
  (t) => {
    const size = 24 * MIB;
    const wide = (type: number) => fragment(type, filled(PAYLOAD_MAX, type));
    const logs = { FULL: full, MIDDLE: middle, FIRST: first } satisfies Record<string, number>;
    for (const [name, type] of Object.entries(logs)) {
      t.given("read 24 MiB of", `${name} fragments of a block each`);
      const content = wide(type);
      const before = memoryInUse();
      let reads = 0;
      const file = madeFile(size, (offset, length) => {
        if (++reads % 250 === 0) {
          t.atMost(Math.ceil(memoryInUse() - before), 8, "MiB in use more than before");
        }
        const from = offset % BLOCK_SIZE_BYTES;
        return Uint8Array.from(content.subarray(from, from + length));
      });
      const reader = new LogReader(file);
      let outcome = reader.next();
      while (outcome.kind === "record") outcome = reader.next();
      t.floor("reads", reads, size / BLOCK_SIZE_BYTES);
      t.equal(outcome.kind, type === full ? "end" : "torn");
    }
  },
);

law(
  "after-crashes",
  "whatever a crash leaves, what was synced is read, then a prefix of the rest, and nothing that was never written",
  { hint: "The end of the file" },
  async (t) => {
    const disk = new SimDisk();
    const file = disk.open("log", "create");
    await disk.syncDirectory("");
    const synced: { readonly count: number; readonly by: number }[] = [];
    const lengths = [9, 700, 0, 12_000, 30, 19_000, 2000, 40_000, 5, 9000, 17, 1];
    const records = lengths.map((length, index) => filled(length, index));
    for (const [index, record] of records.entries()) {
      file.append(logOf([record], file.size).bytes);
      if (index % 4 !== 2) continue;
      await file.sync();
      synced.push({ count: index + 1, by: disk.operations });
    }
    let [visited, torn] = [0, 0];
    for (const { at, disk: left, replay } of crashes(disk, { seed: t.seed, draws: 3 })) {
      if (!left.exists("log")) continue;
      visited++;
      t.given("read what is left by", `${replay}\n${disk.log(at)}`);
      const outcomes = outcomesOf(t, left.open("log", "existing"));
      const due = synced.filter(({ by }) => by <= at).at(-1)?.count ?? 0;
      let next = 0;
      let isWhole = true;
      for (const outcome of outcomes) {
        if (outcome.kind === "torn") torn++;
        if (outcome.kind !== "record") {
          t.holds(next >= due, `only ${next} of ${due} synced records are read: ${told(outcome)}`);
          isWhole = false;
          continue;
        }
        const is = records.findIndex(({ length }) => length === outcome.record.length);
        t.holds(is >= next, `not a record that was written, or not in its place: ${told(outcome)}`);
        t.holds(is === next || !isWhole, `record ${next} is missing, and nothing tells it`);
        t.bytes(outcome.record, records[is]!);
        isWhole = true;
        next = is + 1;
      }
    }
    t.floor("crashes", visited, 250);
    t.floor("torn logs", torn, 40);
  },
);

law(
  "mutated-logs",
  "two thousand logs that were altered, spliced, badly assembled or random are read by the rules",
  { hint: "Where to go on", seconds: 20 },
  (t) => {
    const random = seededRandom(t.seed);
    const failed: { readonly seed: number; readonly size: number }[] = [];
    for (let count = 0; count < 2000; count++) {
      const seed = random.below(2 ** 31);
      const { bytes } = badLog(seed);
      try {
        reads(t, bytes, modelOutcomes(bytes));
      } catch {
        failed.push({ seed, size: bytes.length });
      }
    }
    const smallest = failed.toSorted((left, right) => left.size - right.size)[0];
    if (smallest === undefined) return;
    const { bytes, story } = badLog(smallest.seed);
    t.given("read", `${bytes.length} bytes: ${story}`);
    t.did("of 2,000 logs", `${failed.length} are read wrongly; this is the smallest`);
    reads(t, bytes, modelOutcomes(bytes));
  },
);
