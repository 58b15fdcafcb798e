/**
 * Entries of the decision log on the screen:
 *
 *   3 entries, newest first
 *
 *     2026-11-22  db-05 3  Memtable                  112 words   fsync, arena
 *     2026-11-20  db-01 1  Encode replies            not yet     parsing
 *                       The torn tail is cut, because …                      where words were looked for
 *                       journal/db-01-01-encode.md                           where they are few
 *
 * Tags give way first where the terminal is narrow, then titles are cut. All of it came from files.
 */
import chalk from "chalk";
import type { Entry } from "../journal/entry.ts";
import { oneLine, padded, widthOf, wrapped } from "./text.ts";

const TITLE_MIN = 14;
const TAGS_MIN = 10;

/** A table of entries. @param under what to show under each, a line each */
export function entryLines(
  entries: readonly Entry[],
  columns: number,
  under: (entry: Entry) => readonly string[] = () => [],
): string[] {
  const places = entries.map(placeOf);
  const place = Math.min(12, widthOf(places));
  const counts = entries.map(countOf);
  const fixed = 2 + 10 + 2 + (place > 0 ? place + 2 : 0);
  const count = widthOf(counts);
  const titles = widthOf(entries.map(({ title }) => oneLine(title, 60)));
  const tags = Math.min(30, widthOf(entries.map(({ tags }) => oneLine(tags.join(", "), 30))));
  const room = columns - fixed - 2 - count;
  const hasTags = tags > 0 && room - TITLE_MIN - 2 >= Math.min(tags, TAGS_MIN);
  // A title says more than tags do.
  const titleMax = hasTags ? room - 2 - Math.min(tags, Math.floor(room / 3)) : room;
  const title = Math.min(titles, Math.max(TITLE_MIN, titleMax));
  return entries.flatMap((entry, index) => {
    const cells = [
      entry.date ?? "no date   ",
      ...(place > 0 ? [padded(oneLine(places[index]!, place), place)] : []),
      padded(oneLine(entry.title, title), title),
      padded(counts[index]!, count),
    ];
    const left = columns - fixed - title - count - 4;
    const tagCell = hasTags ? oneLine(entry.tags.join(", "), Math.max(1, left)) : "";
    const row = `  ${cells.join("  ")}  ${chalk.dim(tagCell)}`.trimEnd();
    const indent = " ".repeat(fixed);
    const room = Math.max(10, columns - fixed);
    return [row, ...under(entry).map((line) => chalk.dim(`${indent}${oneLine(line, room)}`))];
  });
}

/** What is wrong with entries, with file and line. */
export function problemLines(entries: readonly Entry[], columns: number): string[] {
  return entries.flatMap(({ file, problems }) =>
    problems.flatMap(({ line, message }) =>
      wrapped(`${oneLine(file, 200)}:${line}: ${oneLine(message, 300)}`, columns),
    ),
  );
}

/** "db-05 3", "db-05", or nothing */
function placeOf({ lab, step }: Entry): string {
  return [lab, step?.number].filter((each) => each !== undefined).join(" ");
}

function countOf({ words, isWritten }: Entry): string {
  if (!isWritten) return "not yet";
  return wordCount(words);
}

export function wordCount(words: number): string {
  return words === 1 ? "1 word" : `${words} words`;
}

/** What is said of an entry's length: no limit is held. */
export function lengthText(words: number): string {
  const count = wordCount(words);
  if (words < 40) return `${count}: the gist of it, and it may stay so.`;
  if (words < 300) return `${count}: enough to know in a year what you meant.`;
  return `${count}: more than a page, and all of it is kept.`;
}
