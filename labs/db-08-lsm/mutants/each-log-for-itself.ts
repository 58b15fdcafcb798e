import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where no MANIFEST can be read each log may be torn",
  story:
    "The log before the last was synced to its end; what is missing there is told as the work of a crash.",
  step: "leveldb",
  file: "check-store.ts",
  find: "      await this.#replay([...logs.values()]);",
  replace: "      for (const path of logs.values()) await this.#replay([path]);",
} satisfies Mutant;
