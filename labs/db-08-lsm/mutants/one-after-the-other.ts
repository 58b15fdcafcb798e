import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the table of a level is looked for from the first on",
  story:
    "It is right, and there are ten tables in the test. In a store of a terabyte a level has " +
    "a hundred thousand of them.",
  step: "point-reads",
  file: "version.ts",
  find: `  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compareInternalKeys(files[middle]!.largest, target) < 0) low = middle + 1;
    else high = middle;
  }
  return low;`,
  replace: `  const at = files.findIndex((file) => compareInternalKeys(file.largest, target) >= 0);
  return at === -1 ? files.length : at;`,
} satisfies Mutant;
