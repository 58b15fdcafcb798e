import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "two keys with the same hash are taken for the same key",
  story:
    "32 bits are enough for four billion keys, or so it seems: among 77,000 keys two have " +
    "the same hash as likely as not. A client then reads what another has written. " +
    "Comparing hashes only saves comparing keys that differ.",
  step: "dict",
  file: "chain.ts",
  find: "!(node.hash === hash && equalBytes(node.key, key))) node",
  replace: "!(node.hash === hash)) node",
} satisfies Mutant;
