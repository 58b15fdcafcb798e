/**
 * RESP values: everything that Redis's wire protocol can say, as plain data.
 *
 *     on the wire                     here
 *     +OK CRLF                        { kind: "simpleString", text: "OK" }
 *     :42 CRLF                        { kind: "integer", value: 42 }
 *     $5 CRLF hello CRLF              { kind: "bulkString", bytes: 68 65 6c 6c 6f }
 *     *2 CRLF :1 CRLF :2 CRLF         { kind: "array", items: [integer(1), integer(2)] }
 *
 * A value never says which version of the protocol carries it. RESP2 can carry the first seven
 * kinds; the others are RESP3's, and the encoder writes them in RESP2's terms for a client that
 * speaks only RESP2.
 *
 * Invariants: values are immutable, and values are equal when their fields are. `text` is Unicode
 * and travels as UTF-8; `bytes` is any bytes at all.
 *
 * Source: https://redis.io/docs/latest/develop/reference/protocol-spec/ and the RESP3
 * specification, https://github.com/redis/redis-specifications/blob/master/protocol/RESP3.md
 *
 * Left out: streamed strings and streamed aggregates are a way of sending, not kinds. They are read
 * as the plain kind and never written.
 *
 * @given
 */

/** A short text without CR or LF: a status such as `OK`. */
export type SimpleString = { readonly kind: "simpleString"; readonly text: string };

/**
 * An error reply: a text without CR or LF whose first word is its code, as in `ERR unknown
 * command`.
 */
export type SimpleError = { readonly kind: "simpleError"; readonly text: string };

/**
 * A signed 64-bit integer: a `number` where that is exact (`Number.isSafeInteger`), a `bigint`
 * beyond.
 */
export type Integer = { readonly kind: "integer"; readonly value: number | bigint };

/** Any bytes, their length told first. */
export type BulkString = { readonly kind: "bulkString"; readonly bytes: Uint8Array };

/** No value. RESP2 writes it as a bulk string of length -1, RESP3 as `_`. */
export type Null = { readonly kind: "null" };

/**
 * No array: RESP2's array of length -1, which some old commands answer. RESP3 has one null only.
 */
export type NullArray = { readonly kind: "nullArray" };

/** Values in order. */
export type RespArray = { readonly kind: "array"; readonly items: readonly RespValue[] };

/** True or false. RESP3. */
export type RespBoolean = { readonly kind: "boolean"; readonly value: boolean };

/** A double; infinities, NaN and negative zero included. RESP3. */
export type Double = { readonly kind: "double"; readonly value: number };

/** An integer of any size. RESP3. */
export type BigNumber = { readonly kind: "bigNumber"; readonly value: bigint };

/** An error whose text may be any bytes. RESP3. */
export type BulkError = { readonly kind: "bulkError"; readonly bytes: Uint8Array };

/** Bytes with a three-character format for whoever shows them: `txt` or `mkd`. RESP3. */
export type VerbatimString = {
  readonly kind: "verbatimString";
  readonly format: string;
  readonly bytes: Uint8Array;
};

/** A key and its value. */
export type Entry = readonly [key: RespValue, value: RespValue];

/** Entries in the order they were sent; keys are any values, and a repeated key is kept. RESP3. */
export type RespMap = { readonly kind: "map"; readonly entries: readonly Entry[] };

/** Items in the order they were sent; a repeated item is kept. RESP3. */
export type RespSet = { readonly kind: "set"; readonly items: readonly RespValue[] };

/** Something the client did not ask for, such as a pub/sub message. RESP3. */
export type Push = { readonly kind: "push"; readonly items: readonly RespValue[] };

/**
 * A value together with what the server says about it; a client may use `value` and ignore the
 * rest. RESP3.
 */
export type Attribute = {
  readonly kind: "attribute";
  readonly entries: readonly Entry[];
  readonly value: RespValue;
};

/** Anything that can be sent. Switch on `kind`. */
export type RespValue =
  | SimpleString
  | SimpleError
  | Integer
  | BulkString
  | Null
  | NullArray
  | RespArray
  | RespBoolean
  | Double
  | BigNumber
  | BulkError
  | VerbatimString
  | RespMap
  | RespSet
  | Push
  | Attribute;

const utf8 = new TextEncoder();

/** A simple string of `text`. Whether it can be sent is checked when it is encoded. */
export function simpleString(text: string): SimpleString {
  return { kind: "simpleString", text };
}

/** An error of `text`, its code first: `simpleError("ERR no such key")`. */
export function simpleError(text: string): SimpleError {
  return { kind: "simpleError", text };
}

/**
 * An integer; a `bigint` that is a safe integer becomes a `number`, so that equal integers look
 * equal.
 */
export function integer(value: number | bigint): Integer {
  const small = Number(value);
  return { kind: "integer", value: Number.isSafeInteger(small) ? small : value };
}

/** A bulk string of `content`: a string as UTF-8, bytes as they are (borrowed, not copied). */
export function bulkString(content: string | Uint8Array): BulkString {
  return {
    kind: "bulkString",
    bytes: typeof content === "string" ? utf8.encode(content) : content,
  };
}

/** No value. */
export const nil: Null = { kind: "null" };

/** No array. */
export const nilArray: NullArray = { kind: "nullArray" };

/** An array of `items` (borrowed). */
export function array(items: readonly RespValue[]): RespArray {
  return { kind: "array", items };
}

/** A boolean. */
export function boolean(value: boolean): RespBoolean {
  return { kind: "boolean", value };
}

/** A double. */
export function double(value: number): Double {
  return { kind: "double", value };
}

/** A big number. */
export function bigNumber(value: bigint): BigNumber {
  return { kind: "bigNumber", value };
}

/** A bulk error of `content`: a string as UTF-8, bytes as they are (borrowed). */
export function bulkError(content: string | Uint8Array): BulkError {
  return { kind: "bulkError", bytes: bulkString(content).bytes };
}

/** A verbatim string in `format` (three characters) of `content`, as for `bulkString`. */
export function verbatimString(format: string, content: string | Uint8Array): VerbatimString {
  return { kind: "verbatimString", format, bytes: bulkString(content).bytes };
}

/** A map of `entries` (borrowed). */
export function map(entries: readonly Entry[]): RespMap {
  return { kind: "map", entries };
}

/** A set of `items` (borrowed); it is the caller's part that no item stands twice. */
export function set(items: readonly RespValue[]): RespSet {
  return { kind: "set", items };
}

/** A push of `items` (borrowed); the first item names what it is about. */
export function push(items: readonly RespValue[]): Push {
  return { kind: "push", items };
}

/** `value`, annotated with `entries` (borrowed). */
export function attribute(entries: readonly Entry[], value: RespValue): Attribute {
  return { kind: "attribute", entries, value };
}
