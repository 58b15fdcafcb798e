import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a truncation that finds nothing to remove resolves at once",
  story:
    "The one before it had removed the file and still waited for the directory. After the " +
    "power cut the segment was there again.",
  step: "segments",
  file: "log.ts",
  find: "    const truncated = this.#truncated.then",
  replace: `    if (this.#segments[1] === undefined || this.#segments[1].firstIndex > index) return;
    const truncated = this.#truncated.then`,
} satisfies Mutant;
