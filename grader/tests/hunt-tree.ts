/**
 * A toy lab with bugs, to hunt in: the command line as a process on it, and the learner's files.
 *
 *     1 minus      add takes away             caught by what adds
 *     3 loops      half never comes back      caught by what halves, as a hang
 *     5 ends       twice ends the process     caught by what doubles, as a crash
 *     7 commutes   b + a                      never caught: there is no difference
 *
 * 2, 4 and 6 were mutants once.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeTree, repository, type Tree } from "./tree.ts";

const REFERENCE = `
export function add(a: number, b: number): number {
  return a + b;
}
export function half(a: number): number {
  return a / 2;
}
export function twice(a: number): number {
  return a * 2;
}
`;

const mutant = (step: string, title: string, find: string, replace: string) =>
  `export const mutant = ${JSON.stringify({
    ...{ title, story: `The story of ${title}.`, step, file: "index.ts", find, replace },
  })};\n`;

export const ADDS = 'hunt("adds", (t) => t.equal(add(1, 2), 3));\n';
export const HALVES = 'hunt("halves", { seconds: 1 }, (t) => t.equal(half(4), 2));\n';
export const DOUBLES = 'hunt("doubles", (t) => t.equal(twice(4), 8));\n';

/** A file of tests with these. */
export const testsOf = (...tests: readonly string[]) =>
  'import { add, half, twice } from "@labs/db-90";\nimport { hunt } from "@labs/grader/testing";\n' +
  `void [add, half, twice];\n${tests.join("")}`;

export interface Ran {
  readonly code: number | null;
  readonly text: string;
}

export interface HuntTree extends Tree {
  /** Writes a file below the root. */
  put(path: string, text: string): void;
  text(path: string): string;
  has(path: string): boolean;
  hunt(...words: readonly string[]): Promise<Ran>;
  start(...words: readonly string[]): ReturnType<typeof spawn>;
}

export function huntTree(): HuntTree {
  const tree = makeTree({
    steps: { one: ["adds"], two: ["halves"] },
    exports: { add: "function", half: "function", twice: "function" },
    files: {
      "reference/index.ts": REFERENCE,
      "mutants/minus.ts": mutant("one", "add takes away", "a + b", "a - b"),
      "mutants/loops.ts": mutant("two", "half never comes back", "return a / 2;", "for (;;) {}"),
      "mutants/ends.ts": mutant(
        "two",
        "twice ends the process",
        "return a * 2;",
        "process.exit(0);",
      ),
      "mutants/commutes.ts": mutant("one", "the wrong way round", "a + b", "b + a"),
      "mutants/numbers.txt": "# a comment\n1 minus\n2 gone\n3 loops\n5 ends\n7 commutes\n",
    },
  });
  writeFileSync(join(tree.root, "package.json"), '{ "name": "labs", "type": "module" }');
  const start = (...words: readonly string[]) =>
    spawn(
      process.execPath,
      ["--import", "tsx", join(import.meta.dirname, "cli-main.ts"), tree.root, "hunt", ...words],
      {
        cwd: repository,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, NO_COLOR: "1", INIT_CWD: tree.root },
      },
    );
  return {
    ...tree,
    start,
    put(path, text) {
      mkdirSync(dirname(join(tree.root, path)), { recursive: true });
      writeFileSync(join(tree.root, path), text);
    },
    text: (path) => readFileSync(join(tree.root, path), "utf8"),
    has: (path) => existsSync(join(tree.root, path)),
    async hunt(...words) {
      const child = start(...words);
      let text = "";
      child.stdout?.on("data", (chunk: Buffer) => (text += chunk));
      child.stderr?.on("data", (chunk: Buffer) => (text += chunk));
      const [code] = await once(child, "close");
      return { code, text };
    },
  };
}
