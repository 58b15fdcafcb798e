/**
 * Observed: a snapshot is told of every command that may write.
 *
 *     refusing(  logged(  observed(  keyspaceCommands  )))
 *                   │        └─ beforeCommand ─▶ run ─▶ afterCommand
 *                   └─ what is logged is asked last: to look at a key can end its life
 *
 * Left out: what a command really touches. See snapshot.ts.
 */

import type { CommandTable } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
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
  throw new NotImplemented("db-04 step 3: observed");
}
