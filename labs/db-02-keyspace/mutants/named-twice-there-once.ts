import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "EXISTS counts a key once, however often it is named",
  story:
    'It is what one would have decided. The manual says: "If the same existing key is ' +
    'mentioned in the arguments multiple times, it will be counted multiple times."',
  step: "strings",
  file: "key-commands.ts",
  find: [
    "  return integer(keys.filter((key) => keyspace.peek(key) !== undefined).length);",
    "",
  ].join("\n"),
  replace: [
    "  const found = keys.filter((key) => keyspace.peek(key) !== undefined);",
    '  return integer(new Set(found.map((key) => Buffer.from(key).toString("latin1"))).size);',
    "",
  ].join("\n"),
} satisfies Mutant;
