import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an infinite score in a listpack is NaN",
  story:
    "parseFloat reads Infinity, and not inf, as Redis writes it. The file is refused, " +
    "for a score that is one.",
  step: "rdb-decode",
  file: "rdb-values.ts",
  find: '    yield [member, Number(text.replace("inf", "Infinity"))];',
  replace: "    yield [member, Number.parseFloat(text)];",
} satisfies Mutant;
