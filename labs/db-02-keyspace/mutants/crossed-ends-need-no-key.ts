import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GETRANGE with crossed ends answers before it looks at the key",
  story:
    "Both ends are below 0 and the wrong way round: whatever the string is, the answer is " +
    "nothing. But it need not be a string, and the key was not used.",
  step: "strings",
  file: "range-commands.ts",
  find: [
    '  const bytes = keyspace.getAs(key!, "string")?.bytes ?? new Uint8Array();',
    "  // Both before the first byte would otherwise become the first.",
    "  if (start < 0 && end < 0 && start > end) return bulkString(new Uint8Array());",
  ].join("\n"),
  replace: [
    "  // Both before the first byte would otherwise become the first.",
    "  if (start < 0 && end < 0 && start > end) return bulkString(new Uint8Array());",
    '  const bytes = keyspace.getAs(key!, "string")?.bytes ?? new Uint8Array();',
  ].join("\n"),
} satisfies Mutant;
