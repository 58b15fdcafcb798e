/**
 * edition.sha256, at the root of an edition: the list of what the course brought, so that an update knows what of the
 * tree is the course's, and what of that somebody changed.
 *
 *     # The student edition: what the course brought, by SHA-256. All else here is yours.
 *     5f1c…  README.md
 *     90ab…  labs/db-01-resp/src/encode.ts       the stub as it was given; what is there now is the learner's
 *
 * The format is that of sha256sum (GNU coreutils, "cksum common options"): `sha256sum -c --quiet edition.sha256` names
 * what was changed since. Sorted by path, so that git shows an update's changes line by line.
 *
 * Git does not ignore it: in a clone of a learner's repository it must be there too, or the clone could not be brought
 * up to date.
 *
 * Left out: signatures. Who changes the list changes what an update takes for unchanged, in their own tree.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { UsageError } from "../grader/src/cli/command.ts";

export const LIST = "edition.sha256";

export type Kind = "student" | "instructor";

export interface EditionList {
  readonly kind: Kind;
  /** By path below the edition's root, with slashes: the hash of what was brought. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Never the course's, wherever it comes from: nothing is brought there, and nothing is touched there. */
const LEARNERS_OWN = /^(\.labs|journal|hunt)(\/|$)|(^|\/)(\.git|node_modules)(\/|$)/;
/** What an update leaves beside a file; see edition-update.ts. */
const BESIDE = /\.(yours(-\d+)?|course)$/;

/** Whether an edition may bring a file of this path. */
export function canBeBrought(path: string): boolean {
  return path !== LIST && !LEARNERS_OWN.test(path) && !BESIDE.test(path);
}

/** Whether the path is of a lab's src, which is brought once; the machine is no lab, and its src is the course's. */
export function isOfSrc(path: string): boolean {
  return /^labs\/db-\d\d-[^/]+\/src\//.test(path);
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Whether the bytes are those of the hash; a git that writes CRLF for LF has changed nothing. */
export function isHashOf(hash: string | undefined, bytes: Uint8Array): boolean {
  if (hash === undefined) return false;
  if (hashOf(bytes) === hash) return true;
  const text = Buffer.from(bytes).toString("latin1");
  return (
    text.includes("\r\n") && hashOf(Buffer.from(text.replaceAll("\r\n", "\n"), "latin1")) === hash
  );
}

/** The list of an edition; undefined where the folder has none. @throws UsageError where it cannot be used */
export function readList(folder: string): EditionList | undefined {
  const file = join(folder, LIST);
  if (!existsSync(file)) return undefined;
  const [head = "", ...lines] = readFileSync(file, "utf8").split(/\r?\n/);
  const kind = /^# The (student|instructor) edition\b/.exec(head)?.[1] as Kind | undefined;
  if (kind === undefined) throw new UsageError(unusable(file, 1));
  const hashes = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [, hash, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined || !isInside(path)) {
      throw new UsageError(unusable(file, index + 2));
    }
    hashes.set(path, hash);
  }
  return { kind, hashes };
}

/** A path that leads out of the edition, or to what is the learner's, is nothing that was brought. */
function isInside(path: string): boolean {
  const isPlain = normalize(path) === path && !path.startsWith("..") && !/^([/\\]|\w:)/.test(path);
  return isPlain && path !== LIST && !LEARNERS_OWN.test(path);
}

const unusable = (file: string, line: number) =>
  `${file}:${line}: is not as an edition writes it, so what the course brought is not known. ` +
  "Nothing was changed.";

export function listText({ kind, hashes }: EditionList): string {
  const lines = [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, hash]) => `${hash}  ${path}\n`);
  return `# The ${kind} edition: what the course brought, by SHA-256. All else here is yours.\n${lines.join("")}`;
}
