import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deletion in level 0 lets the search go on",
  story:
    "Nothing was found, so it is looked for further down. There the value lies that was " +
    "deleted, and it rises from the dead with every flush.",
  step: "point-reads",
  file: "version.ts",
  find: `      const found = tables.get(file.number, target);
      if (found !== undefined) return lookupOf(found);
    }
    for (let level`,
  replace: `      const found = tables.get(file.number, target);
      if (found !== undefined && lookupOf(found).kind === "value") return lookupOf(found);
    }
    for (let level`,
} satisfies Mutant;
