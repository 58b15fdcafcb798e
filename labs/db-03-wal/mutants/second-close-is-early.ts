import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the second close resolves at once",
  story:
    "A signal handler and a shutdown hook both closed the log. The second one was told " +
    "that all was well, and ended the process while the first was still syncing.",
  step: "segments",
  file: "log.ts",
  find: `  close(): Promise<void> {
    this.#closed ??= this.#end();
`,
  replace: `  close(): Promise<void> {
    if (this.#closed !== undefined && this.failure === undefined) return Promise.resolve();
    this.#closed ??= this.#end();
`,
} satisfies Mutant;
