/**
 * SavePoints: after how much time and how many changes an RDB file is saved.
 *
 *     3600 1 300 100 60 10000      an hour after the last save if anything has changed since, five minutes after it
 *                                  if a hundred things have, one minute after it if ten thousand have
 *
 * Source: `save` in redis.conf; setConfigSaveOption in Redis 7.0's config.c.
 *
 * @given
 */
import { SettingError } from "@labs/db-02";

/** One of them: a save is due if both are reached. */
export type SavePoint = { readonly seconds: number; readonly changes: number };

/** Redis's. */
export const DEFAULT_SAVE_POINTS = "3600 1 300 100 60 10000";

/**
 * Pairs of seconds, 1 or more, and changes, 0 or more, with one space between two numbers; none for the empty text.
 * @throws SettingError `Invalid save parameters`
 */
export function parseSavePoints(text: string): readonly SavePoint[] {
  const numbers = text === "" ? [] : text.split(" ").map((word) => numberOf(word));
  if (numbers.length % 2 !== 0) throw invalid();
  const points: SavePoint[] = [];
  for (let i = 0; i < numbers.length; i += 2) {
    const [seconds, changes] = [numbers[i]!, numbers[i + 1]!];
    if (seconds < 1) throw invalid();
    points.push({ seconds, changes });
  }
  return points;
}

/** As parseSavePoints reads them. */
export function formatSavePoints(points: readonly SavePoint[]): string {
  return points.flatMap(({ seconds, changes }) => [seconds, changes]).join(" ");
}

function numberOf(word: string): number {
  if (!/^[0-9]{1,10}$/.test(word)) throw invalid();
  return Number(word);
}

function invalid(): SettingError {
  return new SettingError("Invalid save parameters");
}
