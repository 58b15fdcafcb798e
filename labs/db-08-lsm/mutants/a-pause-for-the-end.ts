import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "writeTable pauses behind the last entry too",
  story:
    "A table of one slice waits for a turn of the loop before it is finished, and the " +
    "writers wait with it.",
  step: "flush",
  file: "table-output.ts",
  find: [
    "    for (let isTime = false; source.isValid; source.next()) {",
    "      if (isTime) await place.slices.pause();",
    "      isTime = output.add(source.key, source.value);",
    "    }",
  ].join("\n"),
  replace: [
    "    for (; source.isValid; source.next()) {",
    "      if (output.add(source.key, source.value)) await place.slices.pause();",
    "    }",
  ].join("\n"),
} satisfies Mutant;
