import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where something is cut, nothing is written again",
  story:
    "A sync was under way and failed, and in the same breath a write was torn. What stood " +
    "before the tear was handed out from the cache, and the next power cut took it.",
  step: "segments",
  file: "recovery.ts",
  find: `    await makeDurable(file, tail, settings.unsyncedBytesMax);
`,
  replace: `    const lastStart = tail.cut === undefined ? tail.lastStart : tail.end + settings.unsyncedBytesMax;
    await makeDurable(file, { ...tail, lastStart }, settings.unsyncedBytesMax);
`,
} satisfies Mutant;
