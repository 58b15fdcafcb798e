import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "by stop a write waits for one pause, and goes on",
  story: "Level 0 grows faster than it is merged, and each get asks a hundred tables.",
  step: "writers",
  file: "write-path.ts",
  find: `      else if (this.#pressure() === "stop") await this.#state.nextChange();
`,
  replace: "",
} satisfies Mutant;
