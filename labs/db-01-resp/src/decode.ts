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

import { NotImplemented } from "@labs/machine";
import type { Limits } from "./limits.ts";
import type { RespValue } from "./value.ts";

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
  /**
   * @param limits what to accept; those not given are DEFAULT_LIMITS
   * @step 2
   */
  constructor(limits: Partial<Limits> = {}) {
    throw new NotImplemented("db-01 step 2: RespDecoder.constructor");
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
    throw new NotImplemented("db-01 step 2: RespDecoder.push");
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
    throw new NotImplemented("db-01 step 2: RespDecoder.next");
  }
}
