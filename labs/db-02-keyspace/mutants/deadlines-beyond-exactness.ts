import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "deadlines above 2^53 are rounded",
  story:
    "A client that wants a key to live for ever passes the largest integer. As a double " +
    "it is another one, and the sum with the time is a third.",
  step: "strings",
  file: "deadline.ts",
  find: [
    "  if (milliseconds < INT64_MIN || deadline > BigInt(MAX_DEADLINE)) throw invalidExpireTime(command);",
    "",
  ].join("\n"),
  replace: [
    "  if (milliseconds < INT64_MIN || deadline >= -INT64_MIN) throw invalidExpireTime(command);",
    "",
  ].join("\n"),
} satisfies Mutant;
