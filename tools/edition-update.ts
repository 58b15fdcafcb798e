/**
 * From an edition that was made afresh to the folder where it is wanted, which may be an edition already, with somebody's
 * work in it.
 *
 *   made afresh ─┐                     there        on the list, as brought    renewed
 *   the folder  ─┼─▶ plan ─▶ folder    there        on the list, changed       renewed; theirs is kept as x.yours
 *   its list    ─┘                     there        not on the list            theirs; the course's comes as x.course
 *                                      not there                               written
 *   and what the course has no more:   as brought   removed          changed   stays, and is theirs from now on
 *
 * - A lab's src is written with the lab, and is the learner's from then on. In an instructor edition, where nobody needs
 *   to write it, a file of src that is as it was brought is renewed with the reference; one that was changed is not.
 * - The plan is made before anything is written. The list is written last: an update that was killed is made once
 *   more, and finds what it wrote to be what it is to write.
 *
 * Left out: merging. Both versions lie side by side, and git or an editor shows what differs.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../grader/src/cli/command.ts";
import {
  type EditionList,
  hashOf,
  isHashOf,
  isOfSrc,
  type Kind,
  LIST,
  listText,
} from "./edition-list.ts";

/** What an update does, by path below the root. */
export interface Plan {
  /** The path in the edition made afresh, by that where it is written. */
  readonly writes: ReadonlyMap<string, string>;
  /** Where a copy of what somebody changed is kept, by its path. */
  readonly copies: ReadonlyMap<string, string>;
  readonly removals: readonly string[];
  /** Changed by somebody, and no file of the course any more. */
  readonly left: readonly string[];
  /** How many of `writes` take the place of a file. */
  readonly renewed: number;
  readonly list: EditionList;
}

/**
 * @param made the folder of the edition made afresh, and its files @param folder absolute; need not exist
 * @param before the folder's list; an empty one where it is to be a new edition
 * @throws UsageError where a folder stands in the way of a file, or a file in that of a folder
 */
export function planUpdate(
  made: { readonly folder: string; readonly files: readonly string[] },
  folder: string,
  before: EditionList,
): Plan {
  const writes = new Map<string, string>();
  const copies = new Map<string, string>();
  const hashes = new Map<string, string>();
  let renewed = 0;
  const known = foldersOfSrc(folder, before);
  for (const path of made.files) {
    const fresh = readFileSync(join(made.folder, path));
    if (isOfSrc(path) && known.has(srcOf(path)) && !isForUs(path, folder, before)) continue;
    const there = readIn(folder, path);
    const isTheirs = there !== undefined && !before.hashes.has(path) && !there.equals(fresh);
    const target = isTheirs ? `${path}.course` : path;
    const now = isTheirs ? readIn(folder, target) : there;
    hashes.set(target, hashOf(fresh));
    if (now?.equals(fresh)) continue;
    writes.set(target, path);
    if (now === undefined) continue;
    renewed++;
    if (!isHashOf(before.hashes.get(target), now))
      copies.set(target, placeBeside(folder, target, now));
  }
  const dropped = [...before.hashes].filter(([path]) => !hashes.has(path));
  const removals: string[] = [];
  const left: string[] = [];
  for (const [path, hash] of dropped) {
    // What was given to a learner stays known as given: a lab that comes back is no new one.
    if (isOfSrc(path) && !isDroppedForUs(path, made, folder, before)) hashes.set(path, hash);
    else {
      const there = readIn(folder, path);
      if (there !== undefined) (isHashOf(hash, there) ? removals : left).push(path);
    }
  }
  return { writes, copies, removals, left, renewed, list: { kind: before.kind, hashes } };
}

/** `labs/db-01-resp/src` */
const srcOf = (path: string) => path.split("/").slice(0, 3).join("/");

/** The folders of src that were given before, or that somebody has already. */
function foldersOfSrc(folder: string, before: EditionList): ReadonlySet<string> {
  const given = [...before.hashes.keys()].filter(isOfSrc).map(srcOf);
  const labs = join(folder, "labs");
  const there = existsSync(labs) ? readdirSync(labs).map((lab) => `labs/${lab}/src`) : [];
  const own = there.filter((path) => isOfSrc(`${path}/`) && existsSync(join(folder, path)));
  return new Set([...given, ...own]);
}

/** In an instructor edition: a file of src that nobody touched, or one that is new in the stub. */
function isForUs(path: string, folder: string, { kind, hashes }: EditionList): boolean {
  if (kind !== "instructor") return false;
  const there = readIn(folder, path);
  const given = hashes.get(path);
  return there === undefined ? given === undefined : isHashOf(given, there);
}

function isDroppedForUs(
  path: string,
  made: { readonly files: readonly string[] },
  folder: string,
  before: EditionList,
): boolean {
  return !made.files.includes(path) && isForUs(path, folder, before);
}

/** The file's bytes; undefined where there is none. @throws UsageError where a folder is, or a file in its way */
function readIn(folder: string, path: string): Buffer | undefined {
  try {
    return readFileSync(join(folder, path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && !isBrokenLink(join(folder, path))) return undefined;
    const what = { EISDIR: "is a folder", ENOTDIR: "has a file for a folder in its path" }[
      code ?? ""
    ];
    throw new UsageError(
      `${join(folder, path)} ${what ?? "cannot be read"}, and the course has a file there: move it away first. ` +
        "Nothing was changed.",
    );
  }
}

function isBrokenLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Where a copy of these bytes may stand: `x.yours`, `x.yours-2` …; the one where it stands, if one does. */
function placeBeside(folder: string, path: string, bytes: Buffer): string {
  for (let number = 1; ; number++) {
    const place = `${path}.yours${number === 1 ? "" : `-${number}`}`;
    const there = readIn(folder, place);
    if (there === undefined || there.equals(bytes)) return place;
  }
}

/** Does what the plan says; the list comes last. */
export function applyPlan(plan: Plan, made: string, folder: string): void {
  for (const [path, copy] of plan.copies) {
    writeWhole(
      join(folder, copy),
      readFileSync(join(folder, path)),
      statSync(join(folder, path)).mode,
    );
  }
  for (const [target, path] of plan.writes) {
    writeWhole(
      join(folder, target),
      readFileSync(join(made, path)),
      statSync(join(made, path)).mode,
    );
  }
  for (const path of plan.removals) {
    rmSync(join(folder, path));
    removeEmpty(folder, dirname(path));
  }
  writeWhole(join(folder, LIST), Buffer.from(listText(plan.list)), 0o644);
}

/** By rename: never half a file, and a link is replaced, not followed. */
function writeWhole(file: string, bytes: Uint8Array, mode: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, bytes);
  chmodSync(temporary, mode & 0o777);
  renameSync(temporary, file);
}

function removeEmpty(folder: string, path: string): void {
  if (path === "." || readdirSync(join(folder, path)).length > 0) return;
  rmdirSync(join(folder, path));
  removeEmpty(folder, dirname(path));
}

/** An edition of nothing: where a new one is to be. */
export const nothing = (kind: Kind): EditionList => ({ kind, hashes: new Map() });
