/**
 * What INFO and CONFIG know of a server that keeps its keys.
 *
 * Source: genRedisInfoString in Redis 7.0's server.c; config.c.
 *
 * Left out: most lines of INFO; CONFIG SET of `appendonly`, `dir` and `dbfilename`.
 */
import { type ServerParts, type Setting, SettingError } from "@labs/db-02";
import type { FsyncPolicy } from "./aof-file.ts";
import type { Keeper } from "./keeper.ts";
import { formatSavePoints, parseSavePoints } from "./save-points.ts";
import type { ScheduleSettings } from "./schedule.ts";

/** Settings that do not change while the server runs, as CONFIG GET shows them. */
export type FixedSettings = {
  readonly appendonly: "yes" | "no";
  readonly appenddirname: string;
  readonly appendfilename: string;
  readonly dbfilename: string;
  readonly dir: string;
};

/** What is added to db-02's own. @param policy the one at the beginning */
export function persistenceParts(
  keeper: Keeper,
  schedule: ScheduleSettings,
  fixed: FixedSettings,
  policy: FsyncPolicy,
): ServerParts {
  return {
    sections: [{ name: "persistence", lines: () => persistenceLines(keeper) }],
    settings: [
      ...Object.entries(fixed).map(([name, value]) => ({ name, read: () => value })),
      fsyncSetting(keeper, policy),
      ...scheduleSettings(schedule),
    ],
  };
}

/**
 * The section `persistence` of INFO: a line `name:value` for each of these, in this order.
 *
 *     loading                       0: nobody is answered before everything is loaded
 *     rdb_changes_since_last_save   `unsavedChanges`
 *     rdb_bgsave_in_progress        1 while a save runs, else 0
 *     rdb_last_save_time            `savedMs`, in whole seconds
 *     rdb_last_bgsave_status        ok or err: how the last save went
 *     aof_enabled                   1 if there is a log, else 0
 *     aof_rewrite_in_progress       1 while a rewrite runs, else 0
 *     aof_rewrite_scheduled         1 while one waits, else 0
 *     aof_last_bgrewrite_status     ok or err: how the last rewrite went
 *     aof_last_write_status         ok, or err if the log has failed
 *     aof_current_size              if there is a log: `sizes().all`
 *     aof_base_size                 if there is a log: `rewrittenBytes`; so Redis calls it
 *
 * @step 7
 */
export function persistenceLines(keeper: Keeper): readonly string[] {
  const bit = (value: boolean): number => (value ? 1 : 0);
  const status = (ok: boolean): string => (ok ? "ok" : "err");
  const { jobs, log } = keeper;
  const sizes = () => [
    `aof_current_size:${keeper.sizes().all}`,
    `aof_base_size:${keeper.rewrittenBytes}`,
  ];
  return [
    "loading:0",
    `rdb_changes_since_last_save:${keeper.unsavedChanges}`,
    `rdb_bgsave_in_progress:${bit(jobs.running === "rdb")}`,
    `rdb_last_save_time:${Math.floor(keeper.savedMs / 1000)}`,
    `rdb_last_bgsave_status:${status(keeper.lastSave.ok)}`,
    `aof_enabled:${bit(log !== undefined)}`,
    `aof_rewrite_in_progress:${bit(jobs.running === "aof")}`,
    `aof_rewrite_scheduled:${bit(jobs.waits("aof"))}`,
    `aof_last_bgrewrite_status:${status(keeper.lastRewrite.ok)}`,
    `aof_last_write_status:${status(log?.failure === undefined)}`,
    ...(log === undefined ? [] : sizes()),
  ];
}

const POLICIES: readonly FsyncPolicy[] = ["everysec", "always", "no"];

function fsyncSetting(keeper: Keeper, atFirst: FsyncPolicy): Setting {
  let policy = atFirst;
  return {
    name: "appendfsync",
    read: () => policy,
    prepare(text) {
      const chosen = POLICIES.find((one) => one === text.toLowerCase());
      if (chosen === undefined) {
        const names = POLICIES.join(", ");
        throw new SettingError(`argument(s) must be one of the following: ${names}`);
      }
      return () => {
        policy = chosen;
        if (keeper.log !== undefined) keeper.log.policy = chosen;
      };
    },
  };
}

function scheduleSettings(schedule: ScheduleSettings): readonly Setting[] {
  return [
    {
      name: "save",
      read: () => formatSavePoints(schedule.savePoints),
      prepare(text) {
        const points = parseSavePoints(text);
        return () => {
          schedule.savePoints = points;
        };
      },
    },
    {
      name: "auto-aof-rewrite-percentage",
      read: () => String(schedule.rewritePercentage),
      prepare(text) {
        const percentage = percentageOf(text);
        return () => {
          schedule.rewritePercentage = percentage;
        };
      },
    },
    {
      name: "auto-aof-rewrite-min-size",
      read: () => String(schedule.rewriteMinBytes),
      prepare(text) {
        const bytes = bytesOf(text);
        return () => {
          schedule.rewriteMinBytes = bytes;
        };
      },
    },
  ];
}

const INT_MAX = 2_147_483_647;

function percentageOf(text: string): number {
  if (!/^-?[0-9]{1,18}$/.test(text)) {
    throw new SettingError("argument couldn't be parsed into an integer");
  }
  const value = Number(text);
  if (value < 0 || value > INT_MAX) {
    throw new SettingError(`argument must be between 0 and ${INT_MAX} inclusive`);
  }
  return value;
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ "": 1, b: 1 },
  ...{ k: 1_000, m: 1_000_000, g: 1_000_000_000 },
  ...{ kb: 1_024, mb: 1_048_576, gb: 1_073_741_824 },
};

function bytesOf(text: string): number {
  const [, digits = "", unit = ""] = /^([0-9]{1,15})([a-z]*)$/i.exec(text) ?? ["", "", "?"];
  const bytes = Number(digits) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  if (!Number.isSafeInteger(bytes)) throw new SettingError("argument must be a memory value");
  return bytes;
}
