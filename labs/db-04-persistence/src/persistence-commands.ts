/**
 * Commands about files: BGREWRITEAOF, BGSAVE, SAVE, LASTSAVE, SHUTDOWN.
 *
 *     running     none                  a rewrite                     a save
 *     BGREWRITEAOF  started               error: in progress            scheduled
 *     BGSAVE        started               error; SCHEDULE: scheduled    error: in progress
 *     SAVE          OK, when it is done   OK, when both are done        error: in progress
 *
 * Nobody waits for a job that was started: INFO tells how it went. SAVE answers late, and others are served meanwhile;
 * Redis lets everybody wait.
 *
 * Source: bgrewriteaofCommand in Redis 7.0's aof.c, saveCommand and bgsaveCommand in rdb.c, shutdownCommand in db.c.
 *
 * Left out: SHUTDOWN ABORT, since nothing waits for replicas; DEBUG.
 */

import { type Command, integer, type RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Keeper } from "./keeper.ts";

/** What the commands need to know besides. */
export type CommandOptions = {
  /** Whether SHUTDOWN saves if it is not told. */
  readonly saves: () => boolean;
  /** Told when everything is on the disk and closed. Without it there is no SHUTDOWN. */
  readonly onShutdown?: () => void;
};

/** The commands of this file. */
export function persistenceCommands(keeper: Keeper, options: CommandOptions): readonly Command[] {
  const { onShutdown, saves } = options;
  const commands: Command[] = [
    { name: "bgrewriteaof", arity: 1, run: () => backgroundRewrite(keeper) },
    { name: "bgsave", arity: -1, run: (_, args) => backgroundSave(keeper, args) },
    { name: "save", arity: 1, run: () => save(keeper) },
    { name: "lastsave", arity: 1, run: () => integer(Math.floor(keeper.savedMs / 1000)) },
  ];
  if (onShutdown !== undefined) {
    commands.push({
      name: "shutdown",
      arity: -1,
      run: (_, args) => shutdown(keeper, args, { saves, onShutdown }),
    });
  }
  return commands;
}

/**
 * BGREWRITEAOF: starts `keeper.rewrite`. How that ends is not waited for, and no rejection is left unhandled. The first
 * that fits:
 *
 * - A rewrite runs: `ERR Background append only file rewriting already in progress`.
 * - There is no log, or it has failed: CANNOT_REWRITE.
 * - Nothing runs: `Background append only file rewriting started`.
 * - A save runs: it will be done after that, once, however often it is asked for: `Background append only file
 *   rewriting scheduled`.
 *
 * @step 7
 */
export function backgroundRewrite(keeper: Keeper): RespValue {
  throw new NotImplemented("db-04 step 7: backgroundRewrite");
}

/**
 * BGSAVE [SCHEDULE], in any case: starts `keeper.save`, as `backgroundRewrite` does. Other words: `ERR syntax error`.
 * Else the first that fits:
 *
 * - A save runs: `ERR Background save already in progress`.
 * - Nothing runs: `Background saving started`.
 * - A rewrite runs: with SCHEDULE it will be done after that, once, however often it is asked for: `Background saving
 *   scheduled`. Without: `ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in
 *   order to schedule a BGSAVE whenever possible.`
 *
 * @step 7
 */
export function backgroundSave(keeper: Keeper, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-04 step 7: backgroundSave");
}

/**
 * SAVE: `OK` when a save has ended that began after the call; `ERR` alone if it failed. A save runs already: as BGSAVE.
 *
 * @step 7
 */
export async function save(keeper: Keeper): Promise<RespValue> {
  throw new NotImplemented("db-04 step 7: save");
}

/**
 * SHUTDOWN [NOSAVE | SAVE] [NOW] [FORCE] [ABORT], words in any case and order, also twice: `keeper.shutdown`, then
 * `onShutdown`. Nobody is answered: whoever serves ends the connections, and the promise stays pending.
 *
 * - It saves with SAVE, or if `saves()` says so and there is no NOSAVE. FORCE: it ends also if the save fails.
 * - Another word, SAVE with NOSAVE, ABORT with one of the others: `ERR syntax error`. ABORT alone:
 *   `ERR No shutdown in progress.`
 * - If `keeper.shutdown` rejects and the keeper is not closed: `ERR Errors trying to SHUTDOWN. Check logs.` If it is
 *   closed (the log had failed), there is no way back: `onShutdown`.
 *
 * @step 7
 */
export async function shutdown(
  keeper: Keeper,
  args: readonly Uint8Array[],
  { saves, onShutdown }: Required<CommandOptions>,
): Promise<RespValue> {
  throw new NotImplemented("db-04 step 7: shutdown");
}
