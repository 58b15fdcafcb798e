/**
 * What is kept of a class: a file for each submission, written when it has been graded.
 *
 *     graded/                     --- what a person names, or the folder of the submissions with "-graded" behind it
 *       class.json                what all of it was graded with; then the rows, without what each law said
 *       class.csv                 a line for each submission
 *       rows/alice.json           one submission: points by step, and the whole grading as `npm run grade … json` has it
 *
 * A row counts again, after the class was stopped, as long as the submission, the course's laws and the seed are the same.
 *
 * Invariant: a file is written whole, by rename, or not at all. So a class that is killed loses what was being graded.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { GradingReport } from "../reports/grading.ts";
import type { Outcome } from "../verdict.ts";

const VERSION = 1;

/** What a row was made with. */
export interface Basis {
  readonly lab: string;
  readonly seed: number;
  /** Of the submission's files. */
  readonly fingerprint: string;
  /** Of the laws, and all that they stand on. */
  readonly course: string;
}

export interface StepPoints {
  readonly id: string;
  readonly points: number;
  readonly pointsMax: number;
  readonly outcome: Outcome;
}

export interface ClassRow extends Basis {
  readonly format: "labs-class-row";
  readonly version: typeof VERSION;
  readonly name: string;
  readonly points: number;
  readonly pointsMax: number;
  readonly steps: readonly StepPoints[];
  /** What of the submission was passed over. */
  readonly notes: readonly string[];
  /** Why it has no points, or could not be graded: one sentence. */
  readonly problem?: string;
  /** The whole grading, where there was one. */
  readonly report?: GradingReport;
}

/** Keeps the rows of a class in a folder. */
export class Rows {
  readonly #folder: string;

  /** @param folder made where it is not there */
  constructor(folder: string) {
    this.#folder = join(folder, "rows");
    mkdirSync(this.#folder, { recursive: true });
  }

  /** The row of this submission, if it was made on this basis. */
  find(name: string, basis: Basis): ClassRow | undefined {
    const row = this.#read(fileOf(name));
    if (row === undefined || row.name !== name) return undefined;
    const keys = ["lab", "seed", "fingerprint", "course"] as const;
    return keys.every((key) => row[key] === basis[key]) ? row : undefined;
  }

  async write(row: Omit<ClassRow, "format" | "version">): Promise<ClassRow> {
    const whole: ClassRow = { format: "labs-class-row", version: VERSION, ...row };
    const file = join(this.#folder, fileOf(row.name));
    await writeFileAtomic(file, `${JSON.stringify(whole, null, 1)}\n`);
    return whole;
  }

  /** All rows that are there, by name. */
  all(): readonly ClassRow[] {
    return readdirSync(this.#folder)
      .flatMap((file) => this.#read(file) ?? [])
      .sort(byName);
  }

  /** Undefined where there is none, or none that can be read: then it is graded again. */
  #read(file: string): ClassRow | undefined {
    try {
      const row = JSON.parse(readFileSync(join(this.#folder, file), "utf8"));
      return row?.format === "labs-class-row" && row.version === VERSION ? row : undefined;
    } catch {
      return undefined;
    }
  }
}

export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** Any name is a file's name, and no two are the same one's, also where case does not count. */
function fileOf(name: string): string {
  const safe = encodeURIComponent(name).replace(/[A-Z.*~]/g, (letter) =>
    /[A-Z]/.test(letter) ? `+${letter.toLowerCase()}` : `+${letter.charCodeAt(0)}`,
  );
  return `${safe}.json`;
}
