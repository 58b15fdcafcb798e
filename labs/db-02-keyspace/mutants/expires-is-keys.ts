import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "INFO tells of all keys that they have a deadline",
  story: "Two numbers of one line, and both are written from the same variable.",
  step: "real-clients",
  file: "server-info.ts",
  find: "expires=${keyspace.deadlineCount}",
  replace: "expires=${keyspace.size}",
} satisfies Mutant;
