/**
 * The laws of a lab's tests, step by step, and what is derived from them.
 *
 *   tests/NN-name.test.ts ──read──▶ laws ──▶ package.json: lab.steps[].tests
 *                                        ──▶ docs/verification.md
 *
 * Both are written by `npm run derive` and compared by `npm run check`.
 *
 * Left out: what the laws do. The grader learns of a law that the manifest does not declare by
 * itself.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../grader/src/manifest.ts";
import { type Law, readLaws, repeatProblems, type StepFile, scarcityProblems } from "./laws.ts";
import type { Problem } from "./problem.ts";

/** One step's test file, and what is wrong with how it is written. */
export interface StepLaws extends StepFile {
  readonly problems: readonly Problem[];
  readonly isMissing: boolean;
}

/** Every step's laws. A test file that is missing has none. */
export function inventory(root: string, lab: Lab): readonly StepLaws[] {
  return lab.steps.map((step) => {
    const file = `labs/${lab.folder}/${step.testFile}`;
    const path = join(root, file);
    if (!existsSync(path)) return { step, file, laws: [], problems: [], isMissing: true };
    return { step, file, isMissing: false, ...readLaws(file, readFileSync(path, "utf8"), step.id) };
  });
}

/** What makes the list of laws unsound, so that nothing may be derived from it. */
export function soundnessProblems(steps: readonly StepLaws[]): readonly Problem[] {
  return [...steps.flatMap(({ problems }) => problems), ...repeatProblems(steps)];
}

/** What is missing: test files, and laws in those that are there. */
export function wantProblems(steps: readonly StepLaws[]): readonly Problem[] {
  const missing = steps.filter(({ isMissing }) => isMissing);
  const short = scarcityProblems(steps).filter(({ file }) =>
    missing.every((step) => step.file !== file),
  );
  return [...missing.map(({ file }) => ({ file, message: "is missing" })), ...short];
}

/** The laws by their step's id. */
export function lawsByStep(steps: readonly StepLaws[]): ReadonlyMap<string, readonly Law[]> {
  return new Map(steps.map(({ step, laws }) => [step.id, laws]));
}

/** The manifest's text with the ids of the laws in `lab.steps[].tests`; all else as it stood. */
export function manifestWithTests(manifest: string, steps: readonly StepLaws[]): string {
  const json = JSON.parse(manifest) as { lab: { steps: { id: string; tests: string[] }[] } };
  for (const declared of json.lab.steps) {
    const found = steps.find(({ step }) => step.id === declared.id);
    if (found !== undefined && found.laws.length > 0)
      declared.tests = found.laws.map(({ id }) => id);
  }
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** docs/verification.md: what the tests hold, in their own words. */
export function verificationText(lab: Lab, steps: readonly StepLaws[]): string {
  const laws = steps.flatMap((step) => step.laws);
  const properties = laws.filter((law) => law.isProperty).length;
  const parts = steps.map(({ step, laws: own }) => {
    const [name] = step.testFile.split("/").slice(-1);
    const lines = own.map((law) => `- ${escaped(law.title)}${law.isProperty ? " (property)" : ""}`);
    const link = `[${name}](../${step.testFile})`;
    const head = `## ${step.number}. ${step.title}\n\n${link}, ${own.length} laws.`;
    return `${head}\n\n${lines.join("\n")}\n`;
  });
  return [
    `# What the tests of ${lab.id} hold\n`,
    "Derived from the tests' own titles by `npm run derive`; edit the tests, not this file.\n",
    `${laws.length} laws. ${properties} of them are properties: they hold for generated cases,`,
    "200 unless the test says another number, from a fresh seed at every grading.\n",
    parts.join("\n"),
  ].join("\n");
}

/** A title in which nothing reads as Markdown. */
function escaped(title: string): string {
  return title.replace(/[\\`*_<>[\]]/g, "\\$&");
}
