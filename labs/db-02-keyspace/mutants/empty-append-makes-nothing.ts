import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "APPEND of nothing changes nothing",
  story:
    "A shortcut that saves a copy. It also saves the key: who appends an empty first line " +
    "and then asks EXISTS is told 0, and the log of changes misses a command that Redis " +
    "logs.",
  step: "strings",
  file: "range-commands.ts",
  find: ["  const bytes = before === undefined ? value! : joined(before.bytes, value!);", ""].join(
    "\n",
  ),
  replace: [
    "  const bytes = before === undefined ? value! : joined(before.bytes, value!);",
    "  if (value!.length === 0) return integer(bytes.length);",
    "",
  ].join("\n"),
} satisfies Mutant;
