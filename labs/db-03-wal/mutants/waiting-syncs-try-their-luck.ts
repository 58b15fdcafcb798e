import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that waited asks the disk although the one before it has failed",
  story:
    "The failure is looked at when a sync is asked for, and not when its turn comes. The " +
    "second one finds clean pages and succeeds; only a check behind it keeps the program " +
    "from believing it. The disk has been asked all the same.",
  step: "durable",
  file: "durable-file.ts",
  find: `  async #syncNow(): Promise<void> {
    this.#check();
`,
  replace: `  async #syncNow(): Promise<void> {
`,
} satisfies Mutant;
