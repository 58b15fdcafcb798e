import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a listpack of more than 65,534 elements is refused",
  story:
    "16 bits of count, and the last value says that they do not suffice. With list-max-" +
    "listpack-size -5 and small elements it is met in production.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: "count !== found && count !== COUNT_UNKNOWN",
  replace: "count !== found",
} satisfies Mutant;
