import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SET without options keeps the deadline",
  story:
    "Why should a new value change how long the key lives? Because a value that was set " +
    "without a time stays until somebody removes it, says the manual.",
  step: "expiry",
  file: "string-commands.ts",
  find: '  const kept = lifetime.kind === "keep" ?',
  replace: '  const kept = lifetime.kind !== "until" ?',
} satisfies Mutant;
