import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what stops the cycles from inside one does not stop them",
  story:
    "Stopping calls off the timer that waits. While a cycle runs none does: the next is " +
    "made when it ends. A server that closes because of what a listener was told keeps a " +
    "timer for ever.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: "      if (!isStopped) wait();",
  replace: "      wait();",
} satisfies Mutant;
