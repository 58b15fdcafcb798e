import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SPOP answers a member and leaves it in the set",
  story: "It is SRANDMEMBER's body under SPOP's name, and the set of a lottery never gets smaller.",
  step: "real-clients",
  file: "set-random-commands.ts",
  find: `  for (const member of popped) source?.delete(member);
`,
  replace: "",
} satisfies Mutant;
