/**
 * `npm run edition student DEST`: a tree to hand to learners. `npm run edition instructor DEST`: the whole course.
 *
 *   the tree ── edition-make.ts ──▶ made afresh ── edition-update.ts ──▶ DEST
 *
 * DEST is a folder that is not there yet, or an edition that was made before, which is brought up to date in place:
 *
 *   renewed     what the course brought: tests, steps, documents, grader, machine, bundles, .stub, package.json …
 *   untouched   labs/db-NN-title/src, .labs, journal, hunt, .git, node_modules, and whatever the course did not bring
 *
 * What the course brought is on a list (edition-list.ts). No history comes along: DEST is no git repository, unless
 * somebody made it one.
 */
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Run, UsageError } from "../grader/src/cli/command.ts";
import { placed } from "../grader/src/cli/place.ts";
import { hasReference, type Lab } from "../grader/src/manifest.ts";
import { type EditionList, type Kind, LIST, readList } from "./edition-list.ts";
import { makeEdition } from "./edition-make.ts";
import { filesBehind, reportLines } from "./edition-report.ts";
import { applyPlan, nothing, planUpdate } from "./edition-update.ts";

export const run: Run = async ({ root, labs, rest }) => {
  const [kind, name, ...more] = rest;
  if ((kind !== "student" && kind !== "instructor") || name === undefined || more.length > 0) {
    throw new UsageError(
      "say what and where: npm run edition student DEST, or npm run edition instructor DEST",
    );
  }
  for (const line of await writeEdition(kind, root, labs, placed(name))) console.log(line);
  return 0;
};

/** The edition for learners; see writeEdition. */
export function writeStudentEdition(
  root: string,
  labs: readonly Lab[],
  destination: string,
): Promise<readonly string[]> {
  return writeEdition("student", root, labs, destination);
}

/**
 * Writes the edition, or brings the one at `destination` (absolute) up to date.
 *
 * @returns what a person should know of it, a line each
 * @throws UsageError where `destination` is something else, or lies in the tree, or a lab has no reference; nothing is
 * written then
 */
export async function writeEdition(
  kind: Kind,
  root: string,
  labs: readonly Lab[],
  destination: string,
): Promise<readonly string[]> {
  for (const lab of labs) {
    if (!hasReference(lab)) {
      throw new UsageError(
        `labs/${lab.folder} has no reference: an edition is made from the authors' tree`,
      );
    }
  }
  const before = editionAt(kind, root, destination);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "labs-edition-")));
  try {
    const notes = await makeEdition(kind, root, labs, folder);
    const made = { folder, files: filesBelow(folder) };
    const plan = planUpdate(made, destination, before ?? nothing(kind));
    const behind = before === undefined ? [] : filesBehind(labs, made, destination, before);
    applyPlan(plan, folder, destination);
    return reportLines({ kind, labs, destination, notes, plan, behind, before });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The list of the edition that is there; undefined where there is nothing yet. @throws UsageError */
function editionAt(kind: Kind, root: string, destination: string): EditionList | undefined {
  const way = relative(realpathSync(root), realDestination(destination));
  if (way === "" || !(way.startsWith("..") || resolve(way) === way)) {
    throw new UsageError(`${destination} lies inside the tree: name a folder outside of it`);
  }
  if (!existsSync(destination)) return undefined;
  if (!statSync(destination).isDirectory())
    throw new UsageError(`${destination} is a file: name a folder`);
  const list = readList(destination);
  if (list === undefined && readdirSync(destination).length > 0) {
    throw new UsageError(
      `${destination} is not empty, and no edition that can be brought up to date (it has no ${LIST}):\n` +
        "name a folder that does not exist yet. The work of an older edition lies in its labs/db-*/src and .labs;\n" +
        "copy these into the new one.",
    );
  }
  if (list !== undefined && list.kind !== kind) {
    throw new UsageError(
      `${destination} is ${list.kind === "student" ? "a student" : "an instructor"} edition: ` +
        `npm run edition ${list.kind} DEST brings it up to date`,
    );
  }
  return list;
}

/** The destination with the links of its existing part resolved. */
function realDestination(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return join(realDestination(dirname(path)), basename(path));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}
