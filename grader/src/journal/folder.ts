/**
 * The folder of the decision log, `journal/` at the tree's root: read as data, and added to.
 *
 *   journal/
 *     db-05-03-memtable.md            about step 3 of db-05: lab, number and name, as its document is called
 *     db-05-03-memtable-2.md          another one
 *     db-05-memtable.md               about the whole lab
 *     2026-11-22-sync-or-not.md       about no lab
 *     book.md                         made by npm run log book: no entry
 *
 * - The folder is the learner's own. What is there is never changed from here: entries are added, by names that no
 *   file has, and the learner's editor does the rest.
 * - Names are of small letters, so that no two are one file on a disk where upper and lower case are the same.
 * - A new file appears whole or not at all, and two that are made at once get two names.
 * - Folders within are read too; what begins with a dot is not, nor are links.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative, sep } from "node:path";
import type { Lab } from "../manifest.ts";
import { isBook } from "./book-mark.ts";
import { byAge, type Entry, parseEntry } from "./entry.ts";
import { type About, dayOf } from "./template.ts";

export const JOURNAL = "journal";
const BYTES_MAX = 1_000_000;
const SLUG_MAX = 50;

export interface Journal {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** What of the folder could not be read, a sentence each. */
  readonly problems: readonly string[];
}

/** The folder cannot be used; the message says what to do. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}

/** Every entry; a folder that is not there has none. @throws JournalError where it cannot be read at all */
export function readJournal(root: string, labs: readonly Lab[]): Journal {
  const folder = join(root, JOURNAL);
  checkFolder(folder);
  if (!existsSync(folder)) return { entries: [], problems: [] };
  const problems: string[] = [];
  const entries = filesIn(folder).flatMap((path) => {
    const file = relative(root, path).split(sep).join("/");
    const text = textOf(path, (problem) => problems.push(`${file} ${problem}`));
    return text === undefined || isBook(text) ? [] : [parseEntry(file, text, labs)];
  });
  return { entries: entries.sort((a, b) => byAge(b, a)), problems };
}

/**
 * Adds an entry by a name of its own.
 *
 * @param name of the file without its end; see nameOf
 * @returns its path below the root, and whether it was made: a file of that name and with that text is the same entry
 * @throws JournalError where the folder cannot be written
 */
export function addEntry(
  root: string,
  name: string,
  text: string,
): { readonly file: string; readonly isNew: boolean } {
  const folder = join(root, JOURNAL);
  checkFolder(folder);
  try {
    mkdirSync(folder, { recursive: true });
    for (let copy = 1; ; copy++) {
      const file = copy === 1 ? `${name}.md` : `${name}-${copy}.md`;
      const taken = readdirSync(folder).find((each) => each.toLowerCase() === file);
      if (taken === undefined && place(folder, file, text)) {
        return { file: `${JOURNAL}/${file}`, isNew: true };
      }
      const path = join(folder, taken ?? file);
      if (statSync(path).isFile() && readFileSync(path, "utf8") === text) {
        return { file: `${JOURNAL}/${taken ?? file}`, isNew: false };
      }
    }
  } catch (error) {
    throw new JournalError(
      `${JOURNAL} cannot be written (${(error as Error).message}). Your entries are kept there: ` +
        "let yourself write to it (ls -ld journal shows who may), then run this again.",
    );
  }
}

/** What the name of an entry's file begins with. @param folder of the lab: db-05-memtable */
export function nameOf(about: About, lab: Lab | undefined, date: Date): string {
  if (about.lab === undefined) return `${dayOf(date)}-${slugOf(about.title) || "entry"}`;
  const { id } = about.lab;
  if (about.step === undefined) return lab?.folder ?? `${id}-whole`;
  const step = lab?.steps.find(({ number }) => number === about.step?.number);
  const number = String(about.step.number).padStart(2, "0");
  return `${id}-${number}-${step?.file ?? (slugOf(about.title) || "step")}`;
}

/** Small letters, digits and dashes of a text; empty where it has none. */
export function slugOf(text: string): string {
  const slug = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return slug.length <= SLUG_MAX ? slug : slug.slice(0, SLUG_MAX).replace(/-[^-]*$/, "");
}

function checkFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) return;
  throw new JournalError(
    `${JOURNAL} is a file, and your decision log needs a folder of that name. ` +
      `Give the file another (mv ${JOURNAL} ${JOURNAL}.txt), then run this again.`,
  );
}

function filesIn(folder: string): readonly string[] {
  let found: readonly import("node:fs").Dirent[];
  try {
    found = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new JournalError(`${JOURNAL} cannot be read: ${(error as Error).message}`);
  }
  return found
    .filter((each) => each.isFile() && /\.md$/i.test(each.name))
    .map((each) => join(each.parentPath, each.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((part) => part.startsWith(".")),
    );
}

function textOf(path: string, refuse: (problem: string) => void): string | undefined {
  try {
    const { size } = statSync(path);
    if (size <= BYTES_MAX) return readFileSync(path, "utf8");
    refuse(`is larger than a page of words ever is (${size} bytes), and was not read.`);
  } catch (error) {
    refuse(`cannot be read: ${(error as Error).message}`);
  }
  return undefined;
}

/**
 * Makes a file whole: written beside, then linked to its name, which fails where there is one.
 *
 * @returns whether it was made; false where a file of that name is there already
 */
function place(folder: string, file: string, text: string): boolean {
  const beside = join(folder, `.${file}.${process.pid}`);
  try {
    writeFileSync(beside, text);
    linkSync(beside, join(folder, file));
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    // A disk without links.
    return placeWithout(join(folder, file), text);
  } finally {
    if (existsSync(beside)) unlinkSync(beside);
  }
}

function placeWithout(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EEXIST";
}
