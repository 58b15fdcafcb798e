/**
 * Propagation: what a command that has changed something is logged as.
 *
 *     what was sent                what is logged                     why not as it was sent
 *     SET k v EX 10            ─▶  SET k v PXAT 1700000010000         ten seconds from which day?
 *     EXPIRE k 10 GT           ─▶  PEXPIREAT k 1700000010000
 *     GETEX k PXAT 1           ─▶  DEL k                              the deadline had passed
 *     SPOP s 2                 ─▶  SREM s 17 4                        chance will choose others
 *     INCRBYFLOAT n 0.1        ─▶  SET n 3.2 KEEPTTL                  another machine rounds otherwise
 *     RENAME a b, HINCRBY …    ─▶  as it was sent
 *
 * A log of commands is a program, and it must come to the same end on any later day. So nothing in it may ask for
 * the time or for chance: what they have decided is written down instead.
 *
 * Invariant: whoever executes what is logged, in order, with a clock at which no deadline has passed, has the same
 * keys with the same values and deadlines.
 *
 * Source: in Redis 7.0 each command rewrites itself (rewriteClientCommandVector in setGenericCommand, getexCommand,
 * expireGenericCommand, spopCommand, incrbyfloatCommand); all in one place it was propagateExpire and
 * catAppendOnlyGenericCommand in aof.c until 6.2.
 *
 * INCRBYFLOAT alone is said to round otherwise: Redis adds in `long double`, which has 64 bits or 53, as the machine
 * will. ZINCRBY adds two doubles, and that is the same everywhere.
 *
 * Left out: MULTI and EXEC around what one command is logged as: here that is always one command. ZREMRANGEBYLEX of
 * members with different scores: which ones go is not specified, and may be decided by the towers of a skip list.
 */

import type { RespValue } from "@labs/db-01";
import type { Entry, Keyspace } from "@labs/db-02";
import { NotImplemented } from "@labs/machine";

/** A command as it stands in a log: its name, in upper case, and its arguments. */
export type LoggedRequest = readonly Uint8Array[];

/**
 * What `request`, which was executed just now and has changed something, is logged as. Its name is in upper case, and
 * so is that of what is returned. `reply` is what it answered, and in `keyspace` everything is as it has left it.
 *
 *     SET, SETEX, PSETEX, GETSET     SET key VALUE, and if the key has a deadline now: SET key VALUE PXAT deadline
 *     INCRBYFLOAT                    SET key VALUE KEEPTTL
 *     EXPIRE, PEXPIRE, EXPIREAT,
 *     PEXPIREAT, GETEX               PEXPIREAT key deadline, without options; if the key has none now: PERSIST key
 *     GETDEL                         DEL key
 *     SPOP                           SREM key member …, of what was taken, in the order of the reply
 *     any other                      as it was sent
 *
 * VALUE is what the key holds now, and a deadline is in milliseconds since 1970. Of the commands that are named
 * here, one after which the key is not there (`keyspace.peek`) is logged as DEL key: SET with a deadline in the past,
 * EXPIRE with one, SPOP of the last member.
 *
 * @step 1
 */
export function propagated(
  request: LoggedRequest,
  reply: RespValue,
  keyspace: Keyspace,
): LoggedRequest {
  throw new NotImplemented("db-04 step 1: propagated");
}

/**
 * What is logged where a key was removed by nobody's command: DEL key.
 *
 * @step 1
 */
export function removal(entry: Entry): LoggedRequest {
  throw new NotImplemented("db-04 step 1: removal");
}
