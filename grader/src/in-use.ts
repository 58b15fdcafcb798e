/**
 * What a learner wants later labs to stand on, from now on: one readable file, .labs/use.json, beside the progress.
 *
 *   { "version": 1,
 *     "use": { "db-04": "reference", "db-07": "mine" } }
 *
 *   npm run use db-04 reference ──▶ the file ──▶ every selection, until npm run use db-04 takes the entry out
 *
 * - A file of its own, because this is what somebody wants, where progress is what was found out: gradings write
 *   that one all the time, and this one only `use` writes.
 * - Written whole, by rename. A file that cannot be read is left as it is, and what is wrong with it is said: nothing
 *   of it counts until it is mended.
 * - An entry that cannot count (a lab that is not here, a word that is none, a reference that this edition lacks) is
 *   said and kept: an update of the course may bring the lab again.
 *
 * Left out: a lock. Only what somebody types writes the file.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { hasReferenceToStandOn, type Lab } from "./manifest.ts";
import type { Whose } from "./selection.ts";

const VERSION = 1;
const FILE = ".labs/use.json";

/** The words of the file and of the command line, and whose code each means. */
const WHOSE: ReadonlyMap<string, Whose> = new Map([
  ["mine", "yours"],
  ["yours", "yours"],
  ["reference", "reference"],
]);

/** Whose code a word means; undefined where it is none of them. */
export function whoseOf(word: string): Whose | undefined {
  return WHOSE.get(word.toLowerCase());
}

const fileSchema = z.looseObject({
  version: z.literal(VERSION),
  use: z.record(z.string(), z.unknown()),
});
type UseFile = z.infer<typeof fileSchema>;

/** By lab id, whose code later labs stand on, whatever is green. */
export type InUse = ReadonlyMap<string, Whose>;

export interface UseRead {
  readonly inUse: InUse;
  /** What of the file does not count, and what to do about it, a sentence or two each. */
  readonly problems: readonly string[];
}

/** What is in use. Never throws: what cannot count is a problem. */
export function readInUse(root: string, labs: readonly Lab[]): UseRead {
  let file: UseFile;
  try {
    file = load(root);
  } catch (error) {
    return {
      inUse: new Map(),
      problems: [`${(error as Error).message} Nothing of it counts now.`],
    };
  }
  const inUse = new Map<string, Whose>();
  const problems: string[] = [];
  for (const [id, word] of Object.entries(file.use)) {
    const lab = labs.find((each) => each.id === id);
    const whose = typeof word === "string" ? whoseOf(word) : undefined;
    const problem = problemOf(id, lab, word, whose);
    if (problem !== undefined) problems.push(`${FILE}: ${problem}`);
    else if (whose !== undefined) inUse.set(id, whose);
  }
  return { inUse, problems };
}

function problemOf(
  id: string,
  lab: Lab | undefined,
  word: unknown,
  whose: Whose | undefined,
): string | undefined {
  const out = `npm run use ${id} takes it out.`;
  if (lab === undefined)
    return `there is no lab ${JSON.stringify(id)} here, so this does not count; ${out}`;
  if (whose === undefined) {
    return `${id} is ${JSON.stringify(word)}, and can be "reference" or "mine"; it does not count. ${out}`;
  }
  if (whose === "reference" && !hasReferenceToStandOn(lab)) {
    return `this edition of the course has no reference of ${id}, so this does not count; ${out}`;
  }
  return undefined;
}

/** The ids that the file has an entry of, also where it does not count. @throws Error where it cannot be read */
export function idsInUse(root: string): readonly string[] {
  return Object.keys(load(root).use);
}

/**
 * Puts labs in use, or, without `whose`, out of it.
 *
 * @param ids labs, or what the file says of labs that are not here
 * @throws Error where the file cannot be read: it is not written over; or not be written
 */
export async function writeInUse(
  root: string,
  ids: readonly string[],
  whose: Whose | undefined,
): Promise<void> {
  const file = load(root);
  const after = new Map(Object.entries(file.use));
  for (const id of ids) {
    if (whose === undefined) after.delete(id);
    else after.set(id, whose === "yours" ? "mine" : "reference");
  }
  const use = Object.fromEntries([...after].sort(([a], [b]) => (a < b ? -1 : 1)));
  const path = join(root, FILE);
  mkdirSync(dirname(path), { recursive: true });
  await writeFileAtomic(path, `${JSON.stringify({ ...file, use }, undefined, 2)}\n`);
}

/** @throws Error saying what is wrong and what to do; an absent file is an empty one. */
function load(root: string): UseFile {
  let text: string;
  try {
    text = readFileSync(join(root, FILE), "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENOTDIR"].includes(code)) return { version: VERSION, use: {} };
    throw new Error(`${FILE} cannot be read: ${(error as Error).message}.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${FILE} cannot be read: ${(error as Error).message}. Mend it, or delete it.`);
  }
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version > VERSION) {
    throw new Error(`${FILE} is of version ${version}, and this course knows ${VERSION}.`);
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") || "the whole file";
  throw new Error(`${FILE} cannot be read: ${where}: ${issue?.message}. Mend it, or delete it.`);
}
