import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sorted set is written from the lowest score to the highest",
  story:
    "The order that everything else has. It loads as well, but each insertion of " +
    "Redis's skip list goes from one end to the other to find its place: t_zset is slow" +
    " to load for no reason that anyone sees.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "of value.backward()",
  replace: "of value.forward()",
} satisfies Mutant;
