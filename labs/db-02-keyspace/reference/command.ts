/**
 * Commands on a keyspace: how they are written, and how they join the server's table.
 *
 *     definition   { name: "append", arity: 3, access: "grow", run: append }
 *           │ bind(keyspace, …)
 *           ▼
 *     Command      of @labs/db-01: before run, time is read once; what may need memory makes room first
 *
 * A command runs from its first line to its last with nothing between: JavaScript has one thread, and no command
 * awaits anything. So each is atomic, with as many clients as you like.
 *
 * Source: the flags WRITE, READONLY and DENYOOM in Redis 7.0's src/commands/*.json; processCommand in server.c.
 *
 * Left out: the positions of keys and every other flag.
 *
 * @given
 */
import type { Command, RespValue, Session } from "@labs/db-01";
import { CommandError } from "@labs/db-01";
import type { Keyspace } from "./keyspace.ts";

/**
 * What a command does to the keyspace: `read` nothing, `write` changes it, `grow` changes it and may need memory, so
 * that it is refused when there is none.
 */
export type Access = "read" | "write" | "grow";

/** One command, as it is written here. */
export type Definition = {
  /** In lower case. */
  readonly name: string;
  /** As in the Command of db-01. */
  readonly arity: number;
  readonly access: Access;
  /** `args` are the words after the name, the command's to keep. To answer an error, throw a CommandError. */
  run(keyspace: Keyspace, args: readonly Uint8Array[], session: Session): RespValue;
};

/** A command that says whether it writes. */
export type KeyspaceCommand = Command & { readonly access: Access };

/** `definition` as a command of `keyspace`. */
export function bind(keyspace: Keyspace, definition: Definition): KeyspaceCommand {
  const { name, arity, access, run } = definition;
  return {
    name,
    arity,
    access,
    run(session, args) {
      keyspace.beginCommand();
      if (access === "grow" && keyspace.isLimited && !keyspace.makeRoom()) throw outOfMemory();
      try {
        return run(keyspace, args, session);
      } finally {
        keyspace.endCommand();
      }
    },
  };
}

function outOfMemory(): CommandError {
  return new CommandError("OOM command not allowed when used memory > 'maxmemory'.");
}
