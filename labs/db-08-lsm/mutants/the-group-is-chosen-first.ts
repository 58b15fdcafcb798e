import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who is written together is chosen before there is room",
  story:
    "The one that waited for room goes alone, and those who came meanwhile have a second sync to wait for.",
  step: "writers",
  file: "write-path.ts",
  find: `          if (!this.#hasRoom()) await this.#makeRoom();
          group = this.#nextGroup();`,
  replace: `          group = this.#nextGroup();
          if (!this.#hasRoom()) await this.#makeRoom();`,
} satisfies Mutant;
