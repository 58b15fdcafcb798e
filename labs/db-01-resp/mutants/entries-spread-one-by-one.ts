import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a map is flattened for RESP2 by copying all entries before each",
  story:
    "reduce with a spread reads like the definition of flattening, and makes a new array " +
    "for every entry. No byte is copied too often, only references are: a map of 200,000 " +
    "entries moves 40 billion of them. HGETALL of a large hash stops the server.",
  step: "resp3",
  file: "encode-resp3.ts",
  find: "return array(value.entries.flat());",
  replace:
    "return array(value.entries.reduce<RespValue[]>((all, entry) => [...all, ...entry], []));",
} satisfies Mutant;
