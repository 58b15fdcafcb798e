/**
 * The submissions of a class: one for each folder in a folder.
 *
 *     submissions/
 *       alice/index.ts …                            a src tree
 *       bob/src/index.ts …                          a lab folder
 *       carol/labs/db-01-resp/src/index.ts …        a clone
 *       dan/assignment/src/index.ts …               any of these, in the one folder that there is: as archives have it
 *       erin.zip                                    to be unpacked first; a row that says so
 *       notes.txt                                   no submission
 *
 * Of a submission only its TypeScript counts. Links are not followed, nothing else is taken along, and what is larger
 * than any solution is refused.
 */
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { Lab } from "../manifest.ts";

export const FILES_MAX = 500;
export const SOURCE_BYTES_MAX = 4 << 20;
/** In how many folders, each the only one in the one before, a submission may be wrapped. */
const WRAPPINGS_MAX = 2;
const ARCHIVE = /\.(zip|tar|tgz|gz|bz2|xz|7z|rar)$/i;
const ENTRY = "index.ts";

/** What is to be graded, or why it cannot be. */
export interface Submission {
  /** Of its folder: unique in the class. */
  readonly name: string;
  /** Relative to its src; empty where it cannot be graded. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What was passed over: links, mostly. */
  readonly notes: readonly string[];
  /** One sentence. */
  readonly problem?: string;
}

/** Says why a submission cannot be graded; ready to show. */
class Unusable extends Error {
  override readonly name = "Unusable";
}

/** The names of all submissions in the folder, in order. */
export function submissionNames(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith("."))
    .filter((entry) => !entry.isFile() || ARCHIVE.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** Reads one. Never throws: what is wrong with it is its `problem`. */
export function readSubmission(folder: string, name: string, lab: Lab): Submission {
  const notes: string[] = [];
  try {
    const src = findSource(join(folder, name), lab, WRAPPINGS_MAX);
    return { name, files: readSource(src, notes), notes };
  } catch (error) {
    const problem = error instanceof Unusable ? error.message : `cannot be read: ${error}`;
    return { name, files: new Map(), notes, problem };
  }
}

/** The same for the same files, wherever they lie. */
export function fingerprint({ files }: Submission): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest("hex");
}

/** Writes its files to a folder that is empty, or not there. */
export function writeSubmission({ files }: Submission, folder: string): void {
  for (const [path, bytes] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

function findSource(path: string, lab: Lab, wrappings: number): string {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) throw new Unusable("is a symbolic link, and links are not followed");
  if (!status.isDirectory()) throw new Unusable("is an archive: unpack it into a folder");
  const places = ["", "src", join("labs", lab.folder, "src")].map((place) => join(path, place));
  const found = places.find((place) => isRealFile(path, join(place, ENTRY)));
  if (found !== undefined) return found;
  const entries = readdirSync(path).filter((entry) => !entry.startsWith("."));
  if (entries.length === 0) throw new Unusable("is empty");
  const folders = entries.map((entry) => join(path, entry)).filter(isRealFolder);
  const [only] = folders;
  if (only !== undefined && folders.length === 1 && basename(only) !== "labs" && wrappings > 0) {
    return findSource(only, lab, wrappings - 1);
  }
  throw new Unusable(
    `has no ${ENTRY}: neither in it, nor in src, nor in ${join("labs", lab.folder, "src")}`,
  );
}

/** Whether it is a file, and no folder on the way to it from `top` is a link. */
function isRealFile(top: string, file: string): boolean {
  for (let at = dirname(file); at.length > top.length; at = dirname(at)) {
    if (!isRealFolder(at)) return false;
  }
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function isRealFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readSource(src: string, notes: string[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let sizeBytes = 0;
  const walk = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      const name = relative(src, path);
      if (entry.isSymbolicLink()) notes.push(`${name} is a link, and was left out`);
      else if (entry.isDirectory() && entry.name !== "node_modules") walk(path);
      else if (entry.isFile() && /\.m?ts$/.test(entry.name)) {
        sizeBytes += lstatSync(path).size;
        if (files.size === FILES_MAX || sizeBytes > SOURCE_BYTES_MAX) {
          throw new Unusable(
            `has more than ${FILES_MAX} files, or than ${SOURCE_BYTES_MAX >> 20} MiB, in its src`,
          );
        }
        files.set(name, readFileSync(path));
      }
    }
  };
  walk(src);
  return files;
}
