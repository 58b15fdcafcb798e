import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the word behind EX is looked at as an option too",
  story:
    "SET k v EX NX is a client that forgot the number. Told a syntax error it looks at " +
    "its options, told that NX is no integer it looks at its number. Parsers that pick " +
    "out the words they know first cannot tell.",
  step: "strings",
  file: "string-options.ts",
  find: ["        others.push(amount);", "        i += 1;", ""].join("\n"),
  replace: [
    "        if (/^[0-9-]/.test(wordOf(amount))) {",
    "          others.push(amount);",
    "          i += 1;",
    "        }",
    "",
  ].join("\n"),
} satisfies Mutant;
