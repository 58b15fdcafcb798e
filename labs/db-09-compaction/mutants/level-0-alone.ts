import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only a full level 0 is a reason to compact",
  story: "Level 1 takes all there is. Each compaction of level 0 rewrites the whole store.",
  step: "leveled",
  file: "leveled.ts",
  find: "      return picked && ((host) => compact(host, picked, all));",
  replace:
    "      return picked?.inputs[0]!.level === 0 ? (host) => compact(host, picked, all) : undefined;",
} satisfies Mutant;
