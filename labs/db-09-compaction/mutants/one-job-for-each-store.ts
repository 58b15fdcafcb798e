import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first job is given again",
  story: "It was right when it was picked. Its inputs are gone since.",
  step: "leveled",
  file: "leveled.ts",
  find: `  return {
    next({ version, compactPointers }) {
      const picked = pickLeveled(version, compactPointers, all);
`,
  replace: `  let picked: ReturnType<typeof pickLeveled>;
  return {
    next({ version, compactPointers }) {
      picked ??= pickLeveled(version, compactPointers, all);
`,
} satisfies Mutant;
