import { BLOCK_SIZE_BYTES, encodeRecord, HEADER_SIZE_BYTES } from "@labs/db-03";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import { filled, fragment, joined, logOf, utf8 } from "./records.ts";

const law = step("fragments");

const PAYLOAD_MAX = BLOCK_SIZE_BYTES - HEADER_SIZE_BYTES;
const FULL = 1;
const FIRST = 2;
const MIDDLE = 3;
const LAST = 4;

const zeros = (count: number): Uint8Array => new Uint8Array(count);

/** The record, appended to a file of `offset` bytes, becomes these parts. */
function becomes(t: Trial, record: Uint8Array, offset: number, ...parts: Uint8Array[]): void {
  t.given("encodeRecord of", `${record.length} bytes, the file having ${offset}`);
  const encoded = encodeRecord(record, offset);
  t.did("headers at", headers(encoded, offset));
  t.bytes(encoded, joined(parts));
}

/** Type and length of each fragment, as they stand there. */
function headers(encoded: Uint8Array, offset: number): string {
  const found: string[] = [];
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.length);
  let at = 0;
  while (at + HEADER_SIZE_BYTES <= encoded.length && found.length < 8) {
    const left = BLOCK_SIZE_BYTES - ((offset + at) % BLOCK_SIZE_BYTES);
    if (left < HEADER_SIZE_BYTES) {
      at += left;
    } else {
      found.push(`${at}: type ${view.getUint8(at + 6)}, length ${view.getUint16(at + 4, true)}`);
      at += HEADER_SIZE_BYTES + view.getUint16(at + 4, true);
    }
  }
  return found.join("; ");
}

law(
  "full",
  "a record that fits is one FULL fragment: checksum, length, type, payload",
  { hint: "The seven bytes" },
  (t) => {
    t.given("encodeRecord of", '"foo", the file having 0');
    t.bytes(encodeRecord(utf8("foo"), 0), Buffer.from("dd5fb37a030001666f6f", "hex"));
    becomes(t, utf8("foo"), 10, fragment(FULL, utf8("foo")));
    becomes(t, filled(300), 20_000, fragment(FULL, filled(300)));
  },
);

law(
  "leveldb-bytes",
  "the bytes are those that LevelDB wrote for the same records",
  { hint: "The seven bytes" },
  (t) => {
    // The log of a new database after put("k", "v"), put("key", 40,000 times "x"), put("q", "").
    const batch = (sequence: number, ...parts: (Uint8Array | string)[]) =>
      joined([
        Uint8Array.of(sequence, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1),
        ...parts.map((part) => (typeof part === "string" ? utf8(part) : part)),
      ]);
    const value = new Uint8Array(40_000).fill(0x78);
    const records = [
      batch(1, "\x01k\x01v"),
      batch(2, "\x03key", Uint8Array.of(0xc0, 0xb8, 0x02), value),
      batch(3, "\x01q\x00"),
    ];
    t.did("encodeRecord of", "three batches, as LevelDB makes them");
    let file: Uint8Array = new Uint8Array();
    for (const record of records) file = joined([file, encodeRecord(record, file.length)]);
    t.equal(file.length, 40_081, "the file's size");
    const written = { 0: "e75a4d00110001", 24: "1fc6858ae17f02", 32768: "49c145c6731c04" };
    for (const [at, header] of Object.entries({ ...written, 40058: "3c012bcf100001" })) {
      t.did("looked at", `the header at ${at}`);
      t.bytes(file.subarray(Number(at), Number(at) + 7), Buffer.from(header, "hex"));
    }
  },
);

law(
  "empty",
  "an empty record is one empty FULL, also where exactly seven bytes are left",
  { hint: "Room for a header" },
  (t) => {
    becomes(t, zeros(0), 0, fragment(FULL, zeros(0)));
    becomes(t, zeros(0), 10, fragment(FULL, zeros(0)));
    becomes(t, zeros(0), BLOCK_SIZE_BYTES - 7, fragment(FULL, zeros(0)));
    becomes(t, zeros(0), BLOCK_SIZE_BYTES, fragment(FULL, zeros(0)));
  },
);

law(
  "trailer",
  "where one to six bytes are left in a block, they become zeros, and the record begins with the next",
  { hint: "Room for a header" },
  (t) => {
    for (let left = 1; left <= 6; left++) {
      const offset = 3 * BLOCK_SIZE_BYTES - left;
      becomes(t, utf8("bar"), offset, zeros(left), fragment(FULL, utf8("bar")));
      becomes(t, zeros(0), offset, zeros(left), fragment(FULL, zeros(0)));
    }
    becomes(t, utf8("bar"), 3 * BLOCK_SIZE_BYTES, fragment(FULL, utf8("bar")));
  },
);

law(
  "seven-left",
  "where exactly seven bytes are left, a record that is not empty begins there with an empty FIRST",
  { hint: "Room for a header" },
  (t) => {
    const offset = BLOCK_SIZE_BYTES - 7;
    becomes(t, utf8("bar"), offset, fragment(FIRST, zeros(0)), fragment(LAST, utf8("bar")));
    becomes(t, utf8("b"), offset - 1, fragment(FULL, utf8("b")));
    becomes(t, utf8("ba"), offset - 1, fragment(FIRST, utf8("b")), fragment(LAST, utf8("a")));
    const long = filled(PAYLOAD_MAX + 1);
    becomes(
      t,
      long,
      offset,
      fragment(FIRST, zeros(0)),
      fragment(MIDDLE, long.subarray(0, PAYLOAD_MAX)),
      fragment(LAST, long.subarray(PAYLOAD_MAX)),
    );
  },
);

law(
  "fills-the-block",
  "a record that ends where its block ends, ends there: nothing empty follows",
  { hint: "The last part is never empty" },
  (t) => {
    const block = filled(PAYLOAD_MAX);
    becomes(t, block, 0, fragment(FULL, block));
    becomes(t, block.subarray(10), BLOCK_SIZE_BYTES + 10, fragment(FULL, block.subarray(10)));
    const two = filled(2 * PAYLOAD_MAX);
    becomes(
      t,
      two,
      0,
      fragment(FIRST, two.subarray(0, PAYLOAD_MAX)),
      fragment(LAST, two.subarray(PAYLOAD_MAX)),
    );
    const more = filled(PAYLOAD_MAX + 1);
    becomes(
      t,
      more,
      0,
      fragment(FIRST, more.subarray(0, PAYLOAD_MAX)),
      fragment(LAST, more.subarray(PAYLOAD_MAX)),
    );
  },
);

law(
  "three-blocks",
  "a record of three blocks is FIRST, MIDDLE and LAST, and one of five has three MIDDLEs",
  { hint: "One block at a time" },
  (t) => {
    const three = filled(70_000);
    becomes(
      t,
      three,
      1000,
      fragment(FIRST, three.subarray(0, 31_761)),
      fragment(MIDDLE, three.subarray(31_761, 64_522)),
      fragment(LAST, three.subarray(64_522)),
    );
    const five = filled(4 * PAYLOAD_MAX + 1);
    const part = (index: number) => five.subarray(index * PAYLOAD_MAX, (index + 1) * PAYLOAD_MAX);
    const middles = [1, 2, 3].map((index) => fragment(MIDDLE, part(index)));
    becomes(t, five, 0, fragment(FIRST, part(0)), ...middles, fragment(LAST, part(4)));
  },
);

law(
  "the-published-example",
  "LevelDB's own example lies as its document says: 1,000, 97,270 and 8,000 bytes in four blocks",
  { hint: "One block at a time" },
  (t) => {
    const [a, b, c] = [filled(1000, 1), filled(97_270, 2), filled(8000, 3)];
    const end = 3 * BLOCK_SIZE_BYTES - 6;
    becomes(t, a, 0, fragment(FULL, a));
    becomes(
      t,
      b,
      1007,
      fragment(FIRST, b.subarray(0, 31_754)),
      fragment(MIDDLE, b.subarray(31_754, 64_515)),
      fragment(LAST, b.subarray(64_515)),
    );
    becomes(t, c, end, zeros(6), fragment(FULL, c));
  },
);

/** Lengths and offsets where something changes, and any. */
const recordLength = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -20, max: 20 }))
    .map(([blocks, more]) => Math.max(0, blocks * PAYLOAD_MAX + more)),
  fc.integer({ min: 0, max: 80_000 }),
);
const fileSize = fc.oneof(
  fc.integer({ min: 0, max: 3 * BLOCK_SIZE_BYTES }),
  fc.integer({ min: 1, max: 24 }).map((left) => 2 * BLOCK_SIZE_BYTES - left),
);

law(
  "any-record-anywhere",
  "any record at any offset is cut at the ends of blocks and nowhere else",
  { hint: "One block at a time" },
  async (t) => {
    await t.forAll([recordLength, fileSize], (length, offset) => {
      const record = filled(length, offset);
      t.did("encodeRecord of", `${length} bytes, the file having ${offset}`);
      const encoded = encodeRecord(record, offset);
      t.did("headers at", headers(encoded, offset));
      t.bytes(encoded, logOf([record], offset).bytes);
    });
  },
);

law(
  "a-log",
  "records that are appended one after the other make the log of them all",
  { hint: "Room for a header" },
  async (t) => {
    await t.forAll([fc.array(recordLength, { maxLength: 8 })], (lengths) => {
      t.did("encodeRecord of", `records of ${lengths.join(", ")} bytes, one after the other`);
      const records = lengths.map((length, index) => filled(length, index));
      const parts: Uint8Array[] = [];
      let size = 0;
      for (const record of records) {
        const encoded = encodeRecord(record, size);
        parts.push(encoded);
        size += encoded.length;
      }
      t.bytes(joined(parts), logOf(records).bytes);
    });
  },
);

law("large-files", "a file may have 2 GiB, 4 GiB and more", { hint: "Where in the block" }, (t) => {
  for (const size of [2 ** 31, 2 ** 32, 2 ** 40, 2 ** 52]) {
    for (const left of [0, 3, 7, 1000]) {
      const record = filled(1200);
      const offset = size - left;
      t.given("encodeRecord of", `1,200 bytes, the file having ${offset}`);
      t.bytes(encodeRecord(record, offset), logOf([record], BLOCK_SIZE_BYTES - left).bytes);
    }
  }
});

law(
  "windows",
  "the record may be a window in a larger memory; it is not changed, and the bytes are the caller's own",
  { hint: "Whose bytes" },
  (t) => {
    for (const [length, offset] of [
      [20, 5],
      [0, 5],
      [40_000, 100],
    ] as const) {
      const memory = filled(length + 50, 3);
      const twin = Uint8Array.from(memory);
      const record = memory.subarray(25, 25 + length);
      t.given("encodeRecord of", `bytes 25 to ${25 + length} of a larger memory`);
      const expected = logOf([twin.subarray(25, 25 + length)], offset).bytes;
      const encoded = encodeRecord(record, offset);
      t.bytes(encoded, expected);
      t.did("looked at", "the larger memory");
      t.bytes(memory, twin);
      t.did("wrote over", "the record");
      record.fill(0);
      t.bytes(encoded, expected);
      t.did("wrote over", "what came back, and encoded the record anew");
      encoded.fill(0xee);
      t.bytes(encodeRecord(record, offset), logOf([zeros(length)], offset).bytes);
    }
  },
);

law(
  "copies",
  "a record of 4 MiB is copied at most twice, however many fragments it has",
  { hint: "Whose bytes" },
  (t) => {
    const record = filled(4 << 20);
    t.did("encodeRecord of", "4 MiB");
    let encoded: Uint8Array = new Uint8Array();
    const copied = t.copies(4 * record.length, () => {
      encoded = encodeRecord(record, 77);
    });
    // Headers are copied too by whoever joins fragments.
    t.atMost(copied, 2 * (record.length + 200 * HEADER_SIZE_BYTES), "bytes copied");
    t.bytes(encoded, logOf([record], 77).bytes);
  },
);
