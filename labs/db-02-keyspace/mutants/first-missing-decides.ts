import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SDIFF answers nothing as soon as the first set is not there",
  story:
    "Nothing minus anything is nothing, so the other keys need not be looked at. One of " +
    "them is a list, and the error that would have told so comes only on the day when the " +
    "first set is there.",
  step: "collections",
  file: "set-commands.ts",
  find: '{ name: "sdiff", arity: -2, access: "read", run: by(difference, combined) },',
  replace: [
    "{",
    '    name: "sdiff",',
    "    arity: -2,",
    '    access: "read",',
    "    run: (keyspace, keys) =>",
    "      keyspace.peek(keys[0]!) ? combined(keyspace, keys, difference) : set([]),",
    "  },",
  ].join("\n"),
} satisfies Mutant;
