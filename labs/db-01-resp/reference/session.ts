/**
 * A session: what a server remembers of one connection, and HELLO, which changes it.
 *
 *     client                         server
 *     HELLO 3 SETNAME worker-1  ──>  session.protocol = 3, session.name = "worker-1"
 *                               <──  %7 server redis version … proto 3 id 9 …, in RESP3 already
 *
 * Invariant: `protocol` changes only in HELLO, and only when all of HELLO succeeded.
 *
 * Source: `helloCommand` in Redis 7.0's `networking.c`;
 * https://redis.io/docs/latest/commands/hello/
 *
 * Left out: users and passwords. Like a Redis without `requirepass`, the one user is `default`, and
 * any password opens it.
 */
import type { ProtocolVersion } from "./encode.ts";
// @solution
import { parseWord } from "./numbers.ts";
import type { RespValue } from "./value.ts";
import { array, bulkString, integer, map, simpleError } from "./value.ts";

/** The server whose behaviour this lab follows. Clients decide by it which commands to use. */
export const SERVER_VERSION = "7.0.15";

/** What the server knows of a connection. Commands may change all but `id`. */
export type Session = {
  /** Unique in the life of a server: 1, 2, 3 … */
  readonly id: number;
  /** Which RESP the replies are encoded in. 2 until HELLO changes it. */
  protocol: ProtocolVersion;
  /** The client's name for itself; empty when it has none. */
  name: string;
  /** True once the client is to be let go, after the reply to the present request. */
  closing: boolean;
};

/** A fresh session: RESP2, no name. */
export function createSession(id: number): Session {
  return { id, protocol: 2, name: "", closing: false };
}

/** The text that `bytes` hold, read as UTF-8; a byte order mark stays. */
export function textOf(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * HELLO [version [AUTH user password] [SETNAME name]]: `args` are what follows the word HELLO.
 *
 * In this order:
 * 1. A version that is no integer of 64 bits (`x`, `03`, `+3`): `ERR Protocol version is not an
 *    integer or out of range`. Neither 2 nor 3: `NOPROTO unsupported protocol version`.
 * 2. Options from left to right, their names in any case (ASCII), any number of times: `AUTH user
 *    password`: any user but `default`: `WRONGPASS invalid username-password pair or user is
 *    disabled.` `SETNAME name`: the rule of `setName`. Anything else, or too few arguments after
 *    it: `ERR Syntax error in HELLO option 'X'`, X as it was sent, line breaks as spaces.
 * 3. `session.protocol` becomes the version, if one was given.
 *
 * An error leaves `session.protocol` as it was; a SETNAME before it has taken effect, as in Redis.
 *
 * The answer is a map with these keys and values, in this order, strings as bulk strings: `server`
 * `redis`, `version` SERVER_VERSION, `proto` the integer 2 or 3, `id` the integer session.id,
 * `mode` `standalone`, `role` `master`, `modules` an empty array. The caller encodes it in the new
 * protocol.
 *
 * @step 3
 */
export function hello(session: Session, args: readonly Uint8Array[]): RespValue {
  const [version, ...options] = args.map(textOf);
  if (version !== undefined && parseWord(version) === undefined) {
    return simpleError("ERR Protocol version is not an integer or out of range");
  }
  if (version !== undefined && version !== "2" && version !== "3") {
    return simpleError("NOPROTO unsupported protocol version");
  }
  const problem = applyOptions(session, options);
  if (problem !== undefined) return problem;
  if (version !== undefined) session.protocol = version === "2" ? 2 : 3;
  return map([
    [bulkString("server"), bulkString("redis")],
    [bulkString("version"), bulkString(SERVER_VERSION)],
    [bulkString("proto"), integer(session.protocol)],
    [bulkString("id"), integer(session.id)],
    [bulkString("mode"), bulkString("standalone")],
    [bulkString("role"), bulkString("master")],
    [bulkString("modules"), array([])],
  ]);
}

/**
 * Sets the session's name; the empty name takes it away. A name with a character outside `!` to `~`
 * changes nothing and is answered `ERR Client names cannot contain spaces, newlines or special
 * characters.`
 *
 * @returns the error, or undefined if the name was set
 * @step 3
 */
export function setName(session: Session, name: string): RespValue | undefined {
  if (!/^[!-~]*$/.test(name)) {
    return simpleError("ERR Client names cannot contain spaces, newlines or special characters.");
  }
  session.name = name;
  return undefined;
}

/** @solution */
function applyOptions(session: Session, options: readonly string[]): RespValue | undefined {
  let at = 0;
  while (at < options.length) {
    const option = options[at]!;
    const left = options.length - at - 1;
    // toUpperCase knows more letters than ASCII; /i without /u does not take one for the other.
    if (/^auth$/i.test(option) && left >= 2) {
      if (options[at + 1] !== "default") {
        return simpleError("WRONGPASS invalid username-password pair or user is disabled.");
      }
      at += 3;
    } else if (/^setname$/i.test(option) && left >= 1) {
      const problem = setName(session, options[at + 1]!);
      if (problem !== undefined) return problem;
      at += 2;
    } else {
      const shown = option.replace(/[\r\n]/g, " ");
      return simpleError(`ERR Syntax error in HELLO option '${shown}'`);
    }
  }
  return undefined;
}
