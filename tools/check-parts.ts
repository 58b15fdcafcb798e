/**
 * The parts of `npm run check`: each looks at one thing of the tree and returns what it found.
 *
 *   types of src, of reference    tsc, over the whole tree, under either selection
 *   types of the pages            tsc, over the parts of the grader that run in a browser
 *   types of the site             tsc, over what makes pages of the documents
 *   lint and format               biome
 *   manifests                     the files that they name are there
 *   marks, stubs, exports         what `npm run stub` derives is sound and current
 *   tests                         every law can be listed, no id twice, enough of them
 *   mutants                       well-formed, enough of them
 *   documents, transcripts        see documents.ts
 *   derived files                 what `npm run derive` derives is current
 *   lockfiles                     name no registry, so that they install alike from any
 *
 * A student edition has no reference; there the parts are those that can be looked at without one.
 *
 * Left out: running tests. `npm test` does.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "../grader/bin/install.mjs";
import { hasReference, type Lab } from "../grader/src/manifest.ts";
import { derivation, staleFiles } from "./derived.ts";
import { checkDocuments, checkTranscripts } from "./documents.ts";
import { inventory, soundnessProblems, wantProblems } from "./inventory.ts";
import { readMutants } from "./mutant-files.ts";
import { type Findings, type Problem, problemOf } from "./problem.ts";
import { lintProblems, typeProblems } from "./programs.ts";
import { exportKinds, manifestWithExports, markProblems, staleStub } from "./stub.ts";

/** What is drawn in a browser, and has its own types. */
const PAGES = ["grader/src/picture/page", "grader/src/class/page", "grader/src/dashboard/page"];

/** One thing to look at. */
export interface Part {
  readonly name: string;
  readonly find: () => Promise<Findings>;
  /** Whether it needs the machine to itself: it grades, and tests have budgets. */
  readonly alone?: true;
}

/** What is checked, and of what. */
export interface Scope {
  readonly root: string;
  readonly labs: readonly Lab[];
  readonly all: readonly Lab[];
  /** Without running transcripts. */
  readonly fast: boolean;
}

/** Whether the tree is one for learners. */
export function isStudentEdition(root: string): boolean {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    labsEdition?: string;
  };
  return manifest.labsEdition === "student";
}

/** The parts for this tree, in the order in which they are shown. */
export function partsOf(scope: Scope): readonly Part[] {
  const { root, labs, all } = scope;
  const documents = { name: "documents", find: () => checkDocuments(root, labs) };
  const types = { name: "types of src", find: async () => found(await typeProblems(root, [])) };
  if (isStudentEdition(root)) return [types, documents];
  const solved = labs.filter(hasReference);
  const perLab = (find: (lab: Lab) => readonly Problem[]) => async () =>
    found(solved.flatMap(find));
  return [
    types,
    {
      name: "types of reference",
      find: async () => found(await typeProblems(root, ["--customConditions", "reference"])),
    },
    { name: "types of the pages", find: async () => found(await pageProblems(root)) },
    { name: "types of the site", find: async () => found(await siteProblems(root)) },
    { name: "lint and format", find: async () => found(await lintProblems(root)) },
    { name: "manifests", find: perLab(absentFiles) },
    { name: "marks", find: perLab((lab) => markProblems(lab).map(problemOf)) },
    { name: "stubs are as derived", find: perLab((lab) => staleStub(lab).map(problemOf)) },
    { name: "exports are as derived", find: perLab(staleExports) },
    { name: "tests are listed", find: async () => found(labs.flatMap((lab) => lawsOf(root, lab))) },
    { name: "mutants are well-formed", find: () => mutants(solved) },
    documents,
    { name: "derived files are current", find: async () => derived(root, labs, all) },
    { name: "lockfiles", find: async () => found(lockfileProblems(root)) },
    ...(scope.fast
      ? []
      : [{ name: "transcripts", find: () => checkTranscripts(root, labs), alone: true as const }]),
  ];
}

async function pageProblems(root: string): Promise<readonly Problem[]> {
  const each = await Promise.all(PAGES.map((page) => typeProblems(root, ["-p", page])));
  return each.flat();
}

/** Its types are those of packages that only the site needs. */
function siteProblems(root: string): Promise<readonly Problem[]> {
  ensureInstalled(join(root, "site"), "site/package-lock.json", 20);
  return typeProblems(root, ["-p", "site"]);
}

function found(problems: readonly Problem[]): Findings {
  return { problems, notes: [] };
}

function absentFiles(lab: Lab): readonly Problem[] {
  const file = `labs/${lab.folder}/package.json`;
  const named = {
    "lab.serve": lab.serve,
    "lab.play": lab.play,
    "lab.bench": lab.bench,
    "lab.soak": lab.soak,
  };
  return Object.entries(named).flatMap(([field, path]) =>
    path === undefined || existsSync(join(lab.path, path))
      ? []
      : { file, message: `${field}: there is no ${path}` },
  );
}

function staleExports(lab: Lab): readonly Problem[] {
  const text = readFileSync(join(lab.path, "package.json"), "utf8");
  const file = `labs/${lab.folder}/package.json`;
  if (manifestWithExports(text, exportKinds(lab)) === text) return [];
  return [{ file, message: `lab.exports is not as derived; npm run stub ${lab.id} derives it` }];
}

function lawsOf(root: string, lab: Lab): readonly Problem[] {
  const steps = inventory(root, lab);
  return [...soundnessProblems(steps), ...wantProblems(steps)];
}

async function mutants(labs: readonly Lab[]): Promise<Findings> {
  const read = await Promise.all(labs.map(readMutants));
  return found(read.flatMap(({ problems }) => problems));
}

/** What stands in the way of deriving is a problem of the tests, and shown there. */
function derived(root: string, labs: readonly Lab[], all: readonly Lab[]): Findings {
  const derivable = derivation(root, labs, all);
  const own = derivable.problems.filter(({ file }) => !/\/tests\//.test(file));
  return found([...own, ...staleFiles(derivable)]);
}

function lockfileProblems(root: string): readonly Problem[] {
  return ["package-lock.json", "site/package-lock.json"].flatMap((file) => {
    const path = join(root, file);
    if (!existsSync(path)) return [{ file, message: "is missing" }];
    return readFileSync(path, "utf8")
      .split("\n")
      .flatMap((text, at) =>
        /"resolved": "https?:/.test(text)
          ? {
              file,
              line: at + 1,
              message: "names a registry; npm config set omit-lockfile-registry-resolved",
            }
          : [],
      );
  });
}
