import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a size-tiered job that fails is as good as done",
  story: "As with leveled: it is tried again at once, and for ever.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "return picked && ((host) => compact(host, picked, all));",
  replace: "return picked && ((host) => compact(host, picked, all).catch(() => {}));",
} satisfies Mutant;
