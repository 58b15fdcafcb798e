import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an attribute is read over, and its value stands alone",
  story:
    "A client may ignore attributes, says the specification, and hiredis for years had " +
    "nothing to keep them in (pull request 887). A decoder that others build on must not " +
    "decide it for them: what the server said about the value is gone.",
  step: "resp3",
  file: "decode-resp3.ts",
  find: "return attribute(pairs(items), value);",
  replace: "return value;",
} satisfies Mutant;
