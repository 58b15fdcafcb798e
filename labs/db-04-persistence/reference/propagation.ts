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
import { assert } from "@labs/machine";

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
  const [name] = request;
  assert(name !== undefined, "a request has a name");
  return propagatedAs(Buffer.from(name).toString("latin1"), request, reply, keyspace);
}

/**
 * As `propagated`, for who knows the name as a string.
 *
 * @solution
 */
export function propagatedAs(
  command: string,
  request: LoggedRequest,
  reply: RespValue,
  keyspace: Keyspace,
): LoggedRequest {
  const key = request[1];
  if (key === undefined || !REWRITTEN.has(command)) return request;
  const entry = keyspace.peek(key);
  if (entry === undefined) return words("DEL", key);
  switch (command) {
    case "SPOP":
      return words("SREM", key, ...popped(reply));
    case "INCRBYFLOAT":
      return words("SET", key, text(entry), "KEEPTTL");
    case "SET":
    case "SETEX":
    case "PSETEX":
    case "GETSET":
      return entry.deadline === undefined
        ? words("SET", key, text(entry))
        : words("SET", key, text(entry), "PXAT", entry.deadline);
    default:
      return entry.deadline === undefined
        ? words("PERSIST", key)
        : words("PEXPIREAT", key, entry.deadline);
  }
}

/**
 * What is logged where a key was removed by nobody's command: DEL key.
 *
 * @step 1
 */
export function removal(entry: Entry): LoggedRequest {
  return words("DEL", entry.key);
}

/**
 * The commands that are not logged as they were sent.
 *
 * @solution
 */
const REWRITTEN: ReadonlySet<string> = new Set([
  ...["SET", "SETEX", "PSETEX", "GETSET", "INCRBYFLOAT"],
  ...["EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT", "GETEX"],
  ...["GETDEL", "SPOP"],
]);

/** @solution */
const known = new Map<string, Uint8Array>();

/**
 * The name of a command or an option as bytes. Each is made once: a busy server logs the same few again and again.
 *
 * @solution
 */
export function wordOf(name: string): Uint8Array {
  const made = known.get(name);
  if (made !== undefined) return made;
  const word = new TextEncoder().encode(name);
  known.set(name, word);
  return word;
}

/**
 * A request of names, bytes, and numbers as decimal digits.
 *
 * @solution
 */
function words(...parts: readonly (Uint8Array | string | number)[]): LoggedRequest {
  return parts.map((part) => {
    if (typeof part === "number") return new TextEncoder().encode(String(part));
    return typeof part === "string" ? wordOf(part) : part;
  });
}

/**
 * The string that a key holds after a command that has just set it.
 *
 * @solution
 */
function text({ value }: Entry): Uint8Array {
  assert(value.kind === "string", `a string was set, and there is a ${value.kind}`);
  return value.bytes;
}

/**
 * The members in a reply of SPOP: one of them, or with a count a set.
 *
 * @solution
 */
function popped(reply: RespValue): readonly Uint8Array[] {
  const items = reply.kind === "set" ? reply.items : [reply];
  return items.map((item) => {
    assert(item.kind === "bulkString", "SPOP answers members");
    return item.bytes;
  });
}
