import { crc32c, maskCrc, unmaskCrc } from "@labs/db-03";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import { bitwiseCrc, filled, joined, utf8 } from "./records.ts";

const law = step("crc32c");

const hex = (value: number): string => `0x${value.toString(16).padStart(8, "0")}`;

const u32 = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fc.constantFrom(0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 0xa282ead8, 0xa282ead7),
);
/** Longer than any number of bytes that is taken at once. */
const someBytes = fc.uint8Array({ maxLength: 150 }).map((bytes) => Uint8Array.from(bytes));

function isCrc(t: Trial, what: string, bytes: Uint8Array, expected: number): void {
  t.given("crc32c of", what);
  t.equal(hex(crc32c(bytes)), hex(expected));
}

law(
  "rfc-vectors",
  "the examples of RFC 3720 have the checksums that stand there",
  { hint: "One bit at a time" },
  (t) => {
    isCrc(t, "32 bytes of zeros", new Uint8Array(32), 0x8a9136aa);
    isCrc(t, "32 bytes of ones", new Uint8Array(32).fill(0xff), 0x62a8ab43);
    const rising = Uint8Array.from({ length: 32 }, (_, at) => at);
    isCrc(t, "32 bytes rising from 0", rising, 0x46dd794e);
    isCrc(t, "32 bytes falling to 0", rising.toReversed(), 0x113fdb5c);
    const command = new Uint8Array(48);
    const set = { 0: 0x01, 1: 0xc0, 16: 0x14, 22: 0x04, 27: 0x14, 31: 0x18, 32: 0x28, 40: 0x02 };
    for (const [at, byte] of Object.entries(set)) command[Number(at)] = byte;
    isCrc(t, "an iSCSI read command, 48 bytes", command, 0xd9963a56);
  },
);

law(
  "check-value",
  'the checksum of "123456789" is 0xe3069283, and that of no bytes is 0',
  { hint: "One bit at a time" },
  (t) => {
    isCrc(t, '"123456789"', utf8("123456789"), 0xe3069283);
    isCrc(t, "no bytes", new Uint8Array(), 0);
    isCrc(t, '"a"', utf8("a"), 0xc1d04330);
    isCrc(t, "one byte of zero", new Uint8Array(1), 0x527d5351);
  },
);

law(
  "division",
  "the checksum is the remainder of a division that goes bit by bit",
  { hint: "One byte at a time" },
  async (t) => {
    await t.forAll([someBytes], (bytes) => {
      t.did("crc32c of", bytes);
      t.equal(hex(crc32c(bytes)), hex(bitwiseCrc(bytes)));
    });
  },
);

law(
  "every-length",
  "every length from 0 to 80 is right, wherever in a larger memory the bytes begin",
  { hint: "A window in a larger memory" },
  (t) => {
    const memory = filled(200, 5);
    for (let length = 0; length <= 80; length++) {
      for (let from = 0; from < 9; from++) {
        const bytes = memory.subarray(from, from + length);
        t.given("crc32c of", `${length} bytes from the ${from}th of a larger memory`);
        t.equal(hex(crc32c(bytes)), hex(bitwiseCrc(bytes)));
      }
    }
    const buffer = Buffer.from("a Buffer that Node cut from its pool");
    t.given("crc32c of", `a Buffer at offset ${buffer.byteOffset} of its memory`);
    t.equal(hex(crc32c(buffer)), hex(bitwiseCrc(buffer)));
  },
);

law(
  "large",
  "a megabyte is right, and nothing of it is copied or changed",
  { hint: "A window in a larger memory" },
  (t) => {
    const bytes = filled(1_000_003, 9);
    const twin = Uint8Array.from(bytes);
    t.did("crc32c of", "1,000,003 bytes");
    let crc = 0;
    const copied = t.copies(3_000_000, () => {
      crc = crc32c(bytes);
    });
    t.equal(hex(crc), hex(bitwiseCrc(twin)));
    t.atMost(copied, 0, "bytes copied");
    t.bytes(bytes, twin);
  },
);

law(
  "goes-on",
  "a checksum goes on from the one before: in any two pieces, or byte by byte, it is the same",
  { hint: "Going on" },
  async (t) => {
    t.did("crc32c of", '"hello ", then "world"');
    t.equal(hex(crc32c(utf8("world"), crc32c(utf8("hello ")))), hex(0xc99465aa));
    await t.forAll([someBytes, someBytes], (before, after) => {
      t.given("crc32c of", before);
      t.did("then of", after);
      const both = joined([before, after]);
      t.equal(hex(crc32c(after, crc32c(before))), hex(bitwiseCrc(both)));
      let crc = 0;
      for (let at = 0; at < both.length; at++) crc = crc32c(both.subarray(at, at + 1), crc);
      t.did("then of", "the same, byte by byte");
      t.equal(hex(crc), hex(bitwiseCrc(both)));
    });
  },
);

law(
  "goes-on-from-any",
  "a checksum goes on from any of the 2^32, and over no bytes it stays what it was",
  { hint: "Going on" },
  async (t) => {
    await t.forAll([u32, someBytes], (previous, bytes) => {
      t.did("crc32c of no bytes after", hex(previous));
      t.equal(crc32c(new Uint8Array(), previous), previous);
      t.did("and of", bytes);
      // A checksum is linear: what `previous` adds is what it adds to as many zeros.
      const zeros = new Uint8Array(bytes.length);
      const shift = (crc32c(zeros, previous) ^ crc32c(zeros)) >>> 0;
      t.equal(hex((crc32c(bytes, previous) ^ shift) >>> 0), hex(bitwiseCrc(bytes)));
    });
  },
);

law(
  "unsigned",
  "every result is a whole number from 0 to 2^32 - 1",
  { hint: "Numbers of 32 bits" },
  async (t) => {
    await t.forAll([someBytes, u32], (bytes, word) => {
      t.did("with", { bytes, word: hex(word) });
      for (const [what, value] of Object.entries({
        crc32c: crc32c(bytes, word),
        maskCrc: maskCrc(word),
        unmaskCrc: unmaskCrc(word),
      })) {
        const isIn = Number.isInteger(value) && value >= 0 && value < 2 ** 32;
        t.holds(isIn && !Object.is(value, -0), `${what} gives ${value}`);
      }
    });
  },
);

law(
  "errors-are-seen",
  "two flipped bits, and any errors within 32 bits, change the checksum",
  { hint: "One bit at a time" },
  async (t) => {
    const burst = fc.integer({ min: 1, max: 2 ** 32 - 1 });
    const bytes = fc.uint8Array({ minLength: 5, maxLength: 200 });
    await t.forAll([bytes, fc.nat(), fc.nat(), burst], (given, first, second, errors) => {
      const right = Uint8Array.from(given);
      const bits = 8 * right.length;
      const flip = (wrong: Uint8Array, bit: number) => {
        wrong[bit >> 3] = wrong[bit >> 3]! ^ (1 << (bit & 7));
      };
      t.did("of", right);
      if (first % bits !== second % bits) {
        const wrong = Uint8Array.from(right);
        flip(wrong, first % bits);
        flip(wrong, second % bits);
        t.did("with two bits flipped", wrong);
        t.holds(crc32c(wrong) !== crc32c(right), "both have the same checksum");
      }
      const wrong = Uint8Array.from(right);
      const from = first % (bits - 31);
      for (let bit = 0; bit < 32; bit++) if ((errors >>> bit) & 1) flip(wrong, from + bit);
      t.did("with errors within 32 bits", wrong);
      t.holds(crc32c(wrong) !== crc32c(right), "both have the same checksum");
    });
  },
);

law(
  "mask",
  "a mask rotates right by 15 bits and adds 0xa282ead8, modulo 2^32",
  { hint: "Rotating and adding" },
  async (t) => {
    const masks = [
      [0x00000000, 0xa282ead8],
      [0x00000001, 0xa284ead8],
      [0x00008000, 0xa282ead9],
      [0xffffffff, 0xa282ead7],
      [0x80000000, 0xa283ead8],
      [0xe3069283, 0xc78ab0e5],
    ] as const;
    for (const [crc, masked] of masks) {
      t.given("maskCrc of", hex(crc));
      t.equal(hex(maskCrc(crc)), hex(masked));
      t.given("unmaskCrc of", hex(masked));
      t.equal(hex(unmaskCrc(masked)), hex(crc));
    }
    await t.forAll([u32], (crc) => {
      t.given("maskCrc of", hex(crc));
      const word = BigInt(crc);
      const rotated = (word >> 15n) | ((word & 0x7fffn) << 17n);
      t.equal(hex(maskCrc(crc)), hex(Number((rotated + 0xa282ead8n) % 2n ** 32n)));
    });
  },
);

law(
  "unmask",
  "unmaskCrc takes back what maskCrc did, once and twice over",
  { hint: "Rotating and adding" },
  async (t) => {
    await t.forAll([u32], (crc) => {
      t.did("masked and unmasked", hex(crc));
      t.equal(hex(unmaskCrc(maskCrc(crc))), hex(crc));
      t.equal(hex(unmaskCrc(unmaskCrc(maskCrc(maskCrc(crc))))), hex(crc));
      t.equal(hex(maskCrc(unmaskCrc(crc))), hex(crc));
    });
  },
);

law(
  "why-masked",
  "bytes followed by their checksum have all the same checksum, and followed by the masked one they have not",
  { hint: "Rotating and adding" },
  async (t) => {
    const followed = (bytes: Uint8Array, crc: number) => {
      const stored = new Uint8Array(4);
      new DataView(stored.buffer).setUint32(0, crc, true);
      return joined([bytes, stored]);
    };
    const seen = new Set<number>();
    await t.forAll([someBytes], (bytes) => {
      t.did("crc32c of", bytes);
      t.did("and of", "the same bytes and their checksum, little-endian");
      t.equal(hex(crc32c(followed(bytes, crc32c(bytes)))), hex(0x48674bc7));
      seen.add(crc32c(followed(bytes, maskCrc(crc32c(bytes)))));
    });
    t.did("masked", "the checksums of bytes followed by their masked checksum");
    t.holds(seen.size > 50, `only ${seen.size} different ones`);
  },
);
