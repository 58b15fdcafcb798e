import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close does not wait for truncations",
  story:
    "Whoever opened the log next saw files vanish while it read them. And that the " +
    "directory could not be synced was told to nobody.",
  step: "segments",
  file: "log.ts",
  find: `      await this.#truncated;
`,
  replace: "",
} satisfies Mutant;
