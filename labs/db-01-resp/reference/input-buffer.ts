/**
 * InputBuffer: bytes that arrived and are not read yet, for both decoders.
 *
 *     chunk  | read ... | unread ........... |              borrowed: only between `push` and `own`
 *            0        start                 end
 *
 *     block  | read ... | unread ........... | free ... |   ours: everything else
 *            0        start                 end     capacity
 *
 *     blob   | filled ............ | still to come ... |    while one is unfinished: start = end
 *            0                   filled             length
 *
 * A chunk is read where it lies, as far as it goes; what is left of it is copied into the block. A
 * blob (length known, bytes on their way) goes from the chunks straight into its own memory, which
 * doubles as bytes arrive, up to the declared length: never more than twice what the peer has
 * really sent, and 64 KiB.
 *
 * Invariants: start <= end. Bytes of a block that were read are never written again, so values may
 * be windows on it. No byte is looked at twice in search of a line's end: `#searched` remembers how
 * far the search came.
 *
 * Left out: reuse of blocks. A block is garbage when the last window on it is.
 *
 * @solution
 */
import { CR, LF } from "./ascii.ts";
import { ProtocolError } from "./errors.ts";
import { allocate, copyOf } from "./memory.ts";

const BLOCK_BYTES = 16_384;
const FIRST_BLOB_BYTES = 65_536;
/**
 * Larger blobs get memory of their own, so that a block's size bounds what a window on it keeps
 * alive.
 */
const WINDOW_BYTES = 16_384;
const EMPTY = new Uint8Array();

/** Bytes in, lines and blobs out. The decoders read `bytes[start … end)` directly. */
export class InputBuffer {
  /** Holds the unread bytes: a chunk or the block. Replaced by `push`, `own` and `readBlob`. */
  bytes: Uint8Array = EMPTY;
  /** Offset of the first unread byte. */
  start = 0;
  /** Offset after the last unread byte. */
  end = 0;

  #block: Uint8Array = EMPTY;
  /** How much of the block is used; kept here while a chunk is borrowed. */
  #blockEnd = 0;
  #borrowed = false;
  /** A Buffer on `bytes`, since it decodes text faster; made when text is asked for. */
  #text: Buffer | undefined;
  #searched = 0;
  #blob: Uint8Array | undefined;
  #blobLength = 0;
  #filled = 0;

  /** Appends `chunk`. It is borrowed until `own` is called. */
  push(chunk: Uint8Array): void {
    const used = this.#blob === undefined ? 0 : this.#fill(chunk, 0, chunk.length);
    const rest = used === 0 ? chunk : chunk.subarray(used);
    if (this.start < this.end) {
      this.#append(rest);
      return;
    }
    if (!this.#borrowed) this.#blockEnd = this.end;
    this.#borrowed = true;
    this.#read(rest, 0, rest.length);
    this.#searched = 0;
  }

  /** Copies what is unread of a borrowed chunk. */
  own(): void {
    if (!this.#borrowed) return;
    const unread = this.bytes.subarray(this.start, this.end);
    const searched = Math.max(0, this.#searched - this.start);
    this.#borrowed = false;
    this.#read(this.#block, this.#blockEnd, this.#blockEnd);
    this.#append(unread);
    this.#searched = this.start + searched;
  }

  /**
   * The offset of the first `byte` that is unread, or -1. Linear over all calls that find nothing.
   */
  find(byte: number): number {
    const { bytes, end } = this;
    for (let i = Math.max(this.start, this.#searched); i < end; i++) {
      if (bytes[i] === byte) return i;
    }
    this.#searched = end;
    return -1;
  }

  /** The text that bytes[start … end) hold, read as UTF-8. */
  text(start: number, end: number): string {
    const { bytes } = this;
    this.#text ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return this.#text.toString("utf8", start, end);
  }

  /**
   * Announces that the next unread bytes are a blob of `length` bytes and CRLF. Then call
   * `readBlob`.
   */
  startBlob(length: number): void {
    this.#blobLength = length;
  }

  /**
   * The announced blob, or undefined while bytes are missing. Its CRLF is read too. Its bytes never
   * change; with `asWindow` they may be part of a larger block.
   *
   * @throws ProtocolError with code `expected-crlf`
   */
  readBlob(asWindow: boolean): Uint8Array | undefined {
    const length = this.#blobLength;
    if (this.#blob === undefined && this.end - this.start >= length + 2) {
      const windowed = asWindow && length < WINDOW_BYTES;
      if (windowed) this.own();
      const { bytes, start } = this;
      const end = start + length;
      this.#readLineEnd(end);
      return windowed ? bytes.subarray(start, end) : copyOf(bytes, start, end);
    }
    if (this.#blob === undefined) this.start += this.#fill(this.bytes, this.start, this.end);
    if (this.#filled < length || this.end - this.start < 2) return undefined;
    const blob = this.#blob;
    this.#readLineEnd(this.start);
    this.#blob = undefined;
    this.#filled = 0;
    return blob;
  }

  #readLineEnd(at: number): void {
    if (this.bytes[at] !== CR || this.bytes[at + 1] !== LF) {
      throw new ProtocolError("expected-crlf", "expected CRLF");
    }
    this.start = at + 2;
  }

  /**
   * Moves what the blob still needs of source[from … to) into it; returns how many bytes that was.
   */
  #fill(source: Uint8Array, from: number, to: number): number {
    const count = Math.min(this.#blobLength - this.#filled, to - from);
    const filled = this.#filled + count;
    let blob = this.#blob;
    if (blob === undefined || filled > blob.length) {
      const wanted = Math.max(filled, FIRST_BLOB_BYTES, 2 * this.#filled);
      const grown = allocate(Math.min(this.#blobLength, wanted));
      if (blob !== undefined) grown.set(blob.subarray(0, this.#filled));
      blob = grown;
    }
    const whole = count === source.length;
    blob.set(whole ? source : source.subarray(from, from + count), this.#filled);
    this.#blob = blob;
    this.#filled = filled;
    return count;
  }

  /** Appends `more` to the block, which is what is being read. */
  #append(more: Uint8Array): void {
    if (this.end + more.length > this.bytes.length) {
      const unread = this.bytes.subarray(this.start, this.end);
      // Twice what is unread: it moves again only after as many bytes have come.
      const size = Math.max(BLOCK_BYTES, 2 * unread.length + more.length);
      const block = allocate(size);
      block.set(unread);
      this.#searched = Math.max(0, this.#searched - this.start);
      this.#block = block;
      this.#read(block, 0, unread.length);
    }
    this.bytes.set(more, this.end);
    this.end += more.length;
  }

  #read(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.#text = undefined;
  }
}
