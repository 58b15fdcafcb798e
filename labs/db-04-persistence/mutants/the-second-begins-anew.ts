import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "to set the policy that holds begins the second anew",
  story:
    "Configuration management sets appendfsync to what it is, every minute on a thousand servers; a script does it twice a second, and nothing is ever synced.",
  step: "fsync",
  file: "aof-file.ts",
  find: "    if (policy === this.#policy) return;\n",
  replace: "",
} satisfies Mutant;
