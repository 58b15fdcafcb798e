import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all is read before anything is saved",
  story: "A log of forty gigabytes could not be salvaged on a machine that has sixteen.",
  step: "leveldb",
  file: "salvage.ts",
  find: `  const reader = new LogReader(from);
`,
  replace: `  const all = new LogReader(from);
  const outcomes = [all.next()];
  while (!["torn", "end"].includes(outcomes.at(-1)!.kind)) outcomes.push(all.next());
  const reader = { next: () => outcomes.shift()! };
`,
} satisfies Mutant;
