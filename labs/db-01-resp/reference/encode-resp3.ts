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
import { unreachable } from "@labs/machine";
import type { ByteWriter } from "./byte-writer.ts";
import { writeValue } from "./encode.ts";
import { EncodeError } from "./errors.ts";
import type {
  Attribute,
  BigNumber,
  BulkError,
  Double,
  Entry,
  Push,
  RespBoolean,
  RespMap,
  RespSet,
  RespValue,
  VerbatimString,
} from "./value.ts";
import { array, bulkString, integer, simpleError } from "./value.ts";

// @solution
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

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
  switch (value.kind) {
    case "boolean":
      out.ascii(value.value ? "#t\r\n" : "#f\r\n");
      break;
    case "double":
      out.ascii(`,${doubleText(value.value)}\r\n`);
      break;
    case "bigNumber":
      out.ascii(`(${value.value}\r\n`);
      break;
    case "bulkError":
      writeBlob(out, "!", "", value.bytes);
      break;
    case "verbatimString":
      writeBlob(out, "=", `${checkedFormat(value.format)}:`, value.bytes);
      break;
    case "map":
      writeEntries(out, "%", value.entries);
      break;
    case "set":
      writeItems(out, "~", value.items);
      break;
    case "push":
      writeItems(out, ">", value.items);
      break;
    case "attribute":
      writeEntries(out, "|", value.entries);
      writeValue(out, value.value, 3);
      break;
    default:
      unreachable(value);
  }
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
  switch (value.kind) {
    case "boolean":
      return integer(value.value ? 1 : 0);
    case "double":
      return bulkString(doubleText(value.value));
    case "bigNumber":
      return bulkString(String(value.value));
    case "bulkError":
      return simpleError(utf8.decode(value.bytes).replace(/[\r\n]/g, " "));
    case "verbatimString":
      checkedFormat(value.format);
      return bulkString(value.bytes);
    case "map":
      return array(value.entries.flat());
    case "set":
    case "push":
      return array(value.items);
    case "attribute":
      return value.value;
    default:
      return unreachable(value);
  }
}

/** @solution */
function doubleText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Infinity) return "inf";
  if (value === -Infinity) return "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** @solution */
function checkedFormat(format: string): string {
  if (!/^[!-~]{3}$/.test(format)) {
    throw new EncodeError("bad-format", `a format is three characters: ${JSON.stringify(format)}`);
  }
  return format;
}

/** @solution */
function writeBlob(out: ByteWriter, type: string, prefix: string, bytes: Uint8Array): void {
  out.ascii(`${type}${prefix.length + bytes.length}\r\n${prefix}`);
  out.bytes(bytes);
  out.ascii("\r\n");
}

/** @solution */
function writeItems(out: ByteWriter, type: string, items: readonly RespValue[]): void {
  out.ascii(`${type}${items.length}\r\n`);
  for (const item of items) writeValue(out, item, 3);
}

/** @solution */
function writeEntries(out: ByteWriter, type: string, entries: readonly Entry[]): void {
  out.ascii(`${type}${entries.length}\r\n`);
  for (const [key, value] of entries) {
    writeValue(out, key, 3);
    writeValue(out, value, 3);
  }
}
