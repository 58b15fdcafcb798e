import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a format may hold DEL",
  story:
    "7f is the last of ASCII, so the range ends there, they say; it is a control character " +
    "all the same. A terminal that shows the format swallows it.",
  step: "resp3",
  file: "encode-resp3.ts",
  find: "/^[!-~]{3}$/",
  replace: "/^[!-\\x7f]{3}$/",
} satisfies Mutant;
