/**
 * The programs that checks are made of: the compiler and the linter, as installed with the tree.
 *
 * What they print is turned into problems. A program that fails and names no problem has one of its
 * own: a check that could not be made must never look like one that found nothing.
 *
 * Left out: their JSON reporters. The one-line formats are documented, and stable.
 */
import { execFile } from "node:child_process";
import { join, relative, resolve } from "node:path";
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

function problemsOf(
  root: string,
  name: string,
  words: readonly string[],
  read: (line: string) => Problem | undefined,
): Promise<readonly Problem[]> {
  const program = join(root, "node_modules/.bin", name);
  return new Promise((settle) => {
    execFile(program, words, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const problems = stdout.split("\n").flatMap((line) => read(line) ?? []);
      if (error === null || problems.length > 0) return settle(problems);
      const said = (stderr.trim() || stdout.trim()).slice(0, 2_000);
      settle([{ file: ".", message: `${name} failed (${error.code ?? error.signal}): ${said}` }]);
    });
  });
}

function below(root: string, file: string): string {
  return relative(root, resolve(root, file));
}
