import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LTRIM makes a new list of what stays",
  story:
    "Slicing is one line, and right. But LTRIM is what keeps a log at its length, after " +
    "every push: it removes one element and copies all the others, so that the limit " +
    "which was to make the log cheap is what makes it dear.",
  step: "collections",
  file: "list-commands.ts",
  find: [
    '  for (let i = 0; i < start; i++) list.pop("front");',
    '  for (let i = end; i < size; i++) list.pop("back");',
  ].join("\n"),
  replace: [
    "  const kept = [...list.range(start, end)];",
    '  while (list.size > 0) list.pop("front");',
    '  for (const element of kept) list.push("back", element);',
  ].join("\n"),
} satisfies Mutant;
