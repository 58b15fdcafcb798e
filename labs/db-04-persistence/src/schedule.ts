/**
 * Schedule: saves and rewrites that nobody has asked for.
 *
 *     every 100 ms     a save point is reached      ──▶ save
 *                      the log has grown enough     ──▶ rewrite
 *
 *     base 40 MB ─ rewrite ─▶ 40 MB … 60 … 80 MB: grown by 100 % ─ rewrite ─▶ …
 *
 * A rewrite costs as much as there is, and comes when as much has been logged again: so rewrites write at most about
 * twice what is logged, whatever the size. That is why the limit is a share, and not so many bytes.
 *
 * Source: serverCron in Redis 7.0's server.c, and its CONFIG_BGSAVE_RETRY_DELAY.
 *
 * Left out: Redis's longer and longer delays between rewrites that fail (aofRewriteLimited).
 *
 * @given
 */
import type { Clock } from "@labs/machine";
import type { Keeper } from "./keeper.ts";
import type { SavePoint } from "./save-points.ts";

/** How often it is looked at. */
export const LOOK_EVERY_MS = 100;
/** After a failure nothing of its kind is tried for so long. */
export const SAVE_RETRY_MS = 5_000;
export const REWRITE_RETRY_MS = 60_000;

/** CONFIG SET changes them while the server runs. */
export type ScheduleSettings = {
  savePoints: readonly SavePoint[];
  /** By how much the log must have grown since the last rewrite, in percent; 0 for never. */
  rewritePercentage: number;
  /** And how large it must be, in bytes. */
  rewriteMinBytes: number;
};

/** Looks after `keeper` until the function that it returns is called. */
export function startSchedule(
  keeper: Keeper,
  settings: ScheduleSettings,
  clock: Clock,
): () => void {
  let isStopped = false;
  let cancel = (): void => {};
  const wait = (): void => {
    cancel = clock.after(LOOK_EVERY_MS, () => {
      look(keeper, settings, clock.now());
      if (!isStopped) wait();
    });
  };
  wait();
  return () => {
    isStopped = true;
    cancel();
  };
}

function look(keeper: Keeper, settings: ScheduleSettings, now: number): void {
  if (keeper.jobs.running !== undefined) return;
  // Whether it went well is noted, and INFO tells it.
  if (isSaveDue(keeper, settings, now)) keeper.save().catch(() => {});
  else if (isRewriteDue(keeper, settings, now)) keeper.rewrite().catch(() => {});
}

function isSaveDue(keeper: Keeper, { savePoints }: ScheduleSettings, now: number): boolean {
  const { ok, triedMs } = keeper.lastSave;
  if (!ok && now - triedMs <= SAVE_RETRY_MS) return false;
  return savePoints.some(({ seconds, changes }) => {
    return keeper.unsavedChanges >= changes && now - keeper.savedMs > seconds * 1000;
  });
}

function isRewriteDue(
  keeper: Keeper,
  { rewritePercentage, rewriteMinBytes }: ScheduleSettings,
  now: number,
): boolean {
  const { ok, triedMs } = keeper.lastRewrite;
  if (keeper.log === undefined || keeper.log.failure !== undefined) return false;
  if (rewritePercentage === 0 || (!ok && now - triedMs <= REWRITE_RETRY_MS)) return false;
  const { all } = keeper.sizes();
  const before = Math.max(1, keeper.rewrittenBytes);
  return all > rewriteMinBytes && (all * 100) / before - 100 >= rewritePercentage;
}
