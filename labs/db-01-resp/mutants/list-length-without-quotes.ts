import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the list of an unknown command's arguments is cut too late",
  story:
    "128 is held against the arguments and not against the list, whose quotes and spaces " +
    "count in Redis: the loop looks at sdslen of what it has built. With one argument " +
    "nobody sees it.",
  step: "errors",
  file: "commands.ts",
  find: "    length += cut.length + 3;",
  replace: "    length += cut.length;",
} satisfies Mutant;
