import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SSCAN reads its options although there is no set",
  story:
    "The options are read with the cursor, before the key is looked at. Redis answers an " +
    "empty scan where there is no key, whatever stands behind the cursor.",
  step: "collections",
  file: "set-commands.ts",
  find: [
    '  const source = keyspace.getAs(key!, "set");',
    "  if (source === undefined) return nothingScanned();",
    "  return scanReply(cursor, scanOptions(options, false), (part, visit) =>",
  ].join("\n"),
  replace: [
    "  const asked = scanOptions(options, false);",
    '  const source = keyspace.getAs(key!, "set");',
    "  if (source === undefined) return nothingScanned();",
    "  return scanReply(cursor, asked, (part, visit) =>",
  ].join("\n"),
} satisfies Mutant;
