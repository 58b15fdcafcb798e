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
  GREATER,
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
 * What a line is that has no value of its own.
 * @solution
 */
const BEGUN = Symbol("begun");

/**
 * 1 at every byte that begins a frame.
 * @solution
 */
const IS_TYPE = new Uint8Array(256);
// @solution
for (const type of new TextEncoder().encode("+-:$*_#,(!=%~>|;.")) IS_TYPE[type] = 1;

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
  readonly #input = new InputBuffer();
  // @solution
  readonly #limits: Limits;
  // @solution
  readonly #open: OpenFrames;
  /**
   * The type of the blob that is being read; 0 when none is.
   * @solution
   */
  #blobType = 0;
  /**
   * Values that are whole; not shifted one by one, which would cost their number each time.
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
    this.#open = new OpenFrames(this.#limits.maxElements);
  }

  /**
   * Takes the next bytes of the stream: any number of them, none too. Returns at once and never
   * throws for what the bytes are. They are copied: the chunk's memory is the caller's again when
   * this returns.
   *
   * Cost: linear in the bytes pushed over the decoder's life, however they are cut. A bulk that
   * arrives one byte at a time, with `next` called after each, copies at most three times its size
   * in all.
   *
   * @step 2
   */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined) return;
    this.#input.push(chunk);
    try {
      for (let value = this.#read(); value !== undefined; value = this.#read()) {
        this.#ready.push(value);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#failure = error;
    }
    this.#input.own();
  }

  /**
   * The next whole value, or undefined until more bytes are pushed. Values come in the order of the
   * stream. A value stays as it is whatever happens to the decoder or the chunks. Its bytes may be
   * a window on memory that it shares with its neighbours, about as large as the chunk: copy what
   * is to be kept for long.
   *
   * Step 2, RESP2's types:
   * - A line ends at its first CR, and LF must follow: else code `expected-crlf`. An LF in a text
   *   (`+` `-`, in step 3 also `_` `#` `,` `(`) is `expected-crlf` too; in a number or a length it
   *   is what any other junk there is. A line of more than `maxInlineBytes` (type byte included,
   *   CRLF not) is code `too-big-line`, as soon as so many bytes are there. These come before what
   *   the line says.
   * - `+` `-`: the text is UTF-8 and may be empty; malformed UTF-8 becomes U+FFFD.
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
   *   kind and obeys `maxElements` (`invalid-multibulk-length`) and `maxDepth`. `>?` and `|?` do
   *   not exist (`invalid-multibulk-length`).
   * - `;` outside a streamed string, anything else inside one, `.` where no streamed aggregate is
   *   innermost, text after `.`, `.` after a map's key or between an attribute and its value: code
   *   `misplaced-part`.
   *
   * After an error every later call throws the same error again. Values before the bad bytes come
   * first.
   *
   * @throws ProtocolError
   * @step 2
   */
  next(): RespValue | undefined {
    if (this.#taken < this.#ready.length) return this.#ready[this.#taken++];
    if (this.#taken > 0) this.#ready = [];
    this.#taken = 0;
    if (this.#failure !== undefined) throw this.#failure;
    return undefined;
  }

  /** @solution */
  #read(): RespValue | undefined {
    for (;;) {
      const value = this.#blobType === 0 ? this.#readLine() : this.#readBlob();
      if (value === undefined) return undefined;
      // A line may only have begun something; then its bytes or values follow.
      const whole = value === BEGUN ? undefined : this.#open.place(value);
      if (whole !== undefined) return whole;
    }
  }

  /**
   * The value of the next line, BEGUN if the line only begins one, undefined while the line is not
   * whole.
   * @solution
   */
  #readLine(): RespValue | typeof BEGUN | undefined {
    const input = this.#input;
    const start = input.start;
    if (start === input.end) return undefined;
    const type = input.bytes[start]!;
    if (IS_TYPE[type] === 0) {
      throw new ProtocolError("unknown-type", `unknown type '${String.fromCharCode(type)}'`);
    }
    const end = input.find(CR);
    if ((end < 0 ? input.end : end) - start > this.#limits.maxInlineBytes) {
      throw new ProtocolError("too-big-line", "too big line");
    }
    if (end < 0 || end + 1 === input.end) return undefined;
    if (input.bytes[end + 1] !== LF) throw new ProtocolError("expected-crlf", "expected CRLF");
    input.start = end + 2;
    const inString = this.#open.innermost?.type === DOLLAR;
    if (inString !== (type === SEMICOLON)) throw misplaced();
    return this.#fromLine(type, start + 1, end);
  }

  /** @solution */
  #readBlob(): RespValue | undefined {
    const bytes = this.#input.readBlob(true);
    if (bytes === undefined) return undefined;
    const type = this.#blobType;
    this.#blobType = 0;
    if (type === EXCLAMATION) return valueFromBlob("!", bytes);
    return type === EQUALS ? valueFromBlob("=", bytes) : { kind: "bulkString", bytes };
  }

  /**
   * What the line `type`, bytes[start … end), CRLF says.
   * @solution
   */
  #fromLine(type: number, start: number, end: number): RespValue | typeof BEGUN {
    switch (type) {
      case PLUS:
        return { kind: "simpleString", text: this.#text(start, end) };
      case MINUS:
        return { kind: "simpleError", text: this.#text(start, end) };
      case COLON: {
        const value = parseInteger(this.#input.bytes, start, end);
        if (value === undefined) throw new ProtocolError("invalid-number", "invalid integer");
        return { kind: "integer", value };
      }
      case DOLLAR:
      case EXCLAMATION:
      case EQUALS:
      case SEMICOLON:
        return this.#beginBlob(type, start, end);
      case ASTERISK:
      case PERCENT:
      case TILDE:
      case GREATER:
      case BAR:
        return this.#beginAggregate(type, start, end);
      case FULL_STOP:
        if (start !== end) throw misplaced();
        return this.#open.endStream();
      case UNDERSCORE:
        return valueFromLine("_", this.#text(start, end));
      case HASH:
        return valueFromLine("#", this.#text(start, end));
      case COMMA:
        return valueFromLine(",", this.#text(start, end));
      default:
        return valueFromLine("(", this.#text(start, end));
    }
  }

  /** @solution */
  #text(start: number, end: number): string {
    const text = this.#input.text(start, end);
    if (text.includes("\n")) throw new ProtocolError("expected-crlf", "expected CRLF");
    return text;
  }

  /** @solution */
  #beginBlob(type: number, start: number, end: number): RespValue | typeof BEGUN {
    const bytes = this.#input.bytes;
    const length = parseLength(bytes, start, end);
    if (type === DOLLAR && length === undefined && isUnknown(bytes, start, end)) {
      this.#open.begin(type, Infinity);
      return BEGUN;
    }
    if (type === DOLLAR && length === -1) return nil;
    const stream = type === SEMICOLON ? this.#open.innermost : undefined;
    const size = (stream?.size ?? 0) + (length ?? 0);
    if (length === undefined || length < 0 || size > this.#limits.maxBulkBytes) {
      throw new ProtocolError("invalid-bulk-length", "invalid bulk length");
    }
    if (stream !== undefined) {
      stream.size = size;
      if (length === 0) return this.#open.end();
    }
    this.#input.startBlob(length);
    this.#blobType = type;
    return this.#readBlob() ?? BEGUN;
  }

  /** @solution */
  #beginAggregate(type: number, start: number, end: number): RespValue | typeof BEGUN {
    const bytes = this.#input.bytes;
    const streamable = type === ASTERISK || type === TILDE || type === PERCENT;
    const streamed = streamable && isUnknown(bytes, start, end);
    const count = streamed ? Infinity : (parseLength(bytes, start, end) ?? -2);
    if (count === -1 && type === ASTERISK) return nilArray;
    const values = type === PERCENT || type === BAR ? count * 2 : count;
    if (values < 0 || (!streamed && values > this.#limits.maxElements)) {
      throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");
    }
    if (this.#open.depth >= this.#limits.maxDepth) {
      throw new ProtocolError("too-deep", "nested too deep");
    }
    // The value that an attribute annotates is read as one more item.
    const missing = type === BAR ? values + 1 : values;
    if (missing === 0) return fromItems(type, []);
    this.#open.begin(type, missing);
    return BEGUN;
  }
}

/** @solution */
function isUnknown(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 1 && bytes[start] === QUESTION_MARK;
}

/** @solution */
function misplaced(): ProtocolError {
  return new ProtocolError("misplaced-part", "misplaced part of a stream");
}
