import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SET with NX and GET replies null where it set nothing",
  story:
    "Refused means null, so it says in the manual of NX. With GET the reply is what is " +
    "there: a client that takes a lock this way wants to know who holds it.",
  step: "strings",
  file: "string-commands.ts",
  find: ['    if (exists !== (condition === "xx")) return before ?? nil;', ""].join("\n"),
  replace: ['    if (exists !== (condition === "xx")) return nil;', ""].join("\n"),
} satisfies Mutant;
