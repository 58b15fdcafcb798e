import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "CONFIG SET changes the settings before the one that is wrong",
  story:
    "maxmemory is set, the policy is misspelt: a limit without a policy, and the server " +
    "refuses writes where it was to be a cache.",
  step: "eviction",
  file: "settings.ts",
  find: `  const changes = chosen.map((setting, i) => prepared(setting, pairs[i]!));
  for (const apply of changes) apply();`,
  replace: "  for (const [i, setting] of chosen.entries()) prepared(setting, pairs[i]!)();",
} satisfies Mutant;
