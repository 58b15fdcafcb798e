import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a counter that overflows goes on from the other end",
  story:
    "In C it is what the processor does; in JavaScript one writes asIntN to be like C. A " +
    "quota that was full is then as empty as can be.",
  step: "strings",
  file: "counter-commands.ts",
  find: [
    "  const sum = before + amount;",
    "  if (sum > INT64_MAX || sum < INT64_MIN) {",
    '    throw new CommandError("ERR increment or decrement would overflow");',
    "  }",
    "",
  ].join("\n"),
  replace: ["  const sum = BigInt.asIntN(64, before + amount);", ""].join("\n"),
} satisfies Mutant;
