/**
 * `npm run edition student DEST`: a clean tree to hand to learners.
 *
 *   the working tree                          DEST
 *     labs/db-01-resp/reference/**            (none)
 *     labs/db-01-resp/mutants/**              (none)
 *     labs/db-01-resp/src/**                  the stub, derived afresh; and again in .stub, for `reset`
 *     labs/db-01-resp/package.json            no condition leads to what is not there
 *     grader/tests, bench, .ci …               (none): authors' material
 *     package.json                            labsEdition: "student"; without the scripts of authors
 *     the rest                                as it is; a link to what is left out becomes its text, and passages for
 *                                             authors go
 *
 * A lab that others stand on keeps its reference as one minified file, reference.bundle.mjs, so that a learner can go
 * on with a later lab before an earlier one is done. No other lab's solution is in the tree in any form.
 *
 * No history comes along: DEST is no git repository. What git ignores does not come either.
 *
 * Left out: hiding. Whoever reads a minified file reads it.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { type Run, UsageError } from "../grader/src/cli/command.ts";
import { hasReference, type Lab } from "../grader/src/manifest.ts";
import { dependenciesOf } from "../grader/src/selection.ts";
import { forLearners, unlinked } from "./edition-links.ts";
import { formatFiles, writeFiles } from "./format.ts";
import { treeFiles } from "./scratch.ts";
import { stubFiles } from "./stub.ts";

const BUNDLE = "reference.bundle.mjs";
/** Paths of the tree that are not for learners. */
const LEFT_OUT: readonly RegExp[] = [
  /^labs\/db-[^/]+\/(reference|mutants)\//,
  /^labs\/db-[^/]+\/src\//,
  /^grader\/(bench\/|tests\/|vitest\.config\.ts$)/,
  /^labs\/machine\/tests\//,
  /^tools\/template\//,
  /^\.(ci|github)\//,
  /^CONTRIBUTING\.md$/,
];
/** Scripts of package.json that need a reference, or write the tree's own files. */
const AUTHORS_SCRIPTS = ["edition", "new", "stub", "mutants", "docs"];

export const run: Run = async ({ root, labs, rest }) => {
  const [kind, name, ...more] = rest;
  if (kind !== "student" || name === undefined || more.length > 0) {
    throw new UsageError("say what and where: npm run edition student DEST");
  }
  // npm runs scripts from the tree's root; INIT_CWD is where the person stands.
  const destination = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const report = await writeStudentEdition(root, labs, destination);
  for (const line of report) console.log(line);
  return 0;
};

/**
 * Writes the edition. @returns what a person should know of it, a line each
 * @throws UsageError where `destination` (absolute) is not empty or lies in the tree, or a lab has no reference
 */
export async function writeStudentEdition(
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
  refuseDestination(root, destination);
  try {
    return await write(root, labs, destination);
  } catch (error) {
    // It was empty or not there: all that is in it is ours.
    rmSync(destination, { recursive: true, force: true });
    throw error;
  }
}

async function write(root: string, labs: readonly Lab[], destination: string): Promise<string[]> {
  const stubs = new Map(labs.map((lab) => [lab, stubFiles(lab)]));
  const files = treeFiles(root).filter((file) => !LEFT_OUT.some((path) => path.test(file)));
  for (const file of files) {
    mkdirSync(dirname(join(destination, file)), { recursive: true });
    cpSync(join(root, file), join(destination, file), { verbatimSymlinks: true });
  }
  const bundled = labs.filter((lab) =>
    labs.some((other) => dependenciesOf(other, labs).includes(lab)),
  );
  for (const [lab, stub] of stubs) {
    writeFiles(join(destination, "labs", lab.folder, "src"), stub);
    writeFiles(join(destination, "labs", lab.folder, ".stub"), stub);
    if (bundled.includes(lab)) await bundle(lab, join(destination, "labs", lab.folder, BUNDLE));
  }
  writeFiles(destination, formatFiles(manifests(root, labs, bundled)));
  const rewritten = writeLinks(root, destination, files);
  return [
    `${destination}: the student edition, ${labs.length} labs`,
    ...bundled.map((lab) => `  labs/${lab.folder}/${BUNDLE}: other labs stand on it`),
    ...rewritten.map((line) => `  ${line}`),
    "Next, there: npm run grade db-01",
  ];
}

function refuseDestination(root: string, destination: string): void {
  if (existsSync(destination) && readdirSync(destination).length > 0) {
    throw new UsageError(`${destination} is not empty: name a folder that does not exist yet`);
  }
  const way = relative(realpathSync(root), realDestination(destination));
  if (way === "" || !(way.startsWith("..") || resolve(way) === way)) {
    throw new UsageError(`${destination} lies inside the tree: name a folder outside of it`);
  }
}

/** The destination with the links of its existing part resolved. */
function realDestination(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return join(realDestination(dirname(path)), basename(path));
}

/** One file, minified, without comments; what it stands on stays an import. */
async function bundle(lab: Lab, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(lab.path, "reference", "index.ts")],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["@labs/*"],
    legalComments: "none",
    sourcemap: false,
    logLevel: "silent",
  });
}

/** The package.json files that change, by path below the root. */
function manifests(
  root: string,
  labs: readonly Lab[],
  bundled: readonly Lab[],
): Map<string, string> {
  const changed = new Map<string, string>();
  const rootManifest = readJson(join(root, "package.json"));
  const scripts = Object.entries((rootManifest.scripts ?? {}) as Record<string, string>).filter(
    ([name]) => !AUTHORS_SCRIPTS.includes(name),
  );
  const student = { ...rootManifest, labsEdition: "student", scripts: Object.fromEntries(scripts) };
  changed.set("package.json", JSON.stringify(student, undefined, 2));
  for (const lab of labs) {
    const manifest = readJson(join(lab.path, "package.json"));
    const exports = withoutReference(manifest.exports, bundled.includes(lab));
    const text = JSON.stringify({ ...manifest, exports }, undefined, 2);
    changed.set(`labs/${lab.folder}/package.json`, text);
  }
  return changed;
}

/** Conditions that lead into reference lead to the bundle, or go where there is none. */
function withoutReference(exports: unknown, hasBundle: boolean): unknown {
  if (typeof exports !== "object" || exports === null) return exports;
  const entries = Object.entries(exports).flatMap(([name, target]) => {
    if (typeof target !== "string") return [[name, withoutReference(target, hasBundle)]];
    if (!target.startsWith("./reference/")) return [[name, target]];
    return hasBundle ? [[name, `./${BUNDLE}`]] : [];
  });
  return Object.fromEntries(entries);
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

/** @returns a line for each link that became its text @throws Error where one could not */
function writeLinks(root: string, destination: string, files: readonly string[]): string[] {
  const isLeftOut = (path: string) =>
    existsSync(join(root, path)) && !existsSync(join(destination, path));
  const changed = new Map<string, string>();
  const report: string[] = [];
  for (const file of files.filter((name) => name.endsWith(".md"))) {
    const document = readFileSync(join(destination, file), "utf8");
    const { text, targets } = unlinked(file, forLearners(file, document), isLeftOut);
    if (text !== document) changed.set(file, text);
    report.push(...targets.map((target) => `${file}: the link to ${target} is plain text here`));
  }
  writeFiles(destination, formatFiles(changed));
  return report;
}
