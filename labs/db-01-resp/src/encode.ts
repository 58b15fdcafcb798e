/**
 * Encoding: a value to the bytes that carry it.
 *
 *     simpleString  +text CRLF             integer   :digits CRLF
 *     simpleError   -text CRLF             array     *count CRLF, then every item
 *     bulkString    $length CRLF bytes CRLF
 *
 *     null, nullArray in RESP2: $-1 CRLF and *-1 CRLF; in RESP3 both are _ CRLF
 *
 * Lengths are decimal and count bytes, never characters. CRLF is 0d 0a. What is said here holds for
 * both versions of the protocol; the kinds that only RESP3 has are in encode-resp3.ts.
 *
 * Invariant: nothing in a value can end its frame early. A line break in a simple string would let
 * whoever chose the text write replies of their own, so such a value is refused (CWE-93, CRLF
 * injection).
 *
 * Source: https://redis.io/docs/latest/develop/reference/protocol-spec/
 *
 * Left out: nesting is encoded by recursion. Our own commands made the value, and those that came
 * over the wire are at most MAX_DEPTH deep.
 */
import { NotImplemented } from "@labs/machine";
import type { ByteWriter } from "./byte-writer.ts";
import type { RespValue } from "./value.ts";

/** Which RESP a client speaks: 2 until it says HELLO 3. */
export type ProtocolVersion = 2 | 3;

/**
 * The bytes that carry `value` to a client that speaks `version`: memory of the caller's own.
 *
 * - simpleString, simpleError: `+` or `-`, the text as UTF-8, CRLF. The text may be empty. A text
 *   that holds CR or LF is an EncodeError with code `line-break`; no other character is refused.
 * - integer: `:`, decimal digits, a `-` before a negative one, CRLF. A number that is no safe
 *   integer (1.5, NaN, 2^53) or a bigint outside -2^63 … 2^63-1 is an EncodeError with code
 *   `not-an-integer`. Negative zero is `0`.
 * - bulkString: `$`, the count of bytes, CRLF, the bytes, CRLF. `$0` CRLF CRLF is the empty string.
 * - null: `$-1` CRLF in version 2, `_` CRLF in version 3. nullArray: `*-1` CRLF in version 2, `_`
 *   CRLF in 3.
 * - array: `*`, the count of items, CRLF, then every item the same way.
 * - every other kind is RESP3's: see `writeResp3` and `downgrade` (step 3).
 *
 * The cost is linear in the bytes: many small items must not be joined pairwise.
 *
 * @throws EncodeError for a value that has no encoding, however deep inside it stands
 * @step 1
 */
export function encode(value: RespValue, version: ProtocolVersion): Uint8Array {
  throw new NotImplemented("db-01 step 1: encode");
}

/**
 * Appends to `out` what `encode` returns. With this, many replies share one buffer.
 *
 * If it throws, `out` may hold the beginning of the value.
 *
 * @throws EncodeError
 * @step 1
 */
export function writeValue(out: ByteWriter, value: RespValue, version: ProtocolVersion): void {
  throw new NotImplemented("db-01 step 1: writeValue");
}
