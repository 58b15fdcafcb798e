import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LINDEX reads its index before it looks at the key",
  story:
    "Arguments are checked at the top, as it should be, and as LRANGE and LTRIM do. " +
    "LINDEX and LSET look at the key first: without a list the answer is null, whatever " +
    "the index is.",
  step: "collections",
  file: "list-commands.ts",
  find: [
    '  const list = keyspace.getAs(key!, "list");',
    "  if (list === undefined) return nil;",
    "  const element = list.get(fromFront(indexArgument(index!), list.size));",
  ].join("\n"),
  replace: [
    "  const at = indexArgument(index!);",
    '  const list = keyspace.getAs(key!, "list");',
    "  if (list === undefined) return nil;",
    "  const element = list.get(fromFront(at, list.size));",
  ].join("\n"),
} satisfies Mutant;
