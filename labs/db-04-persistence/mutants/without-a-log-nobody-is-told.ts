import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "without a log the picture is not told of what is evicted",
  story:
    "There is nothing to append to, so the function ends early. Everything evicted during a BGSAVE is missing in the backup.",
  step: "hybrid",
  file: "keeper.ts",
  find: "    this.#snapshot?.removed(entry, reason);\n",
  replace: "    if (this.log !== undefined) this.#snapshot?.removed(entry, reason);\n",
} satisfies Mutant;
