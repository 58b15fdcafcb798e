import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "tables that the last iterator has let go of are not removed",
  story:
    "They stay until the version changes again; in a store that is only read from then on, for ever.",
  step: "writers",
  file: "store.ts",
  find: ["      if (lease.version !== versions.current) this.#state.sweep();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
