/**
 * Memory for values, since allocating it is most of what decoding a value costs.
 *
 *     up to 64 bytes      a Uint8Array of its own, which V8 keeps in its heap: about 30 ns
 *     up to 4 KiB         a piece of a slab                                    about 60 ns
 *     more                a Uint8Array of its own, outside the heap            about 1 µs
 *
 *     slab | value | value | val… free ......... |     16 KiB; pieces only ever shrink what is free
 *
 * Invariant: no two pieces overlap, and no piece is handed out twice. A value that is kept alive
 * keeps its slab alive, 16 KiB at most, as with the pool behind Node's `Buffer.allocUnsafe`.
 *
 * Left out: freeing a slab's pieces one by one.
 *
 * @solution
 */
const IN_HEAP_BYTES = 64;
const PIECE_BYTES = 4_096;
const SLAB_BYTES = 16_384;
/** From so many bytes on, making a view for `set` costs less than a loop. */
const LOOP_BYTES = 24;

let slab = new ArrayBuffer(0);
let used = 0;

/** Memory of `length` bytes. What it holds before it is written is not defined. */
export function allocate(length: number): Uint8Array {
  if (length <= IN_HEAP_BYTES) return new Uint8Array(length);
  if (length > PIECE_BYTES) return new Uint8Array(uninitialized(length));
  if (used + length > slab.byteLength) {
    slab = uninitialized(SLAB_BYTES);
    used = 0;
  }
  const piece = new Uint8Array(slab, used, length);
  used += length;
  return piece;
}

/** A copy of bytes[start … end). */
export function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const copy = allocate(end - start);
  if (end - start <= LOOP_BYTES) {
    for (let i = start; i < end; i++) copy[i - start] = bytes[i]!;
  } else {
    copy.set(bytes.subarray(start, end));
  }
  return copy;
}

/** Buffer is the one way to memory that is not zeroed first. */
function uninitialized(length: number): ArrayBuffer {
  return Buffer.allocUnsafeSlow(length).buffer as ArrayBuffer;
}
