import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GETSET keeps the deadline",
  story:
    "GETSET is one of the old commands, from before KEEPTTL, and was written as a read " +
    "and a replacement. It is documented as SET with GET.",
  step: "expiry",
  file: "string-commands.ts",
  find: [
    "  const before = get(keyspace, [key!]);",
    "  keyspace.put(key!, stringValue(value!));",
    "",
  ].join("\n"),
  replace: [
    "  const before = get(keyspace, [key!]);",
    "  keyspace.replace(key!, stringValue(value!));",
    "",
  ].join("\n"),
} satisfies Mutant;
