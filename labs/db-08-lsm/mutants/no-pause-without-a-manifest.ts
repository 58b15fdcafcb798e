import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where no MANIFEST can be read the tables are checked in one piece",
  story:
    "The other path through the audit was written in a hurry: who comes there has trouble enough.",
  step: "leveldb",
  file: "check-store.ts",
  find: `      for (const path of tables.values()) {
        await loopSlices.pause();
`,
  replace: `      for (const path of tables.values()) {
`,
} satisfies Mutant;
