import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a save after a failed sync goes on as if nothing had been",
  story:
    "The next sync succeeds: the kernel has marked the pages clean that it could not write. So the file has a hole, " +
    "and what stands behind it was acknowledged. Rebello et al., Can Applications Recover from fsync Failures? " +
    "(USENIX ATC 2020).",
  step: "persistence",
  file: "storage.ts",
  find: `      this.#hasFailed = true;
`,
  replace: "",
} satisfies Mutant;
