import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SET with KEEPTTL is logged without the deadline that it kept",
  story:
    "The time is looked for among the words of the command, where it stands in all other " +
    "cases. KEEPTTL has none: what it keeps is in the key. After a restart the session " +
    "that was to end in ten minutes lives for ever.",
  step: "append",
  file: "propagation.ts",
  find: [
    "      return entry.deadline === undefined",
    '        ? words("SET", key, text(entry))',
  ].join("\n"),
  replace: [
    "      return entry.deadline === undefined || request.some((word) => /^keepttl$/i.test(String(Buffer.from(word))))",
    '        ? words("SET", key, text(entry))',
  ].join("\n"),
} satisfies Mutant;
