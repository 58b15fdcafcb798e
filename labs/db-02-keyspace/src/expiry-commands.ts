/**
 * Deadlines: set, asked for, taken away.
 *
 *     EXPIRE k 10 ─┐                                          ┌─▶ TTL k           10
 *     PEXPIRE …    ├─▶ deadline, in milliseconds since 1970 ──┼─▶ PTTL k          9,998
 *     EXPIREAT …   │                                          ├─▶ EXPIRETIME k    1,700,000,010
 *     PEXPIREAT …  ┘                                          └─▶ PEXPIRETIME k
 *
 * EXPIRE, PERSIST and their like use the key, also where they reply 0 and change nothing; to ask for a deadline does not.
 *
 * Source: Redis 7.0's expire.c (expireGenericCommand, ttlGenericCommand, persistCommand).
 */

import { integer, type RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

type Args = readonly Uint8Array[];

/** Every command on deadlines. */
export const EXPIRY_COMMANDS: readonly Definition[] = [
  expireCommand("expire", "ex"),
  expireCommand("pexpire", "px"),
  expireCommand("expireat", "exat"),
  expireCommand("pexpireat", "pxat"),
  { name: "persist", arity: 2, access: "write", run: persist },
  { name: "ttl", arity: 2, access: "read", run: (k, args) => seconds(remaining(k, args)) },
  { name: "pttl", arity: 2, access: "read", run: (k, args) => integer(remaining(k, args)) },
  { name: "expiretime", arity: 2, access: "read", run: (k, args) => seconds(deadline(k, args)) },
  { name: "pexpiretime", arity: 2, access: "read", run: (k, args) => integer(deadline(k, args)) },
];

function expireCommand(name: string, form: string): Definition {
  return {
    name,
    arity: -3,
    access: "write",
    run: (keyspace, args) => expire(keyspace, args, form, name),
  };
}

/** Milliseconds in whole seconds, half a second up; -1 and -2 are no times. */
function seconds(milliseconds: number): RespValue {
  return integer(milliseconds < 0 ? milliseconds : Math.floor((milliseconds + 500) / 1000));
}

/**
 * EXPIRE key seconds [NX | XX | GT | LT …], PEXPIRE, EXPIREAT, PEXPIREAT: gives the key a deadline, told in `form` (a key
 * of TIME_FORMS). Replies 1 if it did, and 0 if there is no such key or an option forbade it.
 *
 * 1. The options: `expireOptions`. 2. No integer: an error. 3. `deadlineOf`, which may be in the past. 4. No such key: 0;
 * else this is a use of it, whatever the options say. 5. The options, all of them:
 *
 * - NX: only if it has no deadline. XX: only if it has one.
 * - GT: only if the new one is later. LT: only if the new one is earlier. No deadline is later than any.
 *
 * 6. A deadline that is not later than now removes the key: one change, and no expiry.
 *
 * @step 3
 */
export function expire(
  keyspace: Keyspace,
  [key, amount, ...words]: Args,
  form: string,
  command: string,
): RespValue {
  throw new NotImplemented("db-02 step 3: expire");
}

/** An option of EXPIRE and its like. */
export type ExpireOption = "nx" | "xx" | "gt" | "lt";

/**
 * The options, in any case, each as often as one likes. The first word that is none: `ERR Unsupported option WORD`, as it
 * was sent. NX with any other: `ERR NX and XX, GT or LT options at the same time are not compatible`. GT with LT: `ERR
 * GT and LT options at the same time are not compatible`.
 *
 * @throws CommandError
 * @step 3
 */
export function expireOptions(words: Args): ReadonlySet<ExpireOption> {
  throw new NotImplemented("db-02 step 3: expireOptions");
}

/**
 * PERSIST key: takes the deadline away. 1 if it had one; 0 if not, or if there is no such key: then nothing changes. A
 * key that is there is used either way.
 *
 * @step 3
 */
export function persist(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 3: persist");
}

/**
 * For TTL and PTTL: how many milliseconds are left until the deadline; -1 if there is none, -2 if there is no such key.
 *
 * @step 3
 */
export function remaining(keyspace: Keyspace, args: Args): number {
  throw new NotImplemented("db-02 step 3: remaining");
}

/**
 * For EXPIRETIME and PEXPIRETIME: the deadline; -1 if there is none, -2 if there is no such key.
 *
 * @step 3
 */
export function deadline(keyspace: Keyspace, [key]: Args): number {
  throw new NotImplemented("db-02 step 3: deadline");
}
