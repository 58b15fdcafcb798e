import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LPOP with a count answers an empty array if there is no list",
  story:
    "Nothing popped, so the array is empty. Redis tells the two apart: an empty array is " +
    "a list that is there and was asked for 0, null says that there is no list. Clients " +
    "that loop until they get null loop for ever.",
  step: "collections",
  file: "list-commands.ts",
  find: "return count === undefined ? nil : nilArray;",
  replace: "return count === undefined ? nil : array([]);",
} satisfies Mutant;
