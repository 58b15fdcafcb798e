/**
 * Encoding what only RESP3 has, and saying the same to a client that speaks RESP2.
 *
 *     kind            RESP3                              RESP2
 *     boolean         #t CRLF, #f CRLF                   :1 CRLF, :0 CRLF
 *     double          ,text CRLF                         the text as a bulk string
 *     bigNumber       (digits CRLF                       the digits as a bulk string
 *     bulkError       !length CRLF bytes CRLF            -text CRLF, line breaks as spaces
 *     verbatimString  =length CRLF fmt:bytes CRLF        the bytes as a bulk string
 *     map             %entries CRLF key value …          *2n CRLF key value …
 *     set             ~count CRLF item …                 *count CRLF item …
 *     push            >count CRLF item …                 *count CRLF item …
 *     attribute       |entries CRLF key value … value    the value alone
 *
 * A map's count is of entries, not of values. A verbatim string's length counts its format and
 * colon: four bytes more than the text.
 *
 * Source: RESP3.md, and what Redis 7 does for a RESP2 client (`addReplyDouble`, `addReplyBool`,
 * `addReplyMapLen` … in `networking.c`).
 *
 * Left out: streamed strings and aggregates. They save a server from knowing a length; ours always
 * knows.
 */
import { NotImplemented } from "@labs/machine";
import type { ByteWriter } from "./byte-writer.ts";
import type {
  Attribute,
  BigNumber,
  BulkError,
  Double,
  Push,
  RespBoolean,
  RespMap,
  RespSet,
  RespValue,
  VerbatimString,
} from "./value.ts";

/** The kinds that RESP2 has no way to carry. */
export type Resp3Only =
  | RespBoolean
  | Double
  | BigNumber
  | BulkError
  | VerbatimString
  | RespMap
  | RespSet
  | Push
  | Attribute;

/**
 * Appends `value` to `out` in RESP3; see the table above for the form of each kind.
 *
 * - double: `inf`, `-inf`, `nan`, else the shortest decimal text that reads back as the same
 *   double, as `String(value)` gives it (`0.1`, `3`, `1e+21`), and `-0` for negative zero.
 * - verbatimString: a format that is not exactly three characters from `!` to `~` is an EncodeError
 *   with code `bad-format`.
 * - attribute: its entries, then the value it annotates; the pair counts as one item where it
 *   stands.
 * - items, keys and values of any kind are encoded as version 3 too.
 *
 * @throws EncodeError
 * @step 3
 */
export function writeResp3(out: ByteWriter, value: Resp3Only): void {
  throw new NotImplemented("db-01 step 3: writeResp3");
}

/**
 * What a client of RESP2 is told instead of `value`; see the table above. One level only: what is
 * inside stays as it is and is downgraded when it is written.
 *
 * A bulk error becomes a simple error: its bytes as UTF-8, each CR and each LF replaced by a space.
 * A verbatim string loses its format; a bad one is an EncodeError here too.
 *
 * @throws EncodeError
 * @step 3
 */
export function downgrade(value: Resp3Only): RespValue {
  throw new NotImplemented("db-01 step 3: downgrade");
}
