/**
 * What is kept of a class: a file for each submission, written when it has been graded.
 *
 *     graded/                     --- what a person names, or the folder of the submissions with "-graded" behind it
 *       class.html                a page to read, with what each law said
 *       class.json                what all of it was graded with; then the rows, without what each law said
 *       class.csv                 a line for each submission
 *       rows/alice.json           one submission: points by step, and the whole grading as `npm run grade … json` has it
 *
 * A row counts again, after the class was stopped, as long as the submission, the course's laws and the seed are the same.
 *
 * Invariant: a file is written whole, by rename, or not at all. So a class that is killed loses what was being graded.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type Basis, byName, type ClassRow, ROW_FORMAT, ROW_VERSION } from "./row.ts";
import { rowSchema } from "./schema.ts";

/** Of the 255 bytes that a file's name may have, some are for its ending, and for the file that is renamed to it. */
const FILE_NAME_MAX = 180;

/** Keeps the rows of a class in a folder. */
export class Rows {
  readonly #folder: string;

  /** @param folder made with the first row, where it is not there */
  constructor(folder: string) {
    this.#folder = join(folder, "rows");
  }

  /** The row of this submission, if it was made on this basis. */
  find(name: string, basis: Basis): ClassRow | undefined {
    const row = this.#read(fileOf(name));
    if (row === undefined || row.name !== name) return undefined;
    const keys = ["lab", "seed", "fingerprint", "course"] as const;
    return keys.every((key) => row[key] === basis[key]) ? row : undefined;
  }

  async write(row: Omit<ClassRow, "format" | "version">): Promise<ClassRow> {
    const whole: ClassRow = { format: ROW_FORMAT, version: ROW_VERSION, ...row };
    const file = join(this.#folder, fileOf(row.name));
    mkdirSync(this.#folder, { recursive: true });
    await writeFileAtomic(file, `${JSON.stringify(whole, null, 1)}\n`);
    return whole;
  }

  /** All rows that are there, by name. */
  all(): readonly ClassRow[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .flatMap((file) => this.#read(file) ?? [])
      .sort(byName);
  }

  /** Undefined where there is none, or none that can be read: then it is graded again. */
  #read(file: string): ClassRow | undefined {
    try {
      const row = JSON.parse(readFileSync(join(this.#folder, file), "utf8"));
      return rowSchema.safeParse(row).success ? row : undefined;
    } catch {
      return undefined;
    }
  }
}

/**
 * Any name is a file's name, and no two are the same one's, also where case does not count. A name may be as long as a
 * file's, and is longer here: of such a one the beginning is left, and a digest that tells it apart.
 */
export function fileOf(name: string): string {
  const safe = encodeURIComponent(name).replace(/[A-Z.*~]/g, (letter) =>
    /[A-Z]/.test(letter) ? `+${letter.toLowerCase()}` : `+${letter.charCodeAt(0)}`,
  );
  if (safe.length <= FILE_NAME_MAX) return `${safe}.json`;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 32);
  return `${safe.slice(0, FILE_NAME_MAX - digest.length - 1)}~${digest}.json`;
}
