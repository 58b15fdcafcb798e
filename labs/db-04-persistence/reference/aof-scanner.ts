/**
 * AofScanner: an append-only file, cut into what stands in it. It says what it finds and decides nothing.
 *
 *     *2 CRLF $4 CRLF INCR CRLF $1 CRLF n CRLF      a request
 *     #TS:1700000000 CRLF                           an annotation: from # to LF
 *     *3 CRLF $3 CRLF SE                            cut: the file ends inside
 *     $3 CRLF …, *+3, *03, PING CRLF                bad: nobody writes so
 *
 *     file    ░░░░░░░░░░░░░░░░│window, 64 KiB│░░░░░░░░░░░░░░░
 *                               ▲ at
 *
 * Invariant: nothing that the file announces takes memory before the file is known to be that long. The words of a
 * request are memory of their own, so that a key which lives for years does not keep a window alive.
 *
 * @solution
 */
import type { DiskFile } from "@labs/machine";

/** What stands at `at`. */
export type Item =
  | { readonly kind: "request"; readonly at: number; readonly request: readonly Uint8Array[] }
  | { readonly kind: "annotation"; readonly at: number }
  /** The file ends where something would begin. */
  | { readonly kind: "end"; readonly at: number }
  | { readonly kind: "cut"; readonly at: number }
  | { readonly kind: "bad"; readonly at: number; readonly why: string };

/** Why what stands there is no request: what is missing, or `CUT`. */
type Fault = { readonly why: string };

const CUT: Fault = { why: "the file ends inside a command" };
const WINDOW_BYTES = 65_536;
/** Lengths of more digits are beyond what a number can hold, and what a file can. */
const DIGITS_MAX = 15;
const [CR, LF, HASH, DOLLAR, STAR, ZERO] = [0x0d, 0x0a, 0x23, 0x24, 0x2a, 0x30];
/** In the place of a byte: there is none. */
const NONE = -1;

/** Reads a file from an offset to the size that it has now. */
export class AofScanner {
  readonly #file: DiskFile;
  readonly #size: number;
  #window: Uint8Array = new Uint8Array();
  /** The offset in the file at which the window begins. */
  #windowAt = 0;
  /** The offset of the next byte to read. */
  #at: number;

  constructor(file: DiskFile, offset: number) {
    this.#file = file;
    this.#size = file.size;
    this.#at = offset;
  }

  /** Where what `next` returns begins. */
  get offset(): number {
    return this.#at;
  }

  /** What stands there. After an end, a cut or a fault it must not be asked again. */
  next(): Item {
    const at = this.#at;
    const first = this.#byteAt(at);
    if (first === NONE) return { kind: "end", at };
    if (first === HASH) return this.#skipLine() ? { kind: "annotation", at } : { kind: "cut", at };
    const found = this.#request();
    if (!("why" in found)) return { kind: "request", at, request: found };
    return found === CUT ? { kind: "cut", at } : { kind: "bad", at, why: found.why };
  }

  #request(): readonly Uint8Array[] | Fault {
    const count = this.#length(STAR);
    if (typeof count !== "number") return count;
    if (count === 0) return { why: "a command without a name" };
    const words: Uint8Array[] = [];
    while (words.length < count) {
      const word = this.#word();
      if (!(word instanceof Uint8Array)) return word;
      words.push(word);
    }
    return words;
  }

  /** `$`, a length, CRLF, so many bytes, CRLF. */
  #word(): Uint8Array | Fault {
    const length = this.#length(DOLLAR);
    if (typeof length !== "number") return length;
    const end = this.#at + length;
    if (end > this.#size) return CUT;
    const word = this.#bytes(this.#at, length);
    this.#at = end;
    return this.#lineEnd() ?? word;
  }

  /** `type`, a whole number in its one spelling, CRLF. */
  #length(type: number): number | Fault {
    const first = this.#byteAt(this.#at);
    if (first === NONE) return CUT;
    if (first !== type) return { why: `expected '${String.fromCharCode(type)}'` };
    this.#at += 1;
    let length = 0;
    let digits = 0;
    for (; digits < DIGITS_MAX; digits++) {
      const digit = this.#byteAt(this.#at) - ZERO;
      const isDigit = digit >= 0 && digit <= 9;
      if (!isDigit || (digits === 1 && length === 0)) break;
      length = length * 10 + digit;
      this.#at += 1;
    }
    const isCut = this.#byteAt(this.#at) === NONE;
    if (digits === 0 && !isCut) return { why: "a length without digits" };
    return this.#lineEnd() ?? length;
  }

  /** Reads CRLF; what is wrong, if it is not there. */
  #lineEnd(): Fault | undefined {
    for (const expected of [CR, LF]) {
      const byte = this.#byteAt(this.#at);
      if (byte === NONE) return CUT;
      if (byte !== expected) return { why: "expected CRLF" };
      this.#at += 1;
    }
    return undefined;
  }

  /** Goes behind the next LF; whether there is one. */
  #skipLine(): boolean {
    while (this.#byteAt(this.#at) !== NONE) {
      const found = this.#window.indexOf(LF, this.#at - this.#windowAt);
      this.#at = this.#windowAt + (found === -1 ? this.#window.length : found + 1);
      if (found !== -1) return true;
    }
    return false;
  }

  /** The byte at an offset, or NONE behind the end. */
  #byteAt(offset: number): number {
    const byte = this.#window[offset - this.#windowAt];
    if (byte !== undefined) return byte;
    if (offset >= this.#size) return NONE;
    this.#window = this.#file.read(offset, WINDOW_BYTES);
    this.#windowAt = offset;
    return this.#window[0] ?? NONE;
  }

  /** Bytes that are in the file, in memory of their own. */
  #bytes(offset: number, length: number): Uint8Array {
    const start = offset - this.#windowAt;
    if (start + length <= this.#window.length) {
      return Uint8Array.from(this.#window.subarray(start, start + length));
    }
    if (length >= WINDOW_BYTES) return this.#file.readExactly(offset, length);
    this.#window = this.#file.read(offset, WINDOW_BYTES);
    this.#windowAt = offset;
    return Uint8Array.from(this.#window.subarray(0, length));
  }
}
