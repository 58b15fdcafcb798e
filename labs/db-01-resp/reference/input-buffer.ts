/**
 * InputBuffer: bytes that arrived and are not read yet, for both decoders.
 *
 *     | read ... | unread ......................... | free ..... |
 *     0        start                              end       capacity
 *
 * and, while a blob (length known, bytes still on their way) is being read:
 *
 *     | filled ............ | still to come ... |
 *     0                   filled             length
 *
 * The bytes of a blob go straight from the chunk into the blob's own memory, once. That memory doubles as
 * bytes arrive, up to the declared length, so it is never more than twice what the peer has really sent
 * (plus the first 64 KiB). Everything else goes through the buffer, which doubles as well.
 *
 * Invariants: start <= end. While a blob is unfinished, the buffer is empty. No byte is looked at twice in
 * search of a line's end: `#searched` remembers how far the last search came.
 *
 * Left out: a ring. Moving the unread tail to the front costs less than wrapping every read.
 *
 * @solution
 */
import { CR, LF } from "./ascii.ts";
import { ProtocolError } from "./errors.ts";
import { allocate, copyOf } from "./memory.ts";

const BLOCK_BYTES = 16_384;
const FIRST_BLOB_BYTES = 65_536;
const EMPTY = new Uint8Array();

/** Bytes in, lines and blobs out. The decoders read `bytes[start … end)` directly. */
export class InputBuffer {
  /** Holds the unread bytes. Replaced by `push`: do not keep it. */
  bytes: Uint8Array = EMPTY;
  /** Offset of the first unread byte. */
  start = 0;
  /** Offset after the last unread byte. */
  end = 0;

  /** The same memory as `bytes`: a Buffer decodes text faster, a Uint8Array is faster at everything else. */
  #text = Buffer.from(EMPTY.buffer);
  #searched = 0;
  #blob: Uint8Array | undefined;
  #blobLength = 0;
  #filled = 0;

  /** Appends `chunk`, which may be borrowed until `own` is called: that must be before its owner has it again. */
  push(chunk: Uint8Array): void {
    const used = this.#blob === undefined ? 0 : this.#fill(chunk, 0, chunk.length);
    if (used === chunk.length) return;
    const rest = used === 0 ? chunk : chunk.subarray(used);
    if (this.start === this.end) {
      this.#borrowed = true;
      this.#searched = 0;
      this.bytes = rest;
      this.start = 0;
      this.end = rest.length;
    } else {
      this.#append(rest);
    }
  }

  /** Makes the unread bytes ours. */
  own(): void {
    if (!this.#borrowed) return;
    const unread = this.bytes.subarray(this.start, this.end);
    this.#searched = Math.max(0, this.#searched - this.start);
    this.#borrowed = false;
    this.bytes = this.#block;
    this.start = this.#blockUsed;
    this.end = this.#blockUsed;
    this.#searched += this.start;
    this.#append(unread);
  }

  /** The offset of the first `byte` that is unread, or -1. Linear over all calls that find nothing. */
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
    return this.#text.toString("utf8", start, end);
  }

  /** Announces that the next unread bytes are a blob of `length` bytes and CRLF. Then call `readBlob`. */
  startBlob(length: number): void {
    this.#blobLength = length;
  }

  /**
   * The announced blob, in memory of its own, or undefined while bytes are missing. Its CRLF is read too.
   *
   * @throws ProtocolError with code `expected-crlf`
   */
  readBlob(): Uint8Array | undefined {
    const length = this.#blobLength;
    if (this.#blob === undefined && this.end - this.start >= length + 2) {
      const end = this.start + length;
      const blob = this.bytes.subarray(this.start, end);
      this.#readLineEnd(end);
      return blob;
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

  /** Moves what the blob still needs of source[from … to) into it; returns how many bytes that was. */
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

  /** Makes room for `count` bytes after `end`, in a new block if need be; bytes that were read stay as they are. */
  #reserve(count: number): void {
    if (this.end + count <= this.bytes.length) return;
    const unread = this.bytes.subarray(this.start, this.end);
    // Twice what is needed: the unread bytes are moved again only after as many new ones.
    const block = allocate(Math.max(BLOCK_BYTES, 2 * (unread.length + count)));
    block.set(unread);
    this.#searched = Math.max(0, this.#searched - this.start);
    this.bytes = block;
    this.#text = Buffer.from(block.buffer, block.byteOffset, block.length);
    this.start = 0;
    this.end = unread.length;
  }
}
