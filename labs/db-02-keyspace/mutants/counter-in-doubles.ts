import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "counters are added as doubles",
  story:
    "A number is a number, until it is above 2^53. Ids of messages are: from " +
    "9007199254740992 on every second INCR replies what the one before it replied, and " +
    "two messages have one id.",
  step: "strings",
  file: "counter-commands.ts",
  find: ["  const sum = before + amount;", ""].join("\n"),
  replace: ["  const sum = BigInt(Number(before) + Number(amount));", ""].join("\n"),
} satisfies Mutant;
