/**
 * Seeing a store: its tables, level by level.
 *
 *     level 0   2 tables   31,210 bytes
 *       000012    14,221   "cherry" 71 value … "plum" 93 deletion
 *       000009    16,989   "apple" 3 value … "kiwi" 40 value
 *     level 1   1 table   9,001 bytes
 *       000007     9,001   "apple" 1 value … "elder" 2 value
 *
 * @given
 */
import { internalKeyText } from "@labs/db-05";
import type { FileMetadata } from "./table-output.ts";
import type { Version } from "./version.ts";

/** The tables of a version as text, for people; levels without tables are left out. */
export function dumpStore({ levels }: Version): string {
  const lines = levels.flatMap((files, level) => {
    if (files.length === 0) return [];
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const tables = files.length === 1 ? "1 table" : `${files.length} tables`;
    return [`level ${level}   ${tables}   ${counted(bytes)} bytes`, ...files.map(line)];
  });
  return lines.length === 0 ? "no tables" : lines.join("\n");
}

function line({ number, sizeBytes, smallest, largest }: FileMetadata): string {
  const name = String(number).padStart(6, "0");
  const size = counted(sizeBytes).padStart(11);
  return `  ${name}${size}   ${internalKeyText(smallest)} … ${internalKeyText(largest)}`;
}

function counted(count: number): string {
  return count.toLocaleString("en-US");
}
