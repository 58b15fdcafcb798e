import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the key is looked up before the words are read",
  story:
    "getAs stands in the first line, as it does in the simple commands. A syntax error on " +
    "a key that holds a list is told as WRONGTYPE; and the mistake in a script is only " +
    "seen when the key is the right one.",
  step: "sorted-sets",
  file: "sorted-set-range.ts",
  find: [
    "    run: (keyspace, [key, ...words], session) =>",
    "      rangeReply(keyspace, key!, rangeRequest(words, says), session),",
  ].join("\n"),
  replace: [
    "    run: (keyspace, [key, ...words], session) => {",
    '      keyspace.getAs(key!, "zset");',
    "      return rangeReply(keyspace, key!, rangeRequest(words, says), session);",
    "    },",
  ].join("\n"),
} satisfies Mutant;
