import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "ZCOUNT lists what it counts",
  story:
    "The range is there, so its length is taken. Every answer is right; but the index " +
    "knows the ranks of both ends, and the difference of two numbers costs the same for " +
    "ten members and for ten million.",
  step: "sorted-sets",
  file: "sorted-set-commands.ts",
  find: ["  const { start, end } = selection(set);", "  return integer(end - start);", "}"].join(
    "\n",
  ),
  replace: [
    "  const { start, end } = selection(set);",
    "  return integer([...set.forward(start, end)].length);",
    "}",
  ].join("\n"),
} satisfies Mutant;
