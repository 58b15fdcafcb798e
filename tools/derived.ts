/**
 * The files that are derived, wholly or in part, as they ought to stand.
 *
 *   labs/<lab>/package.json            lab.steps[].tests, from the tests
 *   labs/<lab>/docs/verification.md    the tests' titles
 *   labs/<lab>/mutants/numbers.txt     new mutants, at the end; see grader/src/mutant-numbers.ts
 *   PHASES.md                          the tables, from the manifests and tools/roadmap.json
 *   PATHS.md                           the paths, from the manifests and tools/paths.json
 *   BOOKS.md                           chapters, lectures and papers, from the labs' references.md
 *   grader/schemas/*.schema.json       what `grade … json` and `class` write, from grader/src/schemas.ts
 *
 * `npm run derive` writes them, `npm run check` compares. All is computed in memory from what is on
 * the disk.
 *
 * Left out: stubs and the manifests' exports, which `npm run stub` derives; transcripts, which have
 * to be run.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../grader/src/manifest.ts";
import { NUMBERS_FILE, withNumbers } from "../grader/src/mutant-numbers.ts";
import { schemaTexts } from "../grader/src/schemas.ts";
import { booksText, readingProblems, readReadings } from "./books.ts";
import { formatFiles } from "./format.ts";
import { inventory, manifestWithTests, soundnessProblems, verificationText } from "./inventory.ts";
import { mutantNames } from "./mutant-files.ts";
import { PATHS, pathsProblems, pathsText, readPaths } from "./paths.ts";
import { phasesText, readRoadmap, roadmapProblems } from "./phases.ts";
import type { Problem } from "./problem.ts";

/** A file as it stands, and as it ought to. */
export interface Derived {
  /** Relative to the tree's root. */
  readonly file: string;
  /** `undefined` where there is no such file. */
  readonly now: string | undefined;
  readonly text: string;
}

/** What can be derived, and what is in the way of the rest. */
export interface Derivation {
  readonly files: readonly Derived[];
  readonly problems: readonly Problem[];
}

/** @param labs whose files are derived @param all every lab of the tree, for PHASES.md */
export function derivation(root: string, labs: readonly Lab[], all: readonly Lab[]): Derivation {
  const each = [
    ...labs.map((lab) => ofLab(root, lab)),
    ...labs.map((lab) => ofMutants(root, lab)),
    ofPhases(root, all),
    ofPaths(root, all),
    ofBooks(root, all),
    ofSchemas(root),
  ];
  return {
    files: each.flatMap(({ files }) => files),
    problems: each.flatMap(({ problems }) => problems),
  };
}

/** The derived files that do not stand as they ought to. */
export function staleFiles({ files }: Derivation): readonly Problem[] {
  return files
    .filter(({ now, text }) => now !== text)
    .map(({ file }) => ({ file, message: "is not as derived; npm run derive derives it" }));
}

/**
 * Nothing is derived from tests that are not sound: half a list would drop ids from the manifest.
 */
function ofLab(root: string, lab: Lab): Derivation {
  const steps = inventory(root, lab);
  const problems = soundnessProblems(steps);
  if (problems.length > 0) return { files: [], problems };
  const manifest = stands(root, `labs/${lab.folder}/package.json`);
  const verification = stands(root, `labs/${lab.folder}/docs/verification.md`);
  const files = [
    { ...manifest, text: manifestWithTests(manifest.now ?? "", steps) },
    { ...verification, text: verificationText(lab, steps) },
  ];
  return { files, problems };
}

function ofPhases(root: string, all: readonly Lab[]): Derivation {
  const roadmap = readRoadmap(root);
  const problems = roadmapProblems(roadmap, all);
  return ofDocument(root, "PHASES.md", problems, (text) => phasesText(text, roadmap, all));
}

/** A tree without paths, which tests make, has no PATHS.md. */
function ofPaths(root: string, all: readonly Lab[]): Derivation {
  if (!existsSync(join(root, PATHS))) return { files: [], problems: [] };
  const roadmap = readRoadmap(root);
  const paths = readPaths(root);
  const problems = pathsProblems(paths, roadmap, all);
  if (problems.length > 0) return { files: [], problems };
  return ofDocument(root, "PATHS.md", [], (text) => pathsText(text, paths, roadmap, all));
}

function ofBooks(root: string, all: readonly Lab[]): Derivation {
  const readings = readReadings(root, all);
  const own = readings.flatMap(({ references }) => references.problems);
  const problems = [...own, ...readingProblems(readings)];
  return ofDocument(root, "BOOKS.md", problems, (text) => booksText(text, readings));
}

function ofDocument(
  root: string,
  file: string,
  problems: readonly Problem[],
  derive: (text: string) => string | undefined,
): Derivation {
  const document = stands(root, file);
  const text = derive(document.now ?? "");
  if (text !== undefined) return { files: [{ ...document, text }], problems };
  const message = "has no place for what is derived: <!-- derived: … --> … <!-- end -->";
  return { files: [], problems: [...problems, { file, message }] };
}

/** A lab without mutants needs no numbers. */
function ofMutants(root: string, lab: Lab): Derivation {
  const names = mutantNames(lab);
  if (names.length === 0) return { files: [], problems: [] };
  const stand = stands(root, `labs/${lab.folder}/${NUMBERS_FILE}`);
  try {
    return { files: [{ ...stand, text: withNumbers(stand.now ?? "", names) }], problems: [] };
  } catch (error) {
    return { files: [], problems: [{ file: stand.file, message: (error as Error).message }] };
  }
}

/** A tree without the grader's source, which tests make, has no schemas. */
function ofSchemas(root: string): Derivation {
  if (!existsSync(join(root, "grader"))) return { files: [], problems: [] };
  const files = [...formatFiles(schemaTexts())].map(([file, text]) => ({
    ...stands(root, file),
    text,
  }));
  return { files, problems: [] };
}

function stands(root: string, file: string): { file: string; now: string | undefined } {
  const path = join(root, file);
  return { file, now: existsSync(path) ? readFileSync(path, "utf8") : undefined };
}
