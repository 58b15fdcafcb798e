import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GETEX refuses a wrong time where there is no key",
  story:
    "Arguments first, then the key: a good habit, and not what Redis does here. A reader " +
    "that passes EX 0 by a bug works until the first hit.",
  step: "strings",
  file: "string-commands.ts",
  find: [
    "  const reply = get(keyspace, [key!]);",
    '  if (reply.kind === "null" || lifetime.kind === "keep") return reply;',
    '  const deadline = deadlineAfter(lifetime, keyspace, "getex");',
    "",
  ].join("\n"),
  replace: [
    '  const deadline = deadlineAfter(lifetime, keyspace, "getex");',
    "  const reply = get(keyspace, [key!]);",
    '  if (reply.kind === "null" || lifetime.kind === "keep") return reply;',
    "",
  ].join("\n"),
} satisfies Mutant;
