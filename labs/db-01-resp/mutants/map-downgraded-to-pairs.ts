import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a RESP2 client gets a map as an array of pairs",
  story:
    "entries is an array of pairs, and an array of arrays is the plain translation of it. " +
    "RESP2's clients expect keys and values in turn, as HGETALL and CONFIG GET have always " +
    "answered.",
  step: "resp3",
  file: "encode-resp3.ts",
  find: "return array(value.entries.flat());",
  replace: "return array(value.entries.map((entry) => array(entry)));",
} satisfies Mutant;
