/**
 * `npm test [LAB …] [whole]`: the checks, the grader's own tests, the labs.
 *
 *   check              every part of `npm run check`
 *   the grader's own   vitest over grader/tests
 *   each lab           see lab-checks.ts; whole for a lab that is named, and for all of them by `whole`
 *
 * Prints as it goes, and at the end once more what failed. The last line is `N passed, N failed`, in
 * which each part, test, lab check and mutant counts one; the exit code is 0 only where nothing
 * failed. LABS_REQUIRE_CLIENTS=1 makes a skipped test a failure.
 *
 * A student edition has no references: there it is check that runs, as far as it goes.
 */
import { randomInt } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "zx";
import type { Run } from "../grader/src/cli/command.ts";
import { hasReference } from "../grader/src/manifest.ts";
import { runParts, STUDENT_NOTE } from "./check.ts";
import { isStudentEdition, partsOf } from "./check-parts.ts";
import { checkLab } from "./lab-checks.ts";
import type { Tally } from "./mutants.ts";
import { say, sayBadAgain, sayHeading } from "./report.ts";

export const run: Run = async ({ root, labs, named, options }) => {
  const chosen = named.length > 0 ? named : labs;
  const isStudent = isStudentEdition(root);
  const seed = randomInt(2 ** 31 - 1);
  const whole = named.length > 0 || options.whole === true;
  const requireClients = process.env.LABS_REQUIRE_CLIENTS === "1";
  sayHeading("check");
  if (isStudent) console.log(STUDENT_NOTE);
  const parts = partsOf({ root, labs: chosen, all: labs, fast: false });
  const failedParts = await runParts(parts);
  const tallies: Tally[] = [{ passed: parts.length - failedParts, failed: failedParts }];
  if (isStudent) {
    console.log(
      "\n  Grading is npm run grade; the grader's own tests and the mutants stay with its authors.",
    );
  } else {
    sayHeading("the grader's own tests");
    tallies.push(await graderTests(root));
    for (const lab of chosen.filter(hasReference)) {
      sayHeading(`${lab.id} ${lab.title} · seed ${seed}`);
      tallies.push(await checkLab({ root, lab, seed, requireClients, whole }).catch(cannotGrade));
    }
  }
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  sayBadAgain();
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0 ? 0 : 1;
};

function cannotGrade(error: Error): Tally {
  say("bad", `could not be graded: ${error.message}`);
  return { passed: 0, failed: 1 };
}

/** What is read of the file that vitest's json reporter writes. */
interface VitestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Vitest prints what it does; what counts is what it writes, and that it ended well. */
async function graderTests(root: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "labs-"));
  const file = join(folder, "results.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const $vitest = $({ cwd: root, stdio: "inherit", nothrow: true, preferLocal: root });
    const { exitCode } = await $vitest`vitest run --config grader/vitest.config.ts ${reporters}`;
    const results = JSON.parse(readFileSync(file, "utf8")) as VitestResults;
    const { numPassedTests: passed, numFailedTests: failed } = results;
    for (const { fullName, status, failureMessages } of results.testResults.flatMap(
      ({ assertionResults }) => assertionResults,
    )) {
      if (status === "failed") say("bad", fullName, undefined, failureMessages[0]?.split("\n")[0]);
    }
    const isSound = passed > 0 && (exitCode === 0) === (failed === 0);
    return isSound ? { passed, failed } : { passed, failed: failed + 1 };
  } catch (error) {
    say("bad", `vitest left no results: ${(error as Error).message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
