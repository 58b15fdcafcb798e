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
import { NotImplemented } from "@labs/machine";
import type { Limits } from "./limits.ts";

/** A request: the command's name, then its arguments. Never empty; an argument may be. */
export type Request = readonly Uint8Array[];

/** Reads requests from a stream of bytes, as RespDecoder reads values. */
export class RequestDecoder {
  /**
   * @param limits what to accept; those not given are DEFAULT_LIMITS. `maxDepth` does not matter
   * here.
   * @step 4
   */
  constructor(limits: Partial<Limits> = {}) {
    throw new NotImplemented("db-01 step 4: RequestDecoder.constructor");
  }

  /**
   * Takes the next bytes, as `RespDecoder.push` does: copied, any number, never throws. They are
   * not decoded before `next` asks for them.
   *
   * @step 4
   */
  push(chunk: Uint8Array): void {
    throw new NotImplemented("db-01 step 4: RequestDecoder.push");
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
    throw new NotImplemented("db-01 step 4: RequestDecoder.next");
  }
}
