import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a read that fails ends the salvage, and the rest is reported as lost",
  story:
    "The cable was loose. The report said that all behind the first half was damaged, and " +
    "the old file was thrown away; a second try would have read it.",
  step: "leveldb",
  file: "salvage.ts",
  find: `    const found = reader.next();
`,
  replace: `    let found: ReturnType<LogReader["next"]>;
    try {
      found = reader.next();
    } catch {
      lost.push({ start: from.size, end: from.size, reason: "cut" });
      return { records, lost };
    }
`,
} satisfies Mutant;
