/**
 * Versions of tables that are nothing but names: drawn by hand in a law, or by chance.
 *
 *     versionOf({ 0: [table(9, "c", "p")], 1: [table(7, "a", "e 3"), table(8, "e 2", "m")] })
 *
 *     drawn      level 0   │ b 905 … f 901 │      each table has entries; what stands higher is newer, for every user key
 *                level 1   │ a 603 … d 601 │ d 600 … k 600 │      one user key in two neighbours: it happens
 *
 * There are no files: picking looks at metadata alone.
 */
import {
  compareBytes,
  compareInternalKeys,
  encodeInternalKey,
  sequenceOf,
  userKeyOf,
  ValueType,
} from "@labs/db-05";
import { type FileMetadata, LEVELS, Version } from "@labs/db-08";
import { type Compaction, type CompactionLimits, limitsOf } from "@labs/db-09";
import fc from "fast-check";

const utf8Encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => utf8Encoder.encode(text);

/** An internal key: "k", written as `sequence`; or "k 9", written as 9. */
export function keyOf(text: string, sequence = 1): Uint8Array {
  const [userKey = "", said] = text.split(" ");
  return encodeInternalKey(utf8(userKey), Number(said ?? sequence), ValueType.Value);
}

/** A table from one internal key to another (as `keyOf` has them), 100 bytes long unless said. */
export function table(
  number: number,
  smallest: string,
  largest: string,
  sizeBytes = 100,
): FileMetadata {
  return { number, sizeBytes, smallest: keyOf(smallest), largest: keyOf(largest) };
}

/** A version with these tables, by level. */
export function versionOf(levels: Readonly<Record<number, readonly FileMetadata[]>>): Version {
  return Version.empty.apply({
    newFiles: Object.entries(levels).flatMap(([level, files]) =>
      files.map((file) => ({ level: Number(level), file })),
    ),
  });
}

/** The tables by their numbers. */
export const numbersOf = (files: readonly FileMetadata[]): number[] =>
  files.map(({ number }) => number);

/** The tables of a version, a line for each level. */
export function sketch({ levels }: Version): string {
  const lines = levels.map((files, level) => {
    const tables = files.map(
      ({ number, sizeBytes, smallest, largest }) =>
        `${number}: ${textOf(smallest)} … ${textOf(largest)}, ${sizeBytes} bytes`,
    );
    return `level ${level}   ${tables.join(" │ ")}`;
  });
  return lines.filter((_, level) => levels[level]!.length > 0).join("\n");
}

/** An internal key as `keyOf` has it. */
function textOf(key: Uint8Array): string {
  return `${Buffer.from(userKeyOf(key)).toString()} ${sequenceOf(key)}`;
}

/** A compaction in numbers and texts: for a comparison that can be read. */
export function outline({ inputs, outputLevel, grandparents, pointer }: Compaction) {
  return {
    inputs: inputs.map(({ level, files }) => `level ${level}: ${numbersOf(files).join(" ")}`),
    outputLevel,
    grandparents: numbersOf(grandparents),
    pointer: pointer === undefined ? undefined : textOf(pointer),
  };
}

/** An entry of a drawn table. */
export interface DrawnEntry {
  readonly key: string;
  readonly sequence: number;
}

/** A version, and what is in its tables, by number. */
export interface Drawn {
  readonly version: Version;
  readonly entries: ReadonlyMap<number, readonly DrawnEntry[]>;
}

/** An entry as it is drawn: which key, whether a table begins with it, and how many bytes it has. */
interface Draw {
  readonly key: number;
  readonly cut: boolean;
  readonly sizeBytes: number;
}

const KEYS = "abcdefghijkl";

const anyDraw: fc.Arbitrary<Draw> = fc.record({
  key: fc.nat(KEYS.length - 1),
  cut: fc.boolean(),
  sizeBytes: fc.integer({ min: 1, max: 200 }),
});

/** Versions as a store might have them: for each user key, what stands in an upper level or table is newer. */
export const anyVersion: fc.Arbitrary<Drawn> = fc
  .record({
    newest: fc.array(fc.array(anyDraw, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
    older: fc.array(fc.array(anyDraw, { minLength: 2, maxLength: 16, size: "max" }), {
      maxLength: LEVELS - 1,
    }),
  })
  .map(({ newest, older }) => drawnVersion(newest, older));

/** Limits that such versions reach. */
export const anyLimits: fc.Arbitrary<CompactionLimits> = fc
  .record({
    level0Tables: fc.integer({ min: 1, max: 6 }),
    level1Bytes: fc.integer({ min: 50, max: 2000 }),
    factor: fc.integer({ min: 1, max: 4 }),
    tableBytes: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 40, max: 120 })),
  })
  .map(limitsOf);

function drawnVersion(
  newest: readonly (readonly Draw[])[],
  older: readonly (readonly Draw[])[],
): Drawn {
  const entries = new Map<number, readonly DrawnEntry[]>();
  const levels: Record<number, FileMetadata[]> = {};
  let number = 1;
  let sequence = 1;
  const add = (level: number, draws: readonly Draw[]) => {
    const found = draws.map(({ key }, at) => ({ key: KEYS[key]!, sequence: sequence + at }));
    sequence += draws.length;
    const ends = [...found.keys()].map((at) => keyOf(found[at]!.key, found[at]!.sequence));
    const file: FileMetadata = {
      number,
      sizeBytes: draws.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      smallest: ends.toSorted(compareInternalKeys)[0]!,
      largest: ends.toSorted(compareInternalKeys).at(-1)!,
    };
    entries.set(number, found);
    levels[level] = [...(levels[level] ?? []), file];
    number += 1;
  };
  // From the lowest level to the newest table of level 0; of a level, the last tables first: so sequences rise.
  for (let level = older.length; level > 0; level--) {
    const sorted = older[level - 1]!.toSorted((a, b) => b.key - a.key);
    let run: Draw[] = [];
    for (const draw of sorted) {
      run.push(draw);
      if (!draw.cut) continue;
      add(level, run);
      run = [];
    }
    if (run.length > 0) add(level, run);
  }
  for (const draws of newest) add(0, draws);
  return { version: versionOf(levels), entries };
}

/** Whether two tables share a user key, or could: by their ends. */
export function overlap(a: FileMetadata, b: FileMetadata): boolean {
  return (
    compareBytes(userKeyOf(a.smallest), userKeyOf(b.largest)) <= 0 &&
    compareBytes(userKeyOf(b.smallest), userKeyOf(a.largest)) <= 0
  );
}
