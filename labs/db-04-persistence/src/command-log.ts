/**
 * CommandLog: from commands to bytes, and from bytes to commands.
 *
 *     client ──▶ command ──▶ keyspace        did keyspace.changes grow?
 *                   │            │                     │ yes
 *                   │            └─ onRemoved ─▶ DEL k │        what nobody's command removed comes first:
 *                   │                                  ▼        the command has seen the key gone
 *                   └────────────── propagated ──▶ append
 *
 *     start: readAof ──▶ replaying(commands) ──▶ keyspace       the same table, not the one that logs
 *
 * A command is logged after it has run and not before, unlike the record of a write-ahead log. Memory cannot be half
 * changed, since a command runs from end to end with nothing between; and only afterwards it is known what it did. What
 * must wait is the reply (step 2).
 *
 * Source: `call` and `propagateNow` in Redis 7.0's server.c; feedAppendOnlyFile in aof.c.
 *
 * Left out: commands that answer later, and change something by then.
 */

import type { CommandTable } from "@labs/db-01";
import type { Keyspace } from "@labs/db-02";
import { NotImplemented } from "@labs/machine";
import type { LoggedRequest } from "./propagation.ts";

/**
 * A request as a client would send it: a RESP array of bulk strings. The caller's own memory; the words are borrowed
 * for the call.
 *
 * @param words at least one
 * @step 1
 */
export function encodeRequest(words: readonly Uint8Array[]): Uint8Array {
  throw new NotImplemented("db-04 step 1: encodeRequest");
}

/**
 * `commands`, each of which, when it has changed something, hands what is to be logged to `append`: `propagated`,
 * once. It has if `keyspace.changes` grew while it ran; one that throws is not logged. Nothing else about the commands
 * is different: not the reply, not what else the table knows of them (`arity`, `access`). (One that changes
 * something and answers with a promise would be a bug: what becomes of it is open.)
 *
 * What is removed by nobody's command is not seen here. Whoever makes the keyspace has its `onRemoved` append
 * `removal(entry)` at once: so it stands before the command during which it happened, be it one that only reads.
 *
 * @step 1
 */
export function logged(
  commands: CommandTable,
  keyspace: Keyspace,
  append: (request: LoggedRequest) => void,
): CommandTable {
  throw new NotImplemented("db-04 step 1: logged");
}

/**
 * Executes requests out of a log, by `commands`; that is what `readAof` is given.
 *
 * What was logged had succeeded. So a request that is answered by an error, or not known, throws a CommandError with
 * the error's text. (No command of db-02 answers later; one that does is a bug.)
 *
 * @step 1
 */
export function replaying(commands: CommandTable): (request: LoggedRequest) => void {
  throw new NotImplemented("db-04 step 1: replaying");
}
