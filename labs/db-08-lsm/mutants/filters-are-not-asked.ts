import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "tables are asked by way of an iterator",
  story:
    "A seek finds the same entry. But it asks no filter: a key that is nowhere costs a read " +
    "in every table that reaches over it.",
  step: "point-reads",
  file: "version.ts",
  find: `      if (file === undefined || !reachesOver(file, userKey)) continue;
      const found = tables.get(file.number, target);
`,
  replace: `      if (file === undefined || !reachesOver(file, userKey)) continue;
      const at = tables.iterator(file.number);
      at.seek(target);
      const isFound = at.isValid && compareBytes(userKeyOf(at.key), userKey) === 0;
      const found = isFound ? { key: at.key, value: at.value } : undefined;
      if (found !== undefined) tables.check(file.number, found.key);
      at.close();
`,
} satisfies Mutant;
