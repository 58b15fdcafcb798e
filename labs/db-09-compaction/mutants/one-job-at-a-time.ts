import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "while a job runs, the compactor has none for anybody",
  story:
    "The store sees to that itself. Another store with the same compactor is told that " +
    "nothing is to be done, and does not ask again.",
  step: "leveled",
  file: "leveled.ts",
  find: `  return {
    next({ version, compactPointers }) {
      const picked = pickLeveled(version, compactPointers, all);
      return picked && ((host) => compact(host, picked, all));`,
  replace: `  let isBusy = false;
  return {
    next({ version, compactPointers }) {
      const picked = isBusy ? undefined : pickLeveled(version, compactPointers, all);
      return (
        picked &&
        (async (host) => {
          isBusy = true;
          await compact(host, picked, all).finally(() => {
            isBusy = false;
          });
        })
      );`,
} satisfies Mutant;
