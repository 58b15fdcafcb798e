import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all tables of level 0 are asked, and the newest answer is taken",
  story:
    "The order does not matter if one has seen all. With a dozen tables every get costs a " +
    "dozen reads where one would do.",
  step: "point-reads",
  file: "version.ts",
  find: `    for (const file of this.levels[0]!) {
      if (!reachesOver(file, userKey)) continue;
      const found = tables.get(file.number, target);
      if (found !== undefined) return lookupOf(found);
    }
`,
  replace: `    const answers = this.levels[0]!.filter((file) => reachesOver(file, userKey)).map((file) =>
      tables.get(file.number, target),
    );
    const first = answers.find((found) => found !== undefined);
    if (first !== undefined) return lookupOf(first);
`,
} satisfies Mutant;
