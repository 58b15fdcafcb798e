import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a start that cut and could not sync leaves the cut in the cache alone",
  story:
    "The start rejects, and somebody starts it again. Now the file is whole, and there is nothing " +
    "to cut; the device has the torn end for ever. After a power cut it stands before an " +
    "increment with commands, and the server refuses its own files.",
  step: "hybrid",
  file: "aof-recovery.ts",
  find: "      file.write(size, cut);\n",
  replace: "",
} satisfies Mutant;
