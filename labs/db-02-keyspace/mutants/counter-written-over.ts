import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "INCR writes the new digits over the old ones where they are as many",
  story:
    "It saves an array for each request. The reply to a GET that waits for a slow reader then " +
    "shows a number that came after it, and so does the array that was handed to SET.",
  step: "strings",
  file: "counter-commands.ts",
  find: ["  keyspace.replace(key, stringValue(integerText(sum)));", "  return integer(sum);"].join(
    "\n",
  ),
  replace: [
    "  const text = integerText(sum);",
    "  if (bytes?.length === text.length) bytes.set(text);",
    "  keyspace.replace(key, stringValue(bytes?.length === text.length ? bytes : text));",
    "  return integer(sum);",
  ].join("\n"),
} satisfies Mutant;
