import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SUNIONSTORE of one set stores that set itself",
  story:
    "Nothing is to be united, so the set is returned as it is, and its copy in another " +
    "key is the same object. SUNIONSTORE of one key is how people copy sets: from then on " +
    "both change together, and when one is emptied, its twin stands empty in the " +
    "keyspace.",
  step: "collections",
  file: "set-algebra.ts",
  find: [
    "  const result = new MemberSet();",
    "  for (const set of sets) for (const member of set) result.add(member);",
  ].join("\n"),
  replace: [
    "  if (sets.length === 1) return sets[0]!;",
    "  const result = new MemberSet();",
    "  for (const set of sets) for (const member of set) result.add(member);",
  ].join("\n"),
} satisfies Mutant;
