/**
 * By which number learners know a mutant, in the bug hunt.
 *
 *   labs/db-05-memtable/mutants/numbers.txt
 *     1 a-beginning-is-equal
 *     2 a-deletion-is-nothing          a mutant that was taken out keeps its line: no other gets its number
 *     …
 *     103 the-newest-mutant            npm run derive adds those that are new, at the end
 *
 * Invariant: numbers rise from line to line, and no name stands twice. So a number means one mutant for ever, whatever
 * joins and goes. A mutant that gets another name gets it here too, in its place, by hand.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "./manifest.ts";

/** Relative to the lab's folder. */
export const NUMBERS_FILE = "mutants/numbers.txt";

const HEAD =
  "# The bugs of the hunt by their numbers, which are for ever: npm run derive adds new ones at the end.\n";

/** The numbers by mutant's name. @throws Error with the line that is not as it should be */
export function numbersIn(text: string): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  let last = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [, digits = "", name = ""] = /^(\d{1,6}) ([\w.-]+)$/.exec(line) ?? [];
    const number = Number(digits);
    if (name === "") throw new Error(`line ${index + 1}: is no number and name`);
    if (number <= last) throw new Error(`line ${index + 1}: ${number} does not follow ${last}`);
    if (numbers.has(name)) throw new Error(`line ${index + 1}: ${name} has a number already`);
    numbers.set(name, number);
    last = number;
  }
  return numbers;
}

/** The numbers of a lab's mutants; none where it has no list. @throws Error as above */
export function readNumbers(lab: Lab): ReadonlyMap<string, number> {
  const file = join(lab.path, NUMBERS_FILE);
  return numbersIn(existsSync(file) ? readFileSync(file, "utf8") : "");
}

/** The list with these mutants in it: what stands there stays, the others follow in the order given. @throws as above */
export function withNumbers(text: string, names: readonly string[]): string {
  const numbers = numbersIn(text);
  let last = Math.max(0, ...numbers.values());
  const added = names.filter((name) => !numbers.has(name)).map((name) => `${++last} ${name}\n`);
  const before = text === "" ? HEAD : text.replace(/\n*$/, "\n");
  return `${before}${added.join("")}`;
}
