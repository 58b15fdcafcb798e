import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "recovery takes what it reads for durable",
  story:
    "It was in the log, the checksum is right. It was in the page cache of a kernel that " +
    "outlived the process: the next power cut takes it, and with it what was told to " +
    "whoever read it.",
  step: "segments",
  file: "recovery.ts",
  find: `  file.write(from, unsure);
  await file.sync();
`,
  replace: "",
} satisfies Mutant;
