import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "RESP2's null array is written as the null bulk string",
  story:
    "RESP3 has one null, and whoever knows RESP3 first writes one for RESP2 too. RESP2 has " +
    "two, and a client that expects an array (BLPOP after its timeout) meets a string.",
  step: "encode",
  file: "encode.ts",
  find: 'version === 2 ? "*-1\\r\\n" : "_\\r\\n"',
  replace: 'version === 2 ? "$-1\\r\\n" : "_\\r\\n"',
} satisfies Mutant;
