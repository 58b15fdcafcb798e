import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a failure DEL and its like still change memory",
  story:
    "The check is put where memory is checked, among the commands that need some. What is " +
    "deleted then is back at the next start.",
  step: "fsync",
  file: "misconf.ts",
  find: '      if (access === undefined || access === "read") return command;',
  replace: '      if (access !== "grow") return command;',
} satisfies Mutant;
