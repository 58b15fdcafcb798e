/**
 * Writing: a record becomes the bytes that a log file grows by.
 *
 *     offset in the block      0                              32,755       32,762   32,768
 *                              │ …            left in the block │                    │
 *
 *     left is                  becomes
 *     0                        the next block begins
 *     1 to 6                   so many zeros, the trailer; then the next block begins
 *     7                        a header and nothing behind it: FULL for an empty record, else FIRST
 *     more                     a header, and as much of the record as fits
 *
 * A record is cut only where a block ends. So at most two of its fragments are shorter than a
 * block, and the writer keeps no state: where it is in a block follows from the file's size.
 *
 * Source: LevelDB db/log_writer.cc.
 *
 * Left out: packing small records into one fragment. A record of 10 bytes pays 7 more.
 */
// @solution
import { crc32c, maskCrc } from "./crc32c.ts";
// @solution
import { BLOCK_SIZE_BYTES, FragmentType, HEADER_SIZE_BYTES } from "./format.ts";

/**
 * The bytes by which a log file of `offset` bytes grows when `record` is appended.
 *
 * - Where fewer than 7 bytes are left in the block, they become zeros, and the record begins with
 *   the next block. Where 7 or more are left, it begins there: with exactly 7, an empty record is
 *   a FULL and any other an empty FIRST.
 * - Each fragment takes as much of the record as its block has room for. One that takes all is
 *   FULL; else they are FIRST, MIDDLE as often as need be, LAST. LAST is never empty: a record that
 *   ends where its block ends, ends there. An empty record is one empty FULL.
 * - A fragment's checksum is `maskCrc` of the `crc32c` of its type and payload. Numbers are
 *   little-endian.
 *
 * Its memory is the caller's own; `record` is borrowed for the call, and not changed. No byte of
 * the record is copied more than twice.
 *
 * @param offset the size of the file: any whole number from 0 to 2^53 - 1
 *
 * Source: LevelDB doc/log_format.md.
 *
 * @step 2
 */
export function encodeRecord(record: Uint8Array, offset: number): Uint8Array {
  const left = BLOCK_SIZE_BYTES - (offset % BLOCK_SIZE_BYTES);
  const trailer = left < HEADER_SIZE_BYTES ? left : 0;
  const bytes = new Uint8Array(trailer + encodedSize(record, offset + trailer));
  let taken = 0;
  let at = trailer;
  do {
    const room = BLOCK_SIZE_BYTES - ((offset + at) % BLOCK_SIZE_BYTES) - HEADER_SIZE_BYTES;
    const payload = record.subarray(taken, taken + room);
    const isFirst = taken === 0 && at === trailer;
    const isLast = taken + payload.length === record.length;
    at = putFragment(bytes, at, typeOf(isFirst, isLast), payload);
    taken += payload.length;
  } while (taken < record.length);
  return bytes;
}

/** @solution */
function typeOf(isFirst: boolean, isLast: boolean): number {
  if (isFirst) return isLast ? FragmentType.full : FragmentType.first;
  return isLast ? FragmentType.last : FragmentType.middle;
}

/**
 * Headers and payloads of a record that begins at `start`, where there is room for a header.
 * @solution
 */
function encodedSize(record: Uint8Array, start: number): number {
  const room = BLOCK_SIZE_BYTES - (start % BLOCK_SIZE_BYTES) - HEADER_SIZE_BYTES;
  const beyond = Math.max(0, record.length - room);
  const further = Math.ceil(beyond / (BLOCK_SIZE_BYTES - HEADER_SIZE_BYTES));
  return record.length + HEADER_SIZE_BYTES * (1 + further);
}

/**
 * Puts a fragment at `bytes[at …)`; returns where it ends.
 * @solution
 */
function putFragment(bytes: Uint8Array, at: number, type: number, payload: Uint8Array): number {
  const start = at + HEADER_SIZE_BYTES;
  const end = start + payload.length;
  bytes.set(payload, start);
  bytes[start - 1] = type;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint16(at + 4, payload.length, true);
  view.setUint32(at, maskCrc(crc32c(bytes.subarray(start - 1, end))), true);
  return end;
}
