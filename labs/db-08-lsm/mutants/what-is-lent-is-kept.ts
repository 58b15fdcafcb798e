import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the entry is added when the source has moved on",
  story:
    "Key and value were lent until the next call. Of a memtable they stay right; of a " +
    "block they are another entry's.",
  step: "flush",
  file: "table-output.ts",
  find: [
    "    for (let isTime = false; source.isValid; source.next()) {",
    "      if (isTime) await place.slices.pause();",
    "      isTime = output.add(source.key, source.value);",
    "    }",
  ].join("\n"),
  replace: [
    "    for (let isTime = false; source.isValid; ) {",
    "      if (isTime) await place.slices.pause();",
    "      const { key, value } = source;",
    "      source.next();",
    "      isTime = output.add(key, value);",
    "    }",
  ].join("\n"),
} satisfies Mutant;
