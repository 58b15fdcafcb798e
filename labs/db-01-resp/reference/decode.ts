/**
 * Decoding: bytes as they arrive to values, however the network cut them.
 *
 *     push(chunk) ──> [ unread bytes ] ──> line or blob ──> value ──> innermost open aggregate ─┐
 *                                                             ^                                 │ full
 *                                                             └─────────────────────────────────┘
 *                                                         no aggregate open: next() returns it
 *
 * Every frame starts with a type byte. Three shapes cover all types:
 *
 *     line        type text CRLF                      + - : _ # , (
 *     blob        type length CRLF bytes CRLF         $ ! =
 *     aggregate   type count CRLF, then count values  * % ~ > |
 *
 * The state between two chunks is the open aggregates (a stack, outermost first), an unfinished blob, and at
 * most one unfinished line. Nothing is parsed twice, so the cost is linear however small the chunks are, and
 * nothing recurses, so hostile nesting costs memory up to a limit and never the stack.
 *
 * Invariant: an aggregate on the stack still lacks at least one item; a full one is a value at once.
 *
 * Source: https://redis.io/docs/latest/develop/reference/protocol-spec/ ; RESP3.md for streams and attributes.
 *
 * Left out: resynchronizing after an error. RESP has no mark to look for; the connection must be closed.
 */

import { valueFromBlob, valueFromItems, valueFromLine } from "./decode-resp3.ts";
import { ProtocolError } from "./errors.ts";
import { InputBuffer } from "./input-buffer.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { parseInteger, parseLength } from "./numbers.ts";
import {
  array,
  bulkString,
  nil,
  nilArray,
  type RespValue,
  simpleError,
  simpleString,
} from "./value.ts";

// @solution
const CR = 0x0d;
// @solution
const LF = 0x0a;
// @solution
const QUESTION_MARK = 0x3f;

/** @solution */
type BlobType = "$" | "!" | "=" | ";";
/** @solution */
type AggregateType = "*" | "%" | "~" | ">" | "|";

/**
 * An aggregate whose items are arriving; or, as type `$`, a streamed string whose parts are.
 * @solution
 */
type Frame = {
  readonly type: AggregateType | "$";
  readonly items: RespValue[];
  /** Values still missing; Infinity in a stream, which ends with a line of its own. */
  missing: number;
  /** Bytes of a streamed string so far. */
  size: number;
};

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
  readonly #open: Frame[] = [];
  // @solution
  #blobType: BlobType | undefined;
  // @solution
  #failure: ProtocolError | undefined;

  /**
   * @param limits what to accept; those not given are DEFAULT_LIMITS
   * @step 2
   */
  constructor(limits: Partial<Limits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /**
   * Takes the next bytes of the stream: any number of them, none too. Returns at once and never throws for
   * what the bytes are. They are copied: the chunk's memory is the caller's again when this returns.
   *
   * Cost: linear in the bytes pushed over the decoder's life, however they are cut. A bulk that arrives one
   * byte at a time, with `next` called after each, copies at most three times its size in all.
   *
   * @step 2
   */
  push(chunk: Uint8Array): void {
    if (this.#failure === undefined) this.#input.push(chunk);
  }

  /**
   * The next whole value, or undefined until more bytes are pushed. Values come in the order of the stream.
   * A value owns its bytes: it stays as it is whatever happens to the decoder or the chunks.
   *
   * Step 2, RESP2's types:
   * - A line ends with CRLF. A CR without LF after it, or an LF in a line's text, is code `expected-crlf`. A
   *   line of more than `maxInlineBytes` (type byte included, CRLF not) is code `too-big-line`, as soon as so many
   *   bytes are there.
   * - `+` `-`: the text is UTF-8 and may be empty; malformed UTF-8 becomes U+FFFD.
   * - `:` an optional `+` or `-`, then one digit or more (leading zeros are allowed, `-0` is 0), within 64
   *   bits signed, else code `invalid-number`. The value is a `number` where that is a safe integer, else a `bigint`.
   * - `$` a length, CRLF, so many bytes, CRLF (else `expected-crlf`). `$-1` is null.
   * - `*` a count, CRLF, so many values. `*-1` is the null array.
   * - A length or count is `0` or digits without leading zero and without `+`; `-1` only where the type has a
   *   null (`$` and `*`). Anything else, or more than `maxBulkBytes` or `maxElements`, is code
   *   `invalid-bulk-length` after `$`, `invalid-multibulk-length` after `*`. It is refused before any of its bytes arrive.
   * - Memory follows what has arrived, not what is declared.
   * - An aggregate inside more than `maxDepth` - 1 others is code `too-deep`, known as soon as its count's line is
   *   read; with maxDepth 2, `*1 *1 :1` is accepted and `*1 *1 *0` is not. With maxDepth 0 no aggregate is accepted.
   * - Any other type byte is code `unknown-type`, as soon as that byte is there.
   *
   * Step 3 adds RESP3's:
   * - Lines `_` `#` `,` `(`, blobs `!` `=`, aggregates `%` `~` `>` `|`: see decode-resp3.ts for what they mean. Blobs
   *   and aggregates obey the limits above, with the same codes; they have no null. A `%` or `|` counts entries, and
   *   an entry is two elements towards `maxElements`. An attribute is open, and counts towards the depth, until the
   *   value that it annotates is whole.
   * - A push may come anywhere a value may.
   * - Streamed string: `$?`, then parts, each `;` length CRLF bytes CRLF, ended by `;0` CRLF. It is one bulk string;
   *   its parts together obey `maxBulkBytes` (`invalid-bulk-length`).
   * - Streamed aggregate: `*?`, `~?` or `%?`, then values, ended by a line `.`. It is the plain kind and obeys
   *   `maxElements` (`invalid-multibulk-length`) and `maxDepth`. `>?` and `|?` do not exist (`invalid-multibulk-length`).
   * - `;` outside a streamed string, anything else inside one, `.` where no streamed aggregate is innermost,
   *   text after `.`, `.` after a map's key or between an attribute and its value: code `misplaced-part`.
   *
   * After an error every later call throws the same error again. Values before the bad bytes come first.
   *
   * @throws ProtocolError
   * @step 2
   */
  next(): RespValue | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      return this.#read();
    } catch (error) {
      if (error instanceof ProtocolError) this.#failure = error;
      throw error;
    }
  }

  /** @solution */
  #read(): RespValue | undefined {
    for (;;) {
      let value: RespValue | undefined;
      if (this.#blobType !== undefined) {
        const bytes = this.#input.readBlob();
        if (bytes === undefined) return undefined;
        value = fromBlob(this.#blobType, bytes);
        this.#blobType = undefined;
      } else {
        const end = this.#lineEnd();
        if (end < 0) return undefined;
        const start = this.#input.start;
        this.#input.consume(end + 2);
        value = this.#fromLine(start, end);
      }
      // A line may only have opened something; then its values follow.
      if (value !== undefined) value = this.#place(value);
      if (value !== undefined) return value;
    }
  }

  /**
   * The offset of the CR that ends the next line, or -1 while it is not there.
   * @solution
   */
  #lineEnd(): number {
    const input = this.#input;
    if (input.start === input.end) return -1;
    const type = input.bytes[input.start]!;
    if (!isType(type)) {
      throw new ProtocolError("unknown-type", `unknown type '${String.fromCharCode(type)}'`);
    }
    const end = input.find(CR);
    if ((end < 0 ? input.end : end) - input.start > this.#limits.maxInlineBytes) {
      throw new ProtocolError("too-big-line", "too big line");
    }
    if (end < 0 || end + 1 === input.end) return -1;
    if (input.bytes[end + 1] !== LF) throw new ProtocolError("expected-crlf", "expected CRLF");
    return end;
  }

  /**
   * The value of the line bytes[start … end), or undefined if the line only begins one.
   * @solution
   */
  #fromLine(start: number, end: number): RespValue | undefined {
    const bytes = this.#input.bytes;
    const type = String.fromCharCode(bytes[start]!);
    const inString = this.#open.at(-1)?.type === "$";
    if (inString !== (type === ";")) throw misplaced();
    switch (type) {
      case "+":
        return simpleString(this.#text(start + 1, end));
      case "-":
        return simpleError(this.#text(start + 1, end));
      case ":": {
        const value = parseInteger(bytes, start + 1, end);
        if (value === undefined) throw new ProtocolError("invalid-number", "invalid integer");
        return { kind: "integer", value };
      }
      case "$":
      case "!":
      case "=":
      case ";":
        return this.#beginBlob(type, start + 1, end);
      case "*":
      case "%":
      case "~":
      case ">":
      case "|":
        return this.#beginAggregate(type, start + 1, end);
      case ".":
        return this.#endStream(start + 1 === end);
      default:
        return valueFromLine(type as "_" | "#" | "," | "(", this.#text(start + 1, end));
    }
  }

  /** @solution */
  #text(start: number, end: number): string {
    const text = this.#input.bytes.toString("utf8", start, end);
    if (text.includes("\n")) throw new ProtocolError("expected-crlf", "expected CRLF");
    return text;
  }

  /** @solution */
  #beginBlob(type: BlobType, start: number, end: number): RespValue | undefined {
    const bytes = this.#input.bytes;
    if (type === "$" && end - start === 1 && bytes[start] === QUESTION_MARK) {
      this.#open.push({ type, items: [], missing: Infinity, size: 0 });
      return undefined;
    }
    const length = parseLength(bytes, start, end);
    if (length === -1 && type === "$") return nil;
    const stream = type === ";" ? this.#open.at(-1) : undefined;
    const sizeBefore = stream?.size ?? 0;
    if (length === undefined || length < 0 || sizeBefore + length > this.#limits.maxBulkBytes) {
      throw new ProtocolError("invalid-bulk-length", "invalid bulk length");
    }
    if (stream !== undefined) {
      stream.size += length;
      if (length === 0) return joined(this.#open.pop()!);
    }
    this.#input.startBlob(length);
    this.#blobType = type;
    return undefined;
  }

  /** @solution */
  #beginAggregate(type: AggregateType, start: number, end: number): RespValue | undefined {
    const bytes = this.#input.bytes;
    const streamed =
      end - start === 1 && bytes[start] === QUESTION_MARK && type !== ">" && type !== "|";
    const count = streamed ? Infinity : parseLength(bytes, start, end);
    if (count === -1 && type === "*") return nilArray;
    const values = type === "%" || type === "|" ? (count ?? -1) * 2 : (count ?? -1);
    if (values < 0 || (!streamed && values > this.#limits.maxElements)) throw tooManyItems();
    if (this.#open.length >= this.#limits.maxDepth) {
      throw new ProtocolError("too-deep", "nested too deep");
    }
    const frame: Frame = { type, items: [], missing: type === "|" ? values + 1 : values, size: 0 };
    if (frame.missing === 0) return fromItems(frame);
    this.#open.push(frame);
    return undefined;
  }

  /** @solution */
  #endStream(bare: boolean): RespValue {
    const frame = this.#open.at(-1);
    const odd = frame?.type === "%" && frame.items.length % 2 === 1;
    if (!bare || frame?.missing !== Infinity || odd) throw misplaced();
    this.#open.pop();
    return fromItems(frame);
  }

  /**
   * Puts a whole value into the innermost open aggregate; returns what that makes whole at the top, if any.
   * @solution
   */
  #place(whole: RespValue): RespValue | undefined {
    let value = whole;
    for (let frame = this.#open.at(-1); frame !== undefined; frame = this.#open.at(-1)) {
      if (frame.missing === Infinity && frame.items.length >= this.#maxItems(frame)) {
        throw tooManyItems();
      }
      frame.items.push(value);
      frame.missing -= 1;
      if (frame.missing > 0) return undefined;
      this.#open.pop();
      value = fromItems(frame);
    }
    return value;
  }

  /** @solution */
  #maxItems(frame: Frame): number {
    return frame.type === "$" ? Infinity : this.#limits.maxElements;
  }
}

/** @solution */
const TYPES = new Set(Array.from("+-:$*_#,(!=%~>|;.", (type) => type.charCodeAt(0)));

/** @solution */
function isType(byte: number): boolean {
  return TYPES.has(byte);
}

/** @solution */
function fromBlob(type: BlobType, bytes: Uint8Array): RespValue {
  return type === "!" || type === "=" ? valueFromBlob(type, bytes) : bulkString(bytes);
}

/** @solution */
function fromItems(frame: Frame): RespValue {
  if (frame.type === "*" || frame.type === "$") return array(frame.items);
  return valueFromItems(frame.type, frame.items);
}

/**
 * The bulk string that the parts of a streamed string make.
 * @solution
 */
function joined(frame: Frame): RespValue {
  const bytes = new Uint8Array(frame.size);
  let offset = 0;
  for (const part of frame.items) {
    if (part.kind !== "bulkString") continue;
    bytes.set(part.bytes, offset);
    offset += part.bytes.length;
  }
  return bulkString(bytes);
}

/** @solution */
function misplaced(): ProtocolError {
  return new ProtocolError("misplaced-part", "misplaced part of a stream");
}

/** @solution */
function tooManyItems(): ProtocolError {
  return new ProtocolError("invalid-multibulk-length", "invalid multibulk length");
}
