/**
 * When somebody worked: what is appended, what is read of a damaged file, and how time and days are counted from it.
 */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Activity,
  activityFile,
  appendActivity,
  dayOf,
  readActivity,
  thinned,
} from "../src/activity.ts";
import { daysBefore, streakOf, workedTime } from "../src/dashboard/time.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labs-activity-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const MINUTE = 60_000;
const NOON = new Date(2026, 0, 15, 12).getTime();
/** So many minutes after noon of a day. */
const line = (minutes: number, lab = "db-01"): Activity => ({
  ...{ at: new Date(NOON + minutes * MINUTE).toISOString(), lab, step: "encode", points: 1, of: 2 },
});
const inMinutes = (times: ReadonlyMap<string, number>) =>
  Object.fromEntries([...times].map(([key, ms]) => [key, ms / MINUTE]));

describe("the file", () => {
  test("has a line for each, in which nothing else stands", () => {
    appendActivity(root, line(0));
    appendActivity(root, { ...line(1), more: "of what else is known" } as Activity);
    expect(readActivity(root)).toEqual([line(0), line(1)]);
    expect(readFileSync(activityFile(root), "utf8")).toBe(
      `${JSON.stringify(line(0))}\n${JSON.stringify(line(1))}\n`,
    );
    expect(statSync(activityFile(root)).size / 2).toBeLessThan(100);
  });

  test("what is damaged is passed over, and what comes after a torn line is not lost", () => {
    appendActivity(root, line(0));
    const bad = [
      "",
      "null",
      "[]",
      "7",
      '{"at":"no day","lab":"db-01","step":"s","points":1,"of":2}',
      "\u0000",
    ];
    appendFileSync(activityFile(root), `${bad.join("\n")}\n{"at":"2026-01`);
    appendActivity(root, line(5));
    appendActivity(root, line(6));
    expect(readActivity(root)).toEqual([line(0), line(5), line(6)]);
  });

  test("is read by time, whoever wrote first", () => {
    appendActivity(root, line(9));
    appendActivity(root, line(3));
    expect(readActivity(root)).toEqual([line(3), line(9)]);
  });

  test("one that cannot be written or read is none, and no error", () => {
    mkdirSync(activityFile(root), { recursive: true });
    appendActivity(root, line(0));
    expect(readActivity(root)).toEqual([]);
    rmSync(join(root, ".labs"), { recursive: true });
    writeFileSync(join(root, ".labs"), "a file where the folder should be");
    appendActivity(root, line(0));
    expect(readActivity(root)).toEqual([]);
  });

  test("one that has grown is thinned, and says the same of time", () => {
    const lines = Array.from({ length: 12_500 }, (_, index) => line(index / 6));
    mkdirSync(join(root, ".labs"));
    writeFileSync(activityFile(root), lines.map((each) => `${JSON.stringify(each)}\n`).join(""));
    const last = line(12_500 / 6);
    appendActivity(root, last);
    expect(statSync(activityFile(root)).size).toBeLessThan(20_000);
    const after = readActivity(root);
    expect(after.at(-1)).toEqual(last);
    expect(workedTime(after)).toEqual(workedTime([...lines, last]));
  });
});

describe("time", () => {
  test("gaps count for the lab that is graded at their end, and something before a sitting", () => {
    const { msOfLab, msOfDay } = workedTime([
      line(0),
      line(20),
      line(30, "db-02"),
      line(76, "db-02"),
      line(121, "db-02"),
    ]);
    expect(inMinutes(msOfLab)).toEqual({ "db-01": 15 + 20, "db-02": 10 + 15 + 45 });
    expect(inMinutes(msOfDay)).toEqual({ "2026-01-15": 105 });
  });

  test("is of the day on which it ends", () => {
    const { msOfDay } = workedTime([line(11 * 60 + 50), line(12 * 60 + 10)]);
    expect(inMinutes(msOfDay)).toEqual({ "2026-01-15": 15, "2026-01-16": 20 });
  });

  test("is the same of what was thinned, whatever the lines", () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.constantFrom("a", "b")));
    fc.assert(
      fc.property(gaps, (list) => {
        let at = 0;
        const lines = list.map(([gap, lab]) => {
          at += gap;
          return line(at, lab);
        });
        expect(workedTime(thinned(lines))).toEqual(workedTime(lines));
      }),
    );
  });
});

describe("a streak", () => {
  const now = new Date(2026, 2, 30, 9);
  const days = (...counts: readonly number[]) =>
    new Set(counts.map((count) => daysBefore(now, count)));

  test.each([
    ["nothing yet", days(), 0, false],
    ["today alone", days(0), 1, true],
    ["up to yesterday", days(1, 2), 2, false],
    ["up to today, over the change of clocks", days(0, 1, 2), 3, true],
    ["broken the day before yesterday", days(1, 3, 4), 1, false],
    ["broken yesterday", days(2, 3), 0, false],
    ["over the end of a month", days(...Array.from({ length: 40 }, (_, count) => count)), 40, true],
  ])("%s", (_, done, count, isTodayDone) => {
    expect(streakOf(done, now)).toEqual({ days: count, isTodayDone });
  });

  test("days are those of the calendar here", () => {
    expect(dayOf(new Date(2026, 0, 1, 0, 1))).toBe("2026-01-01");
    expect(dayOf(new Date(2026, 0, 1, 23, 59))).toBe("2026-01-01");
    expect(daysBefore(new Date(2026, 0, 1), 1)).toBe("2025-12-31");
  });
});
