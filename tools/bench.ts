/**
 * `npm run bench LAB`: runs the lab's bench against its reference.
 *
 * The manifest's `bench` names the file; it prints its own ratios. It runs in a process of its own,
 * under the condition `reference`, so that what is measured is neither the stub nor this process.
 * `npm run bench checkers` and `class` run those of the grader's checkers and of a class, in the same way.
 *
 * Left out: keeping results. A lab's docs/analysis.md holds the ratios that its authors vouch for.
 */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { $ } from "zx";
import { type Run, UsageError } from "../grader/src/cli/command.ts";
import { hasReference } from "../grader/src/manifest.ts";

/** Those of the grader, by their words. */
const OWN = ["checkers", "class"];

export const run: Run = async ({ root, labs, named, options }) => {
  const own = OWN.find((word) => options[word] === true);
  if (own !== undefined) return runBench(root, own, `grader/bench/${own}.ts`, []);
  const [lab] = named.length > 0 ? named : labs.filter(({ bench }) => bench !== undefined);
  if (lab?.bench === undefined) throw new UsageError(`${lab?.id ?? "this tree"} has no bench`);
  const file = join(lab.path, lab.bench);
  if (!existsSync(file)) throw new UsageError(`there is no ${relative(root, file)}`);
  const conditions = hasReference(lab) ? ["--conditions=reference"] : [];
  return runBench(root, `${lab.id} ${lab.title}`, relative(root, file), conditions);
};

async function runBench(
  root: string,
  title: string,
  file: string,
  conditions: readonly string[],
): Promise<0 | 1> {
  console.log(`${title} · ${file}\n`);
  const $bench = $({ cwd: root, stdio: "inherit", nothrow: true });
  const { exitCode } = await $bench`${process.execPath} --import tsx ${conditions} ${file}`;
  return exitCode === 0 ? 0 : 1;
}
