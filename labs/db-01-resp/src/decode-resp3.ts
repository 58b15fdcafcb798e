/**
 * Decoding what only RESP3 has. The decoder finds where a value begins and ends, which is the same
 * work for both versions; the functions here say what the bytes of RESP3's kinds mean.
 *
 *     from a line    _ CRLF   #t CRLF   ,1.5 CRLF   (123 CRLF           valueFromLine
 *     from a blob    !21 CRLF bytes CRLF   =15 CRLF txt:bytes CRLF      valueFromBlob
 *     from items     %2 CRLF …   ~3 CRLF …   >3 CRLF …   |1 CRLF …      valueFromItems
 *
 * Source: https://github.com/redis/redis-specifications/blob/master/protocol/RESP3.md
 *
 * Left out: hexadecimal or other spellings of doubles; a client's own types.
 */
import { NotImplemented } from "@labs/machine";
import type { RespValue } from "./value.ts";

/**
 * The value of a line `type text CRLF`, for the types `_` `#` `,` and `(`.
 *
 * - `_`: null; the text must be empty, else code `invalid-value`.
 * - `#`: a boolean; the text must be `t` or `f`, else code `invalid-value`.
 * - `,`: a double: `inf`, `-inf`, `nan` (and `-nan`, which C may print), else an optional sign,
 *   digits, optionally `.` and digits, optionally `e` or `E`, an optional sign and digits. `,10` is
 *   a double, `,-0` negative zero; `,.5`, `,1.` and `,0x10` are not doubles: code `invalid-number`.
 * - `(`: a big number: an optional sign and digits, of any size, else code `invalid-number`.
 *
 * @throws ProtocolError
 * @step 3
 */
export function valueFromLine(type: "_" | "#" | "," | "(", text: string): RespValue {
  throw new NotImplemented("db-01 step 3: valueFromLine");
}

/**
 * The value of a blob `type length CRLF bytes CRLF`, for the types `!` (bulk error) and `=`
 * (verbatim string). `bytes` are the value's to keep.
 *
 * A verbatim string's bytes begin with three characters from `!` to `~` and a colon, which are not
 * part of its `bytes`; without them, code `invalid-value`.
 *
 * @throws ProtocolError
 * @step 3
 */
export function valueFromBlob(type: "!" | "=", bytes: Uint8Array): RespValue {
  throw new NotImplemented("db-01 step 3: valueFromBlob");
}

/**
 * The value of an aggregate whose items have all arrived, for the types `%` `~` `>` and `|`.
 * `items` are the value's to keep.
 *
 * - `%`: a map; items are key, value, key, value …, always an even number.
 * - `~` a set, `>` a push: the items in order, repeated ones too.
 * - `|`: an attribute; items are key, value …, and last the value that it annotates.
 *
 * @step 3
 */
export function valueFromItems(type: "%" | "~" | ">" | "|", items: RespValue[]): RespValue {
  throw new NotImplemented("db-01 step 3: valueFromItems");
}
