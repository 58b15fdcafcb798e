import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SRANDMEMBER with a negative count gives different members only",
  story:
    "The sign is taken away and its meaning with it: five throws of a die are never two " +
    "sixes.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "? Array.from({ length: -wanted }, () => source.sample(random)!)",
  replace: "? different(source, -wanted, random)",
} satisfies Mutant;
