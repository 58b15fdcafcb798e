/** What the page and the terminal both say of a store, in numbers and words. */
import { bytesText } from "@labs/db-05";
import type { FileMetadata } from "@labs/db-08";
import type { EntryCounts, StoreView, TableView } from "./view.ts";

const KEY_SHOWN = 18;

export const counted = (count: number): string => count.toLocaleString("en-US");

export const things = (count: number, one: string): string =>
  `${counted(count)} ${one}${count === 1 ? "" : "s"}`;

export const nameOf = (number: number): string => String(number).padStart(6, "0");

/** A user key for people, not too long. */
export function keyText(key: Uint8Array): string {
  const text = bytesText(key.subarray(0, KEY_SHOWN));
  return key.length > KEY_SHOWN ? `${text}…` : text;
}

export function bytesIn(tables: readonly { readonly file: FileMetadata }[]): number {
  return tables.reduce((sum, { file }) => sum + file.sizeBytes, 0);
}

/** All counts together; undefined where one is. */
export function sumOf(tables: readonly TableView[]): EntryCounts | undefined {
  let sum: EntryCounts = { entries: 0, deletions: 0, older: 0 };
  for (const { counts } of tables) {
    if (counts === undefined) return undefined;
    sum = {
      entries: sum.entries + counts.entries,
      deletions: sum.deletions + counts.deletions,
      older: sum.older + counts.older,
    };
  }
  return sum;
}

/** The sentences below the drawing. */
export function costs({ levels, live }: StoreView): readonly string[] {
  const [newest = [], ...older] = levels;
  const below = older.filter((tables) => tables.length > 0).length;
  const places = [
    ...(newest.length === 0 ? [] : [`${counted(newest.length)} of level 0`]),
    ...(below === 0 ? [] : [`one of each of ${things(below, "level")} below`]),
  ];
  const most = things(newest.length + below, "table");
  const where = places.length === 0 ? "" : `: ${places.join(", ")}`;
  const lines = [`A get asks ${most} at the most${where}.`];
  const bytes = bytesIn(levels.flat());
  if (live === undefined) lines.push("What can be read is not counted: something is damaged.");
  else if (live.bytes === 0) lines.push(`No key has a value; tables have ${counted(bytes)} bytes.`);
  else {
    const ratio = (bytes / live.bytes).toFixed(2);
    lines.push(
      `${things(live.keys, "key")} can be read, with values ${counted(live.bytes)} bytes.`,
      `The tables have ${counted(bytes)} bytes, ${ratio} times as much.`,
    );
  }
  return lines;
}

/** What is wrong, and with which file. */
export function faults({ levels, logs }: StoreView): readonly string[] {
  return [
    ...levels
      .flat()
      .flatMap(({ file, fault }) => (fault ? [`${nameOf(file.number)}.ldb: ${fault}`] : [])),
    ...logs.flatMap(({ number, fault }) => (fault ? [`${nameOf(number)}.log: ${fault}`] : [])),
  ];
}
