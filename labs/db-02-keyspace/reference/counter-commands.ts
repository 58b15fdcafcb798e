/**
 * Counters: strings that write a number, and commands that add to it.
 *
 *     INCR views ──▶ "41" ──▶ 41 + 1 ──▶ "42"
 *
 * Between reading and writing no other client comes, so no addition is lost. A GET and a SET of a client's own are two
 * commands, and lose one as soon as two clients do it.
 *
 * Source: Redis 7.0's t_string.c (incrDecrCommand, incrbyfloatCommand).
 *
 * Left out: Redis keeps a string that is an integer as eight bytes.
 */
import { bulkString, CommandError, integer, type RespValue } from "@labs/db-01";
import { integerArgument, notAnInteger } from "./arguments.ts";
import type { Definition } from "./command.ts";
import { INT64_MAX, INT64_MIN, integerText, parseInteger } from "./integers.ts";
import type { Keyspace } from "./keyspace.ts";
import {
  addLongDoubles,
  formatLongDouble,
  parseLongDouble,
  ZERO_LONG_DOUBLE,
} from "./long-double.ts";
import { stringValue } from "./value.ts";

type Args = readonly Uint8Array[];

/** The commands of this file. */
export const COUNTER_COMMANDS: readonly Definition[] = [
  { name: "incr", arity: 2, access: "grow", run: (keyspace, [key]) => add(keyspace, key!, 1n) },
  { name: "decr", arity: 2, access: "grow", run: (keyspace, [key]) => add(keyspace, key!, -1n) },
  { name: "incrby", arity: 3, access: "grow", run: incrby },
  { name: "decrby", arity: 3, access: "grow", run: decrby },
  { name: "incrbyfloat", arity: 3, access: "grow", run: incrbyfloat },
];

/**
 * Adds to the integer that `key` holds (0 if there is no key), writes the sum in its one spelling, and replies it. The
 * deadline stays.
 *
 * 1. WRONGTYPE. 2. A string that `parseInteger` does not take: `notAnInteger`. 3. A sum that does not fit in 64
 * bits: `ERR increment or decrement would overflow`, and the string stays as it is.
 *
 * @step 2
 */
export function add(keyspace: Keyspace, key: Uint8Array, amount: bigint): RespValue {
  const bytes = keyspace.getAs(key, "string")?.bytes;
  const before = bytes === undefined ? 0n : parseInteger(bytes);
  if (before === undefined) throw notAnInteger();
  const sum = before + amount;
  if (sum > INT64_MAX || sum < INT64_MIN) {
    throw new CommandError("ERR increment or decrement would overflow");
  }
  keyspace.replace(key, stringValue(integerText(sum)));
  return integer(sum);
}

/**
 * INCRBY key amount: `add`. An amount that is no integer is an error before the key is looked at.
 *
 * @step 2
 */
export function incrby(keyspace: Keyspace, [key, amount]: Args): RespValue {
  return add(keyspace, key!, integerArgument(amount!));
}

/**
 * DECRBY key amount: subtracts. As INCRBY; and since 2^63 has no place in 64 bits, an amount of -2^63 is
 * `ERR decrement would overflow`, whatever the key holds.
 *
 * @step 2
 */
export function decrby(keyspace: Keyspace, [key, word]: Args): RespValue {
  const amount = integerArgument(word!);
  if (amount === INT64_MIN) throw new CommandError("ERR decrement would overflow");
  return add(keyspace, key!, -amount);
}

/**
 * INCRBYFLOAT key amount: adds as long doubles (long-double.ts), keeps the sum as `formatLongDouble` writes it, and
 * replies that as a bulk string. The deadline stays.
 *
 * 1. WRONGTYPE. 2. What the key holds (0 if there is no key), or then the amount, is no number: `ERR value is not a valid
 * float`. 3. The sum is none: `ERR increment would produce NaN or Infinity`.
 *
 * @step 2
 */
export function incrbyfloat(keyspace: Keyspace, [key, word]: Args): RespValue {
  const bytes = keyspace.getAs(key!, "string")?.bytes;
  const before = bytes === undefined ? ZERO_LONG_DOUBLE : parseLongDouble(bytes);
  const amount = parseLongDouble(word!);
  if (before === undefined || amount === undefined) {
    throw new CommandError("ERR value is not a valid float");
  }
  const sum = addLongDoubles(before, amount);
  if (sum === undefined) throw new CommandError("ERR increment would produce NaN or Infinity");
  const text = new TextEncoder().encode(formatLongDouble(sum));
  keyspace.replace(key!, stringValue(text));
  return bulkString(text);
}
