import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HSCAN matches fields and values one by one",
  story:
    "Fields and values lie side by side in the reply, and a generic scan that takes a " +
    "flat list of words filters that. Replies with half of a pair shift all pairs behind " +
    "them, and clients read values as fields.",
  step: "collections",
  file: "hash-commands.ts",
  find: "    hash.scan(part, (name, value) => visit({ name, value })),",
  replace: [
    "    hash.scan(part, (name, value) => {",
    "      visit({ name });",
    "      visit({ name: value });",
    "    }),",
  ].join("\n"),
} satisfies Mutant;
