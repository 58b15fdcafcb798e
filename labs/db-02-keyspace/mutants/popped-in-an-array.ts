import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SPOP with a count answers an array",
  story: "RESP2 writes both alike. A client that speaks RESP3 gets a list where it expects a set.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: "return set(popped.map(bulkString));",
  replace: "return array(popped.map(bulkString));",
} satisfies Mutant;
