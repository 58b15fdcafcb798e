import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a version may be written in any way that Number understands",
  story:
    "Number takes 0x0a, blanks and 10. for ten. atoi, in Redis, takes more than that; " +
    "damage is then found later, and somewhere else.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: "!/^[0-9]{4}$/.test(digits) || ",
  replace: "",
} satisfies Mutant;
