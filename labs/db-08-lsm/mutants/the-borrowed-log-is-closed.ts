import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a replay that has come to the end closes the log",
  story:
    "It was not its own. The owner closes it too, and that is a bug in the best case; " +
    "in the worst, the number of the handle is somebody else's by then.",
  step: "logged-table",
  file: "logged-table.ts",
  find: '    if (found.kind === "end") return undefined;',
  replace: [
    '    if (found.kind === "end") {',
    "      file.close();",
    "      return undefined;",
    "    }",
  ].join("\n"),
} satisfies Mutant;
