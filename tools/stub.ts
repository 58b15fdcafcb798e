/**
 * `npm run stub db-01`: derives src, and the manifest's list of exports, from the reference.
 *
 *   labs/db-01-resp/reference/**  ──marks──▶  formatted  ──▶  labs/db-01-resp/src/**
 *                                 ──import─▶  kinds      ──▶  package.json, lab.exports
 *
 * What is in src is written over only where it is known to be no work of anybody's: it is what was derived last
 * (hashes in .labs/derived), or git has it. Else the command refuses and says the word that overrules it.
 *
 * A student edition has no reference; it carries the stub itself, in labs/db-01-resp/.stub, for `reset`.
 *
 * Left out: merging. An author who changes a reference does not work in src.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type Run, UsageError } from "../grader/src/cli/command.ts";
import { hasReference, type Lab } from "../grader/src/manifest.ts";
import { deriveStub, SourceError, validateMarks } from "../grader/src/marks.ts";
import { formatFiles, writeFiles } from "./format.ts";

const ROOT = resolve(import.meta.dirname, "..");
/** The kinds that a manifest can declare. */
const KINDS = /^(function|class|object|number|string|bigint)$/;
const PROBE_SECONDS = 30;

export const run: Run = async ({ root, labs, named, options }) => {
  const chosen = named.length > 0 ? named : labs;
  const problems = chosen.flatMap((lab) => {
    if (!hasReference(lab)) throw new UsageError(withoutReference(lab));
    for (const line of deriveLab(root, lab, options.force !== undefined)) console.log(line);
    return markProblems(lab);
  });
  for (const problem of problems) console.log(`✗ ${problem}`);
  return problems.length === 0 ? 0 : 1;
};

/**
 * The files of src as derived from the reference, by path below src, formatted.
 *
 * @param after the steps up to this one are written; see deriveStub
 * @throws UsageError where the reference does not parse
 */
export function stubFiles(lab: Lab, after = 0): Map<string, string> {
  const derived = new Map<string, string>();
  for (const [path, text] of filesBelow(join(lab.path, "reference"))) {
    const stub = /\.[cm]?ts$/.test(path) ? derive(lab, path, text, after) : text;
    if (stub !== undefined) derived.set(path, stub);
  }
  return formatFiles(derived);
}

function derive(lab: Lab, path: string, text: string, after: number): string | undefined {
  try {
    return deriveStub(text, { lab: lab.id, file: `labs/${lab.folder}/reference/${path}`, after });
  } catch (error) {
    if (error instanceof SourceError) throw new UsageError(error.message);
    throw error;
  }
}

/**
 * The stub to give a learner: derived where there is a reference, else the copy that a student edition carries.
 *
 * @throws UsageError where the tree has neither
 */
export function pristineStub(lab: Lab): Map<string, string> {
  if (hasReference(lab)) return stubFiles(lab);
  const carried = filesBelow(join(lab.path, ".stub"));
  if (carried.size === 0) throw new UsageError(`${withoutReference(lab)}, and no stub in .stub`);
  return carried;
}

/** Makes `destination` (an absolute path: a lab's src) the pristine stub; what was there is gone. @throws UsageError */
export function writeStub(lab: Lab, destination: string): void {
  const files = pristineStub(lab);
  rmSync(destination, { recursive: true, force: true });
  writeFiles(destination, files);
}

/** What in src is not what the reference derives to, a line for each file, and what to run. */
export function staleStub(lab: Lab): readonly string[] {
  const differing = differences(filesBelow(join(lab.path, "src")), stubFiles(lab));
  return differing.map(
    ({ path, how }) => `labs/${lab.folder}/src/${path}: ${how}: run npm run stub ${lab.id}`,
  );
}

/** What is wrong with the marks of a lab's reference, as `file:line: message`. */
export function markProblems(lab: Lab): readonly string[] {
  const sources = [...filesBelow(join(lab.path, "reference"))].filter(([path]) =>
    /\.ts$/.test(path),
  );
  return sources.flatMap(([path, text]) =>
    validateMarks(text, `labs/${lab.folder}/reference/${path}`),
  );
}

/** What the reference exports, by kind, as `lab.exports` says it. @throws UsageError where it cannot be imported */
export function exportKinds(lab: Lab): Readonly<Record<string, string>> {
  const index = join(lab.path, "reference", "index.ts");
  const words = [
    "--import",
    "tsx",
    "--conditions=reference",
    join(ROOT, "tools/exports-probe.ts"),
    index,
  ];
  const ran = spawnSync(process.execPath, words, {
    cwd: ROOT,
    encoding: "utf8",
    timeout: PROBE_SECONDS * 1000,
    killSignal: "SIGKILL",
  });
  const where = `labs/${lab.folder}/reference/index.ts`;
  if (ran.status !== 0) throw new UsageError(`${where} cannot be imported:\n${ran.stderr.trim()}`);
  const kinds = JSON.parse(ran.stdout) as Record<string, string>;
  const odd = Object.entries(kinds).find(([, kind]) => !KINDS.test(kind));
  if (odd !== undefined) {
    throw new UsageError(
      `${where} exports ${odd[0]} as ${odd[1]}, which a manifest cannot declare`,
    );
  }
  return kinds;
}

/** The lab's package.json with this list of exports; the text itself where nothing changes. */
export function manifestWithExports(text: string, kinds: Readonly<Record<string, string>>): string {
  const manifest = JSON.parse(text) as { lab: Record<string, unknown> };
  if (JSON.stringify(manifest.lab.exports) === JSON.stringify(kinds)) return text;
  const { steps, ...rest } = manifest.lab;
  const lab =
    "exports" in rest ? { ...manifest.lab, exports: kinds } : { ...rest, exports: kinds, steps };
  const written = JSON.stringify({ ...manifest, lab }, undefined, 2);
  return formatFiles(new Map([["package.json", written]])).get("package.json") ?? written;
}

/** Writes what changed. @returns a line for each file */
function deriveLab(root: string, lab: Lab, force: boolean): string[] {
  const files = stubFiles(lab);
  const differing = differences(filesBelow(join(lab.path, "src")), files);
  if (!force)
    refuseEdited(
      root,
      lab,
      differing.map(({ path }) => path),
    );
  for (const { path } of differing) rmSync(join(lab.path, "src", path), { force: true });
  writeFiles(join(lab.path, "src"), files);
  remember(root, lab, files);
  const changed = differing.map(
    ({ path, how }) => `labs/${lab.folder}/src/${path}: ${how}; derived`,
  );
  const manifest = join(lab.path, "package.json");
  const before = readFileSync(manifest, "utf8");
  const after = manifestWithExports(before, exportKinds(lab));
  if (after !== before) {
    writeFileSync(manifest, after);
    changed.push(`labs/${lab.folder}/package.json: lab.exports derived`);
  }
  return changed.length > 0 ? changed : [`${lab.id}: the stub is what the reference derives to`];
}

interface Difference {
  /** Below src. */
  readonly path: string;
  readonly how: string;
}

function differences(
  actual: ReadonlyMap<string, string>,
  derived: ReadonlyMap<string, string>,
): Difference[] {
  const paths = [...new Set([...derived.keys(), ...actual.keys()])].sort();
  return paths.flatMap((path) => {
    if (actual.get(path) === derived.get(path)) return [];
    if (!actual.has(path)) return { path, how: "missing" };
    return { path, how: derived.has(path) ? "differs from the reference" : "not in the reference" };
  });
}

/** @throws UsageError naming the files that may be somebody's work */
function refuseEdited(root: string, lab: Lab, paths: readonly string[]): void {
  const derivedLast = recall(root, lab);
  const edited = paths
    .map((path) => join(lab.path, "src", path))
    .filter((file) => existsSync(file))
    .filter((file) => derivedLast[relative(lab.path, file)] !== hash(readFileSync(file, "utf8")))
    .filter((file) => !isCommitted(root, file));
  if (edited.length === 0) return;
  const list = edited.map((file) => `  ${relative(root, file)}`).join("\n");
  throw new UsageError(
    `these files have changes that are not committed:\n${list}\n` +
      `To write over them: npm run stub ${lab.id} force`,
  );
}

function isCommitted(root: string, file: string): boolean {
  const words = ["status", "--porcelain", "--ignored", "--", file];
  const ran = spawnSync("git", words, { cwd: root, encoding: "utf8" });
  return ran.status === 0 && ran.stdout === "";
}

const memoryOf = (root: string, lab: Lab) => join(root, ".labs", "derived", `${lab.id}.json`);
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

function recall(root: string, lab: Lab): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(memoryOf(root, lab), "utf8")) as Record<string, string>;
  } catch {
    return {};
  }
}

function remember(root: string, lab: Lab, files: ReadonlyMap<string, string>): void {
  const hashes = [...files].map(([path, text]) => [join("src", path), hash(text)]);
  mkdirSync(dirname(memoryOf(root, lab)), { recursive: true });
  writeFileSync(memoryOf(root, lab), JSON.stringify(Object.fromEntries(hashes), undefined, 2));
}

/** Every file below a folder, by relative path with `/`, sorted; none where there is no folder. */
function filesBelow(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function withoutReference(lab: Lab): string {
  return `labs/${lab.folder} has no reference: this is an edition for learners`;
}
