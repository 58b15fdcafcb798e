/**
 * GrowingBytes: bytes that are written one behind the other, where nobody knows how many there will be.
 *
 *     memory    │ 03 00 05 61 70 70 6c 65 · · · · · · · · │     doubles when it is full
 *               └─────── contents() ──────┘
 *
 * Invariants: the first `length` bytes of the memory are what was written; the memory never shrinks, so that what is
 * used again and again soon allocates nothing.
 *
 * Left out: writing anywhere but at the end.
 *
 * @given
 */
import { assert } from "@labs/machine";

const FIRST_SIZE_BYTES = 256;
/** Up to here a loop is faster than a window and `set`. */
const LOOPED_BYTES = 32;

/** Bytes that grow at their end. */
export class GrowingBytes {
  #memory = new Uint8Array(FIRST_SIZE_BYTES);
  #length = 0;

  /** How many bytes were written since it was made or cleared. */
  get length(): number {
    return this.#length;
  }

  /** Writes one byte, from 0 to 255. */
  byte(value: number): void {
    if (this.#length === this.#memory.length) this.#makeRoom(1);
    this.#memory[this.#length++] = value;
  }

  /** Writes 4 bytes, the lowest first. @param value from 0 to 2^32 - 1 */
  fixed32(value: number): void {
    this.byte(value & 0xff);
    this.byte((value >>> 8) & 0xff);
    this.byte((value >>> 16) & 0xff);
    this.byte(value >>> 24);
  }

  /** Copies `bytes` from `from` on. */
  append(bytes: Uint8Array, from = 0): void {
    assert(from <= bytes.length, "a beginning within the bytes");
    const count = bytes.length - from;
    this.#makeRoom(count);
    if (count > LOOPED_BYTES) {
      this.#memory.set(from === 0 ? bytes : bytes.subarray(from), this.#length);
    } else {
      for (let at = 0; at < count; at++) this.#memory[this.#length + at] = bytes[from + at]!;
    }
    this.#length += count;
  }

  /** All that was written; borrowed until the next write or `clear`. */
  contents(): Uint8Array {
    return this.#memory.subarray(0, this.#length);
  }

  /** Forgets what was written, and keeps the memory. */
  clear(): void {
    this.#length = 0;
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#memory.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#memory.length));
    larger.set(this.contents());
    this.#memory = larger;
  }
}
