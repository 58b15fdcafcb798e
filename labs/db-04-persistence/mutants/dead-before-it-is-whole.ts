import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the deadline is set behind the first command of a value",
  story:
    "A key gets its deadline when it is there. Read by a server on which it has passed, " +
    "the key is gone before its second command comes, which then makes it anew, without a " +
    "deadline.",
  step: "snapshot",
  file: "aof-format.ts",
  find: '    if (deadline !== undefined) requests.push([...ascii("PEXPIREAT"), key, ...ascii(deadline)]);',
  replace: [
    "    if (deadline !== undefined) {",
    '      requests.splice(1, 0, [...ascii("PEXPIREAT"), key, ...ascii(deadline)]);',
    "    }",
  ].join("\n"),
} satisfies Mutant;
