import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a change to everysec says nothing of what was written before",
  story:
    "The timer begins with a write, and after the change there may be none. What was " +
    "written under no stays in the cache until then.",
  step: "fsync",
  file: "aof-file.ts",
  find: ["    if (this.#file.durableBytes < this.#file.size) this.#interval?.wrote();", ""].join(
    "\n",
  ),
  replace: "",
} satisfies Mutant;
