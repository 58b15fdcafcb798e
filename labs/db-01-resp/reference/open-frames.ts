/**
 * OpenFrames: the aggregates whose items are still arriving, outermost first.
 *
 *     *2 CRLF :1 CRLF %1 CRLF +key CRLF        ──>   * 1 missing   [ 1 ]
 *                                                    % 1 missing   [ "key" ]      innermost
 *
 * A value goes into the innermost frame. If that was its last, the frame becomes a value itself and
 * goes into the next one out, and so on: a loop, where a recursive decoder would have its stack.
 *
 * The outermost frame is never full: its items are the values that are whole.
 *
 * A streamed string is a frame too, of type `$`, whose items are its parts. A stream ends by a line
 * of its own; `missing` is one more than it may have, so that it never gets there.
 *
 * Invariants: a frame that is open misses at least one item; the outermost one is always open.
 *
 * Left out: the limit on depth, which the decoder knows when it begins a frame.
 *
 * @solution
 */
import { assert } from "@labs/machine";
import { BAR, DOLLAR, GREATER, PERCENT, TILDE } from "./ascii.ts";
import { valueFromItems } from "./decode-resp3.ts";
import { ProtocolError } from "./errors.ts";
import { bulkString, type RespValue } from "./value.ts";

/** An aggregate, or a streamed string. */
export type Frame = {
  /** Its type byte. */
  readonly type: number;
  /** Keys and values of a map in turn; those of an attribute, then the value it annotates. */
  items: RespValue[];
  /** Items still missing; in a stream, the first that is too many included. */
  missing: number;
  /** Whether a line of its own ends it, and not its count. */
  readonly streamed: boolean;
  /** Bytes of a streamed string so far. */
  size: number;
};

/** No array can have so many items. */
const NEVER_FULL = 2 ** 31 - 1;

/** The stack of open frames. */
export class OpenFrames {
  /** The last of #frames, kept at hand since every value asks for it. */
  innermost: Frame = { type: 0, items: [], missing: NEVER_FULL, streamed: false, size: 0 };
  readonly #frames: Frame[] = [this.innermost];

  /** How many aggregates and streamed strings are open. */
  get depth(): number {
    return this.#frames.length - 1;
  }

  /** Opens a frame that misses `missing` items, at least one. */
  begin(type: number, missing: number, streamed: boolean): void {
    this.innermost = { type, items: [], missing, streamed, size: 0 };
    this.#frames.push(this.innermost);
  }

  /** Closes the innermost frame; returns the value that its items make. */
  end(): RespValue {
    const frame = this.innermost;
    this.#frames.pop();
    const outer = this.#frames.at(-1);
    assert(outer !== undefined, "the outermost frame never ends");
    this.innermost = outer;
    return frame.type === DOLLAR ? joined(frame) : fromItems(frame.type, frame.items);
  }

  /** The values that became whole since the last call, in their order; they are the caller's. */
  takeWhole(): RespValue[] {
    const outermost = this.#frames[0];
    assert(outermost !== undefined, "the outermost frame never ends");
    const { items } = outermost;
    outermost.items = [];
    outermost.missing = NEVER_FULL;
    return items;
  }

  /**
   * Closes the innermost frame where a streamed aggregate may end.
   *
   * @throws ProtocolError with code `misplaced-part`
   */
  endStream(): RespValue {
    const frame = this.innermost;
    const halfEntry = frame.type === PERCENT && frame.items.length % 2 === 1;
    if (!frame.streamed || halfEntry) {
      throw new ProtocolError("misplaced-part", "misplaced part of a stream");
    }
    return this.end();
  }

  /**
   * Puts a value that is whole where it belongs, and whatever that makes whole too.
   *
   * @throws ProtocolError with code `invalid-multibulk-length` if a stream gets too long
   */
  place(whole: RespValue): void {
    let value = whole;
    for (;;) {
      const frame = this.innermost;
      frame.items.push(value);
      frame.missing -= 1;
      if (frame.missing > 0) return;
      if (frame.streamed) {
        throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");
      }
      value = this.end();
    }
  }
}

/** The value that `items` make; they are its to keep. */
export function fromItems(type: number, items: RespValue[]): RespValue {
  switch (type) {
    case PERCENT:
      return valueFromItems("%", items);
    case TILDE:
      return valueFromItems("~", items);
    case GREATER:
      return valueFromItems(">", items);
    case BAR:
      return valueFromItems("|", items);
    default:
      return { kind: "array", items };
  }
}

/** The bulk string that the parts of a streamed string make. */
function joined({ items, size }: Frame): RespValue {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of items) {
    assert(part.kind === "bulkString", "the parts of a streamed string are bulk strings");
    bytes.set(part.bytes, offset);
    offset += part.bytes.length;
  }
  return bulkString(bytes);
}
