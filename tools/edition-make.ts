/**
 * An edition made afresh, in a folder of its own.
 *
 *   the working tree                          the student edition
 *     labs/db-01-resp/reference/**            (none)
 *     labs/db-01-resp/mutants/**              (none)
 *     labs/db-01-resp/src/**                  the stub, derived afresh; and again in .stub, for `reset`
 *     labs/db-01-resp/package.json            no condition leads to what is not there
 *     grader/tests, bench, .ci …               (none): authors' material
 *     tools/student/AGENTS.md.tmpl            AGENTS.md: how a coding assistant is to help
 *     package.json                            labsEdition: "student"; without the scripts of authors
 *     the rest                                as it is; a link to what is left out becomes its text, and passages for
 *                                             authors go
 *
 * A lab that others stand on keeps its reference as one minified file, reference.bundle.mjs, so that a learner can go
 * on with a later lab before an earlier one is done. No other lab's solution is in the tree in any form.
 *
 * The instructor edition is the tree as it is, with every src a stub. What git ignores comes into neither.
 *
 * Left out: hiding. Whoever reads a minified file reads it.
 */
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { BUNDLE, type Lab } from "../grader/src/manifest.ts";
import { dependenciesOf } from "../grader/src/selection.ts";
import { forLearners, unlinked } from "./edition-links.ts";
import { canBeBrought, isOfSrc, type Kind } from "./edition-list.ts";
import { formatFiles, writeFiles } from "./format.ts";
import { treeFiles } from "./scratch.ts";
import { stubFiles } from "./stub.ts";

const AGENTS = { source: "tools/student/AGENTS.md.tmpl", file: "AGENTS.md" };
/** Paths of the tree that are not for learners. */
const LEFT_OUT: readonly RegExp[] = [
  /^labs\/db-[^/]+\/(reference|mutants)\//,
  /^grader\/(bench\/|tests\/|vitest\.config\.ts$)/,
  /^labs\/machine\/tests\//,
  /^tools\/(template|student|school)\//,
  /^\.(ci|github)\//,
  /^(CONTRIBUTING|TEACHING)\.md$/,
];
/** Scripts of package.json that need a reference, or write the tree's own files. */
const AUTHORS_SCRIPTS = ["class", "edition", "new", "stub", "mutants", "derive"];

/** Writes it. @param made an empty folder @returns what a person should know of it, a line each */
export async function makeEdition(
  kind: Kind,
  root: string,
  labs: readonly Lab[],
  made: string,
): Promise<readonly string[]> {
  const stubs = labs.map((lab) => [lab, stubFiles(lab)] as const);
  const isStudent = kind === "student";
  const files = treeFiles(root)
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => canBeBrought(file) && !isOfSrc(file))
    .filter((file) => !isStudent || !LEFT_OUT.some((path) => path.test(file)));
  for (const file of files) {
    mkdirSync(dirname(join(made, file)), { recursive: true });
    cpSync(join(root, file), join(made, file), { dereference: true });
  }
  for (const [lab, stub] of stubs) {
    writeFiles(join(made, "labs", lab.folder, "src"), stub);
    if (isStudent) writeFiles(join(made, "labs", lab.folder, ".stub"), stub);
  }
  return isStudent ? makeForLearners(root, labs, made, files) : [];
}

async function makeForLearners(
  root: string,
  labs: readonly Lab[],
  made: string,
  files: readonly string[],
): Promise<readonly string[]> {
  const bundled = labs.filter((lab) =>
    labs.some((other) => dependenciesOf(other, labs).includes(lab)),
  );
  for (const lab of bundled) await bundle(lab, join(made, "labs", lab.folder, BUNDLE));
  if (existsSync(join(root, AGENTS.source))) {
    cpSync(join(root, AGENTS.source), join(made, AGENTS.file));
  }
  writeFiles(made, formatFiles(manifests(root, labs, bundled)));
  return [
    ...bundled.map((lab) => `labs/${lab.folder}/${BUNDLE}: other labs stand on it`),
    ...writeLinks(root, made, files),
  ];
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
