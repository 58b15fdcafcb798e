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
import { ProtocolError } from "./errors.ts";

const CR = 0x0d;
const LF = 0x0a;
const KEEP_BYTES = 131_072;
const FIRST_BLOB_BYTES = 65_536;
const SMALL_BYTES = 1_024;
const EMPTY = Buffer.alloc(0);

/** Bytes in, lines and blobs out. The decoders read `bytes[start … end)` directly. */
export class InputBuffer {
  /** Holds the unread bytes. Replaced by `push`: do not keep it. A Buffer for its fast text decoding. */
  bytes: Buffer = EMPTY;
  /** Offset of the first unread byte. */
  start = 0;
  /** Offset after the last unread byte. */
  end = 0;

  #searched = 0;
  #blob: Uint8Array | undefined;
  #blobLength = 0;
  #filled = 0;

  /** Appends a copy of `chunk`. */
  push(chunk: Uint8Array): void {
    const used = this.#blob === undefined ? 0 : this.#fill(chunk, 0, chunk.length);
    if (used === chunk.length) return;
    const rest = used === 0 ? chunk : chunk.subarray(used);
    this.#reserve(rest.length);
    this.bytes.set(rest, this.end);
    this.end += rest.length;
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

  /** Marks everything before `offset` as read. */
  consume(offset: number): void {
    this.start = offset;
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
      const blob = copyOf(this.bytes, this.start, end);
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

  /** Makes room for `count` bytes after `end`, moving the unread bytes to the front where that suffices. */
  #reserve(count: number): void {
    const unread = this.end - this.start;
    if (this.start === this.end && this.bytes.length > KEEP_BYTES) this.bytes = EMPTY;
    if (unread > 0 && this.end + count <= this.bytes.length) return;
    this.#searched = Math.max(0, this.#searched - this.start);
    // Moving less than half of the buffer is paid for by the bytes read since; moving more would not be.
    if (unread + count <= this.bytes.length && unread * 2 <= this.bytes.length) {
      this.bytes.copyWithin(0, this.start, this.end);
    } else {
      const grown = Buffer.allocUnsafeSlow(Math.max(unread + count, this.bytes.length * 2));
      grown.set(this.bytes.subarray(this.start, this.end));
      this.bytes = grown;
    }
    this.start = 0;
    this.end = unread;
  }
}

/** Memory of `length` bytes that shares nothing; not zeroed where it is large. */
function allocate(length: number): Uint8Array {
  if (length <= SMALL_BYTES) return new Uint8Array(length);
  return new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
}

/** A copy of bytes[start … end). */
function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const copy = allocate(end - start);
  // For a few bytes a loop is several times faster than making the view that `set` needs.
  if (end - start <= 32) for (let i = start; i < end; i++) copy[i - start] = bytes[i]!;
  else copy.set(bytes.subarray(start, end));
  return copy;
}
