/**
 * ByteWriter: bytes that are put together from small pieces. Given, since it is not what the lab is
 * about.
 *
 *     | written ......................... | free ........ |
 *     0                                size         capacity
 *
 * One buffer that doubles when it is full, so that n bytes cost O(n) however small the pieces.
 * `take` hands out a copy of exactly what was written and keeps the buffer for the next turn,
 * unless it grew large.
 *
 * Left out: pooling between writers.
 *
 * @given
 */

const INITIAL_BYTES = 256;
const KEEP_BYTES = 65_536;
/** From so many bytes on, `set` costs less than a loop. */
const LOOP_BYTES = 24;
const EMPTY = new Uint8Array();

/** Collects bytes. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
  #size = 0;

  /** Bytes written and not yet taken. */
  get size(): number {
    return this.#size;
  }

  /** Appends one byte. */
  byte(value: number): void {
    const at = this.#extend(1);
    this.#buffer[at] = value;
  }

  /** Appends `text`, all of it ASCII. Anything else is mangled: use `utf8`. */
  ascii(text: string): void {
    const at = this.#extend(text.length);
    const buffer = this.#buffer;
    for (let i = 0; i < text.length; i++) buffer[at + i] = text.charCodeAt(i);
  }

  /** Appends `text` as UTF-8; a lone surrogate becomes U+FFFD. */
  utf8(text: string): void {
    // A UTF-16 unit never needs more than three bytes.
    const at = this.#extend(text.length * 3);
    const buffer = this.#buffer;
    let i = 0;
    // Short ASCII, the usual case, is several times faster without the call into C++.
    for (; i < text.length && text.charCodeAt(i) < 0x80; i++) buffer[at + i] = text.charCodeAt(i);
    this.#size = at + (i === text.length ? i : buffer.write(text, at, "utf8"));
  }

  /** Appends a copy of `bytes`. */
  bytes(bytes: Uint8Array): void {
    const at = this.#extend(bytes.length);
    const buffer = this.#buffer;
    if (bytes.length >= LOOP_BYTES) buffer.set(bytes, at);
    else for (let i = 0; i < bytes.length; i++) buffer[at + i] = bytes[i]!;
  }

  /** Forgets everything after the first `size` bytes. */
  truncate(size: number): void {
    this.#size = Math.min(this.#size, size);
  }

  /** All that was written, as memory of the caller's own, and starts again with nothing. */
  take(): Uint8Array {
    if (this.#size === 0) return EMPTY;
    // From Node's pool where it is small: memory outside V8's heap is slow to get.
    const memory = Buffer.allocUnsafe(this.#size);
    memory.set(this.#buffer.subarray(0, this.#size));
    const taken = new Uint8Array(memory.buffer, memory.byteOffset, memory.length);
    this.#size = 0;
    if (this.#buffer.length > KEEP_BYTES) this.#buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
    return taken;
  }

  /** Counts `count` more bytes as written, and returns where they go. */
  #extend(count: number): number {
    const at = this.#size;
    if (at + count > this.#buffer.length) this.#grow(at + count);
    this.#size = at + count;
    return at;
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    grown.set(this.#buffer.subarray(0, this.#size));
    this.#buffer = grown;
  }
}
