import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "libraries of functions are passed over",
  story:
    "They are no keys, and a string is easy to skip. The next snapshot is without them," +
    " and replaces the file that had them.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: ["    default:", "      return input.fail(at, `not"].join("\n"),
  replace: [
    "    case 245:",
    "      readString(input);",
    "      return {};",
    "    default:",
    "      return input.fail(at, `not",
  ].join("\n"),
} satisfies Mutant;
