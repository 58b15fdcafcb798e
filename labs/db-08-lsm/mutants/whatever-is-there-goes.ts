import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every file that is not needed is removed, whosesoever it is",
  story: "Somebody kept the store in his home directory.",
  step: "recovery",
  file: "recovery.ts",
  find: `    if (file === undefined || isNeeded[file.kind](file.number)) continue;
    if (file.kind === "table") tables.push(file.number);`,
  replace: `    if (name === "CURRENT" || (file && isNeeded[file.kind](file.number))) continue;
    if (file?.kind === "table") tables.push(file.number);`,
} satisfies Mutant;
