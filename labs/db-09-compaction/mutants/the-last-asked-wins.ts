import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a job does what was picked last, by whomever",
  story: "Two stores share a compactor, and one takes the other's tables away.",
  step: "leveled",
  file: "leveled.ts",
  find: `  return {
    next({ version, compactPointers }) {
      const picked = pickLeveled(version, compactPointers, all);
      return picked && ((host) => compact(host, picked, all));`,
  replace: `  let picked: ReturnType<typeof pickLeveled>;
  return {
    next({ version, compactPointers }) {
      picked = pickLeveled(version, compactPointers, all);
      return picked && ((host) => compact(host, picked!, all));`,
} satisfies Mutant;
