import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a base was durable before a manifest named it, so it is not synced",
  story:
    "It was, on the machine where it was written. Here it is a copy of yesterday's " +
    "backup, in the cache, and the server that has shown its keys loses its power.",
  step: "hybrid",
  file: "base-file.ts",
  find: "    await file.sync();",
  replace: "    if (apply === undefined) await file.sync();",
} satisfies Mutant;
