import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the file is made before it is known whether there is an entry",
  story:
    "An empty memtable makes a file, which is removed again; unless the process dies in " +
    "between. For nothing.",
  step: "flush",
  file: "table-output.ts",
  find: [
    "    if (!source.isValid) return undefined;",
    "    output = new TableOutput(place, number);",
  ].join("\n"),
  replace: [
    "    output = new TableOutput(place, number);",
    "    if (!source.isValid) {",
    "      output.abandon();",
    "      return undefined;",
    "    }",
  ].join("\n"),
} satisfies Mutant;
