/**
 * The programs that checks are made of: the compiler and the linter, as installed with the tree.
 *
 * What they print is turned into problems. A program that fails and names no problem has one of its
 * own: a check that could not be made must never look like one that found nothing.
 *
 * Left out: their JSON reporters. The one-line formats are documented, and stable.
 */
import { relative, resolve } from "node:path";
import { $ } from "zx";
import type { Problem } from "./problem.ts";

/** Runs tsc with these words. Problems name files relative to `root`. */
export function typeProblems(root: string, words: readonly string[]): Promise<readonly Problem[]> {
  return problemsOf(root, "tsc", ["--pretty", "false", ...words], (line) => {
    const match = /^(\S.*?)\((\d+),\d+\): error (.*)$/.exec(line);
    if (match === null) {
      return /^error TS\d+/.test(line) ? { file: "tsconfig.json", message: line } : undefined;
    }
    return { file: below(root, match[1]!), line: Number(match[2]), message: match[3]! };
  });
}

/** Runs biome over the tree: lint and format, warnings included. */
export function lintProblems(root: string): Promise<readonly Problem[]> {
  const words = ["check", "--reporter=github", "--max-diagnostics=none", "--error-on-warnings"];
  return problemsOf(root, "biome", words, (line) => {
    const match = /^::(?:error|warning) title=([^,]*),file=([^,]*),(?:line=(\d+))?.*?::(.*)$/.exec(
      line,
    );
    if (match === null) return undefined;
    const [, rule, file = ".", at, text] = match;
    const message = `${rule}: ${text}`;
    return { file: below(root, file), message, ...(at === undefined ? {} : { line: Number(at) }) };
  });
}

async function problemsOf(
  root: string,
  name: string,
  words: readonly string[],
  read: (line: string) => Problem | undefined,
): Promise<readonly Problem[]> {
  const $quiet = $({ cwd: root, quiet: true, nothrow: true, preferLocal: root });
  const ran = await $quiet`${name} ${words}`;
  const problems = ran.stdout.split("\n").flatMap((line) => read(line) ?? []);
  if (ran.ok || problems.length > 0) return problems;
  const said = (ran.stderr.trim() || ran.stdout.trim()).slice(0, 2_000);
  return [{ file: ".", message: `${name} failed (${ran.exitCode ?? ran.signal}): ${said}` }];
}

function below(root: string, file: string): string {
  return relative(root, resolve(root, file));
}
