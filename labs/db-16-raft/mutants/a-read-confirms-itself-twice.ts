import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "half of the machines are a majority for a read",
  story:
    "Of four machines two have answered, the leader among them, of five two. The others may have another leader by now.",
  step: "clients",
  file: "leadership.ts",
  find: "rounds.sort((a, b) => b - a)[majorityOf(rounds.length) - 1] ?? 0;",
  replace: "rounds.sort((a, b) => b - a)[Math.floor((rounds.length - 1) / 2)] ?? 0;",
} satisfies Mutant;
