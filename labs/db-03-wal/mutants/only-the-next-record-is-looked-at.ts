import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only the first whole record behind damage is looked at",
  story:
    "It is near, so a crash has done it: cut. The megabytes of whole records behind it, " +
    "durable for weeks, go as well.",
  step: "segments",
  file: "recovery.ts",
  find: `    last = found.kind === "record" ? found.start : found.resumesAt;
    found = reader.next();`,
  replace: '    return found.kind === "record" ? found.start : found.resumesAt;',
} satisfies Mutant;
