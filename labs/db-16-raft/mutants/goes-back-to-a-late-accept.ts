import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "the next entry is the one behind what was confirmed last, though more was sent and confirmed",
  story: "The leader sends again what the follower has. Nothing is lost but the network's time.",
  step: "commitment",
  file: "progress.ts",
  find: "this.nextIndex = Math.max(this.nextIndex, this.matchIndex + 1);",
  replace: "this.nextIndex = matchIndex + 1;",
} satisfies Mutant;
