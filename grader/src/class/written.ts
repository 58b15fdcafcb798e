/**
 * What is written of a class beside its rows: the tables, and the page.
 *
 * class.json is there from the beginning, with the seed: a class that was stopped goes on with it.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Lab } from "../manifest.ts";
import { classPage } from "./html.ts";
import { byName, type ClassRow } from "./row.ts";
import { classJson, csvText } from "./tables.ts";

/** What a folder of results says it is of, where it is one. */
export interface Begun {
  readonly lab: string;
  readonly seed: number;
}

/** What was begun in this folder; undefined where nothing was, or nothing that can be read. */
export function begunIn(folder: string): Begun | undefined {
  const file = join(folder, "class.json");
  if (!existsSync(file)) return undefined;
  try {
    const { lab, seed } = JSON.parse(readFileSync(file, "utf8"));
    return typeof lab?.id === "string" && Number.isInteger(seed)
      ? { lab: lab.id, seed }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the seed, for the class to go on with. The folder is there. */
export async function beginClass(folder: string, lab: Lab, seed: number): Promise<void> {
  await writeFileAtomic(join(folder, "class.json"), classJson(lab, seed, []));
}

/** Writes the tables of these rows, by name, and their page. */
export async function writeClass(
  folder: string,
  lab: Lab,
  seed: number,
  rows: readonly ClassRow[],
): Promise<void> {
  const sorted = [...rows].sort(byName);
  await writeFileAtomic(join(folder, "class.csv"), csvText(lab, sorted));
  await writeFileAtomic(join(folder, "class.json"), classJson(lab, seed, sorted));
  await writeFileAtomic(join(folder, "class.html"), classPage(lab, seed, sorted));
}
