import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SELECTDB and RESIZEDB are written for a database without keys",
  story:
    "Redis passes over empty databases, so an empty server's file has neither. Readers " +
    "take both; whoever compares files byte for byte, as a backup tool does, sees a " +
    "change.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "    if (keys > 0) {",
  replace: "    if (keys >= 0) {",
} satisfies Mutant;
