/**
 * OpenFrames: the aggregates whose items are still arriving, outermost first.
 *
 *     *2 CRLF :1 CRLF %1 CRLF +key CRLF        ──>   * 1 missing   [ 1 ]
 *                                                    % 1 missing   [ "key" ]      innermost
 *
 * A value goes into the innermost frame. If that was its last, the frame becomes a value itself and
 * goes into the next one out, and so on: a loop, where a recursive decoder would have its stack.
 *
 * A streamed string is a frame too, of type `$`, whose items are its parts. Streams miss infinitely
 * many items until their end is read.
 *
 * Invariant: a frame that is open misses at least one item.
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
  readonly items: RespValue[];
  /** Items still missing; Infinity in a stream. */
  missing: number;
  /** Bytes of a streamed string so far. */
  size: number;
};

/** The stack of open frames. */
export class OpenFrames {
  /** The last of #frames, kept at hand since every value asks for it. */
  innermost: Frame | undefined;
  readonly #frames: Frame[] = [];
  readonly #maxElements: number;

  constructor(maxElements: number) {
    this.#maxElements = maxElements;
  }

  /** How many frames are open. */
  get depth(): number {
    return this.#frames.length;
  }

  /** Opens a frame that misses `missing` items, at least one. */
  begin(type: number, missing: number): void {
    this.innermost = { type, items: [], missing, size: 0 };
    this.#frames.push(this.innermost);
  }

  /** Closes the innermost frame; returns the value that its items make. */
  end(): RespValue {
    const frame = this.#frames.pop();
    assert(frame !== undefined, "only what is open ends");
    this.innermost = this.#frames.at(-1);
    return frame.type === DOLLAR ? joined(frame) : fromItems(frame.type, frame.items);
  }

  /**
   * Closes the innermost frame where a streamed aggregate may end.
   *
   * @throws ProtocolError with code `misplaced-part`
   */
  endStream(): RespValue {
    const frame = this.innermost;
    const halfEntry = frame?.type === PERCENT && frame.items.length % 2 === 1;
    if (frame?.missing !== Infinity || halfEntry) {
      throw new ProtocolError("misplaced-part", "misplaced part of a stream");
    }
    return this.end();
  }

  /**
   * Puts a whole value where it belongs; returns what that makes whole at the top, if anything.
   *
   * @throws ProtocolError with code `invalid-multibulk-length` if a stream gets too long
   */
  place(whole: RespValue): RespValue | undefined {
    let value = whole;
    for (let frame = this.innermost; frame !== undefined; frame = this.innermost) {
      const { items, type } = frame;
      if (items.length >= this.#maxElements && frame.missing === Infinity && type !== DOLLAR) {
        throw new ProtocolError("invalid-multibulk-length", "invalid multibulk length");
      }
      items.push(value);
      frame.missing -= 1;
      if (frame.missing > 0) return undefined;
      value = this.end();
    }
    return value;
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
