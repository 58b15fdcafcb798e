/**
 * Step 1, steps/01-varint.md: by example, then against a decoder that is dumber than any encoder.
 */

import { encodeVarint } from "@labs/db-05";
import { step } from "@labs/grader/testing";
import fc from "fast-check";

const law = step("varint");
const lengths = fc
  .integer({ min: 0, max: 53 })
  .chain((bits) => fc.integer({ min: 0, max: 2 ** bits - 1 }));

/** The number that a varint stands for, by the definition: sums of powers of 128. */
function decoded(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte, i) => sum + (byte % 128) * 128 ** i, 0);
}

law("zero", "zero is one byte", { hint: "Seven bits at a time" }, (t) => {
  t.bytes(encodeVarint(0), Uint8Array.of(0));
});

law("one-byte", "a number below 128 is its own byte", { hint: "Seven bits at a time" }, (t) => {
  t.bytes(encodeVarint(1), Uint8Array.of(1));
  t.bytes(encodeVarint(127), Uint8Array.of(127));
});

law("two-bytes", "128 needs a second byte", { hint: "Seven bits at a time" }, (t) => {
  t.bytes(encodeVarint(128), Uint8Array.of(0x80, 1));
});

law(
  "low-groups-first",
  "the lowest seven bits come first",
  { hint: "Seven bits at a time" },
  (t) => {
    t.bytes(encodeVarint(300), Uint8Array.of(0xac, 2));
  },
);

law(
  "largest",
  "2^53 - 1 takes eight bytes, all bits right",
  { hint: "Seven bits at a time" },
  (t) => {
    t.bytes(encodeVarint(2 ** 53 - 1), Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 15));
  },
);

law("negative", "a negative number is refused", { hint: "A number that is none" }, (t) => {
  t.fails(() => encodeVarint(-1), "not-a-length");
});

law(
  "fraction",
  "what is no whole number, or not exact, is refused",
  { hint: "A number that is none" },
  (t) => {
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      t.did("encoded", value);
      t.fails(() => encodeVarint(value), "not-a-length");
    }
  },
);

law(
  "round-trip",
  "the bytes stand for the number, and only the last has no high bit",
  { hint: "Seven bits at a time" },
  async (t) => {
    await t.forAll([lengths], (value) => {
      t.did("encoded", value);
      const bytes = encodeVarint(value);
      t.equal(decoded(bytes), value);
      t.equal(
        [...bytes].map((byte) => byte >= 128),
        [...bytes].map((_, i) => i < bytes.length - 1),
      );
    });
  },
);

law(
  "shortest",
  "no byte more than the number needs",
  { hint: "Seven bits at a time" },
  async (t) => {
    await t.forAll([lengths], (value) => {
      t.did("encoded", value);
      t.equal(encodeVarint(value).length, Math.max(1, Math.ceil(value.toString(2).length / 7)));
    });
  },
);
