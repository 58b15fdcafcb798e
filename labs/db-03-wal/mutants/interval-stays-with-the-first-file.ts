import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the interval goes on with the segment that was open first",
  story:
    "After the rotation the timer syncs a file to which nobody writes. A day later the " +
    "power goes, with a day's records of the new one in the cache.",
  step: "segments",
  file: "log.ts",
  find: `    this.#segments.push({ path, firstIndex: this.#written });
    this.#watch();
`,
  replace: `    this.#segments.push({ path, firstIndex: this.#written });
`,
} satisfies Mutant;
