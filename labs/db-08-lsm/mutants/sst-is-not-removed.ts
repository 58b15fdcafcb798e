import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a file that nobody needs is removed by the name that it would have today",
  story: "Tables called .sst stay for ever: the name was put together from kind and number.",
  step: "recovery",
  file: "recovery.ts",
  find: "      disk.remove(pathOf(directory, name));",
  replace: "      disk.remove(filePath(directory, file.kind, file.number));",
} satisfies Mutant;
