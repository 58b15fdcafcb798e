/**
 * Persistence: a keyspace that outlives its server.
 *
 *     dump.rdb                             BGSAVE's, and the save points'
 *     appendonlydir/
 *       appendonly.aof.manifest            file appendonly.aof.2.base.rdb seq 2 type b
 *                                          file appendonly.aof.3.incr.aof seq 3 type i
 *       appendonly.aof.2.base.rdb          the state when increment 3 began
 *       appendonly.aof.3.incr.aof          commands since
 *
 *     appendonly    manifest   dump.rdb    what is loaded
 *     yes           there      any         the files of the manifest
 *     yes           none       there       dump.rdb, which becomes the first base
 *     yes           none       none        nothing
 *     no            any        there       dump.rdb
 *
 * The second row is ours. Redis starts empty there, and its next BGSAVE replaces what it did not load: who turns
 * `appendonly` on in redis.conf and restarts has lost everything.
 *
 * Source: loadDataFromDisk in Redis 7.0's server.c.
 *
 * Left out: answering `LOADING` while it loads; `CONFIG SET appendonly`.
 *
 * @given
 */
import { type CommandTable, commandTable } from "@labs/db-01";
import { Keyspace, keyspaceCommands, type ServerParts } from "@labs/db-02";
import { type Clock, type Disk, type Random, realClock, unseededRandom } from "@labs/machine";
import type { FsyncPolicy } from "./aof-file.ts";
import { logged, replaying } from "./command-log.ts";
import { Keeper } from "./keeper.ts";
import { type Loaded, loadAppendOnly, loadDump } from "./load-persistence.ts";
import { LoadingClock } from "./loading-clock.ts";
import { refusing } from "./misconf.ts";
import { observed } from "./observed.ts";
import { type CommandOptions, persistenceCommands } from "./persistence-commands.ts";
import { type FixedSettings, persistenceParts } from "./persistence-parts.ts";
import { DEFAULT_SAVE_POINTS, parseSavePoints } from "./save-points.ts";
import { type ScheduleSettings, startSchedule } from "./schedule.ts";

/** Settings, by Redis's names where they are Redis's; all may be left out. */
export type PersistenceOptions = {
  /** Whether commands are logged. Yes if not given. */
  readonly appendonly?: boolean;
  /** `everysec` if not given. */
  readonly appendfsync?: FsyncPolicy;
  /** A directory of the disk's root; `appendonlydir` if not given. */
  readonly appenddirname?: string;
  /** How the names in it begin; `appendonly.aof` if not given. */
  readonly appendfilename?: string;
  /** A file of the disk's root; `dump.rdb` if not given. */
  readonly dbfilename?: string;
  /** Where the disk's root is, for CONFIG GET to show; `.` if not given. */
  readonly dir?: string;
  /** Pairs of seconds and changes (save-points.ts); Redis's if not given. */
  readonly save?: string;
  /** By how much the log must have grown for a rewrite, in percent; 100 if not given, 0 for never. */
  readonly autoAofRewritePercentage?: number;
  /** And how many bytes it must have; 64 MiB if not given. */
  readonly autoAofRewriteMinSize?: number;
  /** The machine's if not given. */
  readonly clock?: Clock;
  /** One that cannot be repeated if not given. */
  readonly random?: Random;
  /** Called between the slices of a snapshot, and waited for; the event loop's next turn if not given. */
  readonly pause?: () => Promise<void>;
  /** Called when SHUTDOWN has saved and closed everything. If it is not given, there is no SHUTDOWN. */
  readonly onShutdown?: () => void;
};

/** A keyspace that is kept, and what a server needs of it. */
export type Persistence = {
  readonly keyspace: Keyspace;
  /** All commands of db-02, and those of persistence-commands.ts. */
  readonly commands: CommandTable;
  readonly loaded: Loaded;
  /** For `startServer`; as `Keeper.beforeSend`. */
  beforeSend(): Promise<void> | undefined;
  /** As those of Keeper. */
  rewrite(): Promise<void>;
  save(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Loads what the disk has, by `loadAppendOnly` or `loadDump`, and makes it ready to be served.
 *
 * Rejects with CorruptionError or DiskError; then no handle is left open, and nothing is lost that was there.
 */
export async function openPersistence(
  disk: Disk,
  options: PersistenceOptions = {},
): Promise<Persistence> {
  const { clock = realClock, random = unseededRandom(), pause = nextTurn } = options;
  const fixed = fixedSettings(options);
  const { dbfilename } = fixed;
  const schedule = scheduleSettings(options);
  const policy = options.appendfsync ?? "everysec";
  let keeper: Keeper | undefined;
  const loading = new LoadingClock(clock);
  const keyspace = new Keyspace({
    clock: loading,
    random,
    onRemoved: (entry, reason) => keeper?.removed(entry, reason),
  });
  const apply = replaying(keyspaceCommands(keyspace));
  const parts = { ...fixed, disk, keyspace, apply, clock, random };
  const { loaded, aof } =
    fixed.appendonly === "yes"
      ? await loadAppendOnly(parts, policy)
      : { loaded: await loadDump(parts), aof: undefined };
  loading.loaded(keyspace);
  const kept = new Keeper({ disk, keyspace, clock, random, dbfilename, pause, aof });
  keeper = kept;
  const stop = startSchedule(kept, schedule, clock);
  const { onShutdown } = options;
  const server = {
    ...persistenceParts(kept, schedule, fixed, policy),
    saves: () => schedule.savePoints.length > 0,
    ...(onShutdown === undefined ? {} : { onShutdown: once(stop, onShutdown) }),
  };
  return {
    keyspace,
    commands: keptCommands(kept, keyspace, server),
    loaded,
    beforeSend: () => kept.beforeSend(),
    rewrite: () => kept.rewrite(),
    save: () => kept.save(),
    close() {
      stop();
      return kept.close();
    },
  };
}

/** Every command: refused where the log has failed, logged, and seen by a snapshot that is being written. */
function keptCommands(
  keeper: Keeper,
  keyspace: Keyspace,
  server: ServerParts & CommandOptions,
): CommandTable {
  const table = commandTable([
    ...keyspaceCommands(keyspace, server).values(),
    ...persistenceCommands(keeper, server),
  ]);
  const seen = observed(table, () => keeper.snapshot);
  const kept = logged(seen, keyspace, (request) => keeper.append(request));
  return refusing(kept, () => keeper.log?.failure);
}

function fixedSettings(options: PersistenceOptions): FixedSettings {
  return {
    appendonly: options.appendonly === false ? "no" : "yes",
    appenddirname: options.appenddirname ?? "appendonlydir",
    appendfilename: options.appendfilename ?? "appendonly.aof",
    dbfilename: options.dbfilename ?? "dump.rdb",
    dir: options.dir ?? ".",
  };
}

/** @throws SettingError */
function scheduleSettings(options: PersistenceOptions): ScheduleSettings {
  return {
    savePoints: parseSavePoints(options.save ?? DEFAULT_SAVE_POINTS),
    rewritePercentage: options.autoAofRewritePercentage ?? 100,
    rewriteMinBytes: options.autoAofRewriteMinSize ?? 67_108_864,
  };
}

/** Calls both, the first time that it is called: two clients may send SHUTDOWN. */
function once(first: () => void, second: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    first();
    second();
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
