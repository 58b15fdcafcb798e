/**
 * MISCONF: what a client is told that wants to write where nothing can be kept.
 *
 *     > SET k v
 *     (error) MISCONF Errors writing to the AOF file: No space left on device
 *     > GET k
 *     "old"
 *
 * A server that goes on taking writes after its log has failed loses all of them at the next start, and nobody knows
 * before. So it refuses, and says why.
 *
 * Source: processCommand and writeCommandsGetDiskErrorMessage in Redis 7.0's server.c.
 *
 * Left out: Redis refuses PING as well, so that whoever watches it sees something.
 */
import { CommandError, type CommandTable, commandTable } from "@labs/db-01";
import type { Access, KeyspaceCommand } from "@labs/db-02";
import type { LogError } from "@labs/db-03";
import { DiskError } from "@labs/machine";

/** What a command does to the keyspace; undefined for one that knows of none, as PING. */
export function accessOf(command: object): Access | undefined {
  return (command as Partial<KeyspaceCommand>).access;
}

/**
 * `commands`, of which those that write (`accessOf` is `write` or `grow`) do not run while there is a `failure`: they
 * throw a CommandError, `MISCONF Errors writing to the AOF file: WHY`. WHY is `No space left on device` where the
 * failure's cause is a DiskError ENOSPC, `Input/output error` where it is EIO, and else the failure's message.
 * Nothing else about the commands is different.
 *
 * @step 2
 */
export function refusing(
  commands: CommandTable,
  failure: () => LogError | undefined,
): CommandTable {
  return commandTable(
    Array.from(commands.values(), (command) => {
      const access = accessOf(command);
      if (access === undefined || access === "read") return command;
      return {
        ...command,
        run(session, args, table) {
          const failed = failure();
          if (failed !== undefined) {
            throw new CommandError(`MISCONF Errors writing to the AOF file: ${whyOf(failed)}`);
          }
          return command.run(session, args, table);
        },
      };
    }),
  );
}

/** @solution */
function whyOf({ cause, message }: LogError): string {
  const code = cause instanceof DiskError ? cause.code : undefined;
  if (code === "ENOSPC") return "No space left on device";
  return code === "EIO" ? "Input/output error" : message;
}
