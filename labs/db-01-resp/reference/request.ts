/**
 * Requests: what a client sends. Always an array of bulk strings, or a line for people at a
 * keyboard.
 *
 *     *2 CRLF $4 CRLF ECHO CRLF $2 CRLF hi CRLF       multibulk
 *     ECHO hi CRLF                                    inline
 *
 * The first byte decides: `*` or not. A server need not accept more than that, so requests have a
 * decoder of their own: simpler than the one for values, and with the error texts that Redis's
 * users know.
 *
 * Invariant: between two requests nothing is pending; within one, the arguments that came are kept, and
 * how many are missing is known.
 *
 * Source: `processInlineBuffer` and `processMultibulkBuffer` in Redis 7.0's `networking.c`. Two
 * things are stricter here: Redis does not look at the two bytes after an argument, nor at the byte
 * after a CR; we refuse what is not CRLF.
 *
 * Left out: Redis's smaller limits for clients that have not authenticated.
 */
import { ASTERISK, CR, DOLLAR, LF } from "./ascii.ts";
import { ProtocolError } from "./errors.ts";
import { InputBuffer } from "./input-buffer.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { parseLength } from "./numbers.ts";
import { splitInline } from "./split-inline.ts";

/** A request: the command's name, then its arguments. Never empty; an argument may be. */
export type Request = readonly Uint8Array[];

/** Reads requests from a stream of bytes, as RespDecoder reads values. */
export class RequestDecoder {
  // @solution
  readonly #input: InputBuffer;
  // @solution
  readonly #limits: Limits;
  // @solution
  #args: Uint8Array[] = [];
  // @solution
  #missing = 0;
  /**
   * The length of the argument whose bytes come next; -1 when its line does.
   * @solution
   */
  #length = -1;
  // @solution
  #failure: ProtocolError | undefined;

  /**
   * @param limits what to accept; those not given are DEFAULT_LIMITS. `maxDepth` does not matter
   * here.
   * @step 4
   */
  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#input = new InputBuffer(this.#limits.maxInlineBytes);
  }

  /**
   * Takes the next bytes, as `RespDecoder.push` does: copied, any number, never throws. They are
   * not decoded before `next` asks for them.
   *
   * @step 4
   */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined) return;
    this.#input.push(chunk);
    this.#input.own();
  }

  /**
   * The next whole request, or undefined until more bytes are pushed. Arguments own their bytes.
   *
   * Multibulk, if the first byte is `*`:
   * - `*` count CRLF, then so many arguments, each `$` length CRLF bytes CRLF.
   * - A count of 0 or below (`*0`, `*-1`, `*-7`) is no request: it is skipped.
   * - A count or length is an integer of 64 bits: `0` or digits without leading zero, with `-`
   *   before them if negative. Anything else (`+1`, `01`, `-0`, nothing), a count above
   *   `maxElements`: code `invalid-multibulk-length`. A length that is none, negative or above
   *   `maxBulkBytes`: code `invalid-bulk-length`.
   * - A line that should begin with `$` and does not, an empty one too: code `expected-bulk`,
   *   message `expected '$', got 'x'`, where x is the line's first byte (as Latin-1), and a CR or
   *   LF is shown as a space. Known when the line is whole.
   * - A line ends at its first CR, and LF must follow: else code `expected-crlf`; this is looked at
   *   last, after `$` and the number. After an argument CRLF must follow too, with the same code.
   * - More than `maxInlineBytes` before the CR (`*` or `$` included): code `too-big-count`, message
   *   `too big mbulk count string` or `too big bulk count string`, as soon as so many bytes are
   *   there.
   *
   * Inline, otherwise:
   * - The line ends at LF; one CR before it is not part of it. Its words are `splitInline`'s.
   * - A line without words is no request: it is skipped.
   * - A line of more than `maxInlineBytes` (line end not counted): code `too-big-inline`, as soon
   *   as so many bytes are there.
   * - If `splitInline` finds none: code `unbalanced-quotes`.
   *
   * Requests before the bad bytes come first; one that is not whole when the error comes is lost.
   * After an error every later call of `next` throws the same error again; `push` never throws.
   *
   * @throws ProtocolError
   * @step 4
   */
  next(): Request | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      return this.#read();
    } catch (error) {
      if (error instanceof ProtocolError) this.#failure = error;
      throw error;
    }
  }

  /** @solution */
  #read(): Request | undefined {
    const input = this.#input;
    while (this.#missing === 0) {
      if (input.start === input.end) return undefined;
      if (input.bytes[input.start] !== ASTERISK) {
        const words = this.#readInline();
        if (words === undefined || words.length > 0) return words;
      } else if (!this.#beginMultibulk()) {
        return undefined;
      }
    }
    while (this.#missing > 0) {
      if (this.#length < 0 && !this.#beginBulk()) return undefined;
      // Commands may keep an argument for long; the name is looked up and forgotten.
      const isName = this.#args.length === 0;
      const bytes = isName ? input.readBlob(this.#length) : input.readOwnBlob(this.#length);
      if (bytes === undefined) return undefined;
      this.#length = -1;
      this.#args.push(bytes);
      this.#missing -= 1;
    }
    const args = this.#args;
    this.#args = [];
    return args;
  }

  /**
   * Reads the line `*count`; false while it is not whole.
   * @solution
   */
  #beginMultibulk(): boolean {
    const input = this.#input;
    const count = input.readShortNumber();
    if (count !== undefined) return this.#expect(count);
    const end = this.#lineEnd("too big mbulk count string");
    if (end < 0) return false;
    this.#expect(parseLength(input.bytes, input.start + 1, end));
    return this.#endLine(end);
  }

  /** @solution */
  #expect(count: number | undefined): true {
    if (count === undefined || count > this.#limits.maxElements) {
      throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");
    }
    this.#missing = Math.max(0, count);
    return true;
  }

  /**
   * Reads the line `$length`; false while it is not whole.
   * @solution
   */
  #beginBulk(): boolean {
    const input = this.#input;
    const isBulk = input.bytes[input.start] === DOLLAR;
    const length = isBulk ? input.readShortNumber() : undefined;
    if (length !== undefined) return this.#expectBytes(length);
    const end = this.#lineEnd("too big bulk count string");
    if (end < 0) return false;
    if (!isBulk) {
      const got = String.fromCharCode(input.bytes[input.start]!).replace(/[\r\n]/, " ");
      throw new ProtocolError("expected-bulk", `expected '$', got '${got}'`);
    }
    this.#expectBytes(parseLength(input.bytes, input.start + 1, end));
    return this.#endLine(end);
  }

  /** @solution */
  #expectBytes(length: number | undefined): true {
    if (length === undefined || length < 0 || length > this.#limits.maxBulkBytes) {
      throw new ProtocolError("invalid-bulk-length", "invalid bulk length");
    }
    this.#length = length;
    return true;
  }

  /**
   * The offset of the next CR, once the byte after it is there too; else -1.
   * @solution
   */
  #lineEnd(tooBig: string): number {
    const input = this.#input;
    const end = input.find(CR);
    if ((end < 0 ? input.end : end) - input.start > this.#limits.maxInlineBytes) {
      throw new ProtocolError("too-big-count", tooBig);
    }
    return end + 1 === input.end ? -1 : end;
  }

  /** @solution */
  #endLine(end: number): true {
    if (this.#input.bytes[end + 1] !== LF) {
      throw new ProtocolError("expected-crlf", "expected CRLF");
    }
    this.#input.start = end + 2;
    return true;
  }

  /** @solution */
  #readInline(): Uint8Array[] | undefined {
    const input = this.#input;
    const lineFeed = input.find(LF);
    const stop = lineFeed < 0 ? input.end : lineFeed;
    const end = stop > input.start && input.bytes[stop - 1] === CR ? stop - 1 : stop;
    if (end - input.start > this.#limits.maxInlineBytes) {
      throw new ProtocolError("too-big-inline", "too big inline request");
    }
    if (lineFeed < 0) return undefined;
    const words = splitInline(input.bytes.subarray(input.start, end));
    if (words === undefined) {
      throw new ProtocolError("unbalanced-quotes", "unbalanced quotes in request");
    }
    input.start = lineFeed + 1;
    return words;
  }
}
