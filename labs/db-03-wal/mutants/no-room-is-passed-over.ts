import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a record that the new log has no room for is reported as lost",
  story:
    "The disk was full in the middle. Half of a record stood in the new log, the rest was " +
    "passed over, and the report counted what had been damaged and what had not fitted as " +
    "one.",
  step: "leveldb",
  file: "salvage.ts",
  find: `        to.append(encodeRecord(found.record, to.size));
`,
  replace: `        try {
          to.append(encodeRecord(found.record, to.size));
        } catch {
          lost.push({ start: found.start, end: found.end, reason: "cut" });
          break;
        }
`,
} satisfies Mutant;
