import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a varint above the largest number is read as something",
  story:
    "Ten bytes of damage are a length of 2^60, rounded to a double. Whoever adds it to an offset gets that offset back.",
  step: "blocks",
  file: "varint.ts",
  find: "    if (value > most) return undefined;\n",
  replace: "",
} satisfies Mutant;
