/**
 * Files that are nearly right: a few bytes changed, taken out, put in or doubled.
 */
import type { Random } from "@labs/machine";
import { big, byte, join } from "./rdb-bytes.ts";

/** Bytes that mean something in one place or another of an RDB file. */
const TELLING = [
  0, 1, 2, 3, 5, 11, 16, 17, 18, 20, 0x3f, 0x40, 0x7f, 0x80, 0x81, 0xbf, 0xc0, 0xc3,
].concat([0xe0, 0xf0, 0xf1, 0xf4, 0xf5, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff]);

/** Lengths that no file of ours can keep. */
const CLAIMS = [
  join(byte(0x80), big(2 ** 31 - 1, 4)),
  join(byte(0x80), big(2 ** 32 - 1, 4)),
  join(byte(0x81), big(2 ** 40, 8)),
  join(byte(0x81), big(2n ** 64n - 1n, 8)),
  byte(0xf0, 0xff, 0xff, 0xff, 0xff),
];

/** A file with one to four damages. @param other another file, to take bytes from */
export function damaged(file: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes = file;
  for (let left = 1 + random.below(4); left > 0; left--) bytes = damagedOnce(bytes, other, random);
  return bytes;
}

function damagedOnce(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length);
  const before = bytes.subarray(0, at);
  const end = Math.min(bytes.length, at + 1 + random.below(random.below(4) === 0 ? 60 : 4));
  const behind = bytes.subarray(at + 1);
  switch (random.below(8)) {
    case 0:
      return join(before, byte(bytes[at]! ^ (1 << random.below(8))), behind);
    case 1:
      return join(before, byte(random.below(256)), behind);
    case 2:
    case 3:
      return join(before, byte(TELLING[random.below(TELLING.length)]!), behind);
    case 4:
      return join(before, bytes.subarray(end), byte(0));
    case 5:
      return join(bytes.subarray(0, end), bytes.subarray(at));
    case 6: {
      const from = random.below(other.length);
      return join(before, other.subarray(from, from + 1 + random.below(40)), bytes.subarray(end));
    }
    default: {
      const claim = CLAIMS[random.below(CLAIMS.length)]!;
      return join(before, claim, bytes.subarray(random.below(2) === 0 ? at : end));
    }
  }
}

/** The file with a checksum of 0: then what is wrong inside has to be found inside. */
export const withoutChecksum = (bytes: Uint8Array): Uint8Array =>
  join(bytes.subarray(0, bytes.length - 8), new Uint8Array(8));
