import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a replay fills one memtable, however long the logs are",
  story:
    "A process that was killed with a log of some gigabytes is started again, and killed for its memory.",
  step: "recovery",
  file: "recovery.ts",
  find: `        if (memtable.memoryBytes >= writeBufferBytes) await flush();
`,
  replace: "",
} satisfies Mutant;
