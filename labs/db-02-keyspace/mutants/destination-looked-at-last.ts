import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SMOVE looks at the destination when the member is already out of the source",
  story:
    "Take it out of here, then put it in there. If there is of another kind, the error " +
    "comes too late: the member is in neither set, and the client was told that nothing " +
    "happened.",
  step: "collections",
  file: "set-commands.ts",
  find: [
    '  const target = keyspace.getAs(to!, "set") ?? new MemberSet();',
    "  if (equalBytes(from!, to!)) return oneOrZero(source.has(member!));",
    "  if (!source.delete(member!)) return integer(0);",
    "  keyspace.touched(from!, 1);",
  ].join("\n"),
  replace: [
    "  if (equalBytes(from!, to!)) return oneOrZero(source.has(member!));",
    "  if (!source.delete(member!)) return integer(0);",
    "  keyspace.touched(from!, 1);",
    '  const target = keyspace.getAs(to!, "set") ?? new MemberSet();',
  ].join("\n"),
} satisfies Mutant;
