/**
 * Strings as rows of bytes: their length, a part of them, more at the end, other bytes in the middle.
 *
 *     T h e _ r o w        GETRANGE key 0 2       The
 *     0 1 2 3 4 5 6        GETRANGE key -3 -1     row      both ends belong to it
 *    -7 …      -2 -1       SETRANGE key 4 log     The log
 *
 * Source: Redis 7.0's t_string.c (appendCommand, setrangeCommand, getrangeCommand, checkStringLength).
 *
 * Left out: room to grow. An APPEND here copies the string; Redis keeps up to as much again free behind it, so that a
 * string built of small pieces costs what its length is and not the square.
 */
import { bulkString, CommandError, integer, MAX_BULK_BYTES, type RespValue } from "@labs/db-01";
import { indexArgument } from "./arguments.ts";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import { stringValue } from "./value.ts";

type Args = readonly Uint8Array[];

/** The commands of this file. */
export const RANGE_COMMANDS: readonly Definition[] = [
  { name: "append", arity: 3, access: "grow", run: append },
  { name: "strlen", arity: 2, access: "read", run: strlen },
  { name: "setrange", arity: 4, access: "grow", run: setrange },
  { name: "getrange", arity: 4, access: "read", run: getrange },
  { name: "substr", arity: 4, access: "read", run: getrange },
];

/**
 * APPEND key value: the value behind what the key holds, an empty string if it is not there. Replies the new length. The
 * deadline stays. An empty value makes an empty key too, and counts as a change. `checkLength` (not if there is no key).
 *
 * @step 2
 */
export function append(keyspace: Keyspace, [key, value]: Args): RespValue {
  const before = keyspace.getAs(key!, "string");
  if (before !== undefined) checkLength(before.bytes.length + value!.length);
  const bytes = before === undefined ? value! : joined(before.bytes, value!);
  keyspace.replace(key!, stringValue(bytes));
  return integer(bytes.length);
}

/**
 * STRLEN key: how many bytes the string has; 0 if there is no key.
 *
 * @step 2
 */
export function strlen(keyspace: Keyspace, [key]: Args): RespValue {
  return integer(keyspace.getAs(key!, "string")?.bytes.length ?? 0);
}

/**
 * SETRANGE key offset value: overwrites bytes from `offset` on. If the string is shorter, zero bytes fill the gap.
 * Replies the new length; the deadline stays.
 *
 * 1. An offset that is no integer, then one below 0: `ERR offset is out of range`. 2. WRONGTYPE. 3. An empty value
 * changes nothing, makes no key, and replies the length as it is. 4. `checkLength`.
 *
 * The string that was there is not changed: somebody may be about to be sent it.
 *
 * @step 2
 */
export function setrange(keyspace: Keyspace, [key, offsetWord, value]: Args): RespValue {
  const offset = indexArgument(offsetWord!);
  if (offset < 0) throw new CommandError("ERR offset is out of range");
  const before = keyspace.getAs(key!, "string")?.bytes ?? new Uint8Array();
  if (value!.length === 0) return integer(before.length);
  checkLength(offset + value!.length);
  const bytes = new Uint8Array(Math.max(before.length, offset + value!.length));
  bytes.set(before);
  bytes.set(value!, offset);
  keyspace.replace(key!, stringValue(bytes));
  return integer(bytes.length);
}

/**
 * GETRANGE key start end, and SUBSTR, its old name: the bytes from `start` to `end`, both included. Below 0 they count
 * from the end: -1 is the last byte. What lies before the first byte counts as the first, what lies behind the last
 * one as the last. Empty if nothing lies between, or if there is no key; and if both are below 0 and start > end.
 *
 * The two are looked at before the key: no integer is an error even where there is no key. The key is looked at then,
 * whatever they are: another type is an error though nothing lies between.
 *
 * @step 2
 */
export function getrange(keyspace: Keyspace, [key, startWord, endWord]: Args): RespValue {
  const start = indexArgument(startWord!);
  const end = indexArgument(endWord!);
  const bytes = keyspace.getAs(key!, "string")?.bytes ?? new Uint8Array();
  // Both before the first byte would otherwise become the first.
  if (start < 0 && end < 0 && start > end) return bulkString(new Uint8Array());
  const from = Math.max(0, start < 0 ? bytes.length + start : start);
  const to = Math.max(0, end < 0 ? bytes.length + end : end);
  return bulkString(bytes.subarray(from, Math.max(from, to + 1)));
}

/**
 * A string is of MAX_BULK_BYTES at most; for a longer one the error is `ERR string exceeds maximum allowed size
 * (proto-max-bulk-len)`. It is looked at before any memory is taken.
 *
 * @throws CommandError
 * @step 2
 */
export function checkLength(length: number): void {
  if (length <= MAX_BULK_BYTES) return;
  throw new CommandError("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
}

/** @solution */
function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
