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
 * blob that is not whole yet goes from the chunks straight into its own memory, which doubles as
 * bytes arrive, up to the declared length: never more than twice what the peer has really sent, and
 * 64 KiB. One that is whole is a window on the block, unless it is to have memory of its own.
 *
 * Invariants: start <= end. Bytes of a block that were read are never written again, so values may
 * be windows on it. No byte is looked at twice in search of a line's end: `#searched` remembers how
 * far the search came.
 *
 * Left out: reuse of blocks. A block is garbage when the last window on it is.
 *
 * @solution
 */
import { ProtocolError } from "./errors.ts";
import { allocate, copyOf } from "./memory.ts";

// As in ascii.ts. V8 compiles a file's own constants in and loads imported ones each time: a tenth
// of decoding here, where every byte of a number meets them.
const CR = 0x0d;
const LF = 0x0a;
const MINUS = 0x2d;
const ZERO = 0x30;

const BLOCK_BYTES = 16_384;
const FIRST_BLOB_BYTES = 65_536;
/**
 * Blobs from this length on get memory of their own, so that what a window keeps alive besides
 * itself is worth little.
 */
const WINDOW_BYTES = 16_384;
/** The type byte and nine digits, which fit 32 bits. */
const SHORT_LINE_BYTES = 10;
/** Longer texts are decoded faster by the call into C++. */
const SHORT_TEXT_BYTES = 12;
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
  /** What the block is all of; at hand, since `bytes.buffer` costs as much as making a window. */
  #memory = EMPTY.buffer as ArrayBuffer;
  /** How much of the block is used; kept here while a chunk is borrowed. */
  #blockEnd = 0;
  #borrowed = false;
  /** How far the search for the end of the present line came. */
  #searched = 0;
  #blob: Uint8Array | undefined;
  #blobLength = 0;
  #filled = 0;
  readonly #shortLineBytes: number;

  /** @param maxLineBytes no line longer than this is read by `readShortNumber` */
  constructor(maxLineBytes: number) {
    this.#shortLineBytes = Math.min(SHORT_LINE_BYTES, maxLineBytes);
  }

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
   * Reads a short line `type number CRLF` whose number is spelled as a length is, with `-` before
   * it if negative. Returns the number, or undefined, with nothing read, if the next line is
   * another or not whole.
   *
   * Nearly every length and number is so, and this way its bytes are looked at once.
   */
  readShortNumber(): number | undefined {
    const { bytes, start } = this;
    // Where the CR may be at most.
    const last = Math.min(this.end - 2, start + this.#shortLineBytes);
    const isNegative = bytes[start + 1] === MINUS;
    const first = isNegative ? start + 2 : start + 1;
    let number = 0;
    let at = first;
    for (; at < last; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
    }
    const isSpelled = at > first && (bytes[first] !== ZERO || (at === first + 1 && !isNegative));
    if (!isSpelled || bytes[at] !== CR || bytes[at + 1] !== LF) return undefined;
    this.start = at + 2;
    return isNegative ? -number : number;
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

  /**
   * The text that bytes[start … end) hold, read as UTF-8.
   *
   * @throws ProtocolError with code `expected-crlf` if there is an LF in it
   */
  text(start: number, end: number): string {
    const { bytes } = this;
    if (end - start <= SHORT_TEXT_BYTES) {
      let text = "";
      let at = start;
      for (; at < end && isPrintable(bytes[at]!); at++) text += String.fromCharCode(bytes[at]!);
      if (at === end) return text;
    }
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const text = buffer.toString("utf8", start, end);
    if (text.includes("\n")) throw new ProtocolError("expected-crlf", "expected CRLF");
    return text;
  }

  /**
   * The next `length` unread bytes, once they and CRLF after them are there; until then undefined:
   * push more and ask again for the same length. They never change, and may be part of a block.
   *
   * @throws ProtocolError with code `expected-crlf`
   */
  readBlob(length: number): Uint8Array | undefined {
    const end = this.start + length;
    if (length >= WINDOW_BYTES || end + 2 > this.end || this.#blob !== undefined) {
      return this.#readLongBlob(length);
    }
    if (this.#borrowed) {
      this.own();
      return this.readBlob(length);
    }
    this.#readLineEnd(end);
    return new Uint8Array(this.#memory, end - length, length);
  }

  /** As `readBlob`, in memory of its own. */
  readOwnBlob(length: number): Uint8Array | undefined {
    const end = this.start + length;
    if (length >= WINDOW_BYTES || end + 2 > this.end || this.#blob !== undefined) {
      return this.#readLongBlob(length);
    }
    this.#readLineEnd(end);
    return copyOf(this.bytes, end - length, end);
  }

  /** A blob that is large or comes in parts: its memory is filled as its bytes come. */
  #readLongBlob(length: number): Uint8Array | undefined {
    this.#blobLength = length;
    if (this.#filled < length) this.start += this.#fill(this.bytes, this.start, this.end);
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
      const block = allocate(Math.max(BLOCK_BYTES, 2 * unread.length + more.length));
      block.set(unread);
      this.#searched = Math.max(0, this.#searched - this.start);
      this.#block = block;
      this.#memory = block.buffer as ArrayBuffer;
      this.#read(block, 0, unread.length);
    }
    this.bytes.set(more, this.end);
    this.end += more.length;
  }

  #read(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}
