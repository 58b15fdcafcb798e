import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SET with GET looks at the type before the time",
  story:
    "The order of the checks is the order in which the code was grown: GET was added on " +
    "top. Clients see another error than from Redis, and a test that compares the two " +
    "fails.",
  step: "strings",
  file: "string-commands.ts",
  find: [
    '  const deadline = deadlineAfter(lifetime, keyspace, "set");',
    "  const before = isGet ? get(keyspace, [key!]) : undefined;",
    "",
  ].join("\n"),
  replace: [
    "  const before = isGet ? get(keyspace, [key!]) : undefined;",
    '  const deadline = deadlineAfter(lifetime, keyspace, "set");',
    "",
  ].join("\n"),
} satisfies Mutant;
