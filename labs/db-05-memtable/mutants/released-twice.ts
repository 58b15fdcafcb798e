import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a snapshot may be released twice",
  story:
    "Joining the neighbours of a place that is no more in the list joins the wrong ones: a snapshot " +
    "that is held is lost, or one that was released comes back.",
  step: "snapshot-reads",
  file: "snapshots.ts",
  find: "    assert(held.list === this, `a snapshot that is not held: ${snapshot.sequence}`);\n",
  replace: "",
} satisfies Mutant;
