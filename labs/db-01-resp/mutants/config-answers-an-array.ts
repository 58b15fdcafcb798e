import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "CONFIG GET answers an array to RESP3 clients too",
  story:
    "In RESP2 the answer is an array of names and values, and with RESP2 it was tested. A " +
    "RESP3 client expects a map and finds no entries in an array.",
  step: "real-clients",
  file: "base-commands.ts",
  find: "return map(entries.map(([name, value]): Entry => [bulkString(name), bulkString(value)]));",
  replace:
    "return array(entries.flatMap(([name, value]): Entry => [bulkString(name), bulkString(value)]));",
} satisfies Mutant;
