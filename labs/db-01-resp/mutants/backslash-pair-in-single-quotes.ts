import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in single quotes a backslash takes the next byte with it",
  story:
    "The loop for double quotes is copied and its escapes taken out; that a backslash takes " +
    "the next byte stays. 'a\\\\b' is right either way. In 'a\\\\' the second backslash escapes " +
    "the quote in Redis, and here it is used up: the line means something else to the two.",
  step: "server",
  file: "split-inline.ts",
  find: [
    "      bytes.push(escaped ? SINGLE_QUOTE : BACKSLASH);",
    "      at += escaped ? 2 : 1;",
  ].join("\n"),
  replace: [
    "      if (escaped) bytes.push(SINGLE_QUOTE);",
    "      else bytes.push(BACKSLASH, line[at + 1]!);",
    "      at += 2;",
  ].join("\n"),
} satisfies Mutant;
