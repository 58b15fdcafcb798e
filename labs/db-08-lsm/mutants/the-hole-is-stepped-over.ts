import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a torn log is read on behind the bad place",
  story:
    "Salvage is what a tool does whom somebody asked. Here a later write comes back " +
    "without the earlier one that it was made upon.",
  step: "logged-table",
  file: "logged-table.ts",
  find: ['    if (found.kind !== "record") {', ""].join("\n"),
  replace: [
    '    if (found.kind === "damaged" && end === "torn") continue;',
    '    if (found.kind !== "record") {',
    "",
  ].join("\n"),
} satisfies Mutant;
