import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "keys that were there are kept in a Set of texts",
  story:
    "A Set of strings is at hand, one of bytes has to be written. Two keys whose bytes are no UTF-8 are the same text, and the server does not start from a good file.",
  step: "rdb-decode",
  file: "rdb-reader.ts",
  find: '  if (!keys.add(key)) input.fail(at, "a key that is there twice");',
  replace:
    '  if (!keys.add(Buffer.from(Buffer.from(key).toString()))) input.fail(at, "a key that is there twice");',
} satisfies Mutant;
