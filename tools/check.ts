/**
 * `npm run check [LAB …] [fast]`: is the tree in order, without running its tests.
 *
 *   ● types of src                                   0.4 s
 *   ✗ documents                                      0.9 s
 *     labs/db-01-resp/steps/02-decode.md:57: …
 *
 * Two parts at a time, shown in their order; what grades waits until it has the machine to itself.
 * Ends with 1 where a part found something.
 *
 * Left out: mending. `npm run stub`, `npm run derive` and `npx biome check --write` do that.
 */
import type { Run } from "../grader/src/cli/command.ts";
import { isStudentEdition, type Part, partsOf } from "./check-parts.ts";
import type { Findings } from "./problem.ts";
import { say, sayFindings, sayHeading } from "./report.ts";

const AT_ONCE = 2;

export const run: Run = async ({ root, labs, named, options }) => {
  const chosen = named.length > 0 ? named : labs;
  sayHeading(`check · ${chosen.map(({ id }) => id).join(", ") || "no lab"}`);
  if (isStudentEdition(root)) console.log(STUDENT_NOTE);
  const parts = partsOf({ root, labs: chosen, all: labs, fast: options.fast === true });
  const failed = await runParts(parts);
  console.log(
    failed === 0 ? "\nAll in order." : `\n${failed} of ${parts.length} parts found something.`,
  );
  return failed === 0 ? 0 : 1;
};

/** Said where the tree has no references. */
export const STUDENT_NOTE =
  "  This edition has no references: marks, stubs, mutants and transcripts are not checked.\n";

/** Runs the parts and prints a line for each. @returns how many found something */
export async function runParts(parts: readonly Part[]): Promise<number> {
  let failed = 0;
  for (const group of [parts.filter(({ alone }) => !alone), parts.filter(({ alone }) => alone)]) {
    for await (const { part, findings, milliseconds } of inOrder(group)) {
      const isGood = findings.problems.length === 0;
      if (!isGood) failed++;
      say(isGood ? "good" : "bad", part.name, milliseconds);
      sayFindings(findings);
    }
  }
  return failed;
}

interface Looked {
  readonly part: Part;
  readonly findings: Findings;
  readonly milliseconds: number;
}

/** At most two at a time; each is yielded as soon as all before it are. */
async function* inOrder(parts: readonly Part[]): AsyncGenerator<Looked> {
  const lanes = Array.from({ length: AT_ONCE }, (): Promise<unknown> => Promise.resolve());
  const looked = parts.map((part, at) => {
    const next = lanes[at % AT_ONCE]!.then(() => look(part));
    lanes[at % AT_ONCE] = next;
    return next;
  });
  for (const each of looked) yield await each;
}

/** A part that throws has found that it cannot look. */
async function look(part: Part): Promise<Looked> {
  const startedAt = performance.now();
  let findings: Findings;
  try {
    findings = await part.find();
  } catch (error) {
    const message = `could not be checked: ${(error as Error).message}`;
    findings = { problems: [{ file: ".", message }], notes: [] };
  }
  return { part, findings, milliseconds: performance.now() - startedAt };
}
