import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "inside a map that was downgraded, values are still written in RESP3",
  story:
    "The top of a reply is translated for the RESP2 client and the rest goes down the path " +
    "of RESP3. A map of strings looks right; the first null or boolean inside one is a type " +
    "byte that the client has never heard of.",
  step: "resp3",
  file: "encode.ts",
  find: "if (version === 2) writeValue(out, downgrade(value), version);",
  replace: "if (version === 2) writeValue(out, downgrade(value), 3);",
} satisfies Mutant;
