import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a member that is named twice is removed twice",
  story:
    "Those that are there are counted first and removed afterwards. ZREM z a a answers 2, " +
    "and the client's own count of members is one too small from then on.",
  step: "sorted-sets",
  file: "sorted-set-commands.ts",
  find: ["  const removed = members.filter((member) => set.delete(member)).length;", ""].join("\n"),
  replace: [
    "  const removed = members.filter((member) => set.score(member) !== undefined).length;",
    "  for (const member of members) set.delete(member);",
    "",
  ].join("\n"),
} satisfies Mutant;
