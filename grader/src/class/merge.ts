/**
 * Parts of a class, graded apart, as one class again.
 *
 *     part-1/class.json, rows/alice.json, rows/dan.json   ─┐
 *     part-2/class.json, rows/bob.json                    ─┼──▶ one lab, one seed, one course ──▶ rows of all, by name
 *     part-3/class.json, rows/carol.json                  ─┘
 *
 * What does not belong together is refused: points of another lab, of other cases or of other laws are no grade beside
 * these. A submission may be in two parts where both say the same of it.
 *
 * Of a part those rows count that its class.json lists; where it lists none, since the part was stopped, all that are
 * there.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Lab } from "../manifest.ts";
import { byName, type ClassRow } from "./row.ts";
import { Rows } from "./rows.ts";
import { classSchema } from "./schema.ts";
import { type ClassDocument, tableRow } from "./tables.ts";

/** One graded folder. */
export interface Part {
  readonly folder: string;
  /** The lab's id. */
  readonly lab: string;
  readonly seed: number;
  readonly rows: readonly ClassRow[];
}

/** Says why parts make no class; ready to show. */
export class CannotMerge extends Error {
  override readonly name = "CannotMerge";
}

/** What was graded into a folder. @throws CannotMerge */
export function readPart(folder: string): Part {
  const { lab, seed, rows: listed } = readDocument(folder);
  const there = new Rows(folder).all().filter((row) => row.lab === lab.id && row.seed === seed);
  if (listed.length === 0) return { folder, lab: lab.id, seed, rows: there };
  const rows = listed.map(({ name }) => {
    const row = there.find((each) => each.name === name);
    if (row === undefined) throw new CannotMerge(`${folder} lists ${name}, and has no row of it.`);
    return row;
  });
  return { folder, lab: lab.id, seed, rows };
}

function readDocument(folder: string): ClassDocument {
  const file = join(folder, "class.json");
  if (!existsSync(file))
    throw new CannotMerge(`${folder} is no graded class: it has no class.json.`);
  try {
    return classSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new CannotMerge(`${file} is not as a grading of a class writes it.`);
  }
}

/** The rows of all parts, by name. @param parts at least one @throws CannotMerge */
export function mergedRows(parts: readonly Part[]): readonly ClassRow[] {
  const [first] = parts;
  for (const part of parts) {
    differ(first!, part, "lab", first!.lab, part.lab);
    differ(first!, part, "seed", first!.seed, part.seed);
  }
  const found = new Map<string, { readonly row: ClassRow; readonly part: Part }>();
  let one: { readonly row: ClassRow; readonly part: Part } | undefined;
  for (const part of parts) {
    for (const row of part.rows) {
      one ??= { row, part };
      differ(one.part, part, "version of the course", short(one.row.course), short(row.course));
      const before = found.get(row.name);
      if (before === undefined) found.set(row.name, { row, part });
      else if (!saysTheSame(before.row, row)) {
        const folders = `${basename(before.part.folder)} and ${basename(part.folder)}`;
        throw new CannotMerge(
          `${folders} disagree on ${row.name}: its files or its points differ.`,
        );
      }
    }
  }
  return [...found.values()].map(({ row }) => row).sort(byName);
}

/** Whether the rows are of this lab, as it stands here: the tables name its steps. @throws CannotMerge */
export function checkSteps(lab: Lab, rows: readonly ClassRow[]): void {
  const lawsOf = new Map(lab.steps.map(({ id, tests }) => [id, tests.length]));
  for (const { name, steps } of rows) {
    const other = steps.find(({ id, pointsMax }) => lawsOf.get(id) !== pointsMax);
    if (other === undefined) continue;
    throw new CannotMerge(
      `${name} was graded by another version of ${lab.id} than this tree has: its step ${other.id} is not the same.`,
    );
  }
}

function differ(
  one: Part,
  other: Part,
  what: string,
  ofOne: string | number,
  ofOther: string | number,
): void {
  if (ofOne === ofOther) return;
  const [first, second] = [basename(one.folder), basename(other.folder)];
  throw new CannotMerge(
    one === other
      ? `${first} has rows of more than one ${what}: ${ofOne} and ${ofOther}. Grade it again.`
      : `${first} and ${second} were not graded with the same ${what}: ${ofOne} and ${ofOther}.`,
  );
}

/** Of a digest, as much as tells two apart. */
const short = (digest: string): string => digest.slice(0, 12);

const saysTheSame = (one: ClassRow, other: ClassRow): boolean =>
  JSON.stringify(tableRow(one)) === JSON.stringify(tableRow(other));
