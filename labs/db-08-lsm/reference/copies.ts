/**
 * Copies: memory of the caller's own, many pieces from one array.
 *
 *     │ key │ value │ key │ value │ … free … │     16 KiB; what does not fit begins another one
 *
 * An array of more than 64 bytes is allocated outside of V8's heap, which takes several times as long as to copy so
 * few bytes; Node's Buffer has a pool of 8 KiB for the same reason. The price: who keeps one piece keeps all 16 KiB.
 *
 * Invariant: no byte is given away twice.
 *
 * @solution
 */
const POOL_SIZE_BYTES = 16_384;
/** What is longer has an array of its own. */
const PIECE_SIZE_BYTES_MAX = POOL_SIZE_BYTES / 8;

export class Copies {
  #pool = new Uint8Array();
  /** Of `pool`, how much was given away. */
  #used = 0;

  /** A copy of `bytes`, which nobody else is given. */
  of(bytes: Uint8Array): Uint8Array {
    if (bytes.length > PIECE_SIZE_BYTES_MAX) return new Uint8Array(bytes);
    if (bytes.length > this.#pool.length - this.#used) {
      this.#pool = new Uint8Array(POOL_SIZE_BYTES);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += bytes.length;
    this.#pool.set(bytes, start);
    return this.#pool.subarray(start, this.#used);
  }
}
