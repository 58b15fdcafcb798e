import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "setting the same value again is no change",
  story:
    "Comparing saves an entry in the log. It also makes the log depend on the state: " +
    "replayed on a copy that differs, the command that would have mended it is missing.",
  step: "strings",
  file: "keyspace.ts",
  find: [
    "    const entry = held ?? this.#add(key, value, NEW_FREQUENCY);",
    "    entry.value = value;",
    "",
  ].join("\n"),
  replace: [
    "    const entry = held ?? this.#add(key, value, NEW_FREQUENCY);",
    "    const before = held?.value;",
    '    if (before?.kind === "string" && value.kind === "string") {',
    "      if (equalBytes(before.bytes, value.bytes)) this.changes -= 1;",
    "    }",
    "    entry.value = value;",
    "",
  ].join("\n"),
} satisfies Mutant;
