/**
 * Observed: a snapshot is told of every command that may write.
 *
 *     refusing(  logged(  observed(  keyspaceCommands  )))
 *                   │        └─ beforeCommand ─▶ run ─▶ afterCommand
 *                   └─ what is logged is asked last: to look at a key can end its life
 *
 * Left out: what a command really touches. See snapshot.ts.
 */
import { type CommandTable, commandTable } from "@labs/db-01";
// @solution
import { accessOf } from "./misconf.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * `commands`, of which those that write (`accessOf` is `write` or `grow`) tell the snapshot that `current` returns, if
 * there is one, what it has to know: `beforeCommand` and `afterCommand` with the words after the name, around a command
 * that fails too; of FLUSHDB and FLUSHALL only `flushed`, and only if they do not throw. Nothing else about the
 * commands is different.
 *
 * @step 3
 */
export function observed(
  commands: CommandTable,
  current: () => Snapshot | undefined,
): CommandTable {
  return commandTable(
    Array.from(commands.values(), (command) => {
      const access = accessOf(command);
      if (access === undefined || access === "read") return command;
      const flushes = command.name === "flushdb" || command.name === "flushall";
      return {
        ...command,
        run(session, args, table) {
          const snapshot = current();
          if (flushes) {
            const reply = command.run(session, args, table);
            snapshot?.flushed();
            return reply;
          }
          snapshot?.beforeCommand(args);
          try {
            return command.run(session, args, table);
          } finally {
            snapshot?.afterCommand(args);
          }
        },
      };
    }),
  );
}
