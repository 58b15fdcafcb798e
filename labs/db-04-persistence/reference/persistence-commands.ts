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
import {
  type Command,
  CommandError,
  integer,
  type RespValue,
  simpleString,
  textOf,
} from "@labs/db-01";
import { CANNOT_REWRITE, type Keeper } from "./keeper.ts";

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
  const { jobs, log } = keeper;
  if (jobs.running === "aof") {
    throw new CommandError("ERR Background append only file rewriting already in progress");
  }
  if (log === undefined || log.failure !== undefined) throw new CommandError(CANNOT_REWRITE);
  const isBusy = jobs.running !== undefined;
  if (!jobs.waits("aof")) inBackground(keeper.rewrite());
  return simpleString(`Background append only file rewriting ${isBusy ? "scheduled" : "started"}`);
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
  const { jobs } = keeper;
  const schedules = args.length === 1 && textOf(args[0]!).toLowerCase() === "schedule";
  if (args.length > 0 && !schedules) throw new CommandError("ERR syntax error");
  if (jobs.running === "rdb") throw new CommandError("ERR Background save already in progress");
  const isBusy = jobs.running !== undefined;
  if (isBusy && !schedules) throw new CommandError(CANNOT_SAVE);
  if (!jobs.waits("rdb")) inBackground(keeper.save());
  return simpleString(`Background saving ${isBusy ? "scheduled" : "started"}`);
}

/** @solution */
const CANNOT_SAVE =
  "ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in " +
  "order to schedule a BGSAVE whenever possible.";

/**
 * SAVE: `OK` when a save has ended that began after the call; `ERR` alone if it failed. A save runs already: as BGSAVE.
 *
 * @step 7
 */
export async function save(keeper: Keeper): Promise<RespValue> {
  if (keeper.jobs.running === "rdb") {
    throw new CommandError("ERR Background save already in progress");
  }
  try {
    await keeper.save();
    return simpleString("OK");
  } catch {
    throw new CommandError("ERR");
  }
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
  const words = new Set(args.map((arg) => textOf(arg).toLowerCase()));
  const isKnown = [...words].every((word) => SHUTDOWN_WORDS.includes(word));
  const isMixed = words.has("save") && words.has("nosave");
  if (!isKnown || isMixed || (words.has("abort") && words.size > 1)) {
    throw new CommandError("ERR syntax error");
  }
  if (words.has("abort")) throw new CommandError("ERR No shutdown in progress.");
  try {
    const isSaving = words.has("save") || (saves() && !words.has("nosave"));
    await keeper.shutdown(isSaving, words.has("force"));
  } catch {
    if (!keeper.isClosed) throw new CommandError("ERR Errors trying to SHUTDOWN. Check logs.");
  }
  onShutdown();
  return new Promise(() => {});
}

/** @solution */
const SHUTDOWN_WORDS = ["nosave", "save", "now", "force", "abort"];

/**
 * How it went is noted in the keeper.
 * @solution
 */
function inBackground(job: Promise<void>): void {
  job.catch(() => {});
}
