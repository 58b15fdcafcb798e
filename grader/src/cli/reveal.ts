/**
 * `npm run reveal db-01 2`: the reference of that step alone, to compare with.
 *
 * At once where the step is green: comparing is part of learning. Else after asking; either way it is kept.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import chalk from "chalk";
import { hasReference, type Lab, type Step } from "../manifest.ts";
import { ProgressStore } from "../progress.ts";
import { highlighted } from "../screen/code.ts";
import { Terminal } from "../screen/terminal.ts";
import { standingOf } from "../standing.ts";
import { type Invocation, type Run, UsageError } from "./command.ts";
import { namedLab, namedStep } from "./place.ts";

export const run: Run = async (invocation) => {
  const terminal = new Terminal();
  const lab = namedLab(invocation, "reveal db-01 2");
  const step = namedStep(invocation, lab);
  if (step === undefined) throw new UsageError(`Which step? As in: npm run reveal ${lab.id} 2`);
  if (!hasReference(lab)) {
    terminal.print(`This edition of the course has no reference of ${lab.id} to show.`);
    return 1;
  }
  const store = new ProgressStore(invocation.root, { warn: (message) => terminal.print(message) });
  const standing = standingOf(lab, await store.read());
  const isGreen = standing.steps.some((each) => each.step === step && each.isGreen);
  if (!isGreen && !(await isSure(invocation, lab, step))) return 1;
  await store.saveReveal(lab.id, step.id);
  for (const [file, source] of await sourcesOf(lab, step)) {
    terminal.print([chalk.bold(`labs/${lab.folder}/${file}`), "", await highlighted(source), ""]);
  }
  return 0;
};

async function isSure({ options }: Invocation, lab: Lab, step: Step): Promise<boolean> {
  if (options.sure === true) return true;
  const what = `Step ${step.number} of ${lab.id} is not green yet.`;
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    const command = `npm run reveal ${lab.id} ${step.number} sure`;
    console.error(`${what} To see the reference all the same: ${command}`);
    return false;
  }
  const line = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await line.question(`${what} See the reference all the same? y/N `);
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    return false;
  } finally {
    line.close();
  }
}

/** By file, what the reference has of this step; files without any are left out. */
async function sourcesOf(lab: Lab, step: Step): Promise<readonly (readonly [string, string])[]> {
  const { stepSource } = await import("../marks.ts");
  return readdirSync(join(lab.path, "reference"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => {
      const source = readFileSync(join(lab.path, "reference", file), "utf8");
      return [`reference/${file}`, withoutMarks(stepSource(source, step.number, file))] as const;
    })
    .filter(([, source]) => source !== "");
}

/** The marks of what a stub leaves out say nothing to a reader. */
function withoutMarks(source: string): string {
  return source.replace(/^[ \t]*(\/\*\* @solution \*\/|\/\/ @solution)\n/gm, "").trim();
}
