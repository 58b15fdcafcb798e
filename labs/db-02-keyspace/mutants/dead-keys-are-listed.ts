import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "KEYS lists keys whose time has come",
  story:
    "KEYS goes through the entries themselves, past the lookup that would have noticed. A " +
    "client gets names, asks for their values, and gets nil: harmless, until somebody " +
    "counts sessions by KEYS.",
  step: "scan",
  file: "scan-commands.ts",
  find: "    if (deadline !== undefined && isDead(deadline, keyspace.now)) continue;",
  replace: "    if (deadline !== undefined && isDead(deadline, 0)) continue;",
} satisfies Mutant;
