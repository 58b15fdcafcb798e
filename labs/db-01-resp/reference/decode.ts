/**
 * Decoding: bytes as they arrive to values, however the network cut them.
 *
 *     push(chunk) ──> unread bytes ──> line or blob ──> value ──> innermost open aggregate ──┐
 *                                                         ^                                  │
 *                                                         └──────────────────── when it is full
 *
 *     no aggregate open: ──> the values that are ready ──> next()
 *
 * Every frame starts with a type byte. Three shapes cover all types:
 *
 *     line        type text CRLF                      + - : _ # , (
 *     blob        type length CRLF bytes CRLF         $ ! =
 *     aggregate   type count CRLF, then count values  * % ~ > |
 *
 * The state between two chunks is the open aggregates (a stack, outermost first), an unfinished
 * blob, and at most one unfinished line. Nothing is parsed twice, so the cost is linear however
 * small the chunks are, and nothing recurses, so hostile nesting costs memory up to a limit and
 * never the stack.
 *
 * Invariant: whatever bytes were pushed, every value that they make whole is ready, or handed out.
 *
 * Source: https://redis.io/docs/latest/develop/reference/protocol-spec/ ; RESP3.md for streams and
 * attributes.
 *
 * Left out: resynchronizing after an error. RESP has no mark to look for; the connection must be
 * closed.
 */

import {
  ASTERISK,
  BAR,
  COLON,
  COMMA,
  CR,
  DOLLAR,
  EQUALS,
  EXCLAMATION,
  FULL_STOP,
  HASH,
  LF,
  MINUS,
  PERCENT,
  PLUS,
  QUESTION_MARK,
  SEMICOLON,
  TILDE,
  UNDERSCORE,
} from "./ascii.ts";
import { valueFromBlob, valueFromLine } from "./decode-resp3.ts";
import { ProtocolError } from "./errors.ts";
import { InputBuffer } from "./input-buffer.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { parseInteger, parseLength } from "./numbers.ts";
import { fromItems, OpenFrames } from "./open-frames.ts";
import { nil, nilArray, type RespValue } from "./value.ts";

/**
 * What a line holds, by its type: 0 where the byte is no type.
 * @solution
 */
const HOLDS = new Uint8Array(256);
// @solution
const TEXT = 1;
// @solution
const NUMBER = 2;
// @solution
for (const type of new TextEncoder().encode("+-_#,(.")) HOLDS[type] = TEXT;
// @solution
for (const type of new TextEncoder().encode(":$*!=%~>|;")) HOLDS[type] = NUMBER;

/**
 * Reads values from a stream of bytes.
 *
 *     const decoder = new RespDecoder();
 *     decoder.push(chunk);
 *     for (let value = decoder.next(); value !== undefined; value = decoder.next()) use(value);
 *
 * Accepts RESP2 and RESP3 alike; no version is set. The rules of each type stand at `next`.
 */
export class RespDecoder {
  // @solution
  readonly #input: InputBuffer;
  // @solution
  readonly #limits: Limits;
  // @solution
  readonly #open = new OpenFrames();
  /**
   * The type of the blob whose bytes come next; 0 when a line does.
   * @solution
   */
  #blobType = 0;
  // @solution
  #blobLength = 0;
  /**
   * Values that are handed out; not shifted one by one, which would cost their number each time.
   * @solution
   */
  #ready: RespValue[] = [];
  /**
   * How many of #ready were handed out.
   * @solution
   */
  #taken = 0;
  // @solution
  #failure: ProtocolError | undefined;

  /**
   * @param limits what to accept; those not given are DEFAULT_LIMITS
   * @step 2
   */
  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#input = new InputBuffer(this.#limits.maxInlineBytes);
  }

  /**
   * Takes the next bytes of the stream: any number of them, none too. Returns at once and never
   * throws for what the bytes are. They are copied: the chunk's memory is the caller's again when
   * this returns.
   *
   * Cost: linear in the bytes pushed over the decoder's life, however they are cut. A bulk that
   * arrives one byte at a time, with `next` called after each, copies at most three times its size
   * in all, its frame counted.
   *
   * @step 2
   */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined) return;
    this.#input.push(chunk);
    try {
      this.#decode();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#failure = error;
    }
    this.#input.own();
  }

  /**
   * The next whole value, or undefined until more bytes are pushed. Values come in the order of the
   * stream. A value stays as it is whatever happens to the decoder or the chunks. Its bytes may be
   * a window on memory that it shares with its neighbours, about as large as the chunk, 16 KiB
   * at least: copy what is to be kept for long.
   *
   * Step 2, RESP2's types:
   * - A line ends at its first CR, and LF must follow: else code `expected-crlf`. An LF in a text
   *   (`+` `-`, in step 3 also `_` `#` `,` `(`) is `expected-crlf` too; in a number or a length it
   *   is what any other junk there is. A line of more than `maxInlineBytes` (type byte included,
   *   CRLF not) is code `too-big-line`, as soon as so many bytes are there. These come before what
   *   the line says.
   * - `+` `-`: the text is UTF-8 and may be empty; malformed UTF-8 becomes U+FFFD, and
   *   a byte order mark stays.
   * - `:` an optional `+` or `-`, then one digit or more (leading zeros are allowed, `-0` is 0),
   *   within 64 bits signed, else code `invalid-number`. The value is a `number` where that is a
   *   safe integer, else a `bigint`.
   * - `$` a length, CRLF, so many bytes, CRLF (else `expected-crlf`). `$-1` is null.
   * - `*` a count, CRLF, so many values. `*-1` is the null array.
   * - A length or count is `0` or digits without leading zero and without `+`; `-1` only where the
   *   type has a null (`$` and `*`). Anything else, or more than `maxBulkBytes` or `maxElements`,
   *   is code `invalid-bulk-length` after `$`, `invalid-multibulk-length` after `*`. It is refused
   *   before any of its bytes arrive.
   * - Memory follows what has arrived, not what is declared.
   * - An aggregate inside more than `maxDepth` - 1 others is code `too-deep`, known as soon as its
   *   count's line is read; with maxDepth 2, `*1 *1 :1` is accepted and `*1 *1 *0` is not. With
   *   maxDepth 0 no aggregate is accepted.
   * - Any other type byte is code `unknown-type`, as soon as that byte is there.
   *
   * Step 3 adds RESP3's:
   * - Lines `_` `#` `,` `(`, blobs `!` `=`, aggregates `%` `~` `>` `|`: see decode-resp3.ts for
   *   what they mean. Blobs and aggregates obey the limits above, with the same codes; they have no
   *   null. A `%` or `|` counts entries, and an entry is two elements towards `maxElements`. An
   *   attribute is open, and counts towards the depth, until the value that it annotates is whole.
   * - A push may come anywhere a value may.
   * - Streamed string: `$?`, then parts, each `;` length CRLF bytes CRLF, ended by `;0` CRLF. It is
   *   one bulk string, and no level of depth; its parts together obey `maxBulkBytes`
   *   (`invalid-bulk-length`).
   * - Streamed aggregate: `*?`, `~?` or `%?`, then values, ended by a line `.`. It is the plain
   *   kind and obeys `maxElements` (`invalid-multibulk-length`, when the element too many begins or
   *   when it is whole) and `maxDepth`. `>?` and `|?` do not exist (`invalid-multibulk-length`).
   * - `;` outside a streamed string, anything else inside one, `.` where no streamed aggregate is
   *   innermost, text after `.`, `.` after a map's key or between an attribute and its value: code
   *   `misplaced-part`.
   *
   * Values before the bad bytes come first. After an error every later call of `next` throws the same
   * error again; `push` never throws. Of bytes that break two rules at once, either may be
   * told where no order stands above.
   *
   * @throws ProtocolError
   * @step 2
   */
  next(): RespValue | undefined {
    if (this.#taken === this.#ready.length) {
      this.#ready = this.#open.takeWhole();
      this.#taken = 0;
    }
    if (this.#taken < this.#ready.length) return this.#ready[this.#taken++];
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  /** @solution */
  #decode(): void {
    const input = this.#input;
    while (input.start < input.end) {
      const blob = this.#blobType;
      const isWhole = blob === 0 ? this.#readLine() : this.#readBlob(blob, this.#blobLength);
      if (!isWhole) return;
    }
  }

  /**
   * Puts a value that is whole where it belongs; always true.
   * @solution
   */
  #place(value: RespValue): true {
    this.#open.place(value);
    return true;
  }

  /**
   * Reads the next line, and the blob after it if that is there; false if the bytes end before.
   * @solution
   */
  #readLine(): boolean {
    const input = this.#input;
    const type = input.bytes[input.start]!;
    const number = HOLDS[type] === NUMBER ? input.readShortNumber() : undefined;
    if (number === undefined) return this.#readLongLine(type);
    this.#checkPart(type);
    if (type === COLON) return this.#place({ kind: "integer", value: number });
    if (type === DOLLAR && number >= 0) {
      // Most values are bulk strings; straight to their bytes saves a tenth of the time.
      this.#checkSize(number);
      return this.#readBlob(type, number);
    }
    return this.#begin(type, number);
  }

  /**
   * Reads a line that `readShortNumber` does not: a text, or a number in any spelling.
   * @solution
   */
  #readLongLine(type: number): boolean {
    const input = this.#input;
    const { bytes, start } = input;
    if (HOLDS[type] === 0) {
      throw new ProtocolError("unknown-type", `unknown type '${String.fromCharCode(type)}'`);
    }
    const end = input.find(CR);
    if ((end < 0 ? input.end : end) - start > this.#limits.maxInlineBytes) {
      throw new ProtocolError("too-big-line", "too big line");
    }
    if (end < 0 || end + 1 === input.end) return false;
    if (bytes[end + 1] !== LF) throw new ProtocolError("expected-crlf", "expected CRLF");
    input.start = end + 2;
    this.#checkPart(type);
    if (type === FULL_STOP) {
      if (end - start > 1) throw misplaced();
      return this.#place(this.#open.endStream());
    }
    if (HOLDS[type] === TEXT) return this.#place(fromText(type, input.text(start + 1, end)));
    if (type === COLON) return this.#place(integerFrom(bytes, start + 1, end));
    const isUnknown = end === start + 2 && bytes[start + 1] === QUESTION_MARK;
    if (isUnknown) return this.#beginStream(type);
    return this.#begin(type, parseLength(bytes, start + 1, end));
  }

  /**
   * A streamed string consists of parts, and parts are nowhere else.
   * @solution
   */
  #checkPart(type: number): void {
    const inString = this.#open.innermost.type === DOLLAR;
    if (inString !== (type === SEMICOLON)) throw misplaced();
  }

  /**
   * Begins a blob or aggregate of `length`; undefined where the line tells none.
   * @solution
   */
  #begin(type: number, length: number | undefined): boolean {
    switch (type) {
      case DOLLAR:
      case EXCLAMATION:
      case EQUALS:
      case SEMICOLON:
        return this.#beginBlob(type, length);
      default:
        return this.#beginAggregate(type, length);
    }
  }

  /** @solution */
  #beginBlob(type: number, length: number | undefined): boolean {
    if (type === DOLLAR && length === -1) return this.#place(nil);
    const string = type === SEMICOLON ? this.#open.innermost : undefined;
    if (length === undefined || length < 0) throw invalidBulkLength();
    const size = (string?.size ?? 0) + length;
    this.#checkSize(size);
    if (string !== undefined) string.size = size;
    if (string !== undefined && length === 0) return this.#place(this.#open.end());
    return this.#readBlob(type, length);
  }

  /** @solution */
  #checkSize(size: number): void {
    if (size > this.#limits.maxBulkBytes) throw invalidBulkLength();
  }

  /**
   * Reads the blob of `length` bytes that comes next; false if it is not whole.
   * @solution
   */
  #readBlob(type: number, length: number): boolean {
    const bytes = this.#input.readBlob(length);
    this.#blobType = bytes === undefined ? type : 0;
    this.#blobLength = length;
    if (bytes === undefined) return false;
    if (type === DOLLAR || type === SEMICOLON) return this.#place({ kind: "bulkString", bytes });
    return this.#place(valueFromBlob(type === EQUALS ? "=" : "!", bytes));
  }

  /** @solution */
  #beginAggregate(type: number, count: number | undefined): boolean {
    if (type === ASTERISK && count === -1) return this.#place(nilArray);
    const values = (type === PERCENT || type === BAR ? 2 : 1) * (count ?? -1);
    if (values < 0 || values > this.#limits.maxElements) {
      throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");
    }
    this.#checkDepth();
    // The value that an attribute annotates is read as one more item.
    const missing = type === BAR ? values + 1 : values;
    if (missing === 0) return this.#place(fromItems(type, []));
    this.#open.begin(type, missing, false);
    return true;
  }

  /** @solution */
  #beginStream(type: number): boolean {
    const { maxBulkBytes, maxElements } = this.#limits;
    switch (type) {
      case DOLLAR:
        // No part but the last is empty, so there are never more parts than bytes.
        this.#open.begin(type, maxBulkBytes + 1, true);
        return true;
      case ASTERISK:
      case TILDE:
      case PERCENT:
        this.#checkDepth();
        this.#open.begin(type, maxElements + 1, true);
        return true;
      default:
        return this.#begin(type, undefined);
    }
  }

  /** @solution */
  #checkDepth(): void {
    if (this.#open.depth >= this.#limits.maxDepth) {
      throw new ProtocolError("too-deep", "nested too deep");
    }
  }
}

/** @solution */
function fromText(type: number, text: string): RespValue {
  switch (type) {
    case PLUS:
      return { kind: "simpleString", text };
    case MINUS:
      return { kind: "simpleError", text };
    case UNDERSCORE:
      return valueFromLine("_", text);
    case HASH:
      return valueFromLine("#", text);
    case COMMA:
      return valueFromLine(",", text);
    default:
      return valueFromLine("(", text);
  }
}

/** @solution */
function integerFrom(bytes: Uint8Array, start: number, end: number): RespValue {
  const value = parseInteger(bytes, start, end);
  if (value === undefined) throw new ProtocolError("invalid-number", "invalid integer");
  return { kind: "integer", value };
}

/** @solution */
function invalidBulkLength(): ProtocolError {
  return new ProtocolError("invalid-bulk-length", "invalid bulk length");
}

/** @solution */
function misplaced(): ProtocolError {
  return new ProtocolError("misplaced-part", "misplaced part of a stream");
}
