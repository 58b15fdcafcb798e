/**
 * How long somebody worked, and on which days, by when steps were graded.
 *
 *   graded      ×        ×   ×               ×        ×
 *   counted  ▒▒▒█████████████           ▒▒▒▒▒██████████
 *            ↑           gap of GAP_MAX_MS or less: worked on the lab that is graded at its end
 *            before the first of a sitting: BEFORE_MS
 *
 * It is an estimate from below for who reads much and grades seldom, and from above for who walks away within a gap.
 * Days are those of this machine's calendar. A streak is days without a gap, up to today; a day that is not over yet
 * does not end it.
 */
import { type Activity, dayOf, GAP_MAX_MS } from "../activity.ts";

/** What is counted before the first grading of a sitting. */
export const BEFORE_MS = 15 * 60_000;

export interface WorkedTime {
  /** By id of the lab. */
  readonly msOfLab: ReadonlyMap<string, number>;
  /** By day, `2026-11-22`. */
  readonly msOfDay: ReadonlyMap<string, number>;
}

/** @param lines by time */
export function workedTime(lines: readonly Activity[]): WorkedTime {
  const msOfLab = new Map<string, number>();
  const msOfDay = new Map<string, number>();
  let before = Number.NEGATIVE_INFINITY;
  for (const { at, lab } of lines) {
    const time = Date.parse(at);
    const gap = time - before;
    const counted = gap <= GAP_MAX_MS ? gap : BEFORE_MS;
    const day = dayOf(new Date(time));
    msOfLab.set(lab, (msOfLab.get(lab) ?? 0) + counted);
    msOfDay.set(day, (msOfDay.get(day) ?? 0) + counted);
    before = time;
  }
  return { msOfLab, msOfDay };
}

export interface Streak {
  readonly days: number;
  readonly isTodayDone: boolean;
}

/** @param days those on which something was done */
export function streakOf(days: ReadonlySet<string>, now: Date): Streak {
  const isTodayDone = days.has(dayOf(now));
  let count = 0;
  while (days.has(daysBefore(now, count + (isTodayDone ? 0 : 1)))) count++;
  return { days: count, isTodayDone };
}

/** The day so many days before: of the calendar, whatever the clocks did meanwhile. */
export function daysBefore(date: Date, count: number): string {
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() - count, 12));
}
