import { crc64, OPCODE, RdbWriter, type RdbWriterOptions, TYPE } from "@labs/db-04";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  aux,
  type Bytes,
  byte,
  bytesOf,
  crcOf,
  double,
  join,
  length,
  little,
  resizeDb,
  selectDb,
  textOf,
  withChecksum,
  written,
} from "./rdb-bytes.ts";
import {
  type Held,
  hash,
  helds,
  keyspaces,
  list,
  type PlainEntry,
  savedEntry,
  set,
  string,
  words,
  zset,
} from "./rdb-entries.ts";

const law = step("rdb-encode");

/** A round number of seconds, that fits an int32. */
const NOW = 1_700_000_000_000;

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));

/** The beginning of a file by the book. */
const beginning = (ctime: string, isBase: boolean, ...rest: Uint8Array[]) =>
  join(
    "REDIS0010",
    aux("redis-ver", "7.0.15"),
    aux("redis-bits", "64"),
    aux("ctime", ctime),
    aux("used-mem", "0"),
    aux("aof-base", isBase ? "1" : "0"),
    ...rest,
  );

/** The beginning that a writer writes. */
function begun(options: Partial<RdbWriterOptions>, keys = 0, deadlines = 0): Uint8Array {
  return new RdbWriter({ now: NOW, ...options }).begin(keys, deadlines);
}

/** The bytes that a writer writes for one key. */
function entryBytes(t: Trial, entry: PlainEntry): Uint8Array {
  const writer = new RdbWriter({ now: NOW });
  writer.begin(1, entry.deadline === undefined ? 0 : 1);
  t.did("wrote", entry);
  return writer.entry(savedEntry(entry));
}

/**
 * `piece` is `head`, and then these items in any order. No item begins with another: so the next
 * one is found.
 */
function isInAnyOrder(
  t: Trial,
  piece: Uint8Array,
  head: Uint8Array,
  items: readonly Bytes[],
): void {
  const left = items.map((item) => textOf(bytesOf(item)));
  const found: string[] = [];
  let rest = textOf(piece).slice(head.length);
  for (;;) {
    const next = left.findIndex((item) => rest.startsWith(item));
    if (next === -1) break;
    const [item = ""] = left.splice(next, 1);
    found.push(item);
    rest = rest.slice(item.length);
  }
  t.bytes(piece, join(head, ...found, ...left));
}

/**
 * An entry by the book: what comes first, and the items of a collection, which may have an order.
 */
function byTheBook({ key, held, deadline }: PlainEntry) {
  const before =
    deadline === undefined ? byte() : join(byte(OPCODE.expireTimeMs), little(deadline, 8));
  const of = (type: number, items: Uint8Array[], isOrdered: boolean) => ({
    head: join(before, byte(type), written(key), length(items.length)),
    items,
    isOrdered,
  });
  switch (held.kind) {
    case "string":
      return {
        head: join(before, byte(TYPE.string), written(key), written(held.text)),
        items: [],
        isOrdered: true,
      };
    case "list":
      return of(TYPE.list, held.elements.map(written), true);
    case "set":
      return of(TYPE.set, held.members.map(written), false);
    case "hash":
      return of(
        TYPE.hash,
        held.fields.map((pair) => join(...pair.map(written))),
        false,
      );
    case "zset": {
      const items = [...held.scores].sort(fromHighest);
      const members = items.map(([member, score]) => join(written(member), double(score)));
      return of(TYPE.zset2, members, true);
    }
  }
}

function isWritten(t: Trial, piece: Uint8Array, entry: PlainEntry): void {
  const { head, items, isOrdered } = byTheBook(entry);
  if (isOrdered) t.bytes(piece, join(head, ...items));
  else isInAnyOrder(t, piece, head, items);
}

function fromHighest([a, x]: readonly [string, number], [b, y]: readonly [string, number]): number {
  if (x !== y) return x > y ? -1 : 1;
  return a > b ? -1 : 1;
}

law(
  "crc-check-value",
  "the CRC-64 of 123456789 is e9c6d914c4b8d9ca, and that of nothing is 0",
  { hint: "A register in two halves" },
  (t) => {
    const of = (bytes: Bytes) => {
      t.given("computed", `crc64 of ${JSON.stringify(textOf(bytesOf(bytes)))}`);
      return crc64(bytesOf(bytes)).toString(16);
    };
    t.equal(of("123456789"), "e9c6d914c4b8d9ca");
    t.equal(of(""), "0");
    t.equal(of("\0"), "0");
    t.equal(of("\x01"), "7ad870c830358979");
    t.equal(of("\xff"), crcOf(bytesOf("\xff")).toString(16));
    t.equal(of("12345678"), crcOf(bytesOf("12345678")).toString(16));
  },
);

law(
  "crc-of-any-bytes",
  "the CRC-64 of any bytes, wherever in memory they lie, is that of a register shifted bit by bit",
  { hint: "A register in two halves" },
  async (t) => {
    await t.forAll([fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 9 })], (bytes, before) => {
      const memory = new Uint8Array(before + bytes.length + 5).fill(0xa5);
      memory.set(bytes, before);
      t.did(`at offset ${before} of its memory`, bytes);
      const crc = crc64(memory.subarray(before, before + bytes.length));
      t.equal(crc.toString(16), crcOf(bytes).toString(16));
    });
  },
);

law(
  "crc-goes-on",
  "the CRC-64 of a file is the same in whatever pieces it is computed",
  { hint: "A register in two halves" },
  async (t) => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
    await t.forAll([pieces], (parts) => {
      t.did("in pieces of", parts.map((part) => part.length).join(", "));
      const crc = parts.reduce((previous, part) => crc64(part, previous), 0n);
      t.equal(crc.toString(16), crcOf(join(...parts)).toString(16));
    });
    t.given("of no bytes, going on from", "ffffffffffffffff");
    t.equal(crc64(byte(), 2n ** 64n - 1n).toString(16), "f".repeat(16));
  },
);

law("golden-file", "a file of two keys is these 129 bytes", { hint: "The file in order" }, (t) => {
  const writer = new RdbWriter({ now: NOW });
  t.did("wrote", "SET greeting hello PXAT 1893456000000; HSET 7 name kim");
  const file = join(
    writer.begin(2, 1),
    writer.entry(
      savedEntry({ key: "greeting", held: string("hello"), deadline: 1_893_456_000_000 }),
    ),
    writer.entry(savedEntry({ key: "7", held: hash(["name", "kim"]) })),
    writer.end(),
  );
  t.bytes(
    file,
    hex(`
        52 45 44 49 53 30 30 31 30
        fa 09 72 65 64 69 73 2d 76 65 72 06 37 2e 30 2e 31 35
        fa 0a 72 65 64 69 73 2d 62 69 74 73 c0 40
        fa 05 63 74 69 6d 65 c2 00 f1 53 65
        fa 08 75 73 65 64 2d 6d 65 6d c0 00
        fa 08 61 6f 66 2d 62 61 73 65 c0 00
        fe 00 fb 02 01
        fc 00 b4 c5 da b8 01 00 00 00 08 67 72 65 65 74 69 6e 67 05 68 65 6c 6c 6f
        04 c0 07 01 04 6e 61 6d 65 03 6b 69 6d
        ff 42 64 b9 01 6f 89 38 4a
      `),
  );
});

law(
  "no-keys",
  "a file without keys has no SELECTDB and no RESIZEDB",
  { hint: "The file in order" },
  (t) => {
    const writer = new RdbWriter({ now: NOW });
    t.did("began with", "no keys");
    t.bytes(
      join(writer.begin(0, 0), writer.end()),
      withChecksum(join(beginning("1700000000", false), byte(255))),
    );
  },
);

law(
  "aux-fields",
  "AUX says who wrote the file, when in seconds, and whether it is a base",
  { hint: "The file in order" },
  (t) => {
    const counts = join(selectDb(0), resizeDb(1, 0));
    t.given("now", "1,700,000,000,999 ms, the base of an append-only file");
    t.bytes(begun({ now: NOW + 999, isBase: true }, 1), beginning("1700000000", true, counts));
    t.given("now", "one second before 2^31 seconds, not a base");
    t.bytes(
      begun({ now: (2 ** 31 - 1) * 1000, isBase: false }, 1),
      beginning("2147483647", false, counts),
    );
    t.given("now", "2^31 seconds, in January 2038");
    t.bytes(begun({ now: 2 ** 31 * 1000 }, 1), beginning("2147483648", false, counts));
  },
);

law(
  "shortest-lengths",
  "a length takes 1, 2, 5 or 9 bytes, as few as it can",
  { hint: "Lengths" },
  (t) => {
    const sizes = [1, 63, 64, 255, 256, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32];
    for (const keys of [...sizes, Number.MAX_SAFE_INTEGER]) {
      for (const deadlines of [0, keys]) {
        t.given("began with", `${keys} keys, ${deadlines} of them with a deadline`);
        const expected = beginning("1700000000", false, selectDb(0), resizeDb(keys, deadlines));
        t.bytes(begun({}, keys, deadlines), expected);
      }
    }
  },
);

law("long-strings", "keys and values of any length are written whole", { hint: "Lengths" }, (t) => {
  for (const size of [0, 1, 63, 64, 16_383, 16_384, 65_535, 65_536, 200_000]) {
    const text = textOf(Uint8Array.from({ length: size }, (_, i) => 97 + (i % 23)));
    t.given("wrote a string of", `${size} bytes`);
    const writer = new RdbWriter({ now: NOW });
    writer.begin(2, 0);
    t.bytes(
      writer.entry(savedEntry({ key: "k", held: string(text) })),
      join("\0\x01k", length(size), text),
    );
    t.bytes(
      writer.entry(savedEntry({ key: text, held: string("v") })),
      join("\0", length(size), text, "\x01v"),
    );
  }
});

law(
  "integers-by-size",
  "a string that is an integer of up to 32 bits takes 2, 3 or 5 bytes",
  { hint: "Strings that are integers" },
  (t) => {
    const cases: [text: string, bytes: string][] = [
      ["0", "c0 00"],
      ["7", "c0 07"],
      ["-1", "c0 ff"],
      ["127", "c0 7f"],
      ["-128", "c0 80"],
      ["128", "c1 80 00"],
      ["-129", "c1 7f ff"],
      ["32767", "c1 ff 7f"],
      ["-32768", "c1 00 80"],
      ["32768", "c2 00 80 00 00"],
      ["-32769", "c2 ff 7f ff ff"],
      ["2147483647", "c2 ff ff ff 7f"],
      ["-2147483648", "c2 00 00 00 80"],
    ];
    for (const [text, bytes] of cases) {
      const piece = entryBytes(t, { key: "k", held: string(text) });
      t.bytes(piece, join("\0\x01k", hex(bytes)));
    }
  },
);

law(
  "other-spellings",
  "what is not the one spelling of such an integer is written as it is",
  { hint: "Strings that are integers" },
  (t) => {
    const texts = [
      "",
      "-",
      "-0",
      "+7",
      "07",
      "-07",
      "00",
      " 7",
      "7 ",
      "7.0",
      "1e3",
      "0x7",
      "7\n",
      "٣",
    ];
    const large = ["2147483648", "-2147483649", "4294967296", "9999999999", "-9999999999"];
    for (const text of [...texts, ...large, "12345678901", "100000000000", "9".repeat(40)]) {
      const bytes = textOf(Buffer.from(text, "utf8"));
      const piece = entryBytes(t, { key: "k", held: string(bytes) });
      t.bytes(piece, join("\0\x01k", length(bytes.length), bytes));
    }
  },
);

law(
  "integers-everywhere",
  "keys, elements, members, fields and their values are all written as strings are",
  { hint: "Strings that are integers" },
  (t) => {
    const cases: [Held, string][] = [
      [string("300"), "00 c0 2a c1 2c 01"],
      [list("-1", "300", "x"), "01 c0 2a 03 c0 ff c1 2c 01 01 78"],
      [set("70000"), "02 c0 2a 01 c2 70 11 01 00"],
      [hash(["1", "-2"]), "04 c0 2a 01 c0 01 c0 fe"],
      [zset(["5", 1]), "05 c0 2a 01 c0 05 00 00 00 00 00 00 f0 3f"],
    ];
    for (const [held, bytes] of cases) t.bytes(entryBytes(t, { key: "42", held }), hex(bytes));
  },
);

law(
  "deadlines",
  "a deadline stands before its key, in milliseconds, in 8 bytes with a sign",
  { hint: "Deadlines" },
  (t) => {
    const cases: [number, string][] = [
      [0, "00 00 00 00 00 00 00 00"],
      [1, "01 00 00 00 00 00 00 00"],
      [2 ** 31, "00 00 00 80 00 00 00 00"],
      [1_893_456_000_123, "7b b4 c5 da b8 01 00 00"],
      [Number.MAX_SAFE_INTEGER, "ff ff ff ff ff ff 1f 00"],
      [-1_000, "18 fc ff ff ff ff ff ff"],
    ];
    for (const [deadline, bytes] of cases) {
      t.given("deadline", deadline);
      const piece = entryBytes(t, { key: "k", held: string("v"), deadline });
      t.bytes(piece, join(hex(`fc ${bytes}`), "\0\x01k\x01v"));
    }
  },
);

law(
  "lists-in-order",
  "a list is written from the front to the back, however long it is",
  { hint: "Values, one string after the other" },
  (t) => {
    const elements = Array.from({ length: 300 }, (_, i) => `element ${i}`);
    const entry = { key: "k", held: list(...elements, "", "element 0") };
    isWritten(t, entryBytes(t, entry), entry);
  },
);

law(
  "scores",
  "a sorted set is written from the highest score to the lowest, scores as doubles",
  { hint: "Values, one string after the other" },
  (t) => {
    const held = zset(["b", 1.5], ["a", 1.5], ["low", -Infinity], ["high", Infinity], ["zero", -0]);
    t.bytes(
      entryBytes(t, { key: "k", held }),
      hex(`
        05 01 6b 05
        04 68 69 67 68 00 00 00 00 00 00 f0 7f
        01 62 00 00 00 00 00 00 f8 3f
        01 61 00 00 00 00 00 00 f8 3f
        04 7a 65 72 6f 00 00 00 00 00 00 00 80
        03 6c 6f 77 00 00 00 00 00 00 f0 ff
      `),
    );
  },
);

law(
  "any-entry",
  "any key with anything that it can hold is written by the book",
  { hint: "Values, one string after the other" },
  async (t) => {
    await t.forAll([words, helds], (key, held) => {
      const entry = { key, held };
      isWritten(t, entryBytes(t, entry), entry);
    });
  },
);

law(
  "any-keyspace",
  "any keyspace becomes its entries between beginning and end, and the CRC-64 of all of it",
  { hint: "The checksum of all pieces" },
  async (t) => {
    await t.forAll([keyspaces], (entries) => {
      t.did("wrote", entries);
      const writer = new RdbWriter({ now: NOW });
      const dying = entries.filter(({ deadline }) => deadline !== undefined).length;
      const counts = entries.length > 0 ? [selectDb(0), resizeDb(entries.length, dying)] : [];
      const first = writer.begin(entries.length, dying);
      t.bytes(first, beginning("1700000000", false, ...counts));
      const pieces = entries.map((entry) => {
        const piece = writer.entry(savedEntry(entry));
        isWritten(t, piece, entry);
        return piece;
      });
      const before = join(first, ...pieces, byte(OPCODE.eof));
      t.bytes(writer.end(), join(byte(OPCODE.eof), little(crcOf(before), 8)));
    });
  },
);

law(
  "pieces-stay",
  "no call changes the bytes that an earlier one returned",
  { hint: "Pieces that nobody changes" },
  (t) => {
    const random = seededRandom(t.seed);
    const writer = new RdbWriter({ now: NOW });
    const pieces = [writer.begin(400, 0)];
    const copies = pieces.map((piece) => Uint8Array.from(piece));
    const add = (piece: Uint8Array) => {
      pieces.push(piece);
      copies.push(Uint8Array.from(piece));
    };
    for (let i = 0; i < 400; i++) {
      const size = random.below(50) === 0 ? 100_000 : random.below(600);
      add(writer.entry(savedEntry({ key: `key ${i}`, held: string(String(i % 10).repeat(size)) })));
    }
    add(writer.end());
    for (const [i, piece] of pieces.entries()) {
      t.given("looked again at piece", i);
      t.bytes(piece, copies[i]!);
    }
  },
);

law(
  "linear-cost",
  "a large value costs in proportion to its bytes",
  { hint: "Pieces that nobody changes" },
  (t) => {
    const many = Array.from({ length: 20_000 }, (_, i) => `an element of a list: ${i}`);
    for (const held of [list(...many), set(...many), string("x".repeat(4_000_000))]) {
      const writer = new RdbWriter({ now: NOW });
      writer.begin(1, 0);
      const entry = savedEntry({ key: "k", held });
      let size = 0;
      t.given("wrote", `a ${held.kind}`);
      const copied = t.copies(100_000_000, () => {
        size = writer.entry(entry).length;
      });
      t.atMost(copied, 4 * size + 131_072, `bytes copied for a ${held.kind} of ${size} bytes`);
    }
  },
);

law(
  "call-order",
  "begin comes first and once, end last and once: anything else is a bug",
  { hint: "The file in order" },
  (t) => {
    const entry = savedEntry({ key: "k", held: string("v") });
    const refused = (what: string, call: () => unknown) => {
      t.did("called", what);
      t.isBug(call);
    };
    const writer = new RdbWriter({ now: NOW });
    refused("entry before begin", () => writer.entry(entry));
    refused("end before begin", () => writer.end());
    writer.begin(1, 0);
    refused("begin a second time", () => writer.begin(1, 0));
    writer.entry(entry);
    refused("begin after an entry", () => writer.begin(1, 0));
    writer.end();
    refused("entry after end", () => writer.entry(entry));
    refused("end a second time", () => writer.end());
    refused("begin after end", () => writer.begin(1, 0));
  },
);
