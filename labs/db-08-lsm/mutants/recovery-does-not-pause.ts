import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a replay makes its tables in one piece",
  story:
    "Nobody else is on the loop at the start, one thinks; but a server opens its second store there.",
  step: "recovery",
  file: "recovery.ts",
  find: "    const place = { disk, directory, table, slices };",
  replace:
    "    const place = { disk, directory, table, slices: { ...slices, bytes: Number.POSITIVE_INFINITY } };",
} satisfies Mutant;
