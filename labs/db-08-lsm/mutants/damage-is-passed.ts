import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a table of level 0 that cannot be read is passed over",
  story:
    "Better an old answer than none, one thinks. It is a wrong one, and nobody learns that " +
    "the disk is dying.",
  step: "point-reads",
  file: "version.ts",
  find: `      if (!reachesOver(file, userKey)) continue;
      const found = tables.get(file.number, target);
      if (found !== undefined) return lookupOf(found);
    }
    for (let`,
  replace: `      if (!reachesOver(file, userKey)) continue;
      let found: TableEntry | undefined;
      try {
        found = tables.get(file.number, target);
      } catch {}
      if (found !== undefined) return lookupOf(found);
    }
    for (let`,
} satisfies Mutant;
