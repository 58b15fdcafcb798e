import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "zeros are taken for the end of the file",
  story:
    "Files are lengthened ahead of time, so zeros mean that nothing was written yet. A " +
    "block that the device lost reads as zeros too, and all behind it is silently gone: " +
    "the next append goes over it.",
  step: "reader",
  file: "log-reader.ts",
  find: '    if (typeof found === "string") return',
  replace: [
    '    if (found === "zeros") return { kind: "none" };',
    '    if (typeof found === "string") return',
  ].join("\n"),
} satisfies Mutant;
