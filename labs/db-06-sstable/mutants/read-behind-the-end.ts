import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a varint goes on behind the end that was said",
  story:
    "The cursor has an end since entries have one: behind it stand the restarts. A reader that looks at the array's length alone takes a restart for a part of a length.",
  step: "blocks",
  file: "varint.ts",
  find: "Math.min(cursor.end, cursor.at + mostBytes)",
  replace: "Math.min(cursor.bytes.length, cursor.at + mostBytes)",
} satisfies Mutant;
