import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "DECRBY by -2^63 adds 2^63",
  story:
    "Subtracting is adding the negative, and a bigint has room for it. The protocol has " +
    "not: Redis refuses the amount whatever the key holds, and a replica written in C " +
    "would do something else with it.",
  step: "strings",
  file: "counter-commands.ts",
  find: [
    '  if (amount === INT64_MIN) throw new CommandError("ERR decrement would overflow");',
    "",
  ].join("\n"),
  replace: "",
} satisfies Mutant;
